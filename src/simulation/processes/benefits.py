"""Social minima and family allowances that households are entitled to, if they claim them."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.law.minima import family_allowances, means_tested_benefit
from simulation.processes import income, quartiles
from simulation.processes.context import Context
from simulation.state.schema import Activity
from simulation.state.world import World

OWNER = "demography"


def entitlement(
    world: World, context: Context, ids: NDArray[np.int64], columns: dict[str, NDArray[Any]]
) -> NDArray[np.int64]:
    """Return minima and family allowances, cents/month, of households with these members and pay.

    Some never claim what completes a small income (one draw for life); family allowances come by
    themselves, and whoever has no other income claims in the end.
    """
    dependants = columns["teenagers"].astype(np.int64) + columns["children"]
    earnings, replacement = columns["earnings"], columns["replacement"]
    retired = columns["activity"] == Activity.RETIRED
    due = means_tested_benefit(columns["adults"], dependants, earnings, replacement, retired)
    take_up = context.scenario.demand.minima_take_up
    claims = world.streams.uniform("minima_take_up", 0, ids) < take_up
    claims |= (earnings == 0) & (replacement == 0)
    return np.asarray(family_allowances(dependants) + np.where(claims, due, 0))


def settle(world: World, context: Context, rows: NDArray[np.int64]) -> None:
    """Pay the minima of households whose members or pay changed, and derive their income again."""
    if not rows.size:
        return
    h = world.households
    names = ("adults", "teenagers", "children", "activity", "earnings", "replacement")
    columns = {name: getattr(h, name)[rows] for name in names}
    h.owned(OWNER).minima[rows] = entitlement(world, context, h.id[rows], columns)
    income.derive(world, rows)
    quartiles.assign(world, rows)
