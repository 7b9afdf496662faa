"""Moves and changes of members, written row by row; see `state.occupancy`, which checks them."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

LET, VACANT, SOLD = 0, 1, 6  # codes of `state.schema.DwellingStatus`
HOUSED = 1  # of `state.schema.Place`
NEVER = 10**6


class Movers(NamedTuple):
    """Columns of households that a move is recorded with, shape (households,)."""

    id: NDArray[Any]
    adults: NDArray[Any]
    teenagers: NDArray[Any]
    children: NDArray[Any]
    income: NDArray[Any]
    units: NDArray[Any]


class Seats(NamedTuple):
    """Columns of households that say where they live; written."""

    dwelling: NDArray[Any]
    place: NDArray[Any]
    moved_in: NDArray[Any]


class Lodgings(NamedTuple):
    """Columns of dwellings that say who lives there; written."""

    occupant: NDArray[Any]
    status: NDArray[Any]
    vacant_since: NDArray[Any]


class Members(NamedTuple):
    """Columns of households that count their members; written."""

    adults: NDArray[Any]
    teenagers: NDArray[Any]
    children: NDArray[Any]


@njit(cache=True)
def move_events(
    month: int,
    kind: int,
    reason: int,
    rows: NDArray[np.int64],
    origins: NDArray[np.int64],
    destinations: NDArray[np.int64],
    movers: Movers,
) -> NDArray[np.int64]:
    """Return the columns of ledger events `moves`, shape (8, n).

    `origins` and `destinations` are dwellings, one for each household or one for all.
    """
    events = np.empty((8, rows.size), np.int64)
    for i in range(rows.size):
        row = rows[i]
        events[0, i], events[1, i], events[2, i] = month, movers.id[row], kind
        events[3, i] = origins[i if origins.size > 1 else 0]
        events[4, i] = destinations[i if destinations.size > 1 else 0]
        events[5, i] = reason
        events[6, i] = movers.adults[row] + movers.teenagers[row] + movers.children[row]
        events[7, i] = np.rint(movers.income[row] / movers.units[row])
    return events


@njit(cache=True)
def free_homes(month: int, homes: NDArray[np.int64], lodgings: Lodgings) -> None:
    """Leave dwellings empty, those that exist; what was let or sold can be let."""
    for home in homes:
        if home < 0:
            continue
        lodgings.occupant[home] = -1
        lodgings.vacant_since[home] = month
        if lodgings.status[home] == LET or lodgings.status[home] == SOLD:
            lodgings.status[home] = VACANT


@njit(cache=True)
def move_in(
    month: int,
    rows: NDArray[np.int64],
    homes: NDArray[np.int64],
    seats: Seats,
    lodgings: Lodgings,
) -> None:
    """House households in dwellings, one each."""
    for i in range(rows.size):
        row, home = rows[i], homes[i]
        lodgings.occupant[home] = row
        lodgings.status[home] = LET
        lodgings.vacant_since[home] = NEVER
        seats.dwelling[row] = home
        seats.place[row] = HOUSED
        seats.moved_in[row] = month


@njit(cache=True)
def has_repeats(ordered: NDArray[np.int64]) -> bool:
    """Return whether a value comes twice, of values in order."""
    found = False
    for i in range(ordered.size - 1):
        found |= ordered[i] == ordered[i + 1]
    return found


@njit(cache=True)
def leaves_enough(rows: NDArray[np.int64], changes: NDArray[np.int64], members: Members) -> bool:
    """Return whether each household keeps an adult, and no negative number of dependants.

    `changes` of adults, teenagers and children, shape (3, n).
    """
    for i in range(rows.size):
        row = rows[i]
        if (
            members.adults[row] + changes[0, i] < 1
            or members.teenagers[row] + changes[1, i] < 0
            or members.children[row] + changes[2, i] < 0
        ):
            return False
    return True


@njit(cache=True)
def change_numbers(
    month: int,
    reason: int,
    rows: NDArray[np.int64],
    changes: NDArray[np.int64],
    identities: NDArray[Any],
    members: Members,
) -> NDArray[np.int64]:
    """Change the members of households; return the columns of ledger events `members`, (4, n).

    No event where as many come as leave. `changes` as in `leaves_enough`.
    """
    events = np.empty((4, rows.size), np.int64)
    count = 0
    for i in range(rows.size):
        row = rows[i]
        members.adults[row] += changes[0, i]
        members.teenagers[row] += changes[1, i]
        members.children[row] += changes[2, i]
        total = changes[0, i] + changes[1, i] + changes[2, i]
        if total:
            events[0, count], events[1, count] = month, identities[row]
            events[2, count], events[3, count] = total, reason
            count += 1
    return events[:, :count].copy()
