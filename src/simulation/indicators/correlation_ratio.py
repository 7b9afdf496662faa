"""Correlation ratio of one group: the variance between units."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.indicators.sheet import Sheet


def correlation_ratio(counts: NDArray[Any] | Sheet, group: int) -> float:
    """Return the share of the variance of membership that lies between units.

    ``eta² = Σ_i t_i (p_i − P)² / (T P (1 − P))``, the isolation rescaled to 0 when even (Bell 1954,
    doi:10.2307/2574118; Massey and Denton 1988, doi:10.2307/2579183).

    Parameters
    ----------
    counts
        Households by unit and group, shape (units, groups), not negative.
    group
        Column of the group.

    Returns
    -------
    float
        Between 0 and 1. 0 when the group or everyone else is absent. Empty units count for nothing.
    """
    sheet = Sheet.of(counts).occupied
    totals, members = sheet.totals, np.ascontiguousarray(sheet.table[:, group])
    population, n_members = totals.sum(), members.sum()
    if n_members in (0, population):
        return 0.0
    share = n_members / population
    between = (totals * (members / totals - share) ** 2).sum()
    return float(between / (population * share * (1 - share)))
