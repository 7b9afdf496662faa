"""What households are entitled to, against amounts worked out by hand (July 2022)."""

import numpy as np
import pytest

from simulation.kernels import minima as kernel
from simulation.kernels.minima import Claimants, entitlements, means_tested
from simulation.law.minima import (
    benefit_scales,
    family_allowances,
    minima_parameters,
    minimum_income,
)
from simulation.rng import Streams
from simulation.state.schema import Activity

AMOUNTS = minima_parameters()
LAW = benefit_scales(AMOUNTS)
CODE = Streams(1).code("minima_take_up")


def households(count=20_000, *, adults=1, dependants=0, activity=Activity.JOB, pay=0, benefits=0):
    return Claimants(
        np.arange(count),
        *(np.full(count, n, np.int8) for n in (adults, 0, dependants, activity)),
        *(np.full(count, n, np.int32) for n in (pay, benefits)),
    )


def entitled(people, take_up=1.0, function=entitlements):
    return function(LAW, CODE, take_up, np.arange(people.id.size), people)


@pytest.mark.parametrize(
    ("adults", "dependants", "retired", "pay", "benefits", "expected"),
    [
        (1, 0, False, 0, 0, 59_854 - 7_182),
        (1, 0, False, 50_000, 0, 59_854 - 7_182 - 0.39 * 50_000),
        (1, 0, False, 0, 50_000, 2_672),
        (2, 1, False, 0, 0, 1.8 * 59_854 - 17_777),
        (1, 0, False, 300_000, 0, 0),
        (1, 0, True, 0, 60_000, 35_345),
        (2, 0, True, 0, 148_024, 0),
    ],
)
def test_small_incomes_are_completed_as_the_texts_say(
    adults, dependants, retired, pay, benefits, expected
):
    found = means_tested(LAW, adults, dependants, retired, pay, benefits)
    assert found == pytest.approx(expected, abs=1)


def test_more_wages_never_leave_less():
    wages = np.arange(0, 300_000, 500)
    income = wages + [means_tested(LAW, 2, 2, False, wage, 0) for wage in wages]
    assert (np.diff(income) > 0).all()


def test_the_tables_are_those_of_the_law_for_every_family():
    dependants = np.arange(20)
    for adults in (1, 2):
        np.testing.assert_array_equal(
            LAW.income[adults - 1, :20], minimum_income(adults, dependants, AMOUNTS)
        )
    np.testing.assert_array_equal(LAW.allowances[:20], family_allowances(dependants, AMOUNTS))


def test_a_share_claims_for_life_and_allowances_come_by_themselves():
    people = households(adults=2, dependants=2, pay=100_000)
    allowances = int(family_allowances(2, AMOUNTS))
    found = entitled(people, take_up=0.66)
    claims = found > allowances
    assert claims.mean() == pytest.approx(0.66, abs=0.012)
    assert (found[~claims] == allowances).all()
    poorer = households(adults=2, dependants=2, pay=60_000)
    np.testing.assert_array_equal(entitled(poorer, take_up=0.66) > allowances, claims)


def test_nobody_is_left_without_any_income():
    for activity in (Activity.INACTIVE, Activity.UNEMPLOYED, Activity.RETIRED):
        assert (entitled(households(100, activity=activity), take_up=0.0) > 0).all()


def test_the_largest_families_are_paid_as_the_largest_of_the_table():
    largest = households(3, adults=2, dependants=60)
    assert entitled(largest).tolist() == entitled(households(3, adults=2, dependants=40)).tolist()


def test_the_kernel_gives_what_its_plain_source_gives(monkeypatch):
    people = households(50, adults=2, dependants=3, pay=90_000)
    compiled = entitled(people, take_up=0.5)
    monkeypatch.setattr(kernel, "means_tested", means_tested.py_func)
    with np.errstate(over="ignore"):
        plain = entitled(people, take_up=0.5, function=entitlements.py_func)
    np.testing.assert_array_equal(compiled, plain)
