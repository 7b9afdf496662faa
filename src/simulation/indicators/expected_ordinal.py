"""Expectation of ordinal segregation under random allocation."""

from __future__ import annotations

import numpy as np

from simulation.indicators.chance import Allocation
from simulation.indicators.expected_random import Table
from simulation.indicators.hypergeometric import UnitMoments
from simulation.indicators.ordinal import SPREADS


def expected_ordinal_segregation(counts: Table, spread: str = "information") -> float:
    """Return the expectation of `ordinal_segregation` under random allocation.

    Exact: the households of a unit that lie below a threshold follow a hypergeometric law.

    Parameters
    ----------
    counts
        Whole numbers of households by unit and group, the groups in order.
    spread
        One of `simulation.indicators.ordinal.SPREADS`.

    Returns
    -------
    float
        Between 0 and 1; 0 when fewer than two groups are present.
    """
    chance = Allocation.of(counts)
    thresholds = [int(n) for n in chance.groups.cumsum()[:-1] if 0 < n < chance.population]
    if not thresholds:
        return 0.0
    if spread == "variation_ratio":
        return chance.excess_of_squares
    shares = np.array(thresholds) / chance.population
    whole = float(SPREADS[spread](shares).sum()) * chance.population
    all_moments = chance.moments_of(thresholds)
    return 1.0 - sum(_inside(chance, moments, spread) for moments in all_moments) / whole


def _inside(chance: Allocation, moments: UnitMoments, spread: str) -> float:
    """Return the expected sum over units of households times their spread."""
    sizes = chance.sizes
    if spread == "square_root":
        return 2 * chance.over_units(moments.product)
    if spread == "absolute_difference":
        return chance.over_units(sizes - moments.imbalance)
    nats = chance.logs - moments.own - moments.rest
    return chance.over_units(nats) / float(np.log(2))
