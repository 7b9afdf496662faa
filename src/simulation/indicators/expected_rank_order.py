"""Expectation of rank-order segregation under random allocation."""

from __future__ import annotations

import numpy as np

from simulation.indicators.chance import Allocation
from simulation.indicators.expected_random import Table
from simulation.indicators.ordinal import SPREADS
from simulation.indicators.rank_order import DEGREE, threshold_weights, thresholds


def expected_rank_order_h(counts: Table, degree: int = DEGREE) -> float:
    """Return the expectation of `rank_order_h` under random allocation.

    Exact: the index is a weighted sum of two-group indices whose weights depend on the percentiles
    only, and these do not move when households do.

    Parameters
    ----------
    counts
        Whole numbers of households by unit and category of income, poorest first.
    degree
        Degree of the polynomial.

    Returns
    -------
    float
        0 when fewer than two categories are present.
    """
    chance = Allocation.of(counts)
    percentiles, columns = thresholds(chance.groups)
    if percentiles.size == 0:
        return 0.0
    nats = []
    for moments in chance.moments_of(chance.groups.cumsum()[columns]):
        nats.append(chance.over_units(chance.logs - moments.own - moments.rest))
    whole = SPREADS["information"](percentiles) * np.log(2) * chance.population
    weights = threshold_weights(percentiles, "information", degree)
    return float(weights @ (1.0 - np.array(nats) / whole))


def expected_rank_order_r(counts: Table) -> float:
    """Return the expectation of `rank_order_r`: ``(n − 1)/(T − 1)``, that of each threshold.

    `counts` has shape (units, categories); 0 when fewer than two categories are present.
    """
    chance = Allocation.of(counts)
    return chance.excess_of_squares if np.count_nonzero(chance.groups) > 1 else 0.0
