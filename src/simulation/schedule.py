"""The month, as data: what happens, in which order, how often."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from simulation.processes import (
    adverts,
    applications,
    assessment,
    costs,
    demography,
    exits,
    families,
    image,
    legal,
    lettings,
    prices,
    private_moves,
    quartiles,
    rehousing,
    renewal,
    rents,
    support,
    vacancies,
    work,
    works,
)
from simulation.processes.context import Context
from simulation.state.world import World


@dataclass(frozen=True)
class Step:
    """One step: its name, its function, and its period in months (12: each January)."""

    name: str
    run: Callable[[World, Context], None]
    every_months: int = 1


SCHEDULE = (
    Step("legal parameters", legal.step, 12),
    Step("support", support.step, 12),
    Step("work", work.step, 12),
    Step("demography", demography.step, 12),
    Step("quartiles", quartiles.step, 12),
    Step("renewal", renewal.step, 12),
    Step("rents", rents.step, 12),
    Step("assessment", assessment.step, 12),
    Step("works", works.step),
    Step("families", families.step),
    Step("exits", exits.step),
    Step("applications", applications.step),
    Step("vacancies", vacancies.step),
    Step("rehousing", rehousing.step),
    Step("adverts", adverts.step),
    Step("lettings", lettings.step),
    Step("private moves", private_moves.step),
    Step("image", image.step),
    Step("prices", prices.step),
    Step("costs", costs.step),
)


def run_month(world: World, context: Context) -> None:
    """Run the steps that are due this month, in order."""
    for step in SCHEDULE:
        if world.month % step.every_months == 0:
            step.run(world, context)
