"""Incomes, consumption units, ceilings and minima as the texts give them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.law.ceilings import ceiling_table, household_category
from simulation.law.income import consumption_units, income_before_aid, resource_base
from simulation.law.minima import family_allowances, minima_parameters, minimum_income
from simulation.state.schema import Financing

MINIMA = minima_parameters()


@pytest.mark.parametrize(
    ("adults", "teenagers", "children", "units"),
    [(1, 0, 0, 1.0), (2, 0, 0, 1.5), (2, 0, 2, 2.1), (1, 1, 1, 1.8), (2, 2, 3, 3.4)],
)
def test_consumption_units_follow_the_modified_oecd_scale(adults, teenagers, children, units):
    assert consumption_units(adults, teenagers, children) == pytest.approx(units)


def test_income_counts_minima_and_the_resource_base_does_not():
    assert income_before_aid(100_000, 20_000, 30_000) == 150_000
    assert resource_base(100_000, 20_000) == pytest.approx(12_000 / 10 * 0.9 * 12)
    assert resource_base(0, 0) == 0


def test_large_incomes_do_not_overflow_their_narrow_columns():
    big = np.array([2_000_000_000], np.int32)
    assert income_before_aid(big, big, big)[0] == 6_000_000_000


@pytest.mark.parametrize(
    ("adults", "dependants", "category"),
    [(1, 0, 1), (2, 0, 2), (1, 1, 3), (2, 1, 3), (1, 2, 4), (2, 2, 4), (1, 4, 6), (2, 4, 6)],
)
def test_categories_are_those_of_the_decree(adults, dependants, category):
    assert household_category(adults, dependants) == category - 1


def test_ceilings_of_2022_outside_the_capital():
    table = ceiling_table()
    assert table[Financing.PLUS, :3].tolist() == [21139, 28231, 33949]
    assert table[Financing.PLAI, :3].tolist() == [11626, 16939, 20370]
    assert table[Financing.PLUS, 6] == 54338 + 6061
    assert table[Financing.PLS] == pytest.approx(1.3 * table[Financing.PLUS])
    assert (table[Financing.HLMO] == table[Financing.PLUS]).all()


def test_ceilings_rise_with_the_family_and_from_plai_to_pls():
    table = ceiling_table()
    assert (np.diff(table, axis=1) > 0).all()
    assert (table[Financing.PLAI] < table[Financing.PLUS]).all()


@given(st.integers(1, 2), st.integers(0, 20))
def test_every_family_has_a_ceiling(adults, dependants):
    assert 0 <= household_category(adults, dependants) < ceiling_table().shape[1]


def test_minimum_income_of_july_2022():
    """RSA of one and two persons less the housing deduction, €: 526.72 and 754.16."""
    assert minimum_income(1, 0, MINIMA) == 52_672
    assert minimum_income(2, 0, MINIMA) == minimum_income(1, 1, MINIMA) == 75_416


@given(st.integers(1, 2), st.integers(0, 8))
def test_minimum_income_rises_with_each_person(adults, dependants):
    more = minimum_income(adults, dependants + 1, MINIMA)
    assert more > minimum_income(adults, dependants, MINIMA)


def test_family_allowances_start_with_the_second_child():
    """32 % and 41 % of 439.17 € less the CRDS: 139.83 €, then 179.16 € for each further child."""
    found = family_allowances(np.array([0, 1, 2, 3, 4]), MINIMA)
    assert found.tolist() == [0, 0, 13_983, 31_899, 49_815]


def test_minima_are_those_of_the_day():
    """April 2022, as published: RSA 575.52 €, family allowances 134.46 and 172.27 €."""
    april = minima_parameters("2022-06-30")
    assert april.basic_income == 575.52
    assert (april.allowance_two, april.allowance_further) == (134.46, 172.27)
    assert minimum_income(1, 0, april) == 57_552 - 6906
    assert minimum_income(1, 0, minima_parameters("2026-04-01")) == 65_169 - 7820
