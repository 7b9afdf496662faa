"""One year of the working life of every household: jobs, wages, retirement."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from simulation.kernels.compiled import leaf
from simulation.rng import draw

JOB, UNEMPLOYED, RETIRED, INACTIVE = range(4)  # `state.schema.Activity`


class Careers(NamedTuple):
    """Numbers of working life; see `config.work`. Wages in cents a month."""

    job_loss: float
    job_finding: float
    benefits_end: float
    job_finding_inactive: float
    wage_risk: float
    reference_wage: float
    reference_share: float
    replacement_rate: float
    entry_wage: float
    persistence: float
    spread: float
    growth: float
    career_age: int
    first_retirement: int
    last_retirement: int
    pension_rate: float


class Workers(NamedTuple):
    """Columns of households that working life reads, and, from `activity` on, changes."""

    id: NDArray[Any]
    adults: NDArray[Any]
    age: NDArray[Any]
    activity: NDArray[Any]
    capacity: NDArray[Any]
    shock: NDArray[Any]
    earnings: NDArray[Any]
    replacement: NDArray[Any]


@leaf
def retirement_chance(rules: Careers, age: int) -> float:
    """Return the probability of retiring before the next birthday, for who has not yet.

    Retirements spread evenly between two ages: the hazard is one over the years that are left.
    """
    if age < rules.first_retirement:
        return 0.0
    return 1.0 / max(rules.last_retirement - age, 1)


@leaf
def own_share(rules: Careers, adults: int) -> float:
    """Return the share of the household's wages that the reference person earns."""
    return rules.reference_share if adults > 1 else 1.0


@leaf
def ease(rules: Careers, capacity: float, adults: int) -> float:
    """Return what multiplies the chance to find a job, and divides that to lose it.

    A power of the reference person's wage in normal times, not less than the entry wage.
    """
    wage = max(capacity * own_share(rules, adults), rules.entry_wage)
    return (wage / rules.reference_wage) ** rules.wage_risk


@leaf
def next_activity(rules: Careers, activity: int, factor: float, u: float) -> int:
    """Return the activity after a year; competing hazards share what happens in it."""
    if activity == JOB:
        return UNEMPLOYED if u < 1.0 - np.exp(-rules.job_loss / factor) else JOB
    if activity == INACTIVE:
        return JOB if u < 1.0 - np.exp(-rules.job_finding_inactive * factor) else INACTIVE
    found = rules.job_finding * factor
    total = found + rules.benefits_end
    happens = 1.0 - np.exp(-total)
    if u >= happens:
        return UNEMPLOYED
    return JOB if u * total < happens * found else INACTIVE


@leaf
def normal(stream: np.uint64, month: int, identity: int) -> float:
    """Return a standard normal number of this month (Box and Muller 1958)."""
    radius = np.sqrt(-2.0 * np.log(draw(stream, month, identity, 0, 0)))
    return radius * np.cos(2.0 * np.pi * draw(stream, month, identity, 0, 1))


@leaf
def next_shock(rules: Careers, last: float, deviate: float) -> float:
    """Return the next value of an autoregression whose variance is stationary."""
    rho = rules.persistence
    return rho * last + rules.spread * np.sqrt(1.0 - rho * rho) * deviate


@njit(cache=True)
def pass_year(
    rules: Careers,
    codes: NDArray[Any],
    month: int,
    rows: NDArray[Any],
    workers: Workers,
    support: NDArray[Any],
) -> NDArray[np.bool_]:
    """Change activity and pay of the households `rows`; return which pay changed, shape (n,).

    Parameters
    ----------
    codes
        Codes of the streams of retirement, activity and shocks, shape (3,).
    support
        What multiplies the hazard of finding a job, shape (n,).
    """
    touched = np.zeros(rows.size, np.bool_)
    lowest = (min(1.0, rules.entry_wage / rules.reference_wage)) ** rules.wage_risk
    highest_loss = 1.0 - np.exp(-rules.job_loss / lowest)
    for i in range(rows.size):
        row = rows[i]
        before = workers.activity[row]
        if before == RETIRED:
            continue
        identity = workers.id[row]
        chance = retirement_chance(rules, workers.age[row])
        if chance > 0.0 and draw(codes[0], month, identity, 0, 0) < chance:
            retire(rules, workers, row)
            touched[i] = True
            continue
        u = draw(codes[1], month, identity, 0, 0)
        after = before
        if before != JOB or u < highest_loss:  # the power of the wage is for the few it may matter
            factor = ease(rules, workers.capacity[row], workers.adults[row])
            if before != JOB:
                factor *= support[i]
            after = next_activity(rules, before, factor, u)
        workers.activity[row] = after
        touched[i] = after == JOB or after != before
        if after == JOB:
            deviate = normal(codes[2], month, identity)
            earn(rules, workers, row, before == JOB, deviate)
        elif before == JOB:
            lose(rules, workers, row)
        elif after != before:
            workers.replacement[row] = 0
    return touched


@njit(cache=True)
def retire(rules: Careers, workers: Workers, row: int) -> None:
    """Replace all pay by a pension, of both adults at once."""
    workers.activity[row] = RETIRED
    workers.replacement[row] = np.int32(np.rint(workers.capacity[row] * rules.pension_rate))
    workers.earnings[row] = 0
    workers.shock[row] = 0.0


@njit(cache=True)
def earn(rules: Careers, workers: Workers, row: int, goes_on: bool, deviate: float) -> None:
    """Pay wages that grow until careers end and vary around their level; benefits end."""
    if not goes_on:
        workers.replacement[row] = 0
        workers.shock[row] = rules.spread * deviate
    else:
        if workers.age[row] < rules.career_age:
            grown = workers.capacity[row] * (1.0 + rules.growth)
            workers.capacity[row] = np.int32(np.rint(grown))
        workers.shock[row] = next_shock(rules, workers.shock[row], deviate)
    wages = workers.capacity[row] * np.exp(np.float64(workers.shock[row]))
    workers.earnings[row] = np.int32(np.rint(wages))


@njit(cache=True)
def lose(rules: Careers, workers: Workers, row: int) -> None:
    """Replace the wage of the reference person by a benefit; a partner's goes on."""
    lost = workers.earnings[row] * own_share(rules, workers.adults[row])
    workers.replacement[row] += np.int32(np.rint(lost * rules.replacement_rate))
    workers.earnings[row] = np.int32(np.rint(workers.earnings[row] - lost))
