"""M and H split without remainder, by parts, by groups and over time."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from simulation.indicators import (
    decompose_change,
    decompose_changes,
    decompose_h,
    decompose_m,
    expected_within,
    group_against_rest,
    mutual_information,
    random_tables,
    theil_h,
)
from simulation.indicators.change import fit_margins
from simulation.indicators.decomposition import sum_by
from simulation.rng import Streams

tables = arrays(np.int64, (8, 4), elements=st.integers(0, 30))
parts = arrays(np.int64, 8, elements=st.integers(0, 2))
FIRST = np.array([[40, 30, 20, 10], [5, 10, 15, 20]])
SECOND = np.array([[20, 20, 20, 15], [5, 10, 10, 15]])


@given(table=tables, of=parts)
def test_between_and_within_add_up_to_the_index_itself(table, of):
    by_part = sum_by(table, of, 4)
    for decompose, index in ((decompose_m, mutual_information), (decompose_h, theil_h)):
        found = decompose(table, of, 4)
        assert found.total == pytest.approx(index(table), abs=1e-12)
        assert found.between == pytest.approx(index(by_part), abs=1e-12)
        assert found.between + found.within.sum() == pytest.approx(found.total, abs=1e-12)
        assert (found.within >= -1e-12).all()
        for part in range(4):
            inside = index(table[of == part])
            assert found.inside[part] == pytest.approx(inside, abs=1e-9)


@given(table=tables, group=st.integers(0, 3))
def test_a_group_against_the_rest_and_the_rest_among_themselves_add_up(table, group):
    assert sum(group_against_rest(table, group)) == pytest.approx(
        mutual_information(table), abs=1e-12
    )


def test_a_mixed_area_of_specialised_residences_shows_as_such():
    residences = np.array([[20, 0], [0, 20], [10, 10], [10, 10]])
    areas = np.array([0, 0, 1, 1])
    found = decompose_h(residences, areas, 2)
    assert found.between == pytest.approx(0, abs=1e-12)
    assert found.inside == pytest.approx([1, 0], abs=1e-12)
    assert found.within == pytest.approx([0.5, 0], abs=1e-12)


def test_what_chance_adds_within_parts_is_the_mean_of_deals_inside_them():
    generator = np.random.default_rng(4)
    table = generator.integers(0, 12, (30, 4))
    of = np.repeat([0, 1, 2], 10)
    dealt = [
        np.stack([decompose_m(each, np.zeros(10, int), 1).total * each.sum()])
        for part in range(3)
        for each in random_tables(table[of == part], Streams(2), 400)
    ]
    by_part = np.reshape(dealt, (3, 400))
    error = by_part.std(axis=1) / np.sqrt(400)
    assert (np.abs(expected_within(table, of, 3) - by_part.mean(axis=1)) < 4 * error).all()


def test_parts_without_anybody_add_nothing():
    nobody = np.zeros((2, 3), int)
    assert decompose_m(nobody, np.array([0, 1]), 2).total == 0
    assert decompose_h(nobody, np.array([0, 1]), 2).total == 0
    np.testing.assert_array_equal(expected_within(nobody, np.array([0, 1]), 2), 0)


def terms(change):
    return change.groups + change.units + change.structure + change.new + change.gone


@settings(deadline=None, max_examples=30)
@given(before=tables, after=tables)
def test_the_terms_of_a_change_add_up_to_it_and_turn_round_with_it(before, after):
    there = decompose_change(before, after, mutual_information)
    back = decompose_change(after, before, mutual_information)
    assert there.before == mutual_information(before)
    assert terms(there) == pytest.approx(there.after - there.before, abs=1e-9)
    assert there.structure == pytest.approx(-back.structure, abs=1e-6)
    assert there.composition == pytest.approx(-back.composition, abs=1e-6)
    assert there.new == pytest.approx(-back.gone, abs=1e-9)


def test_several_indices_change_as_each_of_them_alone():
    indices = (mutual_information, theil_h)
    together = decompose_changes(FIRST, SECOND, indices)
    assert together == [decompose_change(FIRST, SECOND, index) for index in indices]
    gone = np.zeros_like(FIRST)
    assert decompose_changes(FIRST, gone, indices)[0].gone == -mutual_information(FIRST)


@pytest.mark.parametrize("index", [mutual_information, theil_h])
def test_sizes_of_groups_and_units_alone_leave_the_structure_as_it_was(index):
    more_poor = decompose_change(FIRST, FIRST * np.array([3, 1, 1, 1]), index)
    assert more_poor.structure == pytest.approx(0, abs=1e-8)
    assert abs(more_poor.after - more_poor.before) > 0.001
    larger = decompose_change(FIRST, FIRST * np.array([[1], [4]]), index)
    assert larger.structure == pytest.approx(0, abs=1e-8)
    assert more_poor.composition == pytest.approx(more_poor.after - more_poor.before, abs=1e-8)


def test_sorting_alone_is_all_structure():
    sorted_more = np.array([[45, 25], [25, 45]])
    change = decompose_change(np.full((2, 2), 35), sorted_more, mutual_information)
    assert change.structure == pytest.approx(change.after - change.before, abs=1e-9)
    assert change.composition == pytest.approx(0, abs=1e-9)


def test_the_shapley_values_are_means_over_every_order():
    """By hand: M of the eight tables with structure, unit and group margins of one or the other."""
    change = decompose_change(FIRST, SECOND, mutual_information)
    tables = {0: FIRST / FIRST.sum(), 1: SECOND / SECOND.sum()}

    def m(group, unit, structure):
        rows, columns = tables[unit].sum(axis=1), tables[group].sum(axis=0)
        return mutual_information(fit_margins(tables[structure].astype(float), rows, columns))

    found = np.zeros(3)
    for order in ((0, 1, 2), (0, 2, 1), (1, 0, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0)):
        steps = [[0, 0, 0]]
        for factor in order:
            steps.append([*steps[-1]])
            steps[-1][factor] = 1
        for factor, (last, new) in zip(order, pairwise(steps), strict=True):
            found[factor] += (m(*new) - m(*last)) / 6
    assert [change.groups, change.units, change.structure] == pytest.approx(list(found), abs=1e-8)


def test_units_that_come_and_go_are_terms_of_their_own():
    with_more = np.vstack([FIRST, [50, 0, 0, 0]])
    without = np.vstack([FIRST, [0, 0, 0, 0]])
    change = decompose_change(without, with_more, mutual_information)
    assert change.new == pytest.approx(change.after - change.before)
    assert change.structure == pytest.approx(0, abs=1e-9)
    nobody = np.zeros_like(FIRST)
    assert decompose_change(nobody, FIRST, mutual_information).new == mutual_information(FIRST)


def test_margins_are_met_and_odds_ratios_kept():
    fitted = fit_margins(FIRST.astype(float), np.array([0.3, 0.7]), np.array([0.1, 0.2, 0.3, 0.4]))
    np.testing.assert_allclose(fitted.sum(axis=1), [0.3, 0.7], rtol=1e-9)
    np.testing.assert_allclose(fitted.sum(axis=0), [0.1, 0.2, 0.3, 0.4], rtol=1e-9)
    odds = FIRST[0] / FIRST[1]
    np.testing.assert_allclose(
        fitted[0] / fitted[1] * odds[0] / (fitted[0, 0] / fitted[1, 0]), odds
    )


def test_margins_are_those_where_fitting_in_turn_ends():
    rows, columns = np.array([0.3, 0.7]), np.array([0.1, 0.2, 0.3, 0.4])
    in_turn = FIRST.astype(float)
    for _ in range(500):
        in_turn *= (rows / in_turn.sum(axis=1))[:, None]
        in_turn *= columns / in_turn.sum(axis=0)
    np.testing.assert_allclose(fit_margins(FIRST, rows, columns), in_turn, rtol=1e-9)


@pytest.mark.parametrize("filled", [0.15, 0.5])
def test_changes_of_sparse_tables_are_split_too(filled):
    """Where fitting in turn needs hundreds of thousands of rounds."""
    generator = np.random.default_rng(9)
    for _ in range(60):
        before, after = (
            generator.integers(0, 400, (20, 4)) * (generator.random((20, 4)) < filled)
            for _ in range(2)
        )
        change = decompose_change(before, after, theil_h)
        assert terms(change) == pytest.approx(change.after - change.before, abs=1e-9)


def test_margins_that_cannot_be_met_are_refused():
    with pytest.raises(ArithmeticError, match="margins"):
        fit_margins(np.array([[1.0, 0.0], [0.0, 1.0]]), np.array([1.0, 2.0]), np.array([2.0, 1.0]))
