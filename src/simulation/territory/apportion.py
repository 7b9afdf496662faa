"""Fill suppressed shares and turn shares into whole numbers, with totals kept."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.territory.description import Floats, Integers

_ROUNDS = 12
_BANDWIDTH = 0.5  # €/m²: zones count as comparable when their mean rents are about this close
_LEAST_WEIGHT = 1e-3
_LEAST_SHARE = 1e-6
_ROUNDING = 1e-9


def comparability(rent: Floats, dwellings: Integers) -> Floats:
    """Return how much zone j tells about zone i, shape (n, n): close rents, many dwellings."""
    known = np.where(np.isnan(rent), np.nanmean(rent) if (~np.isnan(rent)).any() else 0.0, rent)
    gap = (known[:, None] - known[None, :]) / _BANDWIDTH
    return np.asarray((np.exp(-(gap**2) / 2) + _LEAST_WEIGHT) * np.maximum(dwellings, 1)[None, :])


def fill_shares(shares: Floats, weights: Floats) -> Floats:
    """Replace suppressed (NaN) shares by conditional means, each row summing to 1.

    What the published shares of a row leave is spread over its suppressed cells in proportion to
    the weighted mean of comparable rows, itself re-estimated until stable (expectation and
    maximisation, Dempster, Laird and Rubin 1977).

    Parameters
    ----------
    shares
        Shape (n, classes), NaN where suppressed.
    weights
        Shape (n, n), see `comparability`.
    """
    hidden = np.isnan(shares)
    known = np.where(hidden, 0.0, shares)
    left = np.where(hidden.any(axis=1), np.clip(1.0 - known.sum(axis=1), 0.0, 1.0), 0.0)
    start = np.where(hidden, 1.0, known + _LEAST_SHARE)
    filled = start / start.sum(axis=1, keepdims=True)
    for _ in range(_ROUNDS):
        reference = weights @ filled + _LEAST_SHARE
        spread = np.where(hidden, reference, 0.0)
        total = np.maximum(spread.sum(axis=1, keepdims=True), _LEAST_SHARE)
        filled = known + spread / total * left[:, None]
        filled = filled / np.maximum(filled.sum(axis=1, keepdims=True), _LEAST_SHARE)
    return np.asarray(filled)


def apportion(shares: Floats, totals: Any) -> NDArray[np.int64]:
    """Return whole numbers that follow `shares` and sum to `totals`, row by row.

    Largest remainders (Hamilton); ties go to the first class.

    Parameters
    ----------
    shares
        Shape (n, classes); rows need not sum to 1.
    totals
        Shape (n,).
    """
    totals = np.asarray(totals, np.int64)
    sums = shares.sum(axis=1, keepdims=True)
    even = np.full_like(shares, 1.0 / shares.shape[1])
    quotas = np.divide(shares, sums, out=even, where=sums > 0) * totals[:, None]
    counts = np.floor(quotas + _ROUNDING).astype(np.int64)
    missing = totals - counts.sum(axis=1)
    order = np.argsort(-(quotas - counts), axis=1, kind="stable")
    ranks = np.argsort(order, axis=1, kind="stable")
    return np.asarray(counts + (ranks < missing[:, None]))
