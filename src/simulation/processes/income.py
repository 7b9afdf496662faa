"""Derive the income notions of households from their components, once for everybody."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.kernels.incomes import Derived, Earners, derive_incomes
from simulation.state.world import World

OWNER = "income"


def derive(world: World, rows: NDArray[Any]) -> None:
    """Write the incomes, units, persons and category of the households `rows`."""
    h, d = world.households, world.households.owned(OWNER)
    derive_incomes(
        np.asarray(rows, np.int64),
        Earners(h.adults, h.teenagers, h.children, h.age, h.earnings, h.replacement, h.minima),
        Derived(d.income, d.resources, d.fiscal_income, d.units, d.persons, d.category),
    )
