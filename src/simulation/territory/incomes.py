"""Income components, solved so that disposable income with housing aid is the one wanted."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulation.kernels.legal import Law
from simulation.law.bills import monthly_bills
from simulation.law.income import CENTS, consumption_units, resource_base
from simulation.law.minima import family_allowances, minimum_income
from simulation.rng import Streams
from simulation.state.schema import Activity
from simulation.territory.description import Floats, Integers
from simulation.territory.people import People

_OLD_AGE_MINIMUM = (953.45, 1480.24)  # ASPA, July 2022: alone, couple
_KEPT = 0.61
"""Share of earnings that the in-work benefit lets keep (prime d'activité, CSS D.843-3)."""
_LEAST = 0.8
"""Least income before aid over the basic income: part of the entitled do not claim (assumption)."""
_BISECTIONS = 24
_RETIRING = (60.0, 66.0)
_JOB_SLOPE, _JOB_LEVEL = 2.6, 0.7  # log-odds of a job by log of standard over the poverty line
_SHARE_UNEMPLOYED = 0.55  # among those without a job (assumption after Filosofi QPV 2021)


@dataclass(frozen=True)
class Incomes:
    """Activity and components of each household, cents/month, shape (n,) each."""

    activity: Integers
    earnings: Integers
    replacement: Integers
    minima: Integers


def draw_activity(age: Integers, standard: Floats, line: float, streams: Streams) -> Integers:
    """Return the activity of the reference person, more often a job when better off."""
    ids = np.arange(age.size)
    start, end = _RETIRING
    retired = streams.uniform("territory.retired", 0, ids) < (age - start) / (end - start)
    odds = _JOB_LEVEL + _JOB_SLOPE * np.log(standard / line)
    works = streams.uniform("territory.job", 0, ids) < 1.0 / (1.0 + np.exp(-odds))
    seeks = streams.uniform("territory.unemployed", 0, ids) < _SHARE_UNEMPLOYED
    idle = np.where(seeks, int(Activity.UNEMPLOYED), int(Activity.INACTIVE))
    return np.where(retired, int(Activity.RETIRED), np.where(works, int(Activity.JOB), idle))


def solve_incomes(
    people: People,
    activity: Integers,
    standard: Floats,
    rent: Integers,
    financing: Integers,
    law: Law,
) -> Incomes:
    """Return components such that income and the aid paid make the wanted standard of living.

    Bisection on income before aid: aid falls by less than income rises, so their sum increases.

    Parameters
    ----------
    standard
        Wanted disposable income with aid, €/UC/month.
    rent, financing
        Of the home, cents/month and code of `Financing`; owners have no aid.
    """
    wanted = standard * CENTS * consumption_units(people.adults, people.teenagers, people.children)
    family = family_allowances(people.dependants, law.minima).astype(float)
    guaranteed = _guaranteed(people, activity, family, law)
    low, high = np.zeros(wanted.size), wanted.copy()
    for _ in range(_BISECTIONS):
        middle = (low + high) / 2
        base = resource_base(_taxed(middle, activity, guaranteed, family), 0.0)
        aid = aid_paid(law, people.adults, people.dependants, base, rent, financing)
        below = middle + aid < wanted
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    working_age = activity != Activity.RETIRED
    income = np.where(working_age, np.maximum(high, _LEAST * guaranteed), high)
    taxed = np.rint(_taxed(income, activity, guaranteed, family)).astype(np.int64)
    minima = np.maximum(np.rint(income).astype(np.int64) - taxed, 0)
    job = activity == Activity.JOB
    return Incomes(
        activity=np.where(job & (taxed <= 0), int(Activity.UNEMPLOYED), activity),
        earnings=np.where(job, taxed, 0),
        replacement=np.where(job, 0, taxed),
        minima=minima,
    )


def aid_paid(
    law: Law,
    adults: Integers,
    dependants: Integers,
    resources: Floats,
    rent: Integers,
    financing: Integers,
) -> Integers:
    """Return the housing aid paid to households in their homes, cents/month, shape (n,)."""
    return monthly_bills(
        law, adults, dependants, resources, 0.0, 0, rent, 0.0, financing, exemption=1.0
    ).aid


def _guaranteed(people: People, activity: Integers, family: Floats, law: Law) -> Floats:
    """Return the minimum that the law guarantees, family benefits included, cents/month."""
    basic = minimum_income(people.adults, people.dependants, law.minima) + family
    old = np.array(_OLD_AGE_MINIMUM)[np.minimum(people.adults, 2) - 1] * CENTS
    return np.asarray(np.where(activity == Activity.RETIRED, old, basic))


def _taxed(income: Floats, activity: Integers, guaranteed: Floats, family: Floats) -> Floats:
    """Return the part of income that is wages or replacement: continuous and increasing.

    Working age: nothing up to the guaranteed minimum, then 1 / 0.61 of what exceeds it, until the
    in-work benefit is used up. Retired: the minimum completes small pensions.
    """
    working = np.clip((income - guaranteed) / _KEPT, 0.0, np.maximum(income - family, 0.0))
    topped = np.clip((guaranteed - income) / 2, 0.0, income / 2)
    return np.where(activity == Activity.RETIRED, income - topped, working)
