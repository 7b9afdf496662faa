"""Expectations under random allocation against formulas, enumeration and simulation."""

from functools import partial
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats

from simulation import indicators as i
from simulation.indicators import (
    corrected,
    dissimilarity,
    expected_dissimilarity,
    expected_exposure,
    expected_isolation,
    expected_theil_h,
    exposure,
    isolation,
    random_tables,
    theil_h,
)
from simulation.indicators.ordinal import SPREADS
from simulation.rng import Streams

PAIRS = [
    (lambda table: dissimilarity(table, 0), lambda table: expected_dissimilarity(table, 0)),
    (theil_h, expected_theil_h),
    (lambda table: isolation(table, 0), lambda table: expected_isolation(table, 0)),
    (lambda table: exposure(table, 0, 2), lambda table: expected_exposure(table, 0, 2)),
    (i.multigroup_dissimilarity, i.expected_multigroup_dissimilarity),
    (i.mutual_information, i.expected_mutual_information),
    (i.relative_diversity, i.expected_relative_diversity),
    (partial(i.correlation_ratio, group=0), partial(i.expected_correlation_ratio, group=0)),
    (i.rank_order_h, i.expected_rank_order_h),
    (i.rank_order_r, i.expected_rank_order_r),
    *(
        (
            partial(i.ordinal_segregation, spread=spread),
            partial(i.expected_ordinal_segregation, spread=spread),
        )
        for spread in SPREADS
    ),
]
NAMES = [
    "dissimilarity",
    "theil_h",
    "isolation",
    "exposure",
    "multigroup_dissimilarity",
    "mutual_information",
    "relative_diversity",
    "correlation_ratio",
    "rank_order_h",
    "rank_order_r",
    *SPREADS,
]
each_pair = pytest.mark.parametrize(("index", "expected"), PAIRS, ids=NAMES)
BOUNDED = [(pair, name) for pair, name in zip(PAIRS, NAMES, strict=True) if "mutual" not in name]
each_bounded = pytest.mark.parametrize(
    ("index", "expected"), [pair for pair, _ in BOUNDED], ids=[name for _, name in BOUNDED]
)
CLOSE = {
    "gini": (partial(i.gini, group=0), partial(i.expected_gini, group=0)),
    "multigroup_gini": (i.multigroup_gini, i.expected_multigroup_gini),
    "atkinson": (partial(i.atkinson, group=0), partial(i.expected_atkinson, group=0)),
    "atkinson_0.3": (
        partial(i.atkinson, group=0, shape=0.3),
        partial(i.expected_atkinson, group=0, shape=0.3),
    ),
}


@pytest.mark.parametrize(("size", "value"), [(20, 0.2023), (50, 0.1311)])
def test_four_equal_groups_look_segregated_in_small_units_by_chance(size, value):
    n_units = 200_000
    table = np.zeros((n_units, 4), np.int64)
    table[:, :] = size // 4
    table[::2, : size % 4] += 1
    table[1::2, 4 - size % 4 :] += size % 4 > 0
    binomial = stats.binom(size, 0.25)
    x = np.arange(size + 1)
    deviation = (binomial.pmf(x) * abs(x - size / 4)).sum()
    assert expected_dissimilarity(table, 0) == pytest.approx(value, abs=5e-5)
    assert expected_dissimilarity(table, 0) == pytest.approx(deviation / (size * 0.375), rel=1e-5)


def deals(sizes, labels):
    """Yield every way to deal labelled households to units, as tables of counts."""
    if not sizes:
        yield []
        return
    for chosen in combinations(range(len(labels)), sizes[0]):
        left = [label for i, label in enumerate(labels) if i not in chosen]
        row = np.bincount([labels[i] for i in chosen], minlength=3)
        for rest in deals(sizes[1:], left):
            yield [row, *rest]


@each_pair
def test_the_expectation_is_the_mean_over_every_possible_deal(index, expected):
    tables = [np.array(deal) for deal in deals((1, 3, 4), [0, 0, 0, 1, 1, 2, 2, 2])]
    mean = np.mean([index(table) for table in tables])
    assert expected(tables[0]) == pytest.approx(mean, abs=1e-12)


@each_pair
def test_the_expectation_is_the_mean_of_random_deals(index, expected):
    generator = np.random.default_rng(20221115)
    sizes = generator.integers(1, 60, 40)
    labels = generator.choice(4, sizes.sum(), p=[0.4, 0.3, 0.2, 0.1])
    units = np.repeat(np.arange(40), sizes)
    values, table = [], np.empty(0)
    for _ in range(400):
        table = np.zeros((40, 4), np.int64)
        np.add.at(table, (units, generator.permutation(labels)), 1)
        values.append(index(table))
    error = np.std(values) / np.sqrt(len(values))
    assert expected(table) == pytest.approx(np.mean(values), abs=4 * error)


