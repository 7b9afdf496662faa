"""Dated parameters: the value in force, its source, and what is refused."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.config.errors import InputError
from simulation.config.scenario import LAW_KNOWN
from simulation.law import tables
from simulation.law.dated import Dated, Value, as_day
from simulation.law.tables import (
    ceilings,
    housing_aid,
    minima,
    rent_index,
    rent_reduction,
    supplement,
)

RENT = Dated("Rents", "€", (Value("2020-01-01", 1, "first"), Value("2021-07-01", 2, "second")))
DECLARED = [
    parameter
    for module in (ceilings, housing_aid, minima, rent_index, rent_reduction, supplement)
    for parameter in vars(module).values()
    if isinstance(parameter, Dated)
]


@pytest.mark.parametrize(
    ("day", "amount"),
    [("2020-01-01", 1), ("2021-06-30", 1), ("2021-07-01", 2), (date(2040, 1, 1), 2)],
)
def test_a_value_holds_from_its_date_until_the_next(day, amount):
    assert RENT.at(day) == amount


def test_the_source_comes_with_the_value():
    assert RENT.value_at("2021-08-01").source == "second"


def test_a_day_before_the_first_value_is_refused_with_the_first_date():
    with pytest.raises(InputError, match=r"Rents: no value known on 2019-12-31.*2020-01-01"):
        RENT.at("2019-12-31")


def test_text_that_is_no_date_is_refused():
    with pytest.raises(InputError, match='"July 2022" is not a date'):
        RENT.at("July 2022")


@pytest.mark.parametrize("days", [(), ("2021-01-01", "2020-01-01"), ("2020-01-01",) * 2])
def test_dates_that_do_not_increase_are_a_mistake_of_the_programmer(days):
    with pytest.raises(ValueError, match="oldest first"):
        Dated("Rents", "€", tuple(Value(day, 1, "") for day in days))


@given(days=st.integers(0, 3500))
def test_every_figure_of_the_law_has_a_value_on_every_day_from_2017(days):
    day = date(2017, 1, 29) + timedelta(days)
    assert all(parameter.at(day) is not None for parameter in DECLARED)


def test_no_figure_is_of_a_day_that_scenarios_may_not_choose():
    last = max(as_day(value.since) for parameter in DECLARED for value in parameter.values)
    assert last <= LAW_KNOWN[1]


def test_every_figure_of_the_law_has_a_source_and_a_unit():
    assert len(DECLARED) > 15
    assert tables.__doc__
    for parameter in DECLARED:
        assert parameter.unit
        assert all(value.source for value in parameter.values)
