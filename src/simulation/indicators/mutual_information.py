"""Mutual information of unit and group."""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray

from simulation.indicators.sheet import Sheet


def mutual_information(counts: NDArray[Any] | Sheet) -> float:
    """Return how much knowing the unit tells of the group, in nats.

    ``M = E − Σ_i (t_i/T) E_i``, the index `theil_h` times the entropy of the whole (Theil and
    Finizza 1971, doi:10.1080/0022250X.1971.9989795; Frankel and Volij 2011,
    doi:10.1016/j.jet.2010.10.008). It splits exactly, between and within units and between and
    within groups.

    Parameters
    ----------
    counts
        Households by unit and group, shape (units, groups), not negative.

    Returns
    -------
    float
        Between 0 and the entropy of the whole (``ln(groups)`` at most). An absent group and an
        empty unit count for nothing; 0 when nobody is there.
    """
    sheet = Sheet.of(counts)
    population = float(sheet.table.sum())
    return (sheet.entropy - sheet.entropy_of_units) / population if population > 0 else 0.0
