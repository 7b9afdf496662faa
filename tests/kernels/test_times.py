"""Exponential times: a constant hazard, competing, without memory."""

import numpy as np
import pytest

from simulation.kernels.times import first_event
from simulation.rng import Streams

N = 40_000
NEVER = 10**6
IDS = np.arange(N)
STREAMS = Streams(1)


def first(hazards, left=12, month=0):
    codes = np.array([STREAMS.code(f"hazard {k}") for k in range(len(hazards))])
    rates = np.broadcast_to(np.asarray(hazards, float), (N, len(hazards))).copy()
    return first_event(codes, month, IDS, rates, left, NEVER)


@pytest.mark.parametrize("rate", [0.05, 0.5, 3.0])
def test_the_share_that_leaves_in_a_year_is_that_of_a_constant_hazard(rate):
    when, _ = first([rate])
    expected = 1.0 - np.exp(-rate)
    assert (when < NEVER).mean() == pytest.approx(expected, abs=4 / np.sqrt(N))


@pytest.mark.parametrize("month", [-48, 0, 24])
def test_every_month_of_the_year_takes_its_share(month):
    """Of those still there, before the start as after it: exits of negative months count too."""
    when, _ = first([1.2], month=month)
    monthly = 1.0 - np.exp(-0.1)
    for k in range(12):
        there = when >= month + k
        assert (when[there] == month + k).mean() == pytest.approx(monthly, abs=0.012)


def test_competing_events_win_in_proportion_to_their_hazards():
    when, kind = first([0.6, 0.3, 0.1])
    assert (when < NEVER).mean() == pytest.approx(1.0 - np.exp(-1.0), abs=0.01)
    shares = np.bincount(kind[kind >= 0], minlength=3) / (kind >= 0).sum()
    assert shares == pytest.approx([0.6, 0.3, 0.1], abs=0.015)


def test_what_has_no_hazard_never_happens_and_what_is_late_is_left():
    when, kind = first([0.0, 0.0])
    assert (when == NEVER).all()
    assert (kind == -1).all()
    when, _ = first([1.0], left=1)
    assert set(np.unique(when)) == {0, NEVER}


def test_another_hazard_does_not_move_the_time_of_the_first():
    """Common random numbers: raising one hazard delays nobody, and only it gains."""
    when, _ = first([0.5, 0.1])
    sooner, gained = first([0.5, 0.4])
    assert (sooner <= when).all()
    assert (gained[sooner < when] == 1).all()


def test_compiled_and_plain_sources_agree():
    codes = np.array([STREAMS.code("one"), STREAMS.code("two")])
    hazards = np.array([[0.5, 2.0], [0.0, 0.1], [9.0, 9.0]])
    with np.errstate(over="ignore"):
        plain = first_event.py_func(codes, 3, IDS[:3], hazards, 9, NEVER)
    for one, two in zip(plain, first_event(codes, 3, IDS[:3], hazards, 9, NEVER), strict=True):
        np.testing.assert_array_equal(one, two)
