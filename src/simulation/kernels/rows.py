"""Rows of tables whose columns of one width lie side by side, as bits."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from simulation.kernels.compiled import leaf

WIDTHS = (1, 2, 4, 8)
"""Bytes of a value, for which a table has a block each."""


class Blocks(NamedTuple):
    """Columns by the bytes of their values, as unsigned numbers; shape (columns, rows) each."""

    bytes_1: NDArray[np.uint8]
    bytes_2: NDArray[np.uint16]
    bytes_4: NDArray[np.uint32]
    bytes_8: NDArray[np.uint64]


@leaf
def fill_block(block: NDArray[Any], defaults: NDArray[Any], rows: NDArray[np.int64]) -> None:
    """Write the defaults, shape (columns, 1), into every column of some rows."""
    for column in range(block.shape[0]):
        for row in rows:
            block[column, row] = defaults[column, 0]


@njit(cache=True)
def fill_rows(blocks: Blocks, defaults: Blocks, rows: NDArray[np.int64]) -> None:
    """Write the defaults, shape (columns, 1) each, into every column of some rows."""
    fill_block(blocks.bytes_1, defaults.bytes_1, rows)
    fill_block(blocks.bytes_2, defaults.bytes_2, rows)
    fill_block(blocks.bytes_4, defaults.bytes_4, rows)
    fill_block(blocks.bytes_8, defaults.bytes_8, rows)


@njit(cache=True)
def rows_that_say(column: NDArray[Any], value: int, rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return those of the rows in which a column holds a value, in their order."""
    found = np.empty(rows.size, np.int64)
    count = 0
    for row in rows:
        if column[row] == value:
            found[count] = row
            count += 1
    return found[:count]
