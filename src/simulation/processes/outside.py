"""What is to be had outside the home: typical rents and prices of the territory by size."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulation.processes.context import CENTS, Context, mean_by
from simulation.state.stock import stock_of
from simulation.state.world import MONTHS, World

N_ROOMS = 5
DEATH_AGE = 65.0


def mean_match(context: Context) -> float:
    """Return the mean of the match error, which an alternative never seen has."""
    tastes = context.tastes
    return float(np.euler_gamma * (tastes.error_area + tastes.error_advert + tastes.error_visit))


@dataclass(frozen=True)
class Market:
    """Monthly cost of a typical home by rooms, cents/month, shape (5,).

    Attributes
    ----------
    rents
        Private lettings.
    owner_costs
        Annuity of a purchase, spread over the months.
    social_rents
        Mean of social dwellings.
    elsewhere
        Lettings in other territories.
    """

    rents: NDArray[np.float64]
    owner_costs: NDArray[np.float64]
    social_rents: NDArray[np.float64]
    elsewhere: NDArray[np.float64]


def typical_market(world: World, context: Context) -> Market:
    """Return typical costs, areas counting by their homes: worked out once while none is built.

    It holds for the month; rents of the social stock are those of when it is first asked for.
    """
    memory, known = world.memory, (world.month, len(world.dwellings))
    if memory.outside is None or memory.outside[0] != known:
        memory.outside = (known, _market_of_month(world, context))
    found: Market = memory.outside[1]
    return found


def _market_of_month(world: World, context: Context) -> Market:
    market = context.scenario.private_market
    surfaces = market.typical_surface_first_room + market.typical_surface_further_room * np.arange(
        N_ROOMS
    )
    stock = stock_of(world)
    weights = stock.homes
    rent = mean_by(weights, world.areas.private_rent)
    price = mean_by(weights, world.areas.private_price)
    rooms = stock.social_rooms - 1
    sums = np.bincount(rooms, weights=world.dwellings.rent[stock.social], minlength=N_ROOMS)
    counts = np.bincount(rooms, minlength=N_ROOMS)
    overall = sums.sum() / max(counts.sum(), 1)
    return Market(
        rents=np.asarray(surfaces * rent * CENTS),
        owner_costs=np.asarray(surfaces * price * market.annuity_rate / MONTHS * CENTS),
        social_rents=np.where(counts > 0, sums / np.maximum(counts, 1), overall),
        elsewhere=np.asarray(surfaces * market.rent_elsewhere * CENTS),
    )
