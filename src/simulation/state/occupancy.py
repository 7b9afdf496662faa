"""Who lives where and with whom: the only code that moves households and their members.

Every operation writes the ledger, so that stock and flow reconcile to the unit.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.kernels.moving import (
    Lodgings,
    Members,
    Movers,
    Seats,
    change_numbers,
    free_homes,
    has_repeats,
    leaves_enough,
    move_events,
    move_in,
)
from simulation.rng import newborn_identities
from simulation.state import calendar
from simulation.state.schema import DwellingStatus, Move, Place, Reason
from simulation.state.world import World

OWNER = "occupancy"
Rows = NDArray[Any]
_NOWHERE = np.array([-1])
_HOUSED, _DEMOLISHED = int(Place.HOUSED), int(DwellingStatus.DEMOLISHED)


def arrive(world: World, reason: Reason, **columns: Any) -> NDArray[np.int64]:
    """Add households without a home; `columns` must hold `id`. Return their rows."""
    identities = np.asarray(columns["id"], np.int64)
    rows = world.households.append(identities.size, place=Place.HOSTED, **columns)
    _record_moves(world, rows, Move.ENTRY, _NOWHERE, _NOWHERE, reason)
    return rows


def change_members(
    world: World, rows: Rows, reason: Reason, adults: Any = 0, teenagers: Any = 0, children: Any = 0
) -> None:
    """Add members to households, or take them away where the change is negative.

    Raises
    ------
    ValueError
        When nobody, or less than nobody, would be left.
    """
    if not rows.size:
        return
    h, rows = world.households.owned(OWNER), np.asarray(rows, np.int64)
    changes = np.empty((3, rows.size), np.int64)
    changes[0], changes[1], changes[2] = adults, teenagers, children
    members = Members(h.adults, h.teenagers, h.children)
    if not leaves_enough(rows, changes, members):
        raise ValueError("a household has one adult at least, and no negative number of members")
    events = change_numbers(world.month, int(reason), rows, changes, h.id, members)
    world.ledger.append("members", events)


def split(
    world: World,
    parents: Rows,
    reason: Reason,
    leaving: tuple[Any, Any, Any],
    stays: NDArray[np.bool_],
    **columns: Any,
) -> NDArray[np.int64]:
    """Take members out of the households `parents`; return the rows of those they found.

    Parameters
    ----------
    leaving
        Adults, teenagers and children who leave each parent.
    stays
        Which of them found a household here; the others leave the territory.
    columns
        Of the new households, one value for each parent or one for all, members included: a
        teenager who leaves is an adult from then on.

    Raises
    ------
    ValueError
        When more persons would found a household than left the parent, or fewer.
    """
    founding = columns["adults"] + columns["teenagers"] + columns["children"]
    if np.any(founding != sum(leaving)):
        raise ValueError("as many persons must found a household as leave one")
    change_members(world, parents, reason, *(-np.asarray(n) for n in leaving))
    founders = parents[stays]
    identities = newborn_identities(world.households.id[founders], world.month, int(reason))
    own = {
        name: values[stays] if isinstance(values, np.ndarray) else values
        for name, values in columns.items()
    }
    return arrive(world, reason, id=identities, **own)


def merge(world: World, movers: Rows, hosts: Rows, reason: Reason) -> None:
    """Let the members of the households `movers` join `hosts`; homes of movers become vacant.

    Raises
    ------
    ValueError
        When a household would join itself, or take part twice.
    """
    if _repeats(np.concatenate((movers, hosts))):
        raise ValueError("a household can take part in one merger only")
    h = world.households
    joining = (h.adults[movers].copy(), h.teenagers[movers].copy(), h.children[movers].copy())
    leave(world, movers, reason)
    change_members(world, hosts, reason, *joining)


def leave(world: World, rows: Rows, reason: Reason) -> None:
    """Take households out of the territory; their homes become vacant, their files close."""
    if not rows.size:
        return
    origins = world.households.dwelling[rows].astype(np.int64)
    _record_moves(world, rows, Move.EXIT, origins, _NOWHERE, reason)
    _free(world, origins)
    close_files(world, _files_of(world, rows), reason)
    world.households.release(rows)


def unhouse(world: World, rows: Rows, reason: Reason) -> None:
    """Take households out of their homes while they stay in the territory."""
    if not rows.size:
        return
    households = world.households.owned(OWNER)
    origins = households.dwelling[rows].astype(np.int64)
    _record_moves(world, rows, Move.UNHOUSE, origins, _NOWHERE, reason)
    _free(world, origins)
    households.dwelling[rows] = -1
    households.place[rows] = Place.HOSTED
    close_files(world, _files_of(world, rows), reason)


def settle(world: World, rows: Rows, homes: Rows, reason: Reason) -> NDArray[np.int64]:
    """House households in empty dwellings and close their files; return where they came from.

    Raises
    ------
    ValueError
        When a dwelling is occupied, demolished, or given twice, or a household is given two.
    """
    rows, homes = np.asarray(rows, np.int64), np.asarray(homes, np.int64)
    if not rows.size:
        return rows
    dwellings = world.dwellings.owned(OWNER)
    if (dwellings.occupant[homes] >= 0).any() or _repeats(homes):
        raise ValueError("a dwelling can be given to one household only, and only when empty")
    if _repeats(rows):
        raise ValueError("a household can be given one home only")
    if (dwellings.status[homes] == _DEMOLISHED).any():
        raise ValueError("nobody may live in a dwelling that is demolished")
    households = world.households.owned(OWNER)
    origins: NDArray[np.int64] = households.dwelling[rows].astype(np.int64)
    _record_moves(world, rows, Move.SETTLE, origins, homes, reason)
    _free(world, origins)
    move_in(
        world.month, rows, homes, Seats(households.dwelling, households.place, households.moved_in),
        Lodgings(dwellings.occupant, dwellings.status, dwellings.vacant_since),
    )  # fmt: skip
    calendar.note(world, "moved_in", rows, world.month)
    close_files(world, _files_of(world, rows), reason)
    return origins


def open_files(world: World, rows: Rows, **columns: Any) -> NDArray[np.int64]:
    """Open one file for each household and return the rows of the files."""
    is_transfer = world.households.place[rows] == _HOUSED
    files = world.applications.append(
        rows.size, household=rows, is_transfer=is_transfer, **{"filed": world.month, **columns}
    )
    world.households.owned(OWNER).application[rows] = files
    _record_files(world, rows, True, is_transfer, Reason.FILED)
    if world.witness is not None:
        world.witness.see_files(world, files)
    return files


def close_files(world: World, files: Rows, reason: Reason) -> None:
    """Close files; the households stay where they are."""
    if not files.size:
        return
    rows = world.applications.household[files].copy()
    _record_files(world, rows, False, world.applications.is_transfer[files], reason)
    world.households.owned(OWNER).application[rows] = -1
    world.applications.release(files)


def set_status(world: World, homes: Rows, status: DwellingStatus) -> None:
    """Change what may be done with dwellings, whoever lives there.

    Raises
    ------
    ValueError
        When an occupied dwelling would be demolished.
    """
    dwellings = world.dwellings.owned(OWNER)
    gone = status == DwellingStatus.DEMOLISHED
    if gone and (dwellings.occupant[homes] >= 0).any():
        raise ValueError("nobody may live in a dwelling that is demolished")
    if gone:
        world.ledger.record("stock", month=world.month, dwelling=homes, change=-1)
    dwellings.status[homes] = status


def sell(world: World, homes: Rows, residences: Rows) -> None:
    """Turn social dwellings into private homes of those who live there, in other residences.

    The households stay, their dwellings stand as sold until they leave; their files close.

    Raises
    ------
    ValueError
        When a dwelling is not a social one that is let.
    """
    dwellings = world.dwellings.owned(OWNER)
    let = dwellings.status[homes] == DwellingStatus.LET
    if not let.all() or not dwellings.is_social[homes].all():
        raise ValueError("only a social dwelling that is let can be sold to its tenant")
    buyers = dwellings.occupant[homes].astype(np.int64)
    ids = world.households.id[buyers]
    world.ledger.record("sales", month=world.month, dwelling=homes, household_id=ids)
    dwellings.status[homes] = DwellingStatus.SOLD
    dwellings.is_social[homes] = False
    world.memory.stock = None
    dwellings.residence[homes] = residences
    close_files(world, _files_of(world, buyers), Reason.LEFT_STOCK)


def deliver(world: World, count: int, **columns: Any) -> NDArray[np.int64]:
    """Add new dwellings, empty and ready to let; return their rows."""
    world.memory.stock = None
    homes = world.dwellings.append(
        count, status=DwellingStatus.VACANT, vacant_since=world.month, **columns
    )
    world.ledger.record("stock", month=world.month, dwelling=homes, change=1)
    return homes


def _repeats(rows: Rows) -> bool:
    return bool(has_repeats(np.sort(rows)))


def _free(world: World, homes: NDArray[np.int64]) -> None:
    d = world.dwellings.owned(OWNER)
    free_homes(world.month, homes, Lodgings(d.occupant, d.status, d.vacant_since))


def _files_of(world: World, rows: Rows) -> NDArray[Any]:
    files = world.households.application[rows]
    return files[files >= 0]


def _record_moves(
    world: World, rows: Rows, kind: Move, origins: Rows, destinations: Rows, reason: Reason
) -> None:
    h = world.households
    events = move_events(
        world.month, int(kind), int(reason), np.asarray(rows, np.int64), origins, destinations,
        Movers(h.id, h.adults, h.teenagers, h.children, h.income, h.units),
    )  # fmt: skip
    world.ledger.append("moves", events)
    if world.witness is not None and kind != Move.ENTRY:
        world.witness.see_households(world, rows)


def _record_files(world: World, rows: Rows, opened: bool, is_transfer: Any, reason: Reason) -> None:
    world.ledger.record(
        "files",
        month=world.month,
        household_id=world.households.id[rows],
        opened=opened,
        is_transfer=is_transfer,
        reason=reason,
    )
    if world.witness is not None:
        world.witness.see_households(world, rows)
