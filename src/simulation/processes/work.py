"""Jobs lost and found, and earnings that grow with a career."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulation.law.minima import family_allowances
from simulation.processes.context import CENTS, Context
from simulation.state.schema import Activity, Place
from simulation.state.world import World

OWNER = "demography"
_RETIREMENT_AGE = 64  # loi 2023-270


def step(world: World, context: Context) -> None:
    """Move reference persons of working age between job and unemployment, and raise earnings."""
    h = world.households
    rows = np.flatnonzero((h.place != Place.ABSENT) & (h.age < _RETIREMENT_AGE))
    u = world.streams.uniform("work", world.month, h.id[rows])
    settings, activity = context.scenario.work, h.activity[rows]
    lost = rows[(activity == Activity.JOB) & (u < settings.job_loss)]
    found = rows[
        ((activity == Activity.UNEMPLOYED) & (u < settings.job_finding))
        | ((activity == Activity.INACTIVE) & (u < settings.job_finding_inactive))
    ]
    _grow(world, context, rows[activity == Activity.JOB])
    _lose(world, context, lost)
    _find(world, context, found)


def _grow(world: World, context: Context, rows: NDArray[np.int64]) -> None:
    owned, settings = world.households.owned(OWNER), context.scenario.work
    young = rows[owned.age[rows] < settings.career_age]
    owned.earnings[young] = np.round(owned.earnings[young] * (1.0 + settings.career_growth))


def _lose(world: World, context: Context, rows: NDArray[np.int64]) -> None:
    owned = world.households.owned(OWNER)
    benefit = np.round(owned.earnings[rows] * context.scenario.work.replacement_rate)
    owned.replacement[rows] += benefit.astype(np.int32)
    owned.earnings[rows] = 0
    owned.activity[rows] = Activity.UNEMPLOYED


def _find(world: World, context: Context, rows: NDArray[np.int64]) -> None:
    """Restore the earnings that the benefit replaced, at least the entry wage; minima end."""
    owned, settings = world.households.owned(OWNER), context.scenario.work
    former = owned.replacement[rows] / max(settings.replacement_rate, 1.0 / CENTS)
    wage = np.maximum(former, settings.entry_wage * CENTS)
    dependants = owned.teenagers[rows].astype(np.int64) + owned.children[rows]
    owned.earnings[rows] = np.round(wage).astype(np.int32)
    owned.replacement[rows] = 0
    owned.minima[rows] = family_allowances(dependants, world.law.minima)
    owned.activity[rows] = Activity.JOB
