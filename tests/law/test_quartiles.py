"""Quartiles by thresholds, and the notions of income that are not the resource base."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.law.income import disposable_income, fiscal_reference_income, resource_base
from simulation.law.quartiles import quartile_of, quartile_thresholds


def test_thresholds_cut_in_four():
    incomes = np.arange(1.0, 101.0)
    thresholds = quartile_thresholds(incomes)
    assert thresholds.tolist() == [25.75, 50.5, 75.25]
    assert np.bincount(quartile_of(incomes, thresholds)).tolist() == [0, 25, 25, 25, 25]


def test_an_income_on_a_threshold_is_of_the_lower_quartile():
    assert quartile_of([0, 10, 10.01, 99], [10, 20, 30]).tolist() == [1, 1, 2, 4]


def test_thresholds_need_an_income():
    with pytest.raises(ValueError, match="one income"):
        quartile_thresholds([])


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=50))
def test_quartiles_follow_the_order_of_incomes(incomes):
    found = quartile_of(np.sort(incomes), quartile_thresholds(incomes))
    assert (np.diff(found) >= 0).all()
    assert set(found.tolist()) <= {1, 2, 3, 4}


def test_earnings_of_who_receives_rsa_are_left_out_of_the_resource_base():
    found = resource_base([50_000, 50_000], 10_000, receives_rsa=[False, True])
    assert found.tolist() == pytest.approx([6480, 1080])


def test_fiscal_reference_income_counts_all_taxable_income_after_ten_percent():
    assert fiscal_reference_income(150_000, 50_000) == pytest.approx(2000 * 12 * 0.9)


def test_disposable_income_adds_the_aid():
    assert disposable_income([90_000, 80_000], [20_000, 0]).tolist() == [110_000, 80_000]
