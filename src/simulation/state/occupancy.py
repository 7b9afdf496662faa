"""Who lives where: the only code that moves households, opens files or frees dwellings.

Every operation writes the ledger, so that stock and flow reconcile to the unit.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.state.schema import NEVER, DwellingStatus, Move, Place, Reason
from simulation.state.world import World

OWNER = "occupancy"
Rows = NDArray[Any]
_GONE = (DwellingStatus.DEMOLISHED, DwellingStatus.SOLD)


def arrive(world: World, reason: Reason, **columns: Any) -> NDArray[np.int64]:
    """Add households without a home; `columns` must hold `id`. Return their rows."""
    identities = np.asarray(columns["id"], np.int64)
    rows = world.households.append(identities.size, place=Place.HOSTED, **columns)
    _record_moves(world, rows, Move.ENTRY, -1, -1, reason)
    return rows


def leave(world: World, rows: Rows, reason: Reason) -> None:
    """Take households out of the territory; their homes become vacant, their files close."""
    if not rows.size:
        return
    origins = world.households.dwelling[rows].copy()
    _record_moves(world, rows, Move.EXIT, origins, -1, reason)
    _free(world, origins[origins >= 0])
    close_files(world, _files_of(world, rows), reason)
    world.households.release(rows)


def unhouse(world: World, rows: Rows, reason: Reason) -> None:
    """Take households out of their homes while they stay in the territory."""
    if not rows.size:
        return
    households = world.households.owned(OWNER)
    origins = households.dwelling[rows].copy()
    _record_moves(world, rows, Move.UNHOUSE, origins, -1, reason)
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
    if (dwellings.occupant[homes] >= 0).any() or np.unique(homes).size != homes.size:
        raise ValueError("a dwelling can be given to one household only, and only when empty")
    if np.unique(rows).size != rows.size:
        raise ValueError("a household can be given one home only")
    if np.isin(dwellings.status[homes], _GONE).any():
        raise ValueError("nobody may live in a dwelling that is demolished or sold")
    households = world.households.owned(OWNER)
    origins: NDArray[np.int64] = households.dwelling[rows].astype(np.int64)
    _record_moves(world, rows, Move.SETTLE, origins, homes, reason)
    _free(world, origins[origins >= 0])
    dwellings.occupant[homes] = rows
    dwellings.status[homes] = DwellingStatus.LET
    dwellings.vacant_since[homes] = NEVER
    households.dwelling[rows] = homes
    households.place[rows] = Place.HOUSED
    households.moved_in[rows] = world.month
    close_files(world, _files_of(world, rows), reason)
    return origins


def open_files(world: World, rows: Rows, **columns: Any) -> NDArray[np.int64]:
    """Open one file for each household and return the rows of the files."""
    is_transfer = world.households.place[rows] == Place.HOUSED
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
        When an occupied dwelling would be demolished or sold.
    """
    dwellings = world.dwellings.owned(OWNER)
    gone = status in _GONE
    if gone and (dwellings.occupant[homes] >= 0).any():
        raise ValueError("nobody may live in a dwelling that is demolished or sold")
    if gone:
        world.ledger.record("stock", month=world.month, dwelling=homes, change=-1)
    dwellings.status[homes] = status


def deliver(world: World, count: int, **columns: Any) -> NDArray[np.int64]:
    """Add new dwellings, empty and ready to let; return their rows."""
    homes = world.dwellings.append(
        count, status=DwellingStatus.VACANT, vacant_since=world.month, **columns
    )
    world.ledger.record("stock", month=world.month, dwelling=homes, change=1)
    return homes


def _free(world: World, homes: Rows) -> None:
    dwellings = world.dwellings.owned(OWNER)
    dwellings.occupant[homes] = -1
    dwellings.vacant_since[homes] = world.month
    let = homes[dwellings.status[homes] == DwellingStatus.LET]
    dwellings.status[let] = DwellingStatus.VACANT


def _files_of(world: World, rows: Rows) -> NDArray[Any]:
    files = world.households.application[rows]
    return files[files >= 0]


def _record_moves(
    world: World, rows: Rows, kind: Move, origin: Any, destination: Any, reason: Reason
) -> None:
    world.ledger.record(
        "moves",
        month=world.month,
        household_id=world.households.id[rows],
        kind=kind,
        origin=origin,
        destination=destination,
        reason=reason,
    )
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
