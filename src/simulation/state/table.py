"""A table: one array per declared column, read by everyone, written by the owner only."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.state.schema import Column

_GROWTH = 1.5


def rows_where(column: NDArray[Any], value: int) -> NDArray[np.int64]:
    """Return the rows in which a column holds a value.

    Compared with a member of an enumeration, numpy would first widen the whole column.
    """
    return np.flatnonzero(column == int(value))


class Table:
    """Columns of one kind of entity, with spare capacity and rows that are used again.

    Reading ``table.rent`` gives a view that cannot be written, shape (n,) or (n, width).

    Parameters
    ----------
    name
        Name of the table, for messages.
    schema
        Columns by name.
    values
        First values by column; columns left out take their default.
    n_rows
        Number of rows; the length of `values` when left out.
    """

    def __init__(
        self,
        name: str,
        schema: dict[str, Column],
        values: dict[str, NDArray[Any]] | None = None,
        n_rows: int = 0,
    ) -> None:
        values = values or {}
        self.name = name
        self.schema = schema
        self.n_rows = len(next(iter(values.values()))) if values else n_rows
        self._full: dict[str, NDArray[Any]] = {}
        self._owned: dict[str, SimpleNamespace] = {}
        self._free = np.empty(0, np.int64)
        for column, declared in schema.items():
            shape = (self.n_rows, declared.width) if declared.width else (self.n_rows,)
            self._full[column] = np.full(shape, declared.default, declared.dtype)
            if column in values:
                self._full[column][:] = values[column]

    def __len__(self) -> int:
        return self.n_rows

    def __getattr__(self, column: str) -> NDArray[Any]:
        # Called for what is no attribute yet: the view becomes one, until rows are added.
        if column not in self.__dict__.get("_full", ()):
            raise AttributeError(f"no column {column!r} in table {self.__dict__.get('name')!r}")
        view: NDArray[Any] = self._full[column][: self.n_rows]
        view.flags.writeable = False
        self.__dict__[column] = view
        return view

    def owned(self, owner: str) -> Any:
        """Return writable views of the columns that `owner` owns, as attributes."""
        if owner not in self._owned:
            self._owned[owner] = SimpleNamespace(
                **{
                    column: self._full[column][: self.n_rows]
                    for column, declared in self.schema.items()
                    if declared.owner == owner
                }
            )
        return self._owned[owner]

    def append(self, count: int, **values: Any) -> NDArray[np.int64]:
        """Add `count` rows and return their positions; columns left out take their default.

        Rows given back by `release` are used first, in the order in which they came back.
        """
        reused = self._free[:count]
        self._free = self._free[count:]
        n_new = count - reused.size
        new = np.arange(self.n_rows, self.n_rows + n_new)
        rows: NDArray[np.int64] = np.concatenate((reused, new))
        if n_new:
            self._reserve(self.n_rows + n_new)
            self.n_rows += n_new
            self._forget_views()
        for column, declared in self.schema.items():
            self._full[column][rows] = values.get(column, declared.default)
        return rows

    def release(self, rows: NDArray[Any]) -> None:
        """Give rows back, set to their defaults."""
        for column, declared in self.schema.items():
            self._full[column][rows] = declared.default
        self._free = np.concatenate((self._free, np.asarray(rows, np.int64)))

    @property
    def n_free(self) -> int:
        """Number of rows given back and not used again."""
        return int(self._free.size)

    def _forget_views(self) -> None:
        self._owned.clear()
        for column in self.schema:
            self.__dict__.pop(column, None)

    def _reserve(self, needed: int) -> None:
        for column, array in self._full.items():
            if array.shape[0] < needed:
                larger = np.empty((int(needed * _GROWTH), *array.shape[1:]), array.dtype)
                larger[: array.shape[0]] = array
                self._full[column] = larger
