"""Indices on tables small enough to work out by hand."""

import numpy as np
import pytest

from simulation.indicators import corrected, dissimilarity, exposure, isolation, theil_h

APART = np.array([[10, 0], [0, 30]])
EVEN = np.array([[10, 30], [20, 60]])
PARTLY = np.array([[3, 1], [1, 3]])


def test_groups_in_units_of_their_own_are_fully_segregated():
    assert dissimilarity(APART, 0) == 1.0
    assert theil_h(APART) == pytest.approx(1.0)
    assert isolation(APART, 0) == 1.0
    assert exposure(APART, 0, 1) == 0.0


def test_units_with_the_mix_of_the_whole_are_not_segregated():
    assert dissimilarity(EVEN, 0) == pytest.approx(0.0)
    assert theil_h(EVEN) == pytest.approx(0.0)
    assert isolation(EVEN, 0) == pytest.approx(0.25)
    assert exposure(EVEN, 0, 1) == pytest.approx(0.75)


def test_a_partly_segregated_pair_of_units_has_the_values_of_the_formulas():
    quarter_entropy = -(0.25 * np.log(0.25) + 0.75 * np.log(0.75))
    assert dissimilarity(PARTLY, 0) == pytest.approx(0.5)
    assert theil_h(PARTLY) == pytest.approx(1 - quarter_entropy / np.log(2))
    assert isolation(PARTLY, 0) == pytest.approx(10 / 16)


def test_an_absent_group_has_defined_values():
    absent = np.array([[5, 3, 0], [2, 7, 0]])
    assert dissimilarity(absent, 2) == 0.0
    assert isolation(absent, 2) == 0.0
    assert exposure(absent, 2, 0) == 0.0
    assert theil_h(absent) == pytest.approx(theil_h(absent[:, :2]))


def test_a_single_group_is_not_segregated_from_anybody():
    alone = np.array([[5, 0], [2, 0]])
    assert dissimilarity(alone, 0) == 0.0
    assert theil_h(alone) == 0.0
    assert isolation(alone, 0) == 1.0


@pytest.mark.parametrize("shape", [(0, 4), (3, 4)])
def test_an_empty_territory_has_defined_values(shape):
    nobody = np.zeros(shape, np.int64)
    assert dissimilarity(nobody, 0) == 0.0
    assert theil_h(nobody) == 0.0
    assert isolation(nobody, 0) == 0.0


def test_an_empty_unit_counts_for_nothing():
    with_empty = np.vstack([PARTLY, [[0, 0]]])
    assert dissimilarity(with_empty, 0) == dissimilarity(PARTLY, 0)
    assert theil_h(with_empty) == theil_h(PARTLY)
    assert isolation(with_empty, 0) == isolation(PARTLY, 0)


def test_the_corrected_value_is_0_by_chance_and_1_at_the_most():
    assert corrected(0.2, 0.2) == 0.0
    assert corrected(1.0, 0.2) == 1.0
    assert corrected(0.6, 0.2) == pytest.approx(0.5)
    assert corrected(0.1, 0.2) < 0


def test_the_corrected_value_is_0_where_chance_alone_gives_1():
    assert corrected(1.0, 1.0) == 0.0
