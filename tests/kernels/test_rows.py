"""Rows of tables, by the bits of their columns."""

import numpy as np

from simulation.kernels.rows import WIDTHS, Blocks, fill_rows, rows_that_say


def blocks(values, rows):
    widths = zip(values, WIDTHS, strict=True)
    return Blocks(*(np.full((2, rows), value, f"uint{8 * width}") for value, width in widths))


def test_rows_are_filled_in_every_column_and_no_other_row_is():
    table, defaults = blocks((1, 2, 3, 4), 5), blocks((5, 6, 7, 8), 1)
    fill_rows(table, defaults, np.array([3, 0]))
    for block, old, new in zip(table, (1, 2, 3, 4), (5, 6, 7, 8), strict=True):
        assert block.tolist() == [[new, old, old, new, old]] * 2


def test_rows_that_hold_a_value_come_in_their_order():
    column = np.array([3, 1, 3, 2, 3], np.int32)
    assert rows_that_say(column, 3, np.array([4, 1, 0])).tolist() == [4, 0]
    assert rows_that_say(column, 9, np.array([4, 1, 0])).tolist() == []
