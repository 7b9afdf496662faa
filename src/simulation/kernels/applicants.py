"""Households that apply: their families, and their pay once wages are drawn."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from simulation.kernels.minima import BenefitScales
from simulation.rng import draw

MOST_DEPENDANTS = 6
JOB, UNEMPLOYED, RETIRED, INACTIVE = range(4)  # codes of `state.schema.Activity`


class Composition(NamedTuple):
    """Shares and ages that families are drawn from; see `config.demand`."""

    single: float
    couple: float
    lone_parent: float
    further_child: float
    teenager: float
    age_mean: float
    age_spread: float


class FamilyCodes(NamedTuple):
    """Codes of the streams that a family is drawn from."""

    family: np.uint64
    lone_parent: np.uint64
    age: np.uint64
    further_child: np.uint64
    teenager: np.uint64


class PayCodes(NamedTuple):
    """Codes of the streams that decide where an income comes from."""

    minima_take_up: np.uint64
    job: np.uint64


@njit(cache=True)
def draw_families(
    ids: NDArray[np.int64], codes: FamilyCodes, shares: Composition
) -> NDArray[np.int64]:
    """Return adults, teenagers, children and age of applicants, shape (4, n)."""
    found = np.empty((4, ids.size), np.int64)
    for i in range(ids.size):
        identity = ids[i]
        kind = draw(codes.family, 0, identity, 0, 0)
        is_family = kind >= shares.single + shares.couple
        is_couple = kind >= shares.single and not is_family
        lone = draw(codes.lone_parent, 0, identity, 0, 0) < shares.lone_parent
        dependants, teenagers = 0, 0
        if is_family:
            dependants = 1
            while (
                dependants < MOST_DEPENDANTS
                and draw(codes.further_child, 0, identity, 0, dependants) < shares.further_child
            ):
                dependants += 1
            for child in range(dependants):
                teenagers += draw(codes.teenager, 0, identity, 0, child) < shares.teenager
        age = draw(codes.age, 0, identity, 0, 0)
        found[0, i] = 1 + (is_couple or (is_family and not lone))
        found[1, i], found[2, i] = teenagers, dependants - teenagers
        found[3, i] = np.rint(shares.age_mean + shares.age_spread * (2.0 * age - 1.0))
    return found


@njit(cache=True)
def sources_of_income(
    ids: NDArray[np.int64],
    family: NDArray[np.int64],
    wanted: NDArray[np.int64],
    scales: BenefitScales,
    take_up: float,
    job_share: float,
    oldest_worker: int,
    codes: PayCodes,
) -> NDArray[np.int64]:
    """Return activity, earnings, replacement and minima of applicants, shape (4, n).

    Parameters
    ----------
    family
        What `draw_families` returns.
    wanted
        Incomes drawn, cents/month: wages, pensions or benefits, or minima where these are more.
    """
    found = np.zeros((4, ids.size), np.int64)
    for i in range(ids.size):
        dependants = family[1, i] + family[2, i]
        least = np.int64(scales.income[family[0, i] - 1, dependants])
        claims = draw(codes.minima_take_up, 0, ids[i], 0, 0) < take_up
        if wanted[i] <= least and claims:
            found[0, i], found[3, i] = INACTIVE, least
        elif draw(codes.job, 0, ids[i], 0, 0) < job_share:
            found[0, i], found[1, i] = JOB, wanted[i]
        else:
            found[0, i] = RETIRED if family[3, i] >= oldest_worker else UNEMPLOYED
            found[2, i] = wanted[i]
    return found


class Endowed(NamedTuple):
    """Households whose income is known, shape (n,) each; amounts in cents/month."""

    adults: NDArray[np.int64]
    dependants: NDArray[np.int64]
    activity: NDArray[np.int64]
    earnings: NDArray[np.int64]
    replacement: NDArray[np.int64]
    minima: NDArray[np.int64]


@njit(cache=True)
def endow(
    households: Endowed,
    hoped: NDArray[np.float64],
    ratios: NDArray[np.float64],
    entry_wage: float,
    reference_share: float,
    pension_rate: float,
    allowances: NDArray[np.float64],
) -> NDArray[np.int64]:
    """Return capacity, earnings and replacement, cents/month, shape (3, n); see `careers`.

    Parameters
    ----------
    hoped
        Wages that those without a job could have; never under the `entry_wage`.
    ratios
        Present wages of those with a job over wages in normal times.
    reference_share
        Share of a couple's wages that the reference person earns.
    allowances
        Family allowances by dependants, cents/month.
    """
    found = np.empty((3, hoped.size), np.int64)
    for i in range(hoped.size):
        share = reference_share if households.adults[i] > 1 else 1.0
        activity, wages = households.activity[i], households.earnings[i]
        taxed = wages + households.replacement[i]
        could = max(hoped[i], entry_wage / share)
        number = min(households.dependants[i], allowances.size - 1)
        capacity, earnings = could, float(wages)
        if activity == JOB:
            capacity, earnings = taxed / ratios[i], float(taxed)
        elif activity == RETIRED:
            capacity = taxed / pension_rate
        elif activity == INACTIVE or households.minima[i] > allowances[number]:
            # Benefits beside those for children: below what replaces a wage, paid for odd jobs.
            earnings = float(taxed)
        else:
            earnings = min(np.rint((1.0 - share) * could), float(taxed))
        found[0, i], found[1, i] = np.rint(capacity), earnings
        found[2, i] = taxed - found[1, i]
    return found
