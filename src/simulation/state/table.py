"""A table: one array per declared column, read by everyone, written by the owner only."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.kernels.rows import WIDTHS, Blocks, fill_rows
from simulation.state.schema import Column

_GROWTH = 1.5
Arrays = dict[str, NDArray[Any]]


def rows_where(column: NDArray[Any], value: int) -> NDArray[np.int64]:
    """Return the rows in which a column holds a value.

    Compared with a member of an enumeration, numpy would first widen the whole column.
    """
    return np.flatnonzero(column == int(value))


def _names_by_width(schema: dict[str, Column]) -> list[list[str]]:
    """Return the columns of one value a row by the bytes of a value, in the order of `Blocks`."""
    single = {name: np.dtype(c.dtype).itemsize for name, c in schema.items() if not c.width}
    return [[name for name, width in single.items() if width == wanted] for wanted in WIDTHS]


class Table:
    """Columns of one kind of entity, with spare capacity and rows that are used again.

    Columns whose values have as many bytes lie in one array, so that rows are given back by one
    call and not column by column.

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
        self._owned: dict[str, SimpleNamespace] = {}
        self._free = np.empty(0, np.int64)
        self._names = _names_by_width(schema)
        self._wide = [column for column, declared in schema.items() if declared.width]
        self._full: dict[str, NDArray[Any]] = {}
        self._defaults = Blocks(*(self._new_block(place, 1) for place in range(len(WIDTHS))))
        for column, default in self._full.items():
            default[:] = schema[column].default
        self._blocks = Blocks(
            *(self._new_block(place, self.n_rows) for place in range(len(WIDTHS)))
        )
        for column in self._wide:
            self._full[column] = self._new_wide(column, self.n_rows)
        self._reset(np.arange(self.n_rows))
        for column in schema:
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
            self._forget_views()
            self._reserve(self.n_rows + n_new)
            self.n_rows += n_new
        self._reset(rows)
        for column, given in values.items():
            self._full[column][rows] = given
        return rows

    def release(self, rows: NDArray[Any]) -> None:
        """Give rows back, set to their defaults."""
        given_back = np.array(rows, np.int64)
        self._reset(given_back)
        self._free = np.concatenate((self._free, given_back))

    @property
    def n_free(self) -> int:
        """Number of rows given back and not used again."""
        return int(self._free.size)

    def _forget_views(self) -> None:
        self._owned.clear()
        for column in self.schema:
            self.__dict__.pop(column, None)

    def _reset(self, rows: NDArray[np.int64]) -> None:
        fill_rows(self._blocks, self._defaults, rows)
        for column in self._wide:
            self._full[column][rows] = self.schema[column].default

    def _new_block(self, place: int, capacity: int) -> NDArray[Any]:
        """Return room for the columns of one width, which `_full` holds from now on."""
        names = self._names[place]
        block = np.empty((len(names), capacity), f"uint{8 * WIDTHS[place]}")
        for column, row in zip(names, block, strict=True):
            self._full[column] = row.view(self.schema[column].dtype)
        return block

    def _new_wide(self, column: str, capacity: int) -> NDArray[Any]:
        declared = self.schema[column]
        return np.empty((capacity, declared.width), declared.dtype)

    def _reserve(self, needed: int) -> None:
        """Make room for more rows, one block after the other: the old one is given back first."""
        capacity = self._blocks.bytes_1.shape[1]
        if capacity >= needed:
            return
        larger = int(needed * _GROWTH)
        for place, name in enumerate(Blocks._fields):
            block = self._new_block(place, larger)
            block[:, :capacity] = self._blocks[place]
            self._blocks = self._blocks._replace(**{name: block})
        for column in self._wide:
            values = self._new_wide(column, larger)
            values[:capacity] = self._full[column]
            self._full[column] = values
