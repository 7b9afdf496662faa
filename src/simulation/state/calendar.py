"""Rows by the month in which something is due to them, so that nobody else is looked at.

A calendar notes more than what is due: a row that was given back, or drawn anew, stays where it
was. Whoever reads a month therefore keeps the rows whose column still says so, which is what
`rows_due` does; `invariants` checks that no row is due that is not noted.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.kernels.moving import has_repeats
from simulation.kernels.rows import rows_that_say
from simulation.state.schema import NEVER, Place
from simulation.state.world import World

_MOVED_IN = "moved_in"
_FEW = 8  # rows that are noted one by one sooner than sorted
COLUMNS = (_MOVED_IN, "family_month", "exit_month", "transfer_month")
"""Columns of households that have a calendar; `moved_in` is kept for the month after."""


def note(world: World, column: str, rows: NDArray[Any], months: NDArray[Any] | int) -> None:
    """Note households whose `column` was set to `months`, one each or one for all."""
    calendar = _calendar(world, column)
    if not isinstance(months, np.ndarray):
        if rows.size:
            calendar.setdefault(months, []).append(rows)
        return
    noted = np.flatnonzero(months != NEVER)
    when = months[noted]
    if noted.size <= _FEW:
        for place, month in zip(noted.tolist(), when.tolist(), strict=True):
            calendar.setdefault(month, []).append(rows[place : place + 1])
        return
    order = np.argsort(when, kind="stable")
    rows, when = rows[noted[order]], when[order]
    starts = [0, *(np.flatnonzero(when[1:] != when[:-1]) + 1).tolist(), when.size]
    for start, end in pairwise(starts):
        if start < end:
            calendar.setdefault(int(when[start]), []).append(rows[start:end])


def rows_due(world: World, column: str, month: int) -> NDArray[np.int64]:
    """Return the households whose `column` is `month`, this one or the last one, in rising order.

    What is noted for months before is forgotten.
    """
    calendar = _calendar(world, column)
    for past in [each for each in calendar if each < world.month - 1]:
        del calendar[past]
    parts = calendar.get(month)
    if not parts:
        return np.empty(0, np.int64)
    noted = parts[0] if len(parts) == 1 else np.concatenate(parts)
    rows = rows_that_say(getattr(world.households, column), month, noted.astype(np.int64))
    rows.sort()
    due: NDArray[np.int64] = np.unique(rows) if has_repeats(rows) else rows
    calendar[month] = [due]
    return due


def missing(world: World, column: str) -> NDArray[np.int64]:
    """Return the households due from this month on that are not noted: none, if all is well."""
    values = getattr(world.households, column)
    is_due = (values >= world.month) & (values < NEVER)
    if column == _MOVED_IN:  # who has no home has the default
        is_due &= world.households.place == Place.HOUSED
    due = np.flatnonzero(is_due)
    calendar = _calendar(world, column)
    noted = {month: np.concatenate(parts) for month, parts in calendar.items() if parts}
    nobody = np.empty(0, np.int64)
    absent = [
        some[~np.isin(some, noted.get(int(month), nobody))]
        for month in np.unique(values[due])
        for some in (due[values[due] == month],)
    ]
    return np.concatenate(absent) if absent else nobody


def _calendar(world: World, column: str) -> dict[int, list[NDArray[Any]]]:
    """Return the rows noted by month; a new calendar holds what its column holds already."""
    calendars = world.memory.calendars
    if column not in calendars:
        calendars[column] = {}
        values = getattr(world.households, column)
        rows = np.flatnonzero((values >= world.month - 1) & (values < NEVER))
        note(world, column, rows, values[rows])
    found: dict[int, list[NDArray[Any]]] = calendars[column]
    return found
