"""Filling and apportioning keep totals."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from simulation.territory.apportion import apportion, comparability, fill_shares

SHARES = arrays(np.float64, (5, 4), elements=st.floats(0, 10, allow_subnormal=False))
TOTALS = arrays(np.int64, 5, elements=st.integers(0, 10_000))


@given(SHARES, TOTALS)
def test_whole_numbers_sum_to_their_totals_and_stay_within_one_of_their_quota(shares, totals):
    counts = apportion(shares, totals)
    assert (counts.sum(axis=1) == totals).all()
    assert (counts >= 0).all()
    sums = shares.sum(axis=1, keepdims=True)
    quotas = np.where(sums > 0, shares / np.where(sums > 0, sums, 1), 0.25) * totals[:, None]
    assert (np.abs(counts - quotas) <= 1 + 1e-6).all()


def test_largest_remainders_win():
    assert apportion(np.array([[0.5, 0.3, 0.2]]), [4]).tolist() == [[2, 1, 1]]


def test_published_shares_are_kept_and_hidden_ones_take_what_is_left():
    shares = np.array([[0.5, 0.25, 0.25], [0.6, np.nan, np.nan], [np.nan, np.nan, np.nan]])
    filled = fill_shares(shares, np.ones((3, 3)))
    assert np.allclose(filled.sum(axis=1), 1.0)
    assert np.allclose(filled[0], shares[0])
    assert filled[1, 0] == 0.6
    assert np.isclose(filled[1, 1], filled[1, 2])
    assert filled[2, 0] > filled[2, 1]


def test_close_rents_tell_more():
    weights = comparability(np.array([5.0, 5.1, 8.0]), np.array([100, 100, 100]))
    assert weights[0, 1] > weights[0, 2]
    assert comparability(np.array([np.nan]), np.array([10])).shape == (1, 1)
