"""Gini index of segregation among several groups."""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray

from simulation.indicators.expected_random import interaction_total
from simulation.indicators.gini import gini
from simulation.indicators.sheet import Sheet


def multigroup_gini(counts: NDArray[Any] | Sheet) -> float:
    """Return the mean of the Gini indices of groups, each weighed by ``p_g (1 − p_g)``.

    ``G = Σ_g Σ_i Σ_j t_i t_j |p_ig − p_jg| / (2 T² I)`` with ``I = Σ_g p_g (1 − p_g)`` (Reardon and
    Firebaugh 2002, doi:10.1111/1467-9531.00110). With two groups it is `gini`.

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
    weights = groups * (population - groups) / population
    parts = [weight * gini(sheet, group) for group, weight in enumerate(weights)]
    return float(sum(parts) / mixed)
