"""The ledger keeps events in their order and gives them back as columns."""

import numpy as np
import pytest

from simulation.state.ledger import KINDS, Ledger


def test_events_come_back_in_order_broadcast_to_one_length():
    ledger = Ledger()
    ledger.record("stock", month=1, dwelling=np.array([4, 5]), change=1)
    ledger.record("stock", month=2, dwelling=np.array([4]), change=-1)
    events = ledger.events("stock")
    assert {name: values.tolist() for name, values in events.items()} == {
        "month": [1, 1, 2],
        "dwelling": [4, 5, 4],
        "change": [1, 1, -1],
    }


def test_nothing_happened_is_empty_columns():
    ledger = Ledger()
    ledger.record("stock", month=1, dwelling=np.array([], int), change=1)
    for kind, columns in KINDS.items():
        events = ledger.events(kind)
        assert tuple(events) == columns
        assert all(values.size == 0 for values in events.values())


def test_events_of_a_month_are_the_last_ones():
    ledger = Ledger()
    for month in (1, 2, 2):
        ledger.record("stock", month=month, dwelling=np.array([month * 10]), change=1)
    assert ledger.events_of("stock", 2)["dwelling"].tolist() == [20, 20]
    assert ledger.events_of("stock", 3)["dwelling"].size == 0


def test_an_event_without_all_its_columns_is_refused():
    with pytest.raises(KeyError):
        Ledger().record("stock", month=1, dwelling=np.array([4]))


def test_a_cleared_ledger_is_empty():
    ledger = Ledger()
    ledger.record("stock", month=1, dwelling=np.array([4]), change=1)
    ledger.clear()
    assert ledger.events("stock")["month"].size == 0
