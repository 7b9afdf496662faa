"""Properties of an index of segregation (James and Taeuber 1985, doi:10.2307/270845)."""

from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from simulation import indicators as i
from simulation.indicators import dissimilarity, exposure, isolation, theil_h
from simulation.indicators.ordinal import SPREADS

UNITS = st.integers(1, 12)
INDICES = {
    "dissimilarity": partial(dissimilarity, group=0),
    "theil_h": theil_h,
    "isolation": partial(isolation, group=0),
    "exposure": partial(exposure, group=0, other=2),
    "correlation_ratio": partial(i.correlation_ratio, group=0),
    "gini": partial(i.gini, group=0),
    "atkinson": partial(i.atkinson, group=0),
    "atkinson_0.8": partial(i.atkinson, group=0, shape=0.8),
    "multigroup_dissimilarity": i.multigroup_dissimilarity,
    "multigroup_gini": i.multigroup_gini,
    "relative_diversity": i.relative_diversity,
    "mutual_information": i.mutual_information,
    **{name: partial(i.ordinal_segregation, spread=name) for name in SPREADS},
    "rank_order_h": i.rank_order_h,
    "rank_order_r": i.rank_order_r,
}
SYMMETRIC = ("theil_h", "multigroup_dissimilarity", "multigroup_gini", "relative_diversity",
             "mutual_information")  # fmt: skip
REVERSIBLE = (*SYMMETRIC, *SPREADS, "rank_order_h", "rank_order_r")
UNMOVED = ("isolation", "exposure")  # not 0 when even
every_index = pytest.mark.parametrize("index", INDICES.values(), ids=INDICES.keys())
bounded = [
    name
    for name in INDICES
    if name not in ("mutual_information", "rank_order_h", "rank_order_r")  # a fit may pass them
]


def tables():
    return UNITS.flatmap(lambda n: arrays(np.int64, (n, 4), elements=st.integers(0, 40)))


@pytest.mark.parametrize("name", INDICES)
@given(table=tables())
def test_a_sheet_that_others_have_read_gives_what_its_counts_give(name, table):
    sheet = i.Sheet(table)
    for index in INDICES.values():
        index(sheet)
    assert INDICES[name](sheet) == INDICES[name](table)


@pytest.mark.parametrize("name", bounded)
@given(table=tables())
def test_it_lies_between_0_and_1(name, table):
    assert -1e-9 <= INDICES[name](table) <= 1 + 1e-9


@given(table=tables())
def test_mutual_information_is_at_most_the_entropy_of_the_whole_and_is_it_times_h(table):
    entropy = i.mutual_information(np.diag(table.sum(axis=0)))
    assert -1e-12 <= i.mutual_information(table) <= entropy + 1e-12
    assert i.mutual_information(table) == pytest.approx(theil_h(table) * entropy, abs=1e-12)


@pytest.mark.parametrize("name", [name for name in INDICES if name not in UNMOVED])
@given(row=arrays(np.int64, 4, elements=st.integers(0, 40)), sizes=st.lists(st.integers(0, 9)))
def test_units_with_the_mix_of_the_whole_are_not_segregated(name, row, sizes):
    table = np.outer(np.array([*sizes, 1]), row)
    assert INDICES[name](table) == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("name", [name for name in INDICES if name not in UNMOVED])
@given(sizes=st.lists(st.integers(1, 40), min_size=2, max_size=2))
def test_two_groups_in_units_of_their_own_are_wholly_segregated(name, sizes):
    table = np.diag([*sizes, 0, 0])
    highest = i.mutual_information(np.diag(sizes)) if name == "mutual_information" else 1
    assert INDICES[name](table) == pytest.approx(highest, abs=1e-9)


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


@pytest.mark.parametrize("name", SYMMETRIC)
@given(table=tables(), data=st.data())
def test_it_ignores_the_order_of_groups(name, table, data):
    order = data.draw(st.permutations(range(4)))
    assert INDICES[name](table[:, order]) == pytest.approx(INDICES[name](table), abs=1e-12)


