"""Dissimilarity of one group against everyone else."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.indicators.sheet import Sheet


def dissimilarity(counts: NDArray[Any] | Sheet, group: int) -> float:
    """Return the share of a group that would have to move for every unit to have its share of it.

    ``D = 1/2 Σ_i |x_i/X − y_i/Y|`` with `x_i` the group and `y_i` everyone else in unit `i`
    (Duncan and Duncan 1955, doi:10.2307/2088328).

    Parameters
    ----------
    counts
        Households by unit and group, shape (units, groups), not negative.
    group
        Column of the group.

    Returns
    -------
    float
        Between 0 (even) and 1 (apart). 0 when the group or everyone else is absent, for then nobody
        is apart from anybody. Empty units count for nothing.
    """
    sheet = Sheet.of(counts)
    members = sheet.table[:, group]
    others = sheet.totals - members
    n_members, n_others = members.sum(), others.sum()
    if n_members == 0 or n_others == 0:
        return 0.0
    return float(np.abs(members / n_members - others / n_others).sum() / 2)
