"""How far a run is from what memory allows: the bytes it has to touch, over measured bandwidth.

The bytes are counted from the schema, not measured: each column that a month reads or writes from
end to end counts once for each time, as many bytes as its rows hold. What is done household by
household comes on top, so that the limit is one from below.
"""

from __future__ import annotations

import time
from typing import Any

import numpy as np

_ARRAY_BYTES, _TRIALS = 1 << 28, 5
_LISTED = (
    "id", "adults", "persons", "age", "income", "resources", "units", "category", "quartile_legal",
    "dwelling", "moved_in", "fiscal_income", "activity",
)  # fmt: skip
EACH_MONTH: dict[str, dict[str, int]] = {
    "households": {
        "place": 1, "adults": 1, "teenagers": 1, "children": 1, "moved_in": 2, "family_month": 2,
        "exit_month": 1, "transfer_month": 1, "returns_to": 1,
    },
    "dwellings": {"status": 7, "occupant": 1, "is_social": 1, "holder": 1},
    "applications": {
        "household": 7, "filed": 2, "lapses": 1, "is_priority": 2, "is_transfer": 2, "refused": 1,
        "asked": 2,
    },
}  # fmt: skip
"""Passes of a month over each column."""
EACH_JANUARY: dict[str, int] = {"households": 4, "dwellings": 3}
"""Passes of a year over every column: ageing, work, events to come, quartiles, bills, indices."""


def bandwidth() -> float:
    """Return bytes a second that one core reads and writes when it copies, best of some trials."""
    source, target = np.ones(_ARRAY_BYTES // 8), np.empty(_ARRAY_BYTES // 8)
    best = np.inf
    for _ in range(_TRIALS):
        begin = time.perf_counter()
        np.copyto(target, source)
        best = min(best, time.perf_counter() - begin)
    return 2 * _ARRAY_BYTES / best


def bytes_of(table: Any) -> int:
    """Return the bytes of the rows of a table."""
    return sum(getattr(table, column).nbytes for column in table.schema)


def bytes_of_a_month(run: Any) -> float:
    """Return the bytes that a mean month of a run touches at least."""
    world = run.world
    total = 0.0
    for table, passes in EACH_MONTH.items():
        columns = getattr(world, table)
        total += sum(getattr(columns, name).nbytes * times for name, times in passes.items())
    for table, times in EACH_JANUARY.items():
        total += bytes_of(getattr(world, table)) * times / 12
    return total + _queue_bytes(world)


def _queue_bytes(world: Any) -> float:
    """Return what the commission reads of those who wait: each file once, with its household."""
    files = np.count_nonzero(world.applications.household >= 0)
    return float(2 * files * sum(getattr(world.households, name).itemsize for name in _LISTED))
