"""Private outlet: who leaves a building to demolish for a private home at local prices."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulation.kernels.outlets import outlet_hazards
from simulation.policies.base import Charter
from simulation.processes import exits, outside, rehousing
from simulation.processes.context import Context, homes, people, places
from simulation.state.schema import Exit
from simulation.state.world import MONTHS, World


def step(
    world: World,
    context: Context,
    charters: tuple[Charter, ...],
    which: NDArray[np.int64],
    rows: NDArray[np.int64],
) -> None:
    """Let go, among households to rehouse, those who gain by a private home within reach."""
    has_outlet = np.array([charter.has_outlet for charter in charters])
    rows = rows[has_outlet[which[world.dwellings.residence[world.households.dwelling[rows]]]]]
    if not rows.size:
        return
    market = outside.typical_market(world, context)
    hazards = outlet_hazards(
        world.month, world.start_year, rows, rehousing.pressure(world, context, rows),
        market.rents, market.owner_costs, outside.mean_match(context), context.pushes,
        context.tastes, context.codes, world.law, people(world), homes(world), places(world),
    )  # fmt: skip
    total = hazards.sum(axis=1)
    ids = world.households.id[rows]
    goes = world.streams.uniform("outlet", world.month, ids) < -np.expm1(-total / MONTHS)
    buys = world.streams.uniform("outlet_tenure", world.month, ids) * total < hazards[:, 0]
    kinds = np.where(buys, Exit.OWNERSHIP, Exit.PRIVATE_RENTAL)
    exits.depart(world, rows[goes], kinds[goes])
