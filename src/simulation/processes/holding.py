"""Vacancies kept for the households that a policy targets, and what that costs.

A vacancy is kept from the first month in which it may be let. Each month in which nobody of the
group was found, the policy owes the landlord the rent, or the share of it that it funds.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulation.kernels.queue import EVERYBODY
from simulation.policies.groups import Hold
from simulation.processes.context import Context
from simulation.state.schema import NEVER, DwellingStatus, Spending
from simulation.state.world import Kept, World

OWNER = "holding"


def keep(world: World, context: Context, vacancies: NDArray[np.int64]) -> None:
    """Find the vacancies of the month that are kept, and for whom."""
    found = [
        _kept(world, position, hold, vacancies)
        for position, holds in context.levers.each("holds", world)
        for hold in holds
    ]
    world.memory.kept = (
        Kept(*(np.concatenate(column) for column in zip(*found, strict=True))) if found else None
    )


def _kept(
    world: World, position: int, hold: Hold, vacancies: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    d, owned = world.dwellings, world.dwellings.owned(OWNER)
    homes = vacancies[hold.residences[d.residence[vacancies]]]
    since = d.kept_since[homes]
    is_new = (since == NEVER) | (since < d.vacant_since[homes])
    owned.kept_since[homes[is_new]] = world.month
    homes = homes[world.month - d.kept_since[homes] < hold.months]
    return (
        homes,
        np.full(homes.size, hold.profiles),
        np.full(homes.size, position),
        np.full(homes.size, hold.funded),
    )


def open_to(world: World, vacancies: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the bit mask of the profiles that each vacancy is open to, shape (n,)."""
    found = np.full(vacancies.size, EVERYBODY, np.int64)
    kept = world.memory.kept
    if kept is not None and kept.homes.size:
        order = np.argsort(kept.homes)
        place = np.minimum(np.searchsorted(kept.homes[order], vacancies), order.size - 1)
        is_kept = kept.homes[order][place] == vacancies
        found[is_kept] = kept.profiles[order][place][is_kept]
    return found


def pay(world: World) -> None:
    """Write down the rent of each vacancy that was kept this month and not let, cents."""
    kept = world.memory.kept
    if kept is None:
        return
    d = world.dwellings
    empty = d.status[kept.homes] == DwellingStatus.VACANT
    rent = np.round(kept.funded * d.rent[kept.homes])[empty]
    world.ledger.record(
        "costs",
        month=world.month,
        source=kept.policies[empty],
        what=Spending.HELD_VACANCY,
        cents=rent,
    )
