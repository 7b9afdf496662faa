"""Local segregation: what each unit adds to the mutual information."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import rel_entr

from simulation.indicators.sums import by_group


def local_segregation(counts: NDArray[Any]) -> NDArray[np.float64]:
    """Return how much the mix of each unit differs from that of the whole, in nats.

    ``Λ_i = Σ_g p_ig ln(p_ig/p_g)``: the mean over households is `mutual_information` (Mora and
    Ruiz-Castillo 2011, doi:10.1111/j.1467-9531.2011.01237.x; also the divergence index of Roberto
    2015, arXiv:1508.01167). The transpose of the table gives the same for groups.

    Parameters
    ----------
    counts
        Households by unit and group, shape (units, groups), not negative.

    Returns
    -------
    ndarray
        Shape (units,), 0 where the unit has the mix of the whole; NaN where nobody lives.
    """
    table = np.asarray(counts, np.float64)
    totals, groups = table.sum(axis=1, keepdims=True), by_group(table)
    with np.errstate(invalid="ignore", divide="ignore"):
        shares, whole = table / totals, groups / groups.sum()
    divergence: NDArray[np.float64] = rel_entr(shares, whole).sum(axis=1)
    return divergence
