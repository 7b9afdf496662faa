"""Location quotients of groups in units."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.indicators.sums import by_group


def location_quotient(counts: NDArray[Any]) -> NDArray[np.float64]:
    """Return the share of each group in each unit over its share in the whole.

    ``LQ_ig = (x_ig/t_i) / (X_g/T)`` (Isard 1960, Methods of Regional Analysis).

    Parameters
    ----------
    counts
        Households by unit and group, shape (units, groups), not negative.

    Returns
    -------
    ndarray
        Shape (units, groups): 1 where the unit has the share of the whole, above where it has more.
        1 for an absent group, whose share is 0 here as everywhere; NaN in units where nobody lives.
    """
    table = np.asarray(counts, np.float64)
    totals, groups = table.sum(axis=1, keepdims=True), by_group(table)
    with np.errstate(invalid="ignore", divide="ignore"):
        quotients: NDArray[np.float64] = table / totals / (groups / groups.sum())
    quotients[:, groups == 0] = 1.0
    quotients[totals[:, 0] == 0] = np.nan
    return quotients
