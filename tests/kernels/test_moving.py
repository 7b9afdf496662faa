"""Moves and changes of members, against the plain words that say what they do."""

import numpy as np

from simulation.kernels import moving
from simulation.kernels.moving import Lodgings, Members, Movers, Seats
from simulation.state import schema
from simulation.state.ledger import KINDS
from simulation.state.schema import DwellingStatus, Place


def test_codes_are_those_of_the_schema():
    statuses = (DwellingStatus.LET, DwellingStatus.VACANT, DwellingStatus.SOLD)
    assert statuses == (moving.LET, moving.VACANT, moving.SOLD)
    assert moving.HOUSED == Place.HOUSED
    assert moving.NEVER == schema.NEVER


def test_moves_are_recorded_in_the_order_of_the_ledger():
    movers = Movers(
        np.array([11, 12, 13]), *(np.array(n, np.int8) for n in ([1, 2, 1], [0, 1, 2], [0, 3, 0])),
        np.array([100, 305, 100], np.int32), np.array([1.0, 2.0, 1.6]),
    )  # fmt: skip
    events = moving.move_events(
        7, 2, 5, np.array([2, 1]), np.array([4, -1]), np.array([-1]), movers
    )
    told = dict(zip(KINDS["moves"], events.tolist(), strict=True))
    assert told == {
        "month": [7, 7],
        "household_id": [13, 12],
        "kind": [2, 2],
        "origin": [4, -1],
        "destination": [-1, -1],
        "reason": [5, 5],
        "persons": [3, 6],
        "income_per_unit": [62, 152],  # halves go to the even number
    }


def test_homes_left_are_vacant_but_for_those_that_works_hold():
    works, sold = DwellingStatus.TO_DEMOLISH, DwellingStatus.SOLD
    lodgings = Lodgings(
        np.array([5, 6, 7, 8]),
        np.array([DwellingStatus.LET, works, sold, DwellingStatus.LET], np.int8),
        np.full(4, moving.NEVER),
    )
    moving.free_homes(3, np.array([0, -1, 1, 2]), lodgings)
    assert lodgings.occupant.tolist() == [-1, -1, -1, 8]
    vacant, let = DwellingStatus.VACANT, DwellingStatus.LET
    assert lodgings.status.tolist() == [vacant, works, vacant, let]
    assert lodgings.vacant_since.tolist() == [3, 3, 3, moving.NEVER]


def test_who_moves_in_is_found_at_both_ends():
    seats = Seats(np.full(3, -1), np.full(3, Place.HOSTED), np.zeros(3, np.int64))
    lodgings = Lodgings(np.full(2, -1), np.full(2, DwellingStatus.VACANT), np.zeros(2, np.int64))
    moving.move_in(9, np.array([2, 0]), np.array([0, 1]), seats, lodgings)
    assert seats.dwelling.tolist() == [1, -1, 0]
    assert seats.place.tolist() == [Place.HOUSED, Place.HOSTED, Place.HOUSED]
    assert seats.moved_in.tolist() == [9, 0, 9]
    assert lodgings.occupant.tolist() == [2, 0]
    assert lodgings.status.tolist() == [DwellingStatus.LET] * 2
    assert lodgings.vacant_since.tolist() == [moving.NEVER] * 2


def test_values_that_come_twice_are_seen_anywhere():
    assert not moving.has_repeats(np.array([], np.int64))
    assert not moving.has_repeats(np.array([1, 2, 5]))
    for twice in ([1, 1, 2], [1, 2, 2], [3, 3]):
        assert moving.has_repeats(np.array(twice))


def test_members_change_and_nothing_is_told_where_as_many_come_as_leave():
    members = Members(np.array([1, 2]), np.array([0, 1]), np.array([2, 0]))
    changes = np.array([[0, 0], [1, 0], [-1, 2]])
    rows, ids = np.array([0, 1]), np.array([21, 22])
    assert moving.leaves_enough(rows, changes, members)
    events = moving.change_numbers(4, 20, rows, changes, ids, members)
    assert events.tolist() == [[4], [22], [2], [20]]
    assert [column.tolist() for column in members] == [[1, 2], [1, 1], [1, 2]]


def test_no_household_is_left_without_an_adult_or_with_less_than_no_child():
    members = Members(np.array([1]), np.array([0]), np.array([0]))
    for kind in range(3):
        changes = np.zeros((3, 1), np.int64)
        changes[kind] = -1
        assert not moving.leaves_enough(np.array([0]), changes, members)
