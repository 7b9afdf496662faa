"""Rank-order segregation from the incomes of households, without categories and without a fit."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from simulation.indicators.sums import x_log_x


def rank_order_exact(units: NDArray[Any], incomes: NDArray[Any]) -> tuple[float, float]:
    """Return the indices H^R and R^R of households with an income each.

    Every rank is a threshold, except inside ties: ``H^R = Σ_k w_k H(p_k)`` with `w_k` the weight
    ``E(p_k)`` times half the distance between the neighbouring thresholds, so that weights add
    up to 1; likewise for R^R with ``p (1 − p)``. It is the limit of many categories in Reardon
    (2011, Measures of Income Segregation).

    Parameters
    ----------
    units
        Unit of each household, whole numbers from 0, shape (households,).
    incomes
        Income of each household, shape (households,).

    Returns
    -------
    tuple
        Both indices, between 0 and 1; 0 when all incomes are equal or nobody is there.
    """
    population = len(incomes)
    order = np.argsort(incomes, kind="stable")
    units, incomes = np.asarray(units, np.int64)[order], np.asarray(incomes, np.float64)[order]
    last = np.flatnonzero(incomes[1:] > incomes[:-1])
    if last.size == 0:
        return 0.0, 0.0
    n_below = np.concatenate(([0], last + 1, [population]))
    breadth = np.zeros(population, np.float64)
    breadth[last] = (n_below[2:] - n_below[:-2]) / 2
    sizes = np.bincount(units)
    numbers = np.arange(population + 1, dtype=np.float64)
    information, variance = _exact(units, breadth, sizes, x_log_x(numbers))
    return float(information), float(variance)


@njit(cache=True)
def _exact(
    units: NDArray[np.int64],
    breadth: NDArray[np.float64],
    sizes: NDArray[np.int64],
    logs: NDArray[np.float64],
) -> tuple[float, float]:
    population = units.size
    below = np.zeros(sizes.size, np.int64)
    entropies = squares = 0.0
    whole_entropy = inside_entropy = whole_square = inside_square = 0.0
    for k in range(population - 1):
        unit = units[k]
        size, x = sizes[unit], below[unit]
        entropies += logs[x] + logs[size - x] - logs[x + 1] - logs[size - x - 1]
        squares += (size - 2.0 * x - 1.0) / size
        below[unit] = x + 1
        if breadth[k] > 0:
            above = population - k - 1
            whole = logs[population] - logs[k + 1] - logs[above]
            whole_entropy += breadth[k] * whole
            inside_entropy += breadth[k] * entropies
            whole_square += breadth[k] * (k + 1.0) * (above / population)
            inside_square += breadth[k] * squares
    return 1.0 - inside_entropy / whole_entropy, 1.0 - inside_square / whole_square
