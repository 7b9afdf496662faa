"""Jobs lost and found, wages that vary and grow with a career, retirement: each January.

Activity is a Markov chain: from a job to unemployment, back to a job or, when benefits end, to
minima, and from there to a job. Those with low wages lose jobs sooner and find them later.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from simulation.config.work import Work
from simulation.processes import benefits
from simulation.processes.careers import own_share
from simulation.processes.context import CENTS, Context
from simulation.state.schema import Activity, Place
from simulation.state.world import World

OWNER = "demography"


def step(world: World, context: Context) -> None:
    """Retire some, move the others between job, unemployment and minima, and pay their wages."""
    h, settings = world.households, context.scenario.work
    rows = np.flatnonzero((h.place != Place.ABSENT) & (h.activity != Activity.RETIRED))
    retiring = _retiring(world, settings, rows)
    _retire(world, settings, rows[retiring])
    active = rows[~retiring]
    before = h.activity[active]
    _turn(world, settings, active)
    after = h.activity[active]
    works, changed = after == Activity.JOB, after != before
    _earn(world, settings, active[works & ~changed])
    _start_earning(world, settings, active[works & changed])
    benefits.settle(world, context, np.concatenate((rows[retiring], active[works | changed])))


def retirement_chance(settings: Work, ages: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the probability of retiring before the next birthday, for who has not yet.

    Retirements spread evenly between two ages: the hazard is one over the years that are left.
    """
    first = settings.retirement_age - settings.retirement_spread
    left = np.maximum(settings.retirement_age + settings.retirement_spread - ages, 1)
    return np.where(ages >= first, 1.0 / left, 0.0)


def _retiring(world: World, settings: Work, rows: NDArray[np.int64]) -> NDArray[np.bool_]:
    h = world.households
    u = world.streams.uniform("retirement", world.month, h.id[rows])
    return np.asarray(u < retirement_chance(settings, h.age[rows].astype(np.int64)))


def _retire(world: World, settings: Work, rows: NDArray[np.int64]) -> None:
    """Replace all pay by a pension, of both adults at once."""
    owned = world.households.owned(OWNER)
    owned.replacement[rows] = np.round(owned.capacity[rows] * settings.pension_rate)
    owned.earnings[rows] = 0
    owned.shock[rows] = 0.0
    owned.activity[rows] = Activity.RETIRED


def _turn(world: World, settings: Work, rows: NDArray[np.int64]) -> None:
    """Draw who changes activity; competing hazards share what happens in the year."""
    h = world.households
    activity = h.activity[rows]
    lost, found, ended = hazards(settings, activity, wage_of(world, settings, rows))
    total = lost + found + ended
    u = world.streams.uniform("work", world.month, h.id[rows])
    happens = 1.0 - np.exp(-total)
    share_found = np.where(total > 0, found / np.where(total > 0, total, 1.0), 0.0)
    finds = u < happens * share_found
    other = (u < happens) & ~finds
    owned = h.owned(OWNER)
    losing, ending = rows[other & (activity == Activity.JOB)], rows[other & (ended > 0)]
    share = own_share(settings, h.adults[losing])
    benefit = np.round(owned.earnings[losing] * share * settings.replacement_rate)
    owned.replacement[losing] += benefit.astype(np.int32)
    owned.earnings[losing] = np.round(owned.earnings[losing] * (1.0 - share))
    owned.activity[losing] = Activity.UNEMPLOYED
    owned.replacement[ending] = 0
    owned.activity[ending] = Activity.INACTIVE
    owned.activity[rows[finds]] = Activity.JOB


def hazards(
    settings: Work, activity: NDArray[np.int8], wage: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Return yearly hazards of losing a job, of finding one, and of the end of benefits.

    `wage` is the reference person's in normal times, €/month.
    """
    ease = (wage / settings.reference_wage) ** settings.wage_risk
    is_unemployed, is_idle = activity == Activity.UNEMPLOYED, activity == Activity.INACTIVE
    lost = np.where(activity == Activity.JOB, settings.job_loss / ease, 0.0)
    found = ease * (is_unemployed * settings.job_finding + is_idle * settings.job_finding_inactive)
    return lost, found, np.where(is_unemployed, settings.benefits_end, 0.0)


def wage_of(world: World, settings: Work, rows: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the reference person's wage in normal times, or what it was, €/month."""
    h = world.households
    own = h.capacity[rows] / CENTS * own_share(settings, h.adults[rows])
    return np.asarray(np.maximum(own, settings.entry_wage))


def _earn(world: World, settings: Work, rows: NDArray[np.int64]) -> None:
    """Let wages grow until the age at which careers end, and vary around their level.

    The deviation is an autoregressive process of order one with a stationary variance.
    """
    owned, rho = world.households.owned(OWNER), settings.shock_persistence
    young = rows[owned.age[rows] < settings.career_age]
    owned.capacity[young] = np.round(owned.capacity[young] * (1.0 + settings.career_growth))
    fresh = settings.shock_spread * np.sqrt(1.0 - rho * rho) * _normal(world, rows)
    owned.shock[rows] = rho * owned.shock[rows] + fresh
    _pay(world, rows)


def _start_earning(world: World, settings: Work, rows: NDArray[np.int64]) -> None:
    """Pay those who found a job; benefits end."""
    owned = world.households.owned(OWNER)
    owned.shock[rows] = settings.shock_spread * _normal(world, rows)
    owned.replacement[rows] = 0
    _pay(world, rows)


def _normal(world: World, rows: NDArray[np.int64]) -> NDArray[np.float64]:
    return np.asarray(ndtri(world.streams.uniform("shock", world.month, world.households.id[rows])))


def _pay(world: World, rows: NDArray[np.int64]) -> None:
    owned = world.households.owned(OWNER)
    owned.earnings[rows] = np.round(owned.capacity[rows] * np.exp(owned.shock[rows]))
