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
from simulation.policies.base import NO_OPINION, TRANSFERS_SHARE
from simulation.processes.context import Context
from simulation.state.schema import NEVER, DwellingStatus, Holder
from simulation.state.world import World

OWNER = "flow"


def step(
    world: World,
    context: Context,
    vacancies: NDArray[np.int64],
    terms: NDArray[np.float64] | None = None,
) -> None:
    """Give each vacancy of the list a holder, and pass on those that waited too long.

    `terms` are those of `terms_of`, when they are at hand.
    """
    terms = terms_of(world, context) if terms is None else terms
    _forget(world)
    _pass_on(world, context, vacancies)
    free = vacancies[world.dwellings.holder[vacancies] == int(Holder.NONE)]
    kept = kept_for_transfers(world, terms, free)
    _give(world, free[kept], np.int8(Holder.TRANSFERS))
    oriented = free[~kept]
    residence = world.dwellings.residence[oriented]
    landlords = world.residences.landlord[residence].astype(np.int64)
    _make_room(world)
    if world.is_january:
        _carry_over(world, context)
    holders = orient(world.memory.shortfalls, landlords, terms[residence, : len(SHARES)])
    _give(world, oriented, holders)


def shares(settings: Reservations) -> NDArray[np.float64]:
    """Return the share of each holder of the flow, in the order of `Holder`."""
    return np.array([getattr(settings, name) for name in SHARES])


def terms_of(world: World, context: Context) -> NDArray[np.float64]:
    """Return the shares of the flow in each residence, policies included, shape (n, 6).

    Of the four holders, of what is withheld for rehousing, of what is kept for transfers.
    """
    scenario = context.scenario
    withheld = scenario.allocation.withheld_share, scenario.reservations.transfers_share
    usual = np.concatenate((shares(scenario.reservations), withheld))
    terms = np.tile(usual, (len(world.residences), 1))
    changed = context.levers.pull("flow_shares", world)
    return terms if changed is None else np.where(changed == NO_OPINION, terms, changed)


def kept_for_transfers(
    world: World, terms: NDArray[np.float64], vacancies: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Return which vacancies are kept for sitting tenants, at most as many as ask for one."""
    d = world.dwellings
    share = terms[d.residence[vacancies], TRANSFERS_SHARE]
    if not share.any():
        return np.zeros(vacancies.size, bool)
    is_open = world.applications.household >= 0
    asking = int(np.count_nonzero(is_open & world.applications.is_transfer))
    kept_already = int(np.count_nonzero(d.holder == int(Holder.TRANSFERS)))
    return some_of(world, "transfers", vacancies, share, asking - kept_already)


def some_of(
    world: World, stream: str, vacancies: NDArray[np.int64], share: NDArray[np.float64], most: int
) -> NDArray[np.bool_]:
    """Return a draw of vacancies with probability `share` each, `most` of them at most."""
    u = world.streams.uniform(stream, world.month, vacancies)
    drawn = np.flatnonzero(u < share)
    chosen = np.zeros(vacancies.size, bool)
    chosen[drawn[np.argsort(u[drawn], kind="stable")[: max(most, 0)]]] = True
    return chosen


def release(world: World, homes: NDArray[np.int64]) -> None:
    """Take dwellings that are let from their holders."""
    owned = world.dwellings.owned(OWNER)
    owned.holder[homes] = Holder.NONE
    owned.held_since[homes] = NEVER


def _forget(world: World) -> None:
    """Take dwellings from their holders that can be let no more, as before a demolition."""
    d = world.dwellings
    held = np.flatnonzero(d.holder != int(Holder.NONE))
    release(world, held[d.status[held] != int(DwellingStatus.VACANT)])


def _pass_on(world: World, context: Context, vacancies: NDArray[np.int64]) -> None:
    d, months = world.dwellings, context.scenario.reservations.holder_months
    held = (d.holder[vacancies] != int(Holder.NONE)) & (d.holder[vacancies] != int(Holder.LANDLORD))
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


def _carry_over(world: World, context: Context) -> None:
    """Keep what is owed to holders from the year before, or the part of it that policies say."""
    owed = world.memory.shortfalls
    kept = context.levers.pull("flow_carried", world)
    if kept is not None:
        owed *= kept[:, None]


def _make_room(world: World) -> None:
    """Owe nothing to the holders of landlords that had no vacancy yet."""
    owed = world.memory.shortfalls
    missing = int(world.residences.landlord.max(initial=-1)) + 1 - owed.shape[0]
    if missing > 0:
        world.memory.shortfalls = np.concatenate((owed, np.zeros((missing, len(SHARES)))))
