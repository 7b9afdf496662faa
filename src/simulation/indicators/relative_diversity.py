"""Relative diversity: the correlation ratio of several groups."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.indicators.expected_random import interaction_total
from simulation.indicators.sheet import Sheet


def relative_diversity(counts: NDArray[Any] | Sheet) -> float:
    """Return how much less two households of a unit differ than two of the whole.

    ``R = Σ_g Σ_i t_i (p_ig − p_g)² / (T I) = (Σ_g Σ_i x_ig²/t_i − Σ_g X_g²/T) / (T I)`` with
    ``I = Σ_g p_g (1 − p_g)`` (Reardon and Firebaugh 2002,
    doi:10.1111/1467-9531.00110). With two groups it is `correlation_ratio`.

    Parameters
    ----------
    counts
        Households by unit and group, shape (units, groups), not negative.

    Returns
    -------
    float
        Between 0 and 1. An absent group and an empty unit count for nothing; 0 when fewer than two
        groups are present.
    """
    sheet = Sheet.of(counts).occupied
    table, groups, population = sheet.table, sheet.groups, sheet.population
    mixed = interaction_total(groups, population)
    if mixed == 0:
        return 0.0
    within = float((np.einsum("ij,ij->i", table, table) / sheet.totals).sum())
    return (within - float(groups @ groups) / population) / mixed
