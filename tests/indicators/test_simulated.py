"""Random allocation and bootstrap by keyed draws."""

from functools import partial

import numpy as np
import pytest

from simulation.indicators import (
    atkinson,
    bootstrap_interval,
    dissimilarity,
    expected_dissimilarity,
    random_tables,
    simulated_expectation,
)
from simulation.rng import Streams

TABLE = np.array([[12, 3, 5], [4, 9, 2], [0, 0, 0], [7, 7, 11]])


def test_random_tables_keep_the_sizes_of_units_and_groups():
    for dealt in random_tables(TABLE, Streams(1), 20):
        np.testing.assert_array_equal(dealt.sum(axis=0), TABLE.sum(axis=0))
        np.testing.assert_array_equal(dealt.sum(axis=1), TABLE.sum(axis=1))


def test_the_same_key_deals_the_same_tables_and_another_key_others():
    dealt = {key: [t.tolist() for t in random_tables(TABLE, Streams(key), 3)] for key in (1, 2)}
    assert dealt[1] == [t.tolist() for t in random_tables(TABLE, Streams(1), 3)]
    assert dealt[1] != dealt[2]
    assert dealt[1][0] != dealt[1][1]


def test_a_simulated_expectation_is_the_exact_one():
    found = simulated_expectation(partial(dissimilarity, group=0), TABLE, Streams(3), 2_000)
    assert abs(found.mean - expected_dissimilarity(TABLE, 0)) < 4 * found.error


@pytest.mark.parametrize("apart", [0.05, 0.25])
def test_the_bootstrap_interval_holds_the_truth_as_often_as_it_says(apart):
    """Two units with shares 0.5 ± apart: D is twice that, whatever the sample."""
    generator = np.random.default_rng(8)
    held, values = 0, []
    for trial in range(60):
        members = generator.binomial(400, [0.5 + apart, 0.5 - apart])
        table = np.stack([members, 400 - members], axis=1)
        found = bootstrap_interval(partial(dissimilarity, group=0), table, Streams(trial), 150, 0.9)
        held += found.low <= 2 * apart <= found.high
        values.append(found.value)
        assert found.low <= found.high
    assert held >= 46
    assert np.mean(values) == pytest.approx(2 * apart, abs=0.02)


def test_the_shape_of_an_atkinson_index_lies_between_0_and_1():
    for shape in (0.0, 1.0, -0.5):
        with pytest.raises(ValueError, match="shape of an Atkinson index"):
            atkinson(TABLE, 0, shape)
