"""Quartiles of income per consumption unit, by thresholds (CCH L441-1)."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

SHARES = (0.25, 0.50, 0.75)


def quartile_thresholds(incomes: Any) -> NDArray[np.float64]:
    """Return the three thresholds of incomes per consumption unit, unit of `incomes`, shape (3,).

    The first is the one that the préfet publishes each year among applicants. No income at all
    raises `ValueError`.
    """
    values = np.asarray(incomes, np.float64)
    if values.size == 0:
        raise ValueError("Thresholds of quartiles need one income at least.")
    return np.asarray(np.quantile(values, SHARES), np.float64)


def quartile_of(incomes: Any, thresholds: Any) -> NDArray[np.int8]:
    """Return 1 to 4, shape of `incomes`; an income on a threshold belongs to the lower quartile."""
    return np.asarray(1 + np.searchsorted(thresholds, incomes, "left"), np.int8)
