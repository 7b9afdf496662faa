"""A calendar names whom a month concerns, as a look at everybody would."""

import numpy as np
import pytest

from simulation.invariants import InvariantError
from simulation.state import calendar
from simulation.state.schema import NEVER


def everybody(world, column, month):
    return np.flatnonzero(getattr(world.households, column) == month)


def test_who_is_due_is_who_the_column_says(world):
    owned = world.households.owned("exits")
    rng = np.random.default_rng(4)
    for _ in range(5):
        rows = rng.choice(len(world.households), 40, replace=False)
        months = world.month + rng.integers(0, 4, rows.size)
        months[::5] = NEVER
        owned.exit_month[rows] = months
        calendar.note(world, "exit_month", rows, months)
    for month in range(world.month, world.month + 4):
        found = calendar.rows_due(world, "exit_month", month)
        np.testing.assert_array_equal(found, everybody(world, "exit_month", month))
        again = calendar.rows_due(world, "exit_month", month)
        np.testing.assert_array_equal(again, found)
    assert not calendar.missing(world, "exit_month").size


def test_one_month_for_all_and_nobody(world):
    rows = np.array([7, 3, 3])
    world.households.owned("families").family_month[rows] = world.month + 1
    calendar.note(world, "family_month", rows, world.month + 1)
    calendar.note(world, "family_month", rows[:0], world.month + 2)
    assert calendar.rows_due(world, "family_month", world.month + 1).tolist() == [3, 7]
    assert calendar.rows_due(world, "family_month", world.month + 2).tolist() == []


def test_who_is_drawn_anew_is_not_due_at_the_former_month(world):
    owned = world.households.owned("exits")
    owned.transfer_month[5] = world.month + 2
    calendar.note(world, "transfer_month", np.array([5]), np.array([world.month + 2]))
    owned.transfer_month[5] = NEVER
    assert not calendar.rows_due(world, "transfer_month", world.month + 2).size


def test_a_new_calendar_holds_what_the_column_holds(world):
    world.households.owned("exits").exit_month[[2, 9]] = world.month + 1
    assert calendar.rows_due(world, "exit_month", world.month + 1).tolist() == [2, 9]


def test_a_household_that_nobody_noted_is_a_defect(small_model):
    model = small_model(years=1)
    model.step()
    model.world.households.owned("exits").exit_month[4] = model.world.month + 30
    with pytest.raises(InvariantError, match="not in the calendar of its exit_month"):
        model.step()
