"""How many different entities something touched, though their rows are used again."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

_NOBODY = -1


class Touched:
    """A count of entities, each once however often it is touched.

    A row counts again when another entity has come to stand there.
    """

    def __init__(self) -> None:
        self.count = 0
        self._last = np.empty(0, np.int64)

    @property
    def rows(self) -> NDArray[np.int64]:
        """Rows that were touched."""
        return np.flatnonzero(self._last != _NOBODY)

    def add(self, rows: NDArray[Any], identities: NDArray[Any] | None = None) -> None:
        """Count those of the entities in `rows`, shape (n,), that were not counted yet.

        Parameters
        ----------
        rows
            Rows of a table, each at most once.
        identities
            Who stands in them; the rows themselves when they are never used again.
        """
        if not rows.size:
            return
        beyond = int(rows.max()) + 1 - self._last.size
        if beyond > 0:
            self._last = np.concatenate((self._last, np.full(beyond, _NOBODY)))
        who = rows if identities is None else identities
        is_new = self._last[rows] != who
        self._last[rows] = who
        self.count += int(is_new.sum())
