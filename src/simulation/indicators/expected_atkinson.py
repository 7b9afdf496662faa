"""Expectation of the Atkinson index under random allocation."""

from __future__ import annotations

import numpy as np

from simulation.indicators.atkinson import ATKINSON_SHAPE, from_products
from simulation.indicators.chance import Allocation
from simulation.indicators.expected_random import Table


def expected_atkinson(counts: Table, group: int, shape: float = ATKINSON_SHAPE) -> float:
    """Return the expectation of `atkinson` under random allocation, to the second order.

    The index is a power of a sum over units. The mean of the sum is exact; its variance is taken as
    if units were independent, and enters by the second derivative of the power.

    Parameters
    ----------
    counts
        Whole numbers of households by unit and group, shape (units, groups).
    group
        Column of the group.
    shape
        The exponent `b`, above 0 and below 1.

    Returns
    -------
    float
        0 when the group or everyone else is absent.
    """
    chance = Allocation.of(counts)
    n_members, population = int(chance.groups[group]), chance.population
    if n_members in (0, population):
        return 0.0
    moments = chance.moments(n_members, shape)
    mean = chance.over_units(moments.product)
    if chance.n_units == 1 or mean == 0:
        return from_products(mean, n_members, population, shape)
    spread = chance.over_units(np.maximum(moments.product_squared - moments.product**2, 0.0))
    power = 1 / (1 - shape)
    evenness = 1.0 - from_products(mean, n_members, population, shape)
    return 1.0 - evenness * (1 + power * (power - 1) / 2 * spread / mean**2)
