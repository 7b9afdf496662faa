"""Keyed draws: uniform, independent, and a function of their arguments only."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from simulation.rng import Streams, draw, draws_of_months, newborn_identities

N = 20_000
IDS = np.arange(N)
RARE = 1e-4  # the draws are fixed, so that a test which passes once passes always
identities = st.integers(0, 2**50)
months = st.integers(-600, 1200)


def draws(name="arrival", month=0, ids=IDS, other=0, ordinal=0, key=1):
    return Streams(key).uniform(name, month, ids, other, ordinal)


VARIED = {
    "ids": draws(),
    "months": np.concatenate([draws(month=m, ids=[5]) for m in range(-N // 2, N // 2)]),
    "others": draws(ids=np.full(N, 5), other=IDS),
    "ordinals": np.concatenate([draws(ids=[5], ordinal=i) for i in range(N)]),
    "keys": np.concatenate([draws(ids=[5], key=k) for k in range(2000)]),
}


@pytest.mark.parametrize("argument", VARIED)
def test_draws_are_uniform_along_every_argument(argument):
    assert stats.kstest(VARIED[argument], "uniform").pvalue > RARE


@pytest.mark.parametrize("argument", VARIED)
def test_successive_draws_are_uncorrelated_along_every_argument(argument):
    values = VARIED[argument]
    for lag in (1, 2, 12):
        assert stats.pearsonr(values[lag:], values[:-lag]).pvalue > RARE


@pytest.mark.parametrize(
    "neighbour",
    [{"name": "arrivam"}, {"month": 1}, {"other": 1}, {"ordinal": 1}, {"ids": IDS + 1}, {"key": 2}],
    ids=lambda change: next(iter(change)),
)
def test_neighbouring_arguments_give_independent_draws(neighbour):
    cells = np.histogram2d(draws(), draws(**neighbour), bins=10, range=[[0, 1], [0, 1]])[0]
    assert stats.chisquare(cells.ravel()).pvalue > RARE


def test_arguments_do_not_stand_in_for_one_another():
    swapped = draws(ids=np.full(N, 5), other=IDS)
    assert not np.intersect1d(draws(ids=IDS, other=5), swapped[swapped != swapped[5]]).size
    assert not np.isin(draws(month=3, ids=[4]), draws(month=4, ids=[3])).any()


@given(month=months, identity=identities, other=identities, ordinal=st.integers(0, 1000))
def test_a_draw_depends_on_its_arguments_only(month, identity, other, ordinal):
    alone = Streams(3).uniform("exit", month, [identity], other, ordinal)[0]
    assert 0.0 < alone < 1.0
    streams = Streams(3)
    streams.uniform("something else", month, IDS[:50])
    crowd = streams.uniform("exit", month, [1, identity, 2], [0, other, 9], ordinal)
    assert crowd[1] == alone
    assert draw(streams.code("exit"), month, identity, other, ordinal) == alone


def test_the_python_source_gives_the_same_bits_as_the_compiled_draw():
    code = Streams(1).code("exit")
    with np.errstate(over="ignore"):
        for month, identity in ((0, 0), (-48, 12), (239, 2**41 + 7)):
            slow = draw.py_func(code, month, identity, 3, 2)
            assert slow == draw(code, month, identity, 3, 2)


def test_values_stay_what_they_were_in_every_earlier_version():
    found = draws("exit_death", -3, [0, 1, 2**41], other=[0, 7, 9], ordinal=2, key=42)
    assert found.tolist() == [0.3495233463871054, 0.26491617667920025, 0.6432005305387216]


def test_nothing_drawn_is_an_empty_array():
    assert draws(ids=[]).shape == (0,)


# ---- identities of households that come out of others ----

NEWBORN = newborn_identities(IDS, 5, 21)
LARGEST_ARRIVAL = (1 << 44) + (1 << 38)  # first files, `processes.newcomers`


def test_newborn_identities_are_apart_from_all_others_and_from_each_other():
    children = [NEWBORN]
    for month in (-600, 4, 6, 1199):
        for ordinal in (0, 21, 22):
            children.append(newborn_identities(IDS, month, ordinal))
    grandchildren = newborn_identities(NEWBORN, 5, 21)
    everybody = np.concatenate([*children, grandchildren])
    assert np.unique(everybody).size == everybody.size
    assert everybody.min() >= 1 << 62 > LARGEST_ARRIVAL
    assert everybody.max() < np.iinfo(np.int64).max


def test_a_newborn_identity_depends_on_parent_month_and_ordinal_only():
    alone = newborn_identities(IDS[7:8], 5, 21)
    assert alone[0] == NEWBORN[7]
    with np.errstate(over="ignore"):
        plain = newborn_identities.py_func(IDS[:20], 5, 21)
    np.testing.assert_array_equal(plain, NEWBORN[:20])


def test_draws_of_newborn_households_are_as_uniform_as_any():
    assert stats.kstest(draws(ids=NEWBORN), "uniform").pvalue > RARE
    assert stats.pearsonr(draws(ids=NEWBORN), draws(ids=IDS)).pvalue > RARE


def test_draws_of_many_months_are_those_of_each():
    of, ids = np.array([3, -5, 3, 40]), np.array([1, 1, 2, 9])
    found = draws_of_months(Streams(1).code("works"), of, ids)
    expected = [
        draws("works", month, [one])[0] for month, one in zip(of.tolist(), ids, strict=True)
    ]
    assert found.tolist() == expected
