"""Entities are counted once however often they are touched."""

import numpy as np

from simulation.state.ledger import Ledger
from simulation.state.schema import NOBODY
from simulation.state.touched import Touched


def test_a_row_counts_once():
    touched = Touched()
    for rows in ([3, 5], [5, 9], [], [3]):
        touched.add(np.array(rows, np.int64))
    assert touched.count == 3


def test_a_row_counts_again_when_somebody_else_stands_there():
    touched = Touched()
    touched.add(np.array([0, 1]), np.array([70, 71]))
    touched.add(np.array([0, 1]), np.array([70, 99]))
    assert touched.count == 3


def test_the_ledger_counts_by_policy_and_lever_until_it_is_cleared():
    ledger = Ledger()
    ledger.touch(0, "care", np.array([1, 2]))
    ledger.touch(0, "care", np.array([2]))
    ledger.touch(1, "care", np.array([2]))
    assert [ledger.touched(0, "care"), ledger.touched(1, "care"), ledger.touched(0, "other")] == [
        2,
        1,
        0,
    ]
    ledger.clear()
    assert ledger.touched(0, "care") == 0


def test_what_projects_and_nobody_touch_counts_nowhere():
    ledger = Ledger()
    for source in (-1, NOBODY, 2):
        ledger.touch(source, "sales", np.array([4, 7]))
    assert [ledger.touched(source, "sales") for source in (-1, NOBODY, 2)] == [0, 0, 2]
    assert ledger.rows_touched(2, "sales").tolist() == [4, 7]
    assert not ledger.rows_touched(0, "sales").size
