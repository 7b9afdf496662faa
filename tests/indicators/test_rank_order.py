"""Rank-order and ordinal indices against published figures, closed forms and each other."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.integrate import quad
from scipy.stats import rankdata

from simulation.indicators import (
    correlation_ratio,
    ordinal_segregation,
    rank_order_exact,
    rank_order_h,
    rank_order_r,
    theil_h,
)
from simulation.indicators.rank_order import integrals, threshold_weights

ENTROPY_2 = np.log(2)


def entropy(p):
    return -(p * np.log(p) + (1 - p) * np.log(1 - p)) / ENTROPY_2


def test_the_closed_integrals_are_those_that_reardon_gives():
    published = [1, 1 / 2, 11 / 36, 5 / 24, 137 / 900]
    np.testing.assert_allclose(integrals("information", 4), published, rtol=1e-12)
    np.testing.assert_allclose(integrals("variation_ratio", 4), [1, 1 / 2, 3 / 10, 1 / 5, 1 / 7])


@pytest.mark.parametrize("power", range(7))
def test_the_closed_integrals_are_those_of_a_quadrature(power):
    h, _ = quad(lambda p: 2 * ENTROPY_2 * entropy(p) * p**power, 0, 1)
    r, _ = quad(lambda p: 6 * p * (1 - p) * p**power, 0, 1)
    assert integrals("information", power)[power] == pytest.approx(h, abs=1e-9)
    assert integrals("variation_ratio", power)[power] == pytest.approx(r, abs=1e-9)


@pytest.mark.parametrize(
    ("incomes", "published"),
    [
        ([[80, 80, 70, 70], [50, 45, 40], [20, 20, 20, 10]], 0.7182),
        ([[80, 70, 50], [80, 70, 45, 20, 20], [40, 20, 10]], 0.3191),
    ],
)
def test_the_worked_examples_of_segindex_are_met(incomes, published):
    """Figures of the documentation of segindex 0.2.0: 13 thresholds at k/14, degree 4.

    segindex takes the percentiles of the thresholds as they are named, not those of the households
    found below: the index at each threshold is computed here, the fit by this project.
    """
    units = np.repeat(range(len(incomes)), [len(each) for each in incomes])
    ranks = rankdata(np.concatenate(incomes)) / units.size
    percentiles = np.arange(1, 14) / 14
    values = []
    for percentile in percentiles:
        table = np.zeros((len(incomes), 2))
        np.add.at(table, (units, (ranks > percentile).astype(int)), 1)
        values.append(theil_h(table))
    found = threshold_weights(percentiles, "information") @ np.array(values)
    assert found == pytest.approx(published, abs=1e-4)


@pytest.mark.parametrize(
    ("counts", "information", "variation_ratio"),
    [
        ([[7, 4, 3], [1, 2, 5]], 0.123308074, 0.154655612),
        ([[6, 4, 4], [2, 2, 4]], 0.029847988, 0.038903061),
    ],
)
def test_ordinal_indices_have_the_figures_that_another_project_worked_out_by_hand(
    counts, information, variation_ratio
):
    """Figures of the tests of cdagnino/ReardonSegregationIndex, after Reardon (2009)."""
    table = np.array(counts)
    assert ordinal_segregation(table, "information") == pytest.approx(information, abs=1e-8)
    found = ordinal_segregation(table, "variation_ratio")
    assert found == pytest.approx(variation_ratio, abs=1e-8)


def test_ordinal_indices_of_a_table_worked_out_by_hand():
    """Thresholds at 1/2 of 8: units (3, 1) and (1, 3)."""
    table = np.array([[3, 1], [1, 3]])
    assert ordinal_segregation(table, "variation_ratio") == pytest.approx(1 / 4)
    assert ordinal_segregation(table, "square_root") == pytest.approx(1 - np.sqrt(3) / 2)
    assert ordinal_segregation(table, "absolute_difference") == pytest.approx(1 / 2)
    assert ordinal_segregation(table, "information") == pytest.approx(1 - entropy(0.25))


def test_ordinal_indices_see_the_order_that_h_does_not():
    far = np.array([[10, 0, 0], [0, 10, 0], [0, 0, 10], [5, 0, 5]])
    near = np.array([[10, 0, 0], [0, 10, 0], [0, 0, 10], [5, 5, 0]])
    assert ordinal_segregation(far) < ordinal_segregation(near)
    assert rank_order_h(far) < rank_order_h(near)


def ranked(n_units, size, spread, seed):
    """Return unit and income of households; incomes of a unit differ from the mean by `spread`."""
    generator = np.random.default_rng(seed)
    units = np.repeat(np.arange(n_units), size)
    return units, spread * generator.standard_normal(n_units)[units] + generator.standard_normal(
        n_units * size
    )


@pytest.mark.parametrize("spread", [0.3, 1.0])
def test_deciles_and_a_polynomial_come_close_to_every_rank(spread):
    units, incomes = ranked(80, 200, spread, 1)
    deciles = np.searchsorted(np.quantile(incomes, np.arange(1, 10) / 10), incomes)
    counts = np.zeros((80, 10), int)
    np.add.at(counts, (units, deciles), 1)
    h, r = rank_order_exact(units, incomes)
    assert rank_order_h(counts) == pytest.approx(h, rel=0.02)
    assert rank_order_r(counts) == pytest.approx(r, rel=0.02)


def test_every_rank_gives_the_mean_over_thresholds_weighed_by_their_entropy():
    units, incomes = ranked(5, 8, 1.0, 2)
    incomes[3] = incomes[30]  # a tie
    thresholds = np.unique(incomes)[:-1]
    p = np.array([(incomes <= t).mean() for t in thresholds])
    edges = np.concatenate(([0], p, [1]))
    breadth = (edges[2:] - edges[:-2]) / 2
    h, r = [], []
    for t in thresholds:
        table = np.zeros((5, 2))
        np.add.at(table, (units, (incomes > t).astype(int)), 1)
        h.append(theil_h(table))
        r.append(correlation_ratio(table, 0))
    found = rank_order_exact(units, incomes)
    assert found[0] == pytest.approx(np.average(h, weights=breadth * entropy(p)))
    assert found[1] == pytest.approx(np.average(r, weights=breadth * p * (1 - p)))


def test_the_compiled_sum_over_ranks_is_that_of_its_source():
    from simulation.indicators import rank_order_exact as module_function
    from simulation.indicators.rank_order_exact import _exact
    from simulation.indicators.sums import x_log_x

    units, incomes = ranked(5, 8, 1.0, 3)
    order = np.argsort(incomes)
    arguments = (units[order], np.full(40, 1.0), np.bincount(units), x_log_x(np.arange(41)))
    assert _exact(*arguments) == pytest.approx(_exact.py_func(*arguments), abs=1e-15)
    assert module_function(units, incomes) == module_function(units, 3 * incomes + 7)


@given(counts=arrays(np.int64, (6, 8), elements=st.integers(0, 9)), data=st.data())
def test_an_absent_category_and_an_empty_unit_count_for_nothing(counts, data):
    column, row = data.draw(st.integers(0, 8)), data.draw(st.integers(0, 6))
    wider = np.insert(np.insert(counts, column, 0, axis=1), row, 0, axis=0)
    assert rank_order_h(wider) == pytest.approx(rank_order_h(counts), abs=1e-9)
    assert rank_order_r(wider) == pytest.approx(rank_order_r(counts), abs=1e-9)


@pytest.mark.parametrize("index", [rank_order_h, rank_order_r, ordinal_segregation])
@pytest.mark.parametrize("counts", [np.zeros((3, 5)), np.array([[0, 4], [0, 2]]), np.ones((3, 1))])
def test_nobody_and_a_single_category_are_not_segregated(index, counts):
    assert index(counts) == 0


@given(units=arrays(np.int64, 12, elements=st.integers(0, 4)), data=st.data())
def test_every_rank_gives_an_index_between_0_and_1(units, data):
    incomes = data.draw(arrays(np.int64, 12, elements=st.integers(0, 9)))
    for value in rank_order_exact(units, incomes):
        assert -1e-12 <= value <= 1 + 1e-12
    apart, _ = rank_order_exact(np.arange(12), incomes)
    assert apart == pytest.approx(float(np.ptp(incomes) > 0))


def test_equal_incomes_are_not_segregated():
    assert rank_order_exact(np.array([0, 1]), np.array([5.0, 5.0])) == (0, 0)
    assert rank_order_exact(np.empty(0, int), np.empty(0)) == (0, 0)
