"""Information theory index of segregation among several groups."""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray

from simulation.indicators.sheet import Sheet


def theil_h(counts: NDArray[Any] | Sheet) -> float:
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
    sheet = Sheet.of(counts)
    if sheet.entropy == 0:
        return 0.0
    return 1.0 - sheet.entropy_of_units / sheet.entropy
