"""Properties of an index of segregation (James and Taeuber 1985, doi:10.2307/270845)."""

from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from simulation.indicators import dissimilarity, exposure, isolation, theil_h

UNITS = st.integers(1, 12)
INDICES = {
    "dissimilarity": partial(dissimilarity, group=0),
    "theil_h": theil_h,
    "isolation": partial(isolation, group=0),
    "exposure": partial(exposure, group=0, other=2),
}
every_index = pytest.mark.parametrize("index", INDICES.values(), ids=INDICES.keys())


def tables():
    return UNITS.flatmap(lambda n: arrays(np.int64, (n, 4), elements=st.integers(0, 40)))


@every_index
@given(table=tables())
def test_it_lies_between_0_and_1(index, table):
    assert -1e-12 <= index(table) <= 1 + 1e-12


@every_index
@given(table=tables(), factor=st.integers(2, 9))
def test_it_ignores_the_size_of_the_population(index, table, factor):
    assert index(table * factor) == pytest.approx(index(table), abs=1e-12)


@every_index
@given(table=tables(), data=st.data())
def test_it_ignores_the_order_of_units(index, table, data):
    order = data.draw(st.permutations(range(len(table))))
    assert index(table[order]) == pytest.approx(index(table), abs=1e-12)


@every_index
@given(table=tables(), data=st.data())
def test_it_ignores_the_splitting_of_a_unit_into_equal_ones(index, table, data):
    row = data.draw(st.integers(0, len(table) - 1))
    split = np.vstack([np.delete(table * 2, row, axis=0), table[row], table[row]])
    assert index(split) == pytest.approx(index(table), abs=1e-12)


@given(table=tables())
def test_h_ignores_the_order_of_groups(table):
    assert theil_h(table[:, ::-1]) == pytest.approx(theil_h(table), abs=1e-12)


@given(table=tables())
def test_a_group_meets_everyone_once(table):
    met = sum(exposure(table, 0, other) for other in range(4))
    assert met == pytest.approx(float(table[:, 0].sum() > 0))


@given(table=tables())
def test_merging_units_never_raises_segregation(table):
    merged = np.vstack([table[:1].sum(axis=0), table[1:]])
    merged = np.vstack([merged[:2].sum(axis=0), merged[2:]])
    assert dissimilarity(merged, 0) <= dissimilarity(table, 0) + 1e-12
    assert theil_h(merged) <= theil_h(table) + 1e-12


@given(n_each=st.integers(4, 40), moved=st.integers(1, 2))
def test_exchanging_households_towards_evenness_lowers_every_index(n_each, moved):
    before = np.array([[n_each, 0, 0, 0], [0, 0, n_each, 0]])
    after = np.array([[n_each - moved, 0, moved, 0], [moved, 0, n_each - moved, 0]])
    assert dissimilarity(after, 0) < dissimilarity(before, 0)
    assert theil_h(after) < theil_h(before)
    assert isolation(after, 0) < isolation(before, 0)
    assert exposure(after, 0, 2) > exposure(before, 0, 2)
