"""Information theory index of segregation among several groups."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.indicators.sums import by_group, x_log_x


def theil_h(counts: NDArray[Any]) -> float:
    """Return how much less mixed units are than the whole, as a share of the whole's entropy.

    ``H = Σ_i t_i (E − E_i) / (T E)`` with `t_i` the households of unit `i`,
    ``E_i = −Σ_g p_ig ln p_ig`` its entropy and `E` that of the whole (Theil and Finizza 1971,
    doi:10.1080/0022250X.1971.9989795; Reardon and Firebaugh 2002, doi:10.1111/1467-9531.00110).

    Parameters
    ----------
    counts
        Households by unit and group, shape (units, groups), not negative.

    Returns
    -------
    float
        Between 0 (every unit has the mix of the whole) and 1 (one group per unit). An absent group
        and an empty unit count for nothing; 0 when fewer than two groups are present.
    """
    table = np.asarray(counts, np.float64)
    whole = entropy_total(by_group(table))
    if whole == 0:
        return 0.0
    return float(1.0 - entropy_total(table).sum() / whole)


def entropy_total(counts: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return households times entropy, ``t ln t − Σ_g x_g ln x_g`` with 0 ln 0 = 0.

    `counts` has shape (..., groups), the result its leading shape.
    """
    result: NDArray[np.float64] = x_log_x(np.einsum("...j->...", counts)) - np.einsum(
        "...j->...", x_log_x(counts)
    )
    return result
