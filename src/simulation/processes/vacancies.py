"""The vacancy list: emptied dwellings after their works, withheld ones, holders, ceilings."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulation.processes import flow, holding, refurbishing, withholding
from simulation.processes.context import Context, social_homes
from simulation.processes.rents import set_reletting_rents
from simulation.rng import draws_of_months
from simulation.state.schema import DwellingStatus
from simulation.state.world import World

OWNER = "vacancies"


def step(world: World, context: Context) -> None:
    """List the social dwellings that can be let this month, longest empty first, then by lot."""
    empty = social_homes(world, DwellingStatus.VACANT)
    empty = empty[refurbishing.are_open(world, empty)]
    ready = empty[world.month - world.dwellings.vacant_since[empty] >= works(world, context, empty)]
    # All that is listed, for transfers empty homes after this step and policies start in between.
    set_reletting_rents(world, context, ready)
    _set_ceilings(world, context, ready)
    turns = world.streams.uniform("vacancy_turn", world.month, ready)
    order = np.lexsort((turns, world.dwellings.vacant_since[ready]))
    listed = ready[order]
    terms = flow.terms_of(world, context)
    withheld = withholding.step(world, context, listed, terms)
    world.memory.withheld = np.sort(listed[withheld])
    world.memory.vacancies = listed[~withheld]
    flow.step(world, context, world.memory.vacancies, terms)
    holding.keep(world, context, world.memory.vacancies)


def works(world: World, context: Context, empty: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the months that works take in emptied dwellings, shape (n,).

    The least time, and an exponential one drawn once for each vacancy: some need far more.
    Policies multiply the latter.
    """
    rules, since = context.scenario.allocation, world.dwellings.vacant_since[empty]
    u = draws_of_months(world.streams.code("works"), since.astype(np.int64), empty)
    months = -np.log(u) * rules.relet_works
    ratio = context.levers.pull("relet_works", world, empty) if empty.size else None
    if ratio is not None:
        months *= ratio
    return np.asarray(rules.relet_months + months, np.int64)


def _set_ceilings(world: World, context: Context, homes: NDArray[np.int64]) -> None:
    """Set the income ceilings of the next leases; a derogation raises them, never lowers."""
    ratios = context.levers.pull("ceiling_ratio", world, homes) if homes.size else None
    owned = world.dwellings.owned(OWNER)
    owned.ceiling_ratio[homes] = 1.0 if ratios is None else np.maximum(ratios, 1.0)
