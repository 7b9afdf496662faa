"""Indices of units and of surroundings: closed forms, identities, values where nobody lives."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from simulation import indicators as i
from simulation.rng import Streams

TABLE = np.array([[8, 2], [2, 8], [0, 0], [5, 5]])
X, Y = np.array([0.0, 1.0, 5.0, 3.0]), np.zeros(4)
tables = arrays(np.int64, (5, 3), elements=st.integers(0, 20))


def test_location_quotients_compare_with_the_whole():
    found = i.location_quotient(TABLE)
    np.testing.assert_allclose(found[0], [1.6, 0.4])
    np.testing.assert_allclose(found[3], 1)
    assert np.isnan(found[2]).all()


def test_an_absent_group_has_the_quotient_of_the_whole_where_people_live():
    found = i.location_quotient(np.array([[3, 0], [0, 0]]))
    np.testing.assert_array_equal(found, [[1, 1], [np.nan, np.nan]])


def test_local_entropy_is_1_when_groups_are_as_many_and_nothing_where_nobody_lives():
    found = i.local_entropy(TABLE)
    assert found[3] == pytest.approx(1)
    assert found[0] == pytest.approx(-(0.8 * np.log(0.8) + 0.2 * np.log(0.2)) / np.log(2))
    assert np.isnan(found[2])
    assert i.local_entropy(np.array([[4]]))[0] == 0


@given(table=tables)
def test_local_segregation_adds_up_to_the_mutual_information_by_units_and_by_groups(table):
    total, population = i.mutual_information(table), max(table.sum(), 1)
    for counts in (table, table.T):
        local = i.local_segregation(counts)
        sums = np.nansum(local * counts.sum(axis=1)) / population
        assert sums == pytest.approx(total, abs=1e-12)
        assert (np.isnan(local) == (counts.sum(axis=1) == 0)).all()


@given(table=tables)
def test_with_each_area_alone_around_itself_spatial_indices_are_the_plain_ones(table):
    alone = np.eye(5)
    assert i.spatial_theil_h(table, alone) == pytest.approx(i.theil_h(table), abs=1e-12)
    plain = i.multigroup_dissimilarity(table)
    assert i.spatial_dissimilarity(table, alone) == pytest.approx(plain, abs=1e-12)
    met = i.exposure(table, 0, 2)
    assert i.spatial_exposure(table, alone, 0, 2) == pytest.approx(met, abs=1e-12)


@given(table=tables)
def test_with_everybody_around_everybody_there_is_no_spatial_segregation(table):
    everybody = np.ones((5, 5))
    assert i.spatial_theil_h(table, everybody) == pytest.approx(0, abs=1e-12)
    assert i.spatial_dissimilarity(table, everybody) == pytest.approx(0, abs=1e-12)


def test_a_chessboard_is_less_apart_in_space_than_two_halves():
    x, y = np.meshgrid(np.arange(4.0), np.arange(4.0))
    x, y = x.ravel(), y.ravel()
    board = (x + y) % 2 == 0
    halves = x < 2
    for weights in (i.distance_decay(x, y, 1.0), i.nearest(x, y, 4)):
        apart = [
            i.spatial_theil_h(np.stack([mask, ~mask], axis=1) * 10, weights)
            for mask in (board, halves)
        ]
        assert apart[0] < apart[1]
    both = [np.stack([mask, ~mask], axis=1) * 10 for mask in (board, halves)]
    assert i.theil_h(both[0]) == i.theil_h(both[1])


def test_proximity_falls_with_distance_and_the_nearest_are_chosen():
    decay = i.distance_decay(X, Y, 2.0)
    assert decay[0, 3] == pytest.approx(np.exp(-1.5))
    np.testing.assert_array_equal(np.diag(decay), 1)
    np.testing.assert_array_equal(i.nearest(X, Y, 1)[2], [0, 0, 1, 1])
    np.testing.assert_array_equal(i.nearest(X, Y, 9), 1)
    twins = i.nearest(np.zeros(3), np.zeros(3), 0)
    np.testing.assert_array_equal(twins, np.eye(3))


def test_surroundings_weigh_areas_by_their_households():
    shares = i.environments(np.array([[1, 0], [0, 3]]), np.ones((2, 2)))
    np.testing.assert_allclose(shares, [[0.25, 0.75], [0.25, 0.75]])
    assert np.isnan(i.environments(np.zeros((1, 2)), np.eye(1))).all()


@pytest.mark.parametrize("weights", ["decay", "nearest"])
def test_spatial_expectations_are_close_to_the_mean_of_random_deals(weights):
    generator = np.random.default_rng(3)
    x, y = generator.random((2, 40))
    around = i.distance_decay(x, y, 0.1) if weights == "decay" else i.nearest(x, y, 4)
    sizes = generator.integers(0, 60, 40)
    table = np.stack([generator.multinomial(n, [0.4, 0.3, 0.2, 0.1]) for n in sizes])
    for index, expected in (
        (i.spatial_theil_h, i.expected_spatial_theil_h),
        (i.spatial_dissimilarity, i.expected_spatial_dissimilarity),
    ):
        found = i.simulated_expectation(lambda t, f=index: f(t, around), table, Streams(1), 200)
        tolerance = 4 * found.error + 0.02 * found.mean
        assert expected(table, around) == pytest.approx(found.mean, abs=tolerance)


@pytest.mark.parametrize("shape", [(3, 0), (3, 2)])
def test_nobody_is_not_segregated_in_space(shape):
    nobody, around = np.zeros(shape, int), np.ones((3, 3))
    assert i.spatial_theil_h(nobody, around) == 0
    assert i.spatial_dissimilarity(nobody, around) == 0
    assert i.expected_spatial_theil_h(nobody, around) == 0
    assert i.expected_spatial_dissimilarity(nobody, around) == 0
