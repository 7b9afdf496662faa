"""Gini index of segregation of one group."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.indicators.sheet import Sheet


def gini(counts: NDArray[Any] | Sheet, group: int) -> float:
    """Return the mean difference of units in their share of a group, over its highest value.

    ``G = Σ_i Σ_j t_i t_j |p_i − p_j| / (2 T² P (1 − P))``, twice the area between the segregation
    curve and the diagonal (Duncan and Duncan 1955, doi:10.2307/2088328), computed from this curve
    after a sort rather than over pairs.

    Parameters
    ----------
    counts
        Households by unit and group, shape (units, groups), not negative.
    group
        Column of the group.

    Returns
    -------
    float
        Between 0 (even) and 1 (apart), `dissimilarity` at least. 0 when the group or everyone else
        is absent. Empty units count for nothing.
    """
    sheet = Sheet.of(counts)
    if group not in sheet.ginis:
        members = np.ascontiguousarray(sheet.table[:, group])
        sheet.ginis[group] = gini_of(members, sheet.totals)
    return sheet.ginis[group]


def gini_of(members: NDArray[np.float64], totals: NDArray[np.float64]) -> float:
    """Return the index of units that hold `members` among `totals`, shape (units,) each."""
    n_members, population = members.sum(), totals.sum()
    if n_members in (0, population):
        return 0.0
    with np.errstate(invalid="ignore"):
        order = np.argsort(members / totals)  # an empty unit moves the curve nowhere
    inside = np.cumsum(members[order]) / n_members
    outside = np.cumsum((totals - members)[order]) / (population - n_members)
    before = outside[:-1] * inside[1:] - inside[:-1] * outside[1:]
    return float(before.sum())
