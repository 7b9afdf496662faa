"""The ledger: every entry, exit, move, file, offer and letting of the year, as columns."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

KINDS: dict[str, tuple[str, ...]] = {
    "moves": ("month", "household_id", "kind", "origin", "destination", "reason", "persons"),
    "members": ("month", "household_id", "change", "reason"),
    "files": ("month", "household_id", "opened", "is_transfer", "reason"),
    "offers": ("month", "household_id", "dwelling", "accepted", "quartile", "channel"),
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
    ),
    "flow": ("month", "dwelling", "holder", "is_passed_on"),
    "candidates": ("month", "dwelling", "household_id", "place", "points", "channel", "outcome"),
    "examined": ("month", "dwelling", "holder", "examined", "over_ceiling", "not_solvent"),
    "adverts": ("month", "dwelling", "bids"),
    "bids": ("month", "household_id", "dwelling", "quartile", "income_per_unit"),
    "applicants": ("month", "count", "income", "others", "others_income"),
    "leavers": ("month", "household_id", "dwelling", "kind", "quartile"),
    "stock": ("month", "dwelling", "change"),
    "policies": ("month", "policy", "touched"),
}


class Ledger:
    """Events since the last `clear`, by kind."""

    def __init__(self) -> None:
        self._parts: dict[str, list[tuple[NDArray[np.int64], ...]]] = {kind: [] for kind in KINDS}

    def record(self, kind: str, /, **columns: Any) -> None:
        """Append events of one kind; every column of the kind, broadcast to a common length."""
        arrays = np.broadcast_arrays(*(np.atleast_1d(columns[name]) for name in KINDS[kind]))
        if arrays[0].size:
            self._parts[kind].append(tuple(array.astype(np.int64) for array in arrays))

    def events(self, kind: str) -> dict[str, NDArray[np.int64]]:
        """Return the events of one kind, in the order in which they happened."""
        parts = self._parts[kind]
        return {
            name: np.concatenate([part[i] for part in parts]) if parts else np.empty(0, np.int64)
            for i, name in enumerate(KINDS[kind])
        }

    def events_of(self, kind: str, month: int) -> dict[str, NDArray[np.int64]]:
        """Return the events of one kind that were recorded last, as long as they are of `month`."""
        parts = []
        for part in reversed(self._parts[kind]):
            if part[0][0] != month:
                break
            parts.append(part)
        parts.reverse()
        return {
            name: np.concatenate([part[i] for part in parts]) if parts else np.empty(0, np.int64)
            for i, name in enumerate(KINDS[kind])
        }

    def clear(self) -> None:
        """Forget the events, once they were observed."""
        for parts in self._parts.values():
            parts.clear()
