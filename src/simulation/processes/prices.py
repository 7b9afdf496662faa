"""Private rents and prices by area: what they are at the start, moved by image and vacancy.

The logarithm of a rent closes each month a part of its gap to the one of the start, plus what the
area gained in image over the others, less what its private vacancy exceeds the usual one (the form
of Rosen and Smith 1983). Nothing moves during the spin-up, nor as long as nothing changes.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulation.processes.context import CENTS, Context, mean_by
from simulation.state.schema import DwellingStatus, Financing
from simulation.state.stock import stock_of
from simulation.state.table import rows_where
from simulation.state.world import Market, World

OWNER = "prices"
Floats = NDArray[np.float64]


def start(world: World) -> None:
    """Remember the rents and prices of the territory, and how far each rented home is from them."""
    d, areas = world.dwellings, world.areas
    rent, price, image = (
        column.copy() for column in (areas.private_rent, areas.private_price, areas.image)
    )
    still = np.zeros(len(areas))
    world.memory.market = Market(rent, price, image, vacancy=still, moved=still.copy())
    typical = rent[d.area] * d.surface * CENTS
    is_rented = world.residences.financing[d.residence] == Financing.PRIVATE_RENTAL
    rented = np.flatnonzero(is_rented & (d.rent > 0) & (typical > 0))
    d.owned(OWNER).premium[rented] = d.rent[rented] / typical[rented]


def step(world: World, context: Context) -> None:
    """Move rents and prices; during the spin-up, learn what they will move from."""
    market = world.memory.market
    assert market is not None  # `start` comes first
    homes, vacancy = _private_homes(world)
    if world.month < 0 or market.months == 0:
        market.months += 1
        market.vacancy += (vacancy - market.vacancy) / market.months
        market.image = world.areas.image.copy()
        return
    if not homes.any():
        return
    settings = context.scenario.prices
    gain = world.areas.image - market.image
    wanted = settings.image_elasticity * (gain - mean_by(homes, gain))
    wanted -= settings.vacancy_elasticity * (vacancy - market.vacancy)
    market.moved += settings.speed * (wanted - market.moved)
    areas = world.areas.owned(OWNER)
    areas.private_rent[:] = market.rent * np.exp(market.moved)
    areas.private_price[:] = market.price * np.exp(market.moved)


def _private_homes(world: World) -> tuple[Floats, Floats]:
    """Return private homes by area, and the share of them that is vacant, 0 where there is none."""
    d = world.dwellings
    homes = stock_of(world).private_homes.astype(np.float64)
    empty = rows_where(d.status, DwellingStatus.VACANT)
    empty = empty[~d.is_social[empty]]
    return homes, np.bincount(d.area[empty], minlength=homes.size) / np.maximum(homes, 1.0)
