"""The vacancy list: emptied dwellings after their works, some withheld for rehousing."""

from __future__ import annotations

import numpy as np

from simulation.processes.context import Context, social_homes
from simulation.processes.rehousing import households_to_rehouse
from simulation.processes.rents import set_reletting_rents
from simulation.state.schema import DwellingStatus
from simulation.state.world import World


def step(world: World, context: Context) -> None:
    """List the social dwellings that can be let this month, longest empty first."""
    empty = social_homes(world, DwellingStatus.VACANT)
    since = world.dwellings.vacant_since[empty]
    ready = empty[since + context.scenario.allocation.relet_months <= world.month]
    # All that is listed, for transfers empty homes after this step and policies start in between.
    set_reletting_rents(world, context, ready)
    order = np.lexsort((ready, world.dwellings.vacant_since[ready]))
    world.memory.vacancies = ready[order]
    world.memory.withheld = ready[:0]
    if households_to_rehouse(world).size:
        u = world.streams.uniform("withheld", world.month, ready)
        kept = u < context.scenario.allocation.withheld_share
        world.memory.withheld = ready[kept]
        withheld = np.isin(world.memory.vacancies, ready[kept])
        world.memory.vacancies = world.memory.vacancies[~withheld]