@pytest.mark.parametrize("name", REVERSIBLE)
@given(table=tables())
def test_it_is_the_same_from_the_richest_or_from_the_poorest(name, table):
    assert INDICES[name](table[:, ::-1]) == pytest.approx(INDICES[name](table), abs=1e-9)


@pytest.mark.parametrize("name", ["dissimilarity", "gini", "correlation_ratio", "atkinson"])
@given(table=tables())
def test_a_group_and_the_rest_may_be_exchanged(name, table):
    two = np.stack([table[:, 0], table[:, 1:].sum(axis=1)], axis=1)
    assert INDICES[name](two[:, ::-1]) == pytest.approx(INDICES[name](table), abs=1e-9)


@given(table=tables())
def test_indices_of_many_groups_are_those_of_one_when_there_are_two(table):
    two = np.stack([table[:, 0], table[:, 1:].sum(axis=1)], axis=1)
    assert i.multigroup_dissimilarity(two) == pytest.approx(dissimilarity(table, 0), abs=1e-12)
    assert i.multigroup_gini(two) == pytest.approx(i.gini(table, 0), abs=1e-12)
    ratio = i.correlation_ratio(table, 0)
    assert i.relative_diversity(two) == pytest.approx(ratio, abs=1e-9)
    assert i.ordinal_segregation(two, "variation_ratio") == pytest.approx(ratio, abs=1e-9)
    assert i.ordinal_segregation(two) == pytest.approx(theil_h(two), abs=1e-9)
    assert i.rank_order_r(two) == pytest.approx(ratio, abs=1e-9)


@given(table=tables())
def test_the_correlation_ratio_is_the_isolation_rescaled(table):
    population = table.sum()
    if 0 < table[:, 0].sum() < population:
        share = table[:, 0].sum() / population
        rescaled = (isolation(table, 0) - share) / (1 - share)
        assert i.correlation_ratio(table, 0) == pytest.approx(rescaled, abs=1e-12)


@given(table=tables())
def test_gini_is_at_least_the_dissimilarity(table):
    assert i.gini(table, 0) >= dissimilarity(table, 0) - 1e-12


@given(table=tables())
def test_a_group_meets_everyone_once(table):
    met = sum(exposure(table, 0, other) for other in range(4))
    assert met == pytest.approx(float(table[:, 0].sum() > 0))


@given(table=tables())
def test_merging_units_never_raises_segregation(table):
    merged = np.vstack([table[:1].sum(axis=0), table[1:]])
    merged = np.vstack([merged[:2].sum(axis=0), merged[2:]])
    for name in ("dissimilarity", "gini", "atkinson", "correlation_ratio", *SYMMETRIC, *SPREADS):
        assert INDICES[name](merged) <= INDICES[name](table) + 1e-9


@given(n_each=st.integers(4, 40), moved=st.integers(1, 2))
def test_exchanging_households_towards_evenness_lowers_every_index(n_each, moved):
    before = np.array([[n_each, 0, 0, 0], [0, 0, n_each, 0]])
    after = np.array([[n_each - moved, 0, moved, 0], [moved, 0, n_each - moved, 0]])
    for name, index in INDICES.items():
        if name != "exposure":
            assert index(after) < index(before)
    assert exposure(after, 0, 2) > exposure(before, 0, 2)


@given(table=tables(), moved=st.integers(1, 10))
def test_a_transfer_towards_the_mix_of_the_whole_lowers_what_obeys_transfers(table, moved):
    """A unit with a larger share of the group sends members to one with a smaller share."""
    two = np.stack([table[:, 0], table[:, 1:].sum(axis=1)], axis=1)
    two = two[two.sum(axis=1) > 0]
    shares = two[:, 0] / two.sum(axis=1)
    if shares.size < 2 or shares.max() == shares.min():
        return
    high, low = int(shares.argmax()), int(shares.argmin())
    after = two.copy()
    after[high] += [-moved, moved]
    after[low] += [moved, -moved]
    new = after[[high, low], 0] / after[[high, low]].sum(axis=1)
    if after.min() >= 0 and new[0] >= new[1]:
        for name in ("gini", "atkinson", "correlation_ratio", "theil_h", "mutual_information"):
            assert INDICES[name](after) < INDICES[name](two) + 1e-12
