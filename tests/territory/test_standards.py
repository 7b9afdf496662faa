"""Standards of living hit their targets."""

import numpy as np
import pytest

from simulation.law.in_force import law_in_force
from simulation.law.income import CENTS, consumption_units, resource_base
from simulation.rng import Streams
from simulation.state.schema import Activity, Financing
from simulation.territory.incomes import aid_paid, draw_activity, solve_incomes
from simulation.territory.people import People
from simulation.territory.standards import (
    person_ranks,
    piece_rates,
    rate_bounds,
    spread,
    standards,
)

LINE = 1158.0


def test_a_lognormal_has_the_rate_and_the_median_asked_for():
    rank = (np.arange(100_000) + 0.5) / 100_000
    sigma = spread(np.array([0.3]), np.array([1500.0]), LINE)
    drawn = standards(rank, np.full(rank.size, 0.3), np.full(rank.size, sigma[0]), LINE)
    assert np.mean(drawn < LINE) == pytest.approx(0.3, abs=1e-4)
    assert np.median(drawn) == pytest.approx(1500.0, rel=1e-3)


def test_ranks_count_persons_within_groups():
    ranks = person_ranks(np.array([0, 0, 1]), np.array([2.0, 1.0, 0.0]), np.array([1, 3, 2]))
    assert ranks.tolist() == [0.875, 0.375, 0.5]


def test_pieces_keep_the_rate_of_their_qpv_and_respect_bounds():
    persons = np.array([100.0, 300.0, 100.0])
    bounds = np.array([[0.6, 0.9], [0.1, 0.9], [0.1, 0.9]])
    rates = piece_rates(np.full(3, 0.5), np.zeros(3, np.int64), persons, bounds)
    assert rates[0] == pytest.approx(0.6, abs=1e-6)
    assert np.average(rates, weights=persons) == pytest.approx(0.5, abs=1e-6)


def test_bounds_leave_a_plausible_rate_outside():
    low, high = rate_bounds(np.array([0.4]), np.array([1000.0]), np.array([500.0]))[0]
    assert low == pytest.approx(0.2)
    assert high == pytest.approx(0.77)


@pytest.mark.parametrize(
    ("rent", "financing"),
    [
        (0, Financing.OWNER_OCCUPIED), (25_000, Financing.PLUS), (45_000, Financing.PLUS),
        (45_000, Financing.PRIVATE_RENTAL), (90_000, Financing.PRIVATE_RENTAL),
    ],
)  # fmt: skip
def test_income_and_aid_make_the_wanted_standard(rent, financing):
    n = 4000
    ids = np.arange(n)
    streams = Streams(3)
    people = People(adults=1 + ids % 2, teenagers=ids % 3 // 2, children=ids % 4, age=25 + ids % 60)
    wanted = 900.0 + ids / 2
    activity = draw_activity(people.age, wanted, LINE, streams)
    rents, financings, law = np.full(n, rent), np.full(n, financing), law_in_force()
    found = solve_incomes(people, activity, wanted, rents, financings, law)
    resources = resource_base(found.earnings, found.replacement)
    aid = aid_paid(law, people.adults, people.dependants, resources, rents, financings)
    assert aid.any() == (financing != Financing.OWNER_OCCUPIED)
    total = found.earnings + found.replacement + found.minima + aid
    units = consumption_units(people.adults, people.teenagers, people.children)
    gap = total / units / CENTS - wanted
    reached = found.minima + found.earnings + found.replacement > 0
    assert np.quantile(np.abs(gap[reached]), 0.98) < 6.0
    assert set(np.unique(found.activity)) <= set(map(int, Activity))
