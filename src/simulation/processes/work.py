"""Jobs lost and found, wages that vary and grow with a career, retirement: each January.

Activity is a Markov chain: from a job to unemployment, back to a job or, when benefits end, to
minima, and from there to a job. Those with low wages lose jobs sooner and find them later.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulation.config.work import Work
from simulation.kernels.careers import Careers, Workers, pass_year
from simulation.processes import benefits, support
from simulation.processes.careers import own_share
from simulation.processes.context import CENTS, Context
from simulation.state.schema import Place
from simulation.state.world import World

OWNER = "demography"
_STREAMS = ("retirement", "work", "shock")


def step(world: World, context: Context) -> None:
    """Retire some, move the others between job, unemployment and minima, and pay their wages."""
    h, owned = world.households, world.households.owned(OWNER)
    rows = np.flatnonzero(h.place != int(Place.ABSENT))
    codes = np.array([world.streams.code(name) for name in _STREAMS])
    workers = Workers(
        h.id, h.adults, h.age, owned.activity, owned.capacity, owned.shock, owned.earnings,
        owned.replacement,
    )  # fmt: skip
    touched = pass_year(
        careers(context.scenario.work), codes, world.month, rows, workers,
        support.ratios(world, context, "job_finding", rows),
    )  # fmt: skip
    benefits.settle(world, context, rows[touched])


def careers(settings: Work) -> Careers:
    """Return the settings in the form that kernels take."""
    return Careers(
        job_loss=settings.job_loss,
        job_finding=settings.job_finding,
        benefits_end=settings.benefits_end,
        job_finding_inactive=settings.job_finding_inactive,
        wage_risk=settings.wage_risk,
        reference_wage=settings.reference_wage * CENTS,
        reference_share=settings.reference_share,
        replacement_rate=settings.replacement_rate,
        entry_wage=settings.entry_wage * CENTS,
        persistence=settings.shock_persistence,
        spread=settings.shock_spread,
        growth=settings.career_growth,
        career_age=settings.career_age,
        first_retirement=settings.retirement_age - settings.retirement_spread,
        last_retirement=settings.retirement_age + settings.retirement_spread,
        pension_rate=settings.pension_rate,
    )


def wage_of(world: World, settings: Work, rows: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the reference person's wage in normal times, or what it was, €/month."""
    h = world.households
    own = h.capacity[rows] / CENTS * own_share(settings, h.adults[rows])
    return np.asarray(np.maximum(own, settings.entry_wage))
