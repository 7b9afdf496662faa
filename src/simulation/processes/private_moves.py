"""Private homes: those who left the social stock, then newcomers, take what they can pay."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.kernels.private_choice import choose_private_homes
from simulation.processes import newcomers
from simulation.processes.context import CENTS, Context, people, places
from simulation.state import occupancy
from simulation.state.schema import DwellingStatus, Exit, Financing, Place, Reason
from simulation.state.world import MONTHS, World

_TENURES = {"rental": Financing.PRIVATE_RENTAL, "owned": Financing.OWNER_OCCUPIED}


def remember_private_households(world: World) -> None:
    """Keep, for each tenure, the households of the start, whom newcomers will resemble."""
    h = world.households
    for tenure, financing in _TENURES.items():
        housed = np.flatnonzero(h.place == Place.HOUSED)
        of_home = world.residences.financing[world.dwellings.residence[h.dwelling[housed]]]
        rows = housed[of_home == financing]
        world.memory.settled_like[tenure] = _composition(world, rows)


def step(world: World, context: Context) -> None:
    """Fill private vacancies; seekers who find nothing leave the territory."""
    seekers = world.memory.seekers
    kinds = world.households.exit_kind[seekers]
    wishes = {"owned": seekers[kinds == Exit.OWNERSHIP], "rental": seekers[kinds != Exit.OWNERSHIP]}
    for tenure, financing in _TENURES.items():
        _fill(world, context, tenure, financing, wishes[tenure])
    world.memory.seekers = seekers[:0]


def _fill(
    world: World, context: Context, tenure: str, financing: Financing, seekers: NDArray[np.int64]
) -> None:
    vacancies = _vacant(world, financing)
    count = round(vacancies.size * context.scenario.private_market.fill_rate)
    arrivals = _arrive(world, tenure, count)
    rows = np.concatenate((seekers, arrivals))
    costs = _monthly_costs(world, context, vacancies, financing)
    market = context.scenario.private_market
    chosen = choose_private_homes(
        world.month, world.streams.code("private_pick"), world.streams.code("error_area"), rows,
        vacancies, costs, world.dwellings.rooms[vacancies], world.dwellings.area[vacancies],
        market.alternatives, market.effort_cap, int(financing), world.law, context.tastes,
        people(world), places(world),
    )  # fmt: skip
    housed = chosen >= 0
    occupancy.settle(world, rows[housed], vacancies[chosen[housed]], Reason.PRIVATE_MARKET)
    occupancy.leave(world, rows[~housed], Reason.LEFT_TERRITORY)


def _vacant(world: World, financing: Financing) -> NDArray[np.int64]:
    empty = np.flatnonzero(world.dwellings.status == DwellingStatus.VACANT)
    of_home = world.residences.financing[world.dwellings.residence[empty]]
    found: NDArray[np.int64] = empty[of_home == financing]
    return found


def _arrive(world: World, tenure: str, count: int) -> NDArray[np.int64]:
    """Add `count` households, each alike one of the private households of the start."""
    models: NDArray[Any] = world.memory.settled_like[tenure]
    ranks = np.arange(count)
    u = world.streams.uniform(f"like_{tenure}", world.month, ranks)
    return newcomers.settlers(world, tenure, models[(u * models.shape[0]).astype(np.int64)])


def _composition(world: World, rows: NDArray[np.int64]) -> NDArray[Any]:
    h = world.households
    return np.stack([getattr(h, name)[rows] for name in newcomers.COMPOSITION], axis=1)


def _monthly_costs(
    world: World, context: Context, homes: NDArray[np.int64], financing: Financing
) -> NDArray[np.float64]:
    """Return rent, or annuity of the price, cents/month."""
    areas, surfaces = world.dwellings.area[homes], world.dwellings.surface[homes]
    if financing == Financing.PRIVATE_RENTAL:
        return np.asarray(world.areas.private_rent[areas] * surfaces * CENTS)
    rate = context.scenario.private_market.annuity_rate / MONTHS
    return np.asarray(world.areas.private_price[areas] * surfaces * rate * CENTS)
