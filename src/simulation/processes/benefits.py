"""Social minima and family allowances that households are entitled to, if they claim them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulation.kernels.minima import Claimants, entitlements
from simulation.law.minima import benefit_scales
from simulation.processes import income
from simulation.processes.context import Context
from simulation.state.world import World

OWNER = "demography"


def settle(world: World, context: Context, rows: NDArray[np.int64]) -> None:
    """Pay the minima of households whose members or pay changed, and derive their income again."""
    if not rows.size:
        return
    h = world.households
    columns = Claimants(*(getattr(h, name) for name in Claimants._fields))
    scales = benefit_scales(world.law.minima)
    h.owned(OWNER).minima[rows] = entitlements(
        scales, world.streams.code("minima_take_up"), context.scenario.demand.minima_take_up,
        rows.astype(np.int64), columns,
    )  # fmt: skip
    income.derive(world, rows)
