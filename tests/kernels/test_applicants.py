"""Applicants drawn one by one, against the same draws on whole columns."""

import numpy as np

from simulation.config.work import Work
from simulation.kernels import applicants
from simulation.kernels.applicants import Composition, Endowed, FamilyCodes, PayCodes
from simulation.law.in_force import law_in_force
from simulation.law.minima import benefit_scales, minimum_income
from simulation.rng import Streams
from simulation.state.schema import Activity

STREAMS, IDS = Streams(5), np.arange(4000)
SHARES = Composition(0.5, 0.1, 0.6, 0.4, 0.3, 40.0, 18.0)
SCALES = benefit_scales(law_in_force().minima)


def draws(name, ordinal=0):
    return STREAMS.uniform(name, 0, IDS, 0, ordinal)


def families():
    codes = FamilyCodes(*(STREAMS.code(name) for name in FamilyCodes._fields))
    return applicants.draw_families(IDS, codes, SHARES)


def test_codes_are_those_of_the_schema():
    found = (applicants.JOB, applicants.UNEMPLOYED, applicants.RETIRED, applicants.INACTIVE)
    assert found == (Activity.JOB, Activity.UNEMPLOYED, Activity.RETIRED, Activity.INACTIVE)


def test_families_are_the_same_drawn_column_by_column():
    adults, teenagers, children, age = families()
    kind = draws("family")
    with_children = kind >= SHARES.single + SHARES.couple
    lone = draws("lone_parent") < SHARES.lone_parent
    couples = (kind >= SHARES.single) & ~with_children | with_children & ~lone
    np.testing.assert_array_equal(adults, 1 + couples)
    growing, dependants = with_children.copy(), with_children.astype(np.int64)
    for ordinal in range(1, applicants.MOST_DEPENDANTS):
        growing &= draws("further_child", ordinal) < SHARES.further_child
        dependants += growing
    np.testing.assert_array_equal(teenagers + children, dependants)
    older = sum(
        (draws("teenager", place) < SHARES.teenager) & (dependants > place)
        for place in range(applicants.MOST_DEPENDANTS)
    )
    np.testing.assert_array_equal(teenagers, older)
    ages = np.round(SHARES.age_mean + SHARES.age_spread * (2 * draws("age") - 1))
    np.testing.assert_array_equal(age, ages)


def test_incomes_come_from_one_source_and_minima_from_take_up():
    family, wanted = families(), (300_000 * draws("wanted")).astype(np.int64)
    codes = PayCodes(*(STREAMS.code(name) for name in PayCodes._fields))
    activity, earnings, replacement, minima = applicants.sources_of_income(
        IDS, family, wanted, SCALES, 0.7, 0.5, 50, codes
    )
    least = minimum_income(family[0], family[1] + family[2], law_in_force().minima)
    idle = (wanted <= least) & (draws("minima_take_up") < 0.7)
    works = ~idle & (draws("job") < 0.5)
    retired = ~idle & ~works & (family[3] >= 50)
    codes_of = [Activity.INACTIVE, Activity.JOB, Activity.RETIRED]
    expected = np.select([idle, works, retired], codes_of, Activity.UNEMPLOYED)
    np.testing.assert_array_equal(activity, expected)
    np.testing.assert_array_equal(earnings, np.where(works, wanted, 0))
    np.testing.assert_array_equal(replacement, np.where(idle | works, 0, wanted))
    np.testing.assert_array_equal(minima, np.where(idle, least, 0))
    assert set(activity.tolist()) == set(Activity)


def endowed(activity, earnings=0, replacement=0, minima=0, adults=1, dependants=0, hoped=0.0):
    rules = Work()
    household = Endowed(
        *(np.array([n]) for n in (adults, dependants, activity, earnings, replacement, minima))
    )
    capacity, wages, benefits = applicants.endow(
        household, np.array([float(hoped)]), np.array([2.0]), 50_000.0, rules.reference_share, 0.8,
        SCALES.allowances,
    )[:, 0]  # fmt: skip
    return int(capacity), int(wages), int(benefits)


def test_what_a_household_could_earn_follows_from_what_it_has():
    assert endowed(Activity.JOB, earnings=100_000) == (50_000, 100_000, 0)
    assert endowed(Activity.RETIRED, earnings=10, replacement=80_000) == (100_012, 10, 80_000)
    assert endowed(Activity.INACTIVE, replacement=7) == (50_000, 7, 0)
    assert endowed(Activity.UNEMPLOYED, replacement=90_000) == (50_000, 0, 90_000)


def test_benefits_beside_those_for_children_are_paid_for_odd_jobs():
    allowance = int(SCALES.allowances[2])
    usual = endowed(Activity.UNEMPLOYED, replacement=900, minima=allowance, dependants=2)
    more = endowed(Activity.UNEMPLOYED, replacement=900, minima=allowance + 1, dependants=2)
    assert usual[1:] == (0, 900)
    assert more[1:] == (900, 0)


def test_the_partner_of_who_is_unemployed_earns_its_share_and_no_more_than_there_is():
    share = 1 - Work().reference_share
    wages = endowed(Activity.UNEMPLOYED, replacement=200_000, adults=2, hoped=100_000)[1]
    assert wages == round(share * 100_000)
    assert endowed(Activity.UNEMPLOYED, replacement=5, adults=2, hoped=100_000)[1:] == (5, 0)
