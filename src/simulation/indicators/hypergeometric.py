"""Moments of the number of members in a unit filled at random.

A sum over the whole distribution, by the ratio of neighbouring probabilities from the mode
outwards: no factorial, hence no loss of digits on large populations.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit
from numpy.typing import NDArray

_NEGLIGIBLE = 1e-20  # weight relative to the mode's, below the last digit of a float


@njit(cache=True)
def unit_moments(
    population: int, n_members: int, sizes: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the mean deviation and the mean of ``x ln x`` of the members in each unit.

    The number of members `x` of a unit of size `n` drawn from a population of `N` holding `K` is
    hypergeometric: ``p(x+1)/p(x) = (K−x)(n−x) / ((x+1)(N−K−n+x+1))``.

    Parameters
    ----------
    population, n_members
        Households in all, and those of the group.
    sizes
        Households in each unit, shape (units,), each between 0 and `population`.

    Returns
    -------
    tuple
        ``E|x − E x|`` and ``E[x ln x]``, shape (units,) each.
    """
    deviations = np.empty(sizes.size, np.float64)
    logarithms = np.empty(sizes.size, np.float64)
    for i in range(sizes.size):
        deviations[i], logarithms[i] = _moments(population, n_members, sizes[i])
    return deviations, logarithms


@njit(cache=True)
def _moments(population: int, n_members: int, size: int) -> tuple[float, float]:
    mean = size * (n_members / population)
    absent = population - n_members - size
    mode = (size + 1) * (n_members + 1) // (population + 2)
    weights = 1.0
    deviation = abs(mode - mean)
    logarithm = mode * math.log(mode) if mode > 1 else 0.0
    for step in (1, -1):
        x, weight = mode, 1.0
        while weight > _NEGLIGIBLE:
            if step == 1:
                ratio = (n_members - x) / (x + 1.0) * ((size - x) / (absent + x + 1.0))
            else:
                ratio = x / (n_members - x + 1.0) * ((absent + x) / (size - x + 1.0))
            x, weight = x + step, weight * ratio
            weights += weight
            deviation += weight * abs(x - mean)
            if x > 1:
                logarithm += weight * x * math.log(x)
    return deviation / weights, logarithm / weights
