"""Segregation among ordered groups."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from simulation.indicators.sheet import Sheet
from simulation.indicators.sums import x_log_x

Spread = Callable[[NDArray[np.float64]], NDArray[np.float64]]


def _information(shares: NDArray[np.float64]) -> NDArray[np.float64]:
    return (x_log_x(shares) + x_log_x(1 - shares)) / -float(np.log(2))


def _variation_ratio(shares: NDArray[np.float64]) -> NDArray[np.float64]:
    return 4 * shares * (1 - shares)


def _square_root(shares: NDArray[np.float64]) -> NDArray[np.float64]:
    return 2 * np.sqrt(shares * (1 - shares))


def _absolute_difference(shares: NDArray[np.float64]) -> NDArray[np.float64]:
    return 1 - np.abs(2 * shares - 1)


SPREADS: Final[dict[str, Spread]] = {
    "information": _information,
    "variation_ratio": _variation_ratio,
    "square_root": _square_root,
    "absolute_difference": _absolute_difference,
}
"""Each is 0 where everybody is on one side of a threshold and 1 where halves face each other."""


def ordinal_segregation(counts: NDArray[Any] | Sheet, spread: str = "information") -> float:
    """Return how much less units spread over ordered groups than the whole does.

    ``Λ = Σ_i t_i (v − v_i) / (T v)`` with ``v = Σ_j f(c_j) / (K − 1)`` the spread over `K` ordered
    groups, ``c_j`` the share of households in the first `j` of them (Reardon 2009, Research on
    Economic Inequality 17:129–155, doi:10.1108/S1049-2585(2009)0000017011). Λ1 to Λ4 differ by `f`:
    ``−c log2 c − (1−c) log2(1−c)``, ``4c(1−c)``, ``2√(c(1−c))`` and ``1 − |2c − 1|``.

    Parameters
    ----------
    counts
        Households by unit and group, the groups in order, shape (units, groups), not negative.
    spread
        One of `SPREADS`: information (Λ1), variation_ratio (Λ2), square_root (Λ3) or
        absolute_difference (Λ4).

    Returns
    -------
    float
        Between 0 and 1. An absent group and an empty unit count for nothing; 0 when fewer than two
        groups are present.
    """
    sheet = Sheet.of(counts).occupied
    totals, population = sheet.totals, sheet.population
    if population == 0:
        return 0.0
    below = sheet.below
    whole = float(SPREADS[spread](below.sum(axis=0) / population).sum())
    if whole == 0:
        return 0.0
    inside = totals @ SPREADS[spread](below / totals[:, None]).sum(axis=1)
    return float(1.0 - inside / (population * whole))
