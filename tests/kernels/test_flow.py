"""The flow: whatever comes in whatever order, each holder has its share to one dwelling."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulation.kernels import flow

HUNDREDTHS = st.lists(st.integers(0, 100), min_size=4, max_size=4).filter(any)


def orient(shortfalls, landlords, shares, function=flow.orient):
    """Orient vacancies that have all the same shares."""
    return function(shortfalls, landlords, np.tile(shares, (landlords.size, 1)))


def largest_remainder(shares, count):
    """Return the whole numbers nearest to shares × count that add up to count (Hamilton)."""
    exact = shares * count
    found = np.floor(exact + 1e-9).astype(int)
    order = np.argsort(found - exact, kind="stable")
    found[order[: count - found.sum()]] += 1
    return found


@settings(max_examples=200)
@given(HUNDREDTHS, st.lists(st.integers(0, 2), min_size=1, max_size=120))
def test_each_holder_of_each_landlord_has_its_share_to_one_dwelling_at_any_time(parts, landlords):
    shares = np.array(parts) / sum(parts)
    landlords = np.array(landlords, np.int64)
    shortfalls = np.zeros((3, 4))
    holders = orient(shortfalls, landlords, shares)
    for landlord in range(3):
        own = holders[landlords == landlord]
        for count in range(own.size + 1):
            given_so_far = np.bincount(own[:count], minlength=4)
            assert np.abs(given_so_far - largest_remainder(shares, count)).max() <= 1
        expected = shares * own.size - np.bincount(own, minlength=4)
        np.testing.assert_allclose(shortfalls[landlord], expected, atol=1e-9)


@given(HUNDREDTHS, st.lists(st.integers(1, 9), min_size=1, max_size=12))
def test_months_and_years_change_nothing(parts, lengths):
    """What is owed is carried over: one long list, or the same in pieces."""
    shares = np.array(parts) / sum(parts)
    one, pieces = np.zeros((1, 4)), np.zeros((1, 4))
    whole = orient(one, np.zeros(sum(lengths), np.int64), shares)
    cut = [orient(pieces, np.zeros(length, np.int64), shares) for length in lengths]
    np.testing.assert_array_equal(np.concatenate(cut), whole)


def test_a_small_landlord_serves_a_small_share_in_time():
    """Five vacancies a year and a share of a tenth: one every second year."""
    shortfalls, shares = np.zeros((1, 4)), np.array([0.3, 0.2, 0.4, 0.1])
    years = [orient(shortfalls, np.zeros(5, np.int64), shares) for _ in range(10)]
    assert sum((year == 3).sum() for year in years) == pytest.approx(5, abs=1)


def test_ties_go_to_the_first_holder_and_nobody_is_served_without_a_share():
    half = np.array([0.0, 0.5, 0.5, 0.0])
    assert orient(np.zeros((1, 4)), np.zeros(6, np.int64), half).tolist() == [1, 2] * 3
    thirds = np.array([1, 1, 1, 0]) / 3
    assert orient(np.zeros((1, 4)), np.zeros(9, np.int64), thirds).tolist() == [0, 1, 2] * 3


def test_compiled_and_plain_orientation_agree():
    landlords = np.arange(200) * 7 % 3
    shares = np.array([0.3, 0.2, 0.4, 0.1])
    one, two = np.zeros((3, 4)), np.zeros((3, 4))
    np.testing.assert_array_equal(
        orient(one, landlords, shares), orient(two, landlords, shares, flow.orient.py_func)
    )
    np.testing.assert_array_equal(one, two)


def test_each_vacancy_has_shares_of_its_own():
    """What a vacancy is owed to is what the shares of its residence say."""
    shares = np.array([[1.0, 0, 0, 0], [0, 1.0, 0, 0], [0, 0, 0, 1.0], [0.5, 0.5, 0, 0]])
    owed = np.zeros((1, 4))
    found = flow.orient(owed, np.zeros(4, np.int64), shares)
    assert found.tolist() == [0, 1, 3, 0]
    np.testing.assert_allclose(owed, [[-0.5, 0.5, 0, 0]])
