"""A year of working life: Markov activity, wages that revert to their level, even retirement."""

import numpy as np
import pytest

from simulation.config.work import Work
from simulation.kernels import careers as kernel
from simulation.kernels.careers import (
    INACTIVE,
    JOB,
    RETIRED,
    UNEMPLOYED,
    Workers,
    pass_year,
    retirement_chance,
)
from simulation.processes.work import careers
from simulation.rng import Streams

N = 40_000
CODES = np.array([Streams(1).code(name) for name in ("retirement", "work", "shock")])
RULES = careers(Work())


def workers(count=N, adults=1, age=40, activity=JOB, capacity=200_000):
    """Return households alike, paid what they earn in normal times when they have a job."""
    columns = {
        "id": np.arange(count),
        "adults": np.full(count, adults, np.int8),
        "age": np.full(count, age, np.int16),
        "activity": np.full(count, activity, np.int8),
        "capacity": np.full(count, capacity, np.int32),
        "shock": np.zeros(count, np.float32),
        "earnings": np.full(count, capacity if activity == JOB else 0, np.int32),
        "replacement": np.zeros(count, np.int32),
    }
    return Workers(**columns)


def live(people, years=1, rules=RULES, start=0, support=1.0):
    touched = None
    for year in range(years):
        rows = np.arange(people.id.size)
        touched = pass_year(
            rules, CODES, start + 12 * year, rows, people, np.full(rows.size, support)
        )
    return touched


def stationary(transitions):
    values, vectors = np.linalg.eig(transitions.T)
    found = np.real(vectors[:, np.argmin(np.abs(values - 1.0))])
    return found / found.sum()


def test_activity_reaches_the_stationary_shares_of_its_transition_matrix():
    rules = RULES._replace(wage_risk=0.0, growth=0.0)
    people = workers(age=30)
    live(people, 40, rules)
    lost, taken = 1.0 - np.exp(-rules.job_loss), 1.0 - np.exp(-rules.job_finding_inactive)
    either = rules.job_finding + rules.benefits_end
    moves = 1.0 - np.exp(-either)
    found, ended = moves * rules.job_finding / either, moves * rules.benefits_end / either
    matrix = np.array(
        [[1 - lost, lost, 0.0], [found, 1 - found - ended, ended], [taken, 0.0, 1 - taken]]
    )
    shares = np.bincount(people.activity, minlength=4)[[JOB, UNEMPLOYED, INACTIVE]] / N
    assert shares == pytest.approx(stationary(matrix), abs=0.008)


@pytest.mark.parametrize("rho", [0.0, 0.7, 0.95])
def test_wages_keep_the_variance_and_the_memory_of_their_shock(rho):
    rules = RULES._replace(persistence=rho, spread=0.3, job_loss=0.0, growth=0.0)
    people = workers()
    people.shock[:] = 0.3 * np.random.default_rng(1).standard_normal(N)
    live(people, 10, rules)
    before = people.shock.copy()
    live(people, 1, rules, start=600)
    assert people.shock.std() == pytest.approx(0.3, rel=0.02)
    assert people.shock.mean() == pytest.approx(0.0, abs=0.01)
    assert np.corrcoef(before, people.shock)[0, 1] == pytest.approx(rho, abs=0.02)
    wages = people.capacity * np.exp(people.shock.astype(float))
    np.testing.assert_array_equal(people.earnings, np.round(wages))


def test_shocks_are_normal():
    people = workers()
    live(people, 1, RULES._replace(job_loss=0.0, persistence=0.0, spread=1.0))
    shares = [(people.shock < z).mean() for z in (-1.645, 0.0, 1.282)]
    assert shares == pytest.approx([0.05, 0.5, 0.9], abs=0.01)


def test_retirements_spread_evenly_between_two_ages():
    first, last = RULES.first_retirement, RULES.last_retirement
    chances = np.array([retirement_chance(RULES, age) for age in range(first - 1, last + 5)])
    assert chances[0] == 0.0
    staying = np.cumprod(1.0 - chances)
    retiring = -np.diff(staying)[: last - first]
    assert retiring == pytest.approx(1.0 / (last - first))
    assert staying[last - first] == pytest.approx(0.0)
    assert (chances[last - first :] == 1.0).all()


