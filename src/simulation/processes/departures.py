"""Grown-up children leave their parents' home."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from simulation.config.work import Work
from simulation.processes.context import CENTS, Context
from simulation.processes.formation import leave_home
from simulation.processes.work import wage_of
from simulation.state.schema import Activity, Reason
from simulation.state.world import World

MAJORITY = 18  # Code civil, art. 414


def happen(world: World, context: Context, rows: NDArray[np.int64]) -> None:
    """Let one child of each household leave."""
    if rows.size:
        share = context.scenario.demography.grown_up_files
        young = _young(world, context, rows)
        leave_home(world, context, rows, Reason.GROWN_UP, (0, 1, 0), young, share)


def _young(world: World, context: Context, rows: NDArray[np.int64]) -> dict[str, NDArray[Any]]:
    """Return who leaves: ages spread evenly around the mean from 18, wages after the parents'."""
    settings, h = context.scenario.work, world.households

    def uniform(name: str) -> NDArray[np.float64]:
        return world.streams.uniform(name, world.month, h.id[rows])

    mean_age = context.scenario.demography.leaving_age
    ages = MAJORITY + np.floor(2 * (mean_age - MAJORITY) * uniform("leaving_age"))
    one, none = np.ones(rows.size, np.int64), np.zeros(rows.size, np.int64)
    works = uniform("first_job") < settings.first_job_share
    wage = first_wage(settings, wage_of(world, settings, rows), ndtri(uniform("first_wage")))
    capacity = np.round(wage * CENTS).astype(np.int64)
    shock = np.where(works, settings.shock_spread * ndtri(uniform("first_shock")), 0.0)
    return {
        "adults": one,
        "teenagers": none,
        "children": none,
        "age": ages.astype(np.int64),
        "activity": np.where(works, int(Activity.JOB), int(Activity.UNEMPLOYED)),
        "capacity": capacity,
        "shock": shock,
        "earnings": np.where(works, np.round(capacity * np.exp(shock)), 0).astype(np.int64),
        "replacement": none,
    }


def first_wage(
    settings: Work, wage_of_parent: NDArray[np.float64], deviate: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return wages in normal times, €/month, lognormal around a power of the parent's wage."""
    inherited = (wage_of_parent / settings.reference_wage) ** settings.wage_inheritance
    return np.asarray(
        settings.first_wage * inherited * np.exp(settings.first_wage_spread * deviate)
    )
