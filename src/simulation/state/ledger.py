"""The ledger: every entry, exit, move, file, offer and letting of the year, as columns.

Six kinds explain a letting and stay empty unless the run is traced: `candidates`, `examined`,
`asked` (areas asked for, best first, −1 after the last), `screened` (over the year, the vacancies
for which a file was examined), `households` (what a household was when something happened to it)
and `reasons` (what it weighed when it was offered a dwelling, in thousandths of utility).
Amounts are in cents a month. Costs are cents spent in the month; their `source` is the position of
a policy, or −1 − that of a project. What policies touched is counted apart: see `touch`.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.kernels.reasons import Parts
from simulation.state.schema import MAX_AREAS_ASKED, NOBODY
from simulation.state.touched import Touched

KINDS: dict[str, tuple[str, ...]] = {
    "moves": (
        "month",
        "household_id",
        "kind",
        "origin",
        "destination",
        "reason",
        "persons",
        "income_per_unit",
    ),
    "members": ("month", "household_id", "change", "reason"),
    "files": ("month", "household_id", "opened", "is_transfer", "reason"),
    "offers": ("month", "household_id", "dwelling", "accepted", "quartile", "channel", "home"),
    "lettings": (
        "month",
        "household_id",
        "dwelling",
        "quartile",
        "income_per_unit",
        "wait_months",
        "is_transfer",
        "refused",
        "channel",
        "origin",
        "holder",
        "has_job",
        "is_priority",
        "persons",
    ),
    "flow": ("month", "dwelling", "holder", "is_passed_on"),
    "candidates": ("month", "dwelling", "household_id", "place", "points", "channel", "outcome"),
    "examined": ("month", "dwelling", "holder", "examined", "over_ceiling", "not_solvent"),
    "adverts": ("month", "dwelling", "bids"),
    "bids": ("month", "household_id", "dwelling", "quartile", "income_per_unit"),
    "applicants": ("month", "count", "income", "others", "others_income"),
    "leavers": ("month", "household_id", "dwelling", "kind", "quartile"),
    "stock": ("month", "dwelling", "change"),
    "sales": ("month", "dwelling", "household_id"),
    "works": ("month", "source", "dwelling", "what", "late"),
    "rehousings": (
        "month",
        "source",
        "household_id",
        "origin",
        "destination",
        "delay",
        "cost_before",
        "cost_after",
        "refused",
        "is_waived",
        "is_return",
        "is_asked",
    ),
    "costs": ("month", "source", "what", "cents"),
    "asked": ("month", "household_id", *(f"area_{place}" for place in range(MAX_AREAS_ASKED))),
    "screened": ("month", "household_id", "examined", "over_ceiling", "not_solvent"),
    "households": (
        "month",
        "household_id",
        "dwelling",
        "moved_in",
        "adults",
        "teenagers",
        "children",
        "age",
        "activity",
        "income",
        "quartile",
        "net_cost",
        "filed",
        "is_priority",
        "refused",
    ),
    "reasons": (
        "month",
        "household_id",
        "dwelling",
        "channel",
        "home",
        "rent",
        "net_cost",
        "stay_net_cost",
        *(f"offer_{part}" for part in Parts._fields),
        *(f"stay_{part}" for part in Parts._fields),
        "waiting",
        "pressure",
        "moving_cost",
    ),
}


class Ledger:
    """Events since the last `clear`, by kind."""

    def __init__(self) -> None:
        self._parts: dict[str, list[NDArray[np.int64]]] = {kind: [] for kind in KINDS}
        self._touched: dict[tuple[int, str], Touched] = {}

    def record(self, kind: str, /, **columns: Any) -> None:
        """Append events of one kind; each column an array of shape (n,), or one value for all."""
        values = [columns[name] for name in KINDS[kind]]
        size = _common_length(values)
        if size:
            part = np.empty((len(values), size), np.int64)
            for row, column in zip(part, values, strict=True):
                row[:] = column
            self._parts[kind].append(part)

    def append(self, kind: str, events: NDArray[np.int64]) -> None:
        """Append events of one kind as kernels return them, shape (columns, n)."""
        if events.shape[1]:
            self._parts[kind].append(events)

    def events(self, kind: str) -> dict[str, NDArray[np.int64]]:
        """Return the events of one kind, in the order in which they happened."""
        return _columns(kind, self._parts[kind])

    def events_of(self, kind: str, month: int) -> dict[str, NDArray[np.int64]]:
        """Return the events of one kind that were recorded last, as long as they are of `month`."""
        return _columns(kind, self._parts_of(kind, month))

    def table_of(self, kind: str, month: int) -> NDArray[np.int64]:
        """Return what `events_of` does as one array, shape (columns, n), as kernels read it."""
        return _table(kind, self._parts_of(kind, month))

    def _parts_of(self, kind: str, month: int) -> list[NDArray[np.int64]]:
        parts = self._parts[kind]
        first = len(parts)
        while first and parts[first - 1][0, 0] == month:
            first -= 1
        return parts[first:]

    def touch(
        self, policy: int, lever: str, rows: NDArray[Any], identities: NDArray[Any] | None = None
    ) -> None:
        """Note that a lever of the policy at a position touched some rows; see `Touched.add`.

        Projects, below 0, and nobody are no policies: what they touch counts nowhere.
        """
        if policy < 0 or policy == NOBODY:
            return
        self._touched.setdefault((policy, lever), Touched()).add(rows, identities)

    def touched(self, policy: int, lever: str) -> int:
        """Return how many different entities a lever of a policy touched since the last `clear`."""
        found = self._touched.get((policy, lever))
        return found.count if found else 0

    def rows_touched(self, policy: int, lever: str) -> NDArray[np.int64]:
        """Return the rows that a lever of a policy touched since the last `clear`."""
        found = self._touched.get((policy, lever))
        return found.rows if found else np.empty(0, np.int64)

    def clear(self) -> None:
        """Forget the events, once they were observed."""
        self._touched.clear()
        for parts in self._parts.values():
            parts.clear()


def _common_length(values: list[Any]) -> int:
    """Return the length that arrays of shape (n,) have in common; single values fit any."""
    for value in values:
        if isinstance(value, np.ndarray) and value.ndim and value.size != 1:
            return value.size
    return 1


def _columns(kind: str, parts: list[NDArray[np.int64]]) -> dict[str, NDArray[np.int64]]:
    return dict(zip(KINDS[kind], _table(kind, parts), strict=True))


def _table(kind: str, parts: list[NDArray[np.int64]]) -> NDArray[np.int64]:
    if len(parts) == 1:
        return parts[0]
    n_columns = len(KINDS[kind])
    return np.concatenate(parts, axis=1) if parts else np.empty((n_columns, 0), np.int64)