@pytest.mark.parametrize("activity", [JOB, UNEMPLOYED, INACTIVE])
def test_everybody_retires_with_a_pension_of_their_former_wages(activity):
    people = workers(100, age=RULES.last_retirement, activity=activity)
    assert live(people).all()
    assert (people.activity == RETIRED).all()
    assert (people.earnings == 0).all()
    assert (people.replacement == round(200_000 * RULES.pension_rate)).all()
    kept = people.replacement.copy()
    assert not live(people, start=12).any()
    np.testing.assert_array_equal(people.replacement, kept)


@pytest.mark.parametrize("adults", [1, 2])
def test_who_loses_a_job_gets_a_benefit_and_a_partner_goes_on_earning(adults):
    people = workers(10_000, adults=adults)
    live(people, 1, RULES._replace(job_loss=0.5))
    lost = people.activity == UNEMPLOYED
    assert 0.2 < lost.mean() < 0.6
    share = RULES.reference_share if adults > 1 else 1.0
    assert people.earnings[lost] == pytest.approx(200_000 * (1 - share), abs=1)
    benefit = 200_000 * share * RULES.replacement_rate
    assert people.replacement[lost] == pytest.approx(benefit, abs=1)


def test_low_wages_lose_jobs_sooner_and_find_them_later():
    low, high = workers(capacity=150_000), workers(capacity=300_000)
    live(low), live(high)
    lost = [(people.activity == UNEMPLOYED).mean() for people in (low, high)]
    factor = (300_000 / 150_000) ** RULES.wage_risk
    assert np.log1p(-lost[0]) / np.log1p(-lost[1]) == pytest.approx(factor, rel=0.1)
    low = workers(activity=UNEMPLOYED, capacity=150_000)
    high = workers(activity=UNEMPLOYED, capacity=300_000)
    live(low), live(high)
    assert (high.activity == JOB).mean() > 1.5 * (low.activity == JOB).mean()


def test_wages_in_normal_times_grow_with_the_years_in_a_job_until_careers_end():
    young, old = workers(10, age=30), workers(10, age=RULES.career_age)
    rules = RULES._replace(job_loss=0.0)
    live(young, 2, rules), live(old, 2, rules)
    assert young.capacity == pytest.approx(200_000 * (1 + rules.growth) ** 2, abs=2)
    assert (old.capacity == 200_000).all()


def test_nothing_earned_is_no_obstacle():
    people = workers(1000, capacity=0)
    live(people, 5)
    assert (people.earnings == 0).all()
    assert (people.replacement == 0).all()
    assert np.isfinite(people.shock).all()


def test_the_kernel_gives_what_its_plain_source_gives(monkeypatch):
    def mixed():
        rng = np.random.default_rng(3)
        people = workers(300)
        people.age[:] = rng.integers(18, 80, 300)
        people.adults[:] = rng.integers(1, 3, 300)
        people.activity[:] = rng.choice([JOB, UNEMPLOYED, RETIRED, INACTIVE], 300)
        people.capacity[:] = rng.integers(0, 400_000, 300)
        return people

    compiled, plain = mixed(), mixed()
    rows = np.arange(300)
    support = 1.0 + rows % 2
    touched = pass_year(RULES, CODES, 24, rows, compiled, support)
    for name in ("retirement_chance", "own_share", "ease", "next_activity", "normal", "next_shock",
                 "retire", "earn", "lose"):  # fmt: skip
        monkeypatch.setattr(kernel, name, getattr(kernel, name).py_func)
    with np.errstate(over="ignore"):
        again = pass_year.py_func(RULES, CODES, 24, rows, plain, support)
    np.testing.assert_array_equal(touched, again)
    for one, two in zip(compiled, plain, strict=True):
        np.testing.assert_allclose(one, two, rtol=1e-5, atol=1)


def test_support_multiplies_the_hazard_of_finding_a_job_and_nothing_else():
    rules = RULES._replace(wage_risk=0.0, benefits_end=0.0)
    for activity, rate in ((UNEMPLOYED, rules.job_finding), (INACTIVE, rules.job_finding_inactive)):
        for ratio in (1.0, 2.0):
            people = workers(activity=activity)
            live(people, 1, rules, support=ratio)
            expected = 1.0 - np.exp(-rate * ratio)
            error = np.sqrt(expected * (1 - expected) / N)
            assert (people.activity == JOB).mean() == pytest.approx(expected, abs=4 * error)
    helped, plain = workers(), workers()
    live(helped, 3, RULES._replace(job_finding=0.0, job_finding_inactive=0.0), support=5.0)
    live(plain, 3, RULES._replace(job_finding=0.0, job_finding_inactive=0.0))
    for one, two in zip(helped, plain, strict=True):
        np.testing.assert_array_equal(one, two)
