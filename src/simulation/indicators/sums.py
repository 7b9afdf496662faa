"""Sums over tables of counts, and ``x ln x``: what every index is made of."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


def by_unit(table: NDArray[Any]) -> NDArray[Any]:
    """Return households of each unit, shape (units,); several times faster than `sum` on rows."""
    sums: NDArray[Any] = np.einsum("ij->i", table)
    return sums


def by_group(table: NDArray[Any]) -> NDArray[Any]:
    """Return households of each group, shape (groups,)."""
    sums: NDArray[Any] = np.einsum("ij->j", table)
    return sums


def x_log_x(values: NDArray[Any]) -> NDArray[np.float64]:
    """Return ``x ln x``, 0 for 0, of the same shape; numbers are not negative."""
    numbers = np.asarray(values, np.float64)
    logs: NDArray[np.float64] = np.log(np.where(numbers > 0, numbers, 1.0))
    return numbers * logs


def entropy_total(counts: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return households times entropy, ``t ln t − Σ_g x_g ln x_g`` with 0 ln 0 = 0.

    `counts` has shape (..., groups), the result its leading shape.
    """
    result: NDArray[np.float64] = x_log_x(np.einsum("...j->...", counts)) - np.einsum(
        "...j->...", x_log_x(counts)
    )
    return result
