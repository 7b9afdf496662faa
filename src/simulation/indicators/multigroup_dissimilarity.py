"""Dissimilarity among several groups."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.indicators.expected_random import interaction_total
from simulation.indicators.sheet import Sheet


def multigroup_dissimilarity(counts: NDArray[Any] | Sheet) -> float:
    """Return the share of all households that would have to move, over its highest value.

    ``D = Σ_g Σ_i t_i |p_ig − p_g| / (2 T I)`` with ``I = Σ_g p_g (1 − p_g)`` (Sakoda 1981,
    doi:10.2307/2061096; Reardon and Firebaugh 2002, doi:10.1111/1467-9531.00110). With two groups
    it is `dissimilarity`.

    Parameters
    ----------
    counts
        Households by unit and group, shape (units, groups), not negative.

    Returns
    -------
    float
        Between 0 (even) and 1 (apart). An absent group and an empty unit count for nothing; 0 when
        fewer than two groups are present.
    """
    sheet = Sheet.of(counts)
    groups, population = sheet.groups, sheet.population
    mixed = interaction_total(groups, population)
    if mixed == 0:
        return 0.0
    even = np.outer(sheet.totals, groups / population)
    return float(np.abs(sheet.table - even).sum() / (2 * mixed))
