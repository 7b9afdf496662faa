"""Local entropy: how mixed each unit is."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.indicators.sums import by_unit, entropy_total


def local_entropy(counts: NDArray[Any]) -> NDArray[np.float64]:
    """Return the entropy of each unit, over the highest that its number of groups allows.

    ``E_i = −Σ_g p_ig ln p_ig / ln(groups)`` (Reardon and O’Sullivan 2004,
    doi:10.1111/j.0081-1750.2004.00150.x).

    Parameters
    ----------
    counts
        Households by unit and group, shape (units, groups), not negative.

    Returns
    -------
    ndarray
        Shape (units,), between 0 (one group) and 1 (as many of each); NaN where nobody lives, 0
        when the table has a single column. An absent group has no households and counts as a group.
    """
    table = np.asarray(counts, np.float64)
    totals = by_unit(table)
    with np.errstate(invalid="ignore"):
        entropies: NDArray[np.float64] = entropy_total(table) / totals
    return entropies / float(np.log(max(table.shape[1], 2)))