def test_the_expectation_keeps_its_digits_on_a_large_population():
    table = np.full((50_000, 4), 25)
    n, total, members = 100, 5_000_000, 1_250_000
    law = stats.hypergeom(total, members, n)
    x = np.arange(n + 1)
    deviation = (law.pmf(x) * abs(x - 25)).sum()
    by_scipy = 50_000 * deviation * total / members / (total - members) / 2
    assert expected_dissimilarity(table, 0) == pytest.approx(by_scipy, rel=1e-9)


@each_bounded
@given(
    table=st.integers(0, 9).flatmap(lambda n: arrays(np.int64, (n, 4), elements=st.integers(0, 30)))
)
def test_the_expectation_lies_between_0_and_1_even_for_absent_groups(index, expected, table):
    assert -1e-12 <= expected(table) <= 1 + 1e-12


@given(table=arrays(np.int64, (5, 4), elements=st.integers(1, 30)))
def test_expected_exposures_to_everyone_add_up_to_1(table):
    assert sum(expected_exposure(table, 0, other) for other in range(4)) == pytest.approx(1)


@each_pair
def test_one_household_per_unit_leaves_nothing_to_chance(index, expected):
    table = np.eye(4, dtype=np.int64).repeat(3, axis=0)
    assert expected(table) == pytest.approx(index(table))


@each_pair
def test_one_unit_for_all_leaves_nothing_to_chance(index, expected):
    table = np.array([[7, 2, 9, 4]])
    assert expected(table) == pytest.approx(index(table), abs=1e-12)


def test_the_compiled_moments_are_those_of_their_source():
    from simulation.indicators import hypergeometric

    sizes = np.array([0, 1, 7, 40, 200])
    arguments = (np.full(5, 200), np.full(5, 60), sizes, *hypergeometric.numbers_to(200))
    compiled = hypergeometric._moments
    np.testing.assert_array_equal(compiled(*arguments), compiled.py_func(*arguments))


def spread_table(seed, scale):
    """Return 60 units of uneven sizes in four groups, some of them empty."""
    generator = np.random.default_rng(seed)
    sizes = scale * generator.integers(0, 30, 60)
    return np.stack([generator.multinomial(n, [0.4, 0.3, 0.2, 0.1]) for n in sizes])


@pytest.mark.parametrize("name", CLOSE)
@pytest.mark.parametrize("scale", [1, 5])
def test_an_expectation_without_closed_form_is_close_to_the_mean_of_random_deals(name, scale):
    index, expected = CLOSE[name]
    table = spread_table(4, scale)
    values = [index(dealt) for dealt in random_tables(table, Streams(5), 300)]
    error = np.std(values) / np.sqrt(len(values))
    assert expected(table) == pytest.approx(np.mean(values), abs=4 * error + 0.01 * expected(table))


@pytest.mark.parametrize("scale", [1, 5])
@pytest.mark.parametrize("name", [*NAMES, *CLOSE])
def test_corrected_values_are_centred_on_zero_when_households_are_dealt_at_random(name, scale):
    index, expected = {**dict(zip(NAMES, PAIRS, strict=True)), **CLOSE}[name]
    table = spread_table(6, scale)
    chance = expected(table)
    cleared = [corrected(index(dealt), chance) for dealt in random_tables(table, Streams(7), 300)]
    error = np.std(cleared) / np.sqrt(len(cleared))
    assert abs(np.mean(cleared)) < 4 * error + 0.003
    assert np.mean([index(dealt) for dealt in random_tables(table, Streams(7), 3)]) > 0


def test_an_allocation_shared_gives_the_same_expectations():
    table = spread_table(8, 1)
    shared = i.Allocation(table)
    for _, expected in PAIRS:
        assert expected(shared) == expected(table)


@pytest.mark.parametrize("group", [0, 1])
def test_groups_that_are_absent_or_alone_have_expectations(group):
    alone = np.array([[0, 4], [0, 3]])
    assert i.expected_gini(alone, group) == 0
    assert i.expected_atkinson(alone, group) == 0
    assert i.expected_correlation_ratio(alone, group) == 0
    assert i.expected_multigroup_gini(alone) == 0
    assert i.expected_rank_order_h(alone) == 0
