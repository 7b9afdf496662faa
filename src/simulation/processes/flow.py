"""Reservation flow: each landlord orients its vacancies to those who may nominate for them.

The next vacancy of a landlord goes to the holder it owes most. What it owes is carried from one
year to the next, less than one dwelling for each holder: if every January began at nought, a
landlord with five vacancies a year would never serve a share of a tenth. A vacancy that passes on
because its holder did not let it counts as given: the holder used its right.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulation.config.reservations import SHARES, Reservations
from simulation.kernels.flow import orient
from simulation.processes.context import Context
from simulation.state.schema import NEVER, DwellingStatus, Holder
from simulation.state.world import World

OWNER = "flow"


def step(world: World, context: Context, vacancies: NDArray[np.int64]) -> None:
    """Give each vacancy of the list a holder, and pass on those that waited too long."""
    _forget(world)
    _pass_on(world, context, vacancies)
    free = vacancies[world.dwellings.holder[vacancies] == Holder.NONE]
    kept = kept_for_transfers(world, context, free)
    _give(world, free[kept], np.int8(Holder.TRANSFERS))
    oriented = free[~kept]
    landlords = world.residences.landlord[world.dwellings.residence[oriented]].astype(np.int64)
    _make_room(world)
    holders = orient(world.memory.shortfalls, landlords, shares(context.scenario.reservations))
    _give(world, oriented, holders)


def shares(settings: Reservations) -> NDArray[np.float64]:
    """Return the share of each holder of the flow, in the order of `Holder`."""
    return np.array([getattr(settings, name) for name in SHARES])


def kept_for_transfers(
    world: World, context: Context, vacancies: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Return which vacancies are kept for sitting tenants, at most as many as ask for one."""
    settings, d = context.scenario.reservations, world.dwellings
    is_open = world.applications.household >= 0
    asking = int((is_open & world.applications.is_transfer).sum())
    kept_already = int((d.holder == Holder.TRANSFERS).sum())
    return some_of(world, "transfers", vacancies, settings.transfers_share, asking - kept_already)


def some_of(
    world: World, stream: str, vacancies: NDArray[np.int64], share: float, most: int
) -> NDArray[np.bool_]:
    """Return a draw of vacancies with probability `share` each, `most` of them at most."""
    u = world.streams.uniform(stream, world.month, vacancies)
    first = np.argsort(u, kind="stable")[: max(most, 0)]
    chosen = np.zeros(vacancies.size, bool)
    chosen[first] = u[first] < share
    return chosen


def release(world: World, homes: NDArray[np.int64]) -> None:
    """Take dwellings that are let from their holders."""
    owned = world.dwellings.owned(OWNER)
    owned.holder[homes] = Holder.NONE
    owned.held_since[homes] = NEVER


def _forget(world: World) -> None:
    """Take dwellings from their holders that can be let no more, as before a demolition."""
    d = world.dwellings
    gone = (d.holder != Holder.NONE) & (d.status != DwellingStatus.VACANT)
    release(world, np.flatnonzero(gone))


def _pass_on(world: World, context: Context, vacancies: NDArray[np.int64]) -> None:
    d, months = world.dwellings, context.scenario.reservations.holder_months
    held = (d.holder[vacancies] != Holder.NONE) & (d.holder[vacancies] != Holder.LANDLORD)
    late = vacancies[held & (d.held_since[vacancies] + months <= world.month)]
    _give(world, late, np.int8(Holder.LANDLORD), is_passed_on=True)


def _give(
    world: World,
    homes: NDArray[np.int64],
    holders: NDArray[np.int8] | np.int8,
    is_passed_on: bool = False,
) -> None:
    owned = world.dwellings.owned(OWNER)
    owned.holder[homes] = holders
    owned.held_since[homes] = world.month
    world.ledger.record(
        "flow", month=world.month, dwelling=homes, holder=holders, is_passed_on=is_passed_on
    )


def _make_room(world: World) -> None:
    """Owe nothing to the holders of landlords that had no vacancy yet."""
    owed = world.memory.shortfalls
    missing = int(world.residences.landlord.max(initial=-1)) + 1 - owed.shape[0]
    if missing > 0:
        world.memory.shortfalls = np.concatenate((owed, np.zeros((missing, len(SHARES)))))
