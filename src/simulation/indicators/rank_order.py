"""Rank-order segregation, from counts of households by ordered categories of income.

Reardon (2011, Measures of Income Segregation, Stanford Center on Poverty and Inequality). Ranks
replace incomes, so that neither inflation nor inequality moves the index. The index between those
below and above each threshold is computed from the counts; a polynomial in the percentile of the
threshold is fitted to it by weighted least squares; and the polynomial is integrated exactly, its
coefficients weighed by closed forms. Incomes of individuals need no fit:
`simulation.indicators.rank_order_exact`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from simulation.indicators.ordinal import SPREADS
from simulation.indicators.sheet import Sheet

DEGREE: Final = 4
"""Degree of the polynomial, that of Reardon (2011); less when there are too few thresholds."""


def rank_order_h(counts: NDArray[Any] | Sheet, degree: int = DEGREE) -> float:
    """Return the rank-order information theory index H^R.

    ``H^R = 2 ln 2 ∫ E(p) H(p) dp`` with `H(p)` the index `theil_h` between households below and
    above the percentile `p`, and `E(p)` the entropy there in bits. The fit weighs thresholds by
    ``E(p)²`` (Reardon and Bischoff 2011, appendix A, doi:10.1086/657114).

    Parameters
    ----------
    counts
        Households by unit and category of income, poorest first, shape (units, categories).
    degree
        Degree of the polynomial.

    Returns
    -------
    float
        0 (every unit has the incomes of the whole) to 1 (incomes do not overlap); the fit may pass
        these bounds slightly. 0 when fewer than two categories are present. An absent category and
        an empty unit count for nothing.
    """
    return _rank_order(counts, "information", degree)


def rank_order_r(counts: NDArray[Any] | Sheet, degree: int = DEGREE) -> float:
    """Return the rank-order variance ratio index R^R.

    ``R^R = 6 ∫ p (1 − p) R(p) dp`` with `R(p)` the `correlation_ratio` of households below the
    percentile `p`; the fit weighs thresholds by ``(p (1 − p))²``. Parameters and values as for
    `rank_order_h`.
    """
    return _rank_order(counts, "variation_ratio", degree)


def threshold_weights(
    percentiles: NDArray[np.float64], spread: str, degree: int = DEGREE
) -> NDArray[np.float64]:
    """Return the weight of each threshold: the index is the weighted sum of the indices at them.

    A fit by weighted least squares followed by an integral is linear in the values fitted, hence so
    is the expectation under random allocation.

    Parameters
    ----------
    percentiles
        Distinct percentiles of the thresholds, above 0 and below 1, shape (thresholds,).
    spread
        "information" for H^R, "variation_ratio" for R^R.
    degree
        Degree of the polynomial, less than the number of thresholds at least.

    Returns
    -------
    ndarray
        Shape (thresholds,); they add up to 1.
    """
    return _threshold_weights(percentiles.tobytes(), spread, degree)


@lru_cache(maxsize=8)
def _threshold_weights(percentiles_bytes: bytes, spread: str, degree: int) -> NDArray[np.float64]:
    percentiles = np.frombuffer(percentiles_bytes)
    degree = min(degree, percentiles.size - 1)
    powers = np.vander(percentiles, degree + 1, increasing=True)
    precision = SPREADS[spread](percentiles)
    fit = np.linalg.pinv(powers * precision[:, None]) * precision
    weights: NDArray[np.float64] = integrals(spread, degree) @ fit
    weights.setflags(write=False)
    return weights


def integrals(spread: str, degree: int) -> NDArray[np.float64]:
    """Return the closed integrals of weight times each power of `p`, shape (degree + 1,).

    ``2 ln 2 ∫ E(p) p^m dp = 2/(m+2)² + 2 (1/2 + … + 1/(m+2))/((m+1)(m+2))`` and
    ``6 ∫ p^(m+1) (1 − p) dp = 6/((m+2)(m+3))``.
    """
    m = np.arange(degree + 1)
    if spread == "variation_ratio":
        return 6 / ((m + 2.0) * (m + 3.0))
    harmonic = np.cumsum(1 / (m + 2.0))
    return 2 / (m + 2.0) ** 2 + 2 * harmonic / ((m + 1.0) * (m + 2.0))


def _rank_order(counts: NDArray[Any] | Sheet, spread: str, degree: int) -> float:
    sheet = Sheet.of(counts).occupied
    totals, below = sheet.totals, sheet.below
    whole, kept = thresholds(sheet.groups)
    if whole.size == 0:
        return 0.0
    inside = totals @ SPREADS[spread](below[:, kept] / totals[:, None]) / totals.sum()
    values = 1.0 - inside / SPREADS[spread](whole)
    return float(threshold_weights(whole, spread, degree) @ values)


def thresholds(groups: NDArray[Any]) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Return the distinct percentiles between categories, and the column below each."""
    below = np.cumsum(groups)
    unique, first = np.unique(below[:-1], return_index=True)
    inner = (unique > 0) & (unique < below[-1])
    return unique[inner] / below[-1], first[inner]
