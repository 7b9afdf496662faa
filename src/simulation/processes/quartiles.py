"""Income quartiles: the legal ones, of last year's applicants, and the fixed ones of the indices.

The legal threshold is the first quartile of annual income per consumption unit among applicants
on 31 December (CCH L.441-1). The fixed ones stop at the end of the spin-up, so that no policy can
move the ruler that measures it.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from simulation.config.demand import Demand
from simulation.kernels.incomes import place_in_quartiles
from simulation.law.quartiles import SHARES, quartile_thresholds
from simulation.processes.context import CENTS, Context, open_files
from simulation.state.schema import Place
from simulation.state.world import MONTHS, World

OWNER = "quartiles"


def step(world: World, context: Context) -> None:
    """Recompute thresholds from the open files, then the quartile of every household."""
    rows = world.applications.household[open_files(world)]
    incomes = income_per_unit(world, rows)
    if incomes.size:
        world.memory.thresholds_legal = quartile_thresholds(incomes)
    else:
        world.memory.thresholds_legal = _thresholds_of_applicants(context.scenario.demand)
    if world.month <= 0:
        world.memory.thresholds_fixed = world.memory.thresholds_legal
    assign(world, np.flatnonzero(world.households.place != int(Place.ABSENT)))


def _thresholds_of_applicants(demand: Demand) -> NDArray[np.float64]:
    """Return the quartiles of the lognormal that applicants are drawn from, €/unit/month."""
    per_year = demand.income_median * np.exp(demand.income_spread * ndtri(SHARES))
    return np.asarray(per_year / MONTHS)


def income_per_unit(world: World, rows: NDArray[Any]) -> NDArray[np.float64]:
    """Return income before housing aid, €/unit/month, shape (n,)."""
    per_unit: NDArray[np.float64] = (
        world.households.income[rows] / CENTS / world.households.units[rows]
    )
    return per_unit


def assign(world: World, rows: NDArray[Any]) -> None:
    """Write both quartiles of the households `rows`."""
    h, owned, memory = world.households, world.households.owned(OWNER), world.memory
    place_in_quartiles(
        np.asarray(rows, np.int64), h.income, h.units, memory.thresholds_legal,
        memory.thresholds_fixed, owned.quartile_legal, owned.quartile_fixed,
    )  # fmt: skip
