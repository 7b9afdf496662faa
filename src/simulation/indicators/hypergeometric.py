"""Moments of the number of members in a unit filled at random.

A sum over the whole distribution, by the ratio of neighbouring probabilities from the mode
outwards: no factorial, hence no loss of digits on large populations. Functions of a whole number
are looked up, not computed again for each term.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from simulation.indicators.sums import x_log_x

_NEGLIGIBLE = 1e-20  # weight relative to the mode's, below the last digit of a float
_HALF = 0.5


class UnitMoments(NamedTuple):
    """Expectations of functions of the members `x` of a unit of size `t`, shape (units,) each.

    Attributes
    ----------
    deviation
        ``|x − E x|``.
    own, rest
        ``x ln x`` and ``(t − x) ln (t − x)``.
    product, product_squared
        ``x^b (t − x)^(1−b)`` and its square.
    imbalance
        ``|2x − t|``.
    """

    deviation: NDArray[np.float64]
    own: NDArray[np.float64]
    rest: NDArray[np.float64]
    product: NDArray[np.float64]
    product_squared: NDArray[np.float64]
    imbalance: NDArray[np.float64]


class Numbers(NamedTuple):
    """Functions of the whole numbers from 0, to look up: ``x ln x``, ``x^b`` and ``x^(1−b)``."""

    logs: NDArray[np.float64]
    left: NDArray[np.float64]
    right: NDArray[np.float64]


def numbers_to(largest: int, shape: float = _HALF) -> Numbers:
    """Return the functions of every number up to the largest size of a unit, and some beyond it.

    `shape` is the exponent `b`, above 0 and below 1 (`simulation.indicators.atkinson`).
    """
    return _numbers_below(1 << max(largest, 1).bit_length(), shape)


@lru_cache(maxsize=16)
def _numbers_below(end: int, shape: float) -> Numbers:
    numbers = np.arange(end, dtype=np.float64)
    return Numbers(x_log_x(numbers), numbers**shape, numbers ** (1 - shape))


def unit_moments(
    populations: NDArray[np.int64],
    members: NDArray[np.int64],
    sizes: NDArray[np.int64],
    numbers: Numbers,
) -> UnitMoments:
    """Return what is expected of a unit of each size, drawn from a population that holds members.

    The number of members `x` of a unit of size `n` drawn from a population of `N` holding `K` is
    hypergeometric: ``p(x+1)/p(x) = (K−x)(n−x) / ((x+1)(N−K−n+x+1))``.

    Parameters
    ----------
    populations, members
        Households that each unit is drawn from, and those of the group, shape (units,).
    sizes
        Households in each unit, shape (units,), each between 0 and its population.
    numbers
        What `numbers_to` returns for the largest size.
    """
    return UnitMoments(*_moments(populations, members, sizes, *numbers))


@njit(cache=True)
def _moments(
    populations: NDArray[np.int64],
    members: NDArray[np.int64],
    sizes: NDArray[np.int64],
    logs: NDArray[np.float64],
    left: NDArray[np.float64],
    right: NDArray[np.float64],
) -> NDArray[np.float64]:
    found = np.zeros((6, sizes.size), np.float64)
    for i in range(sizes.size):
        population, inside, size = populations[i], members[i], sizes[i]
        if population == 0:
            continue
        mean = size * (inside / population)
        absent = population - inside - size
        mode = (size + 1) * (inside + 1) // (population + 2)
        weights = deviation = own = rest = product = squared = imbalance = 0.0
        for step in (1, -1):
            x, weight = mode, 1.0
            if step == -1:
                weight = mode * float(absent + mode)
                weight /= (inside - mode + 1.0) * (size - mode + 1.0)
                x = mode - 1
            while weight > _NEGLIGIBLE:
                cross = left[x] * right[size - x]
                weights += weight
                deviation += weight * abs(x - mean)
                own += weight * logs[x]
                rest += weight * logs[size - x]
                product += weight * cross
                squared += weight * (cross * cross)
                imbalance += weight * abs(2.0 * x - size)
                if step == 1:
                    top = float(inside - x) * float(size - x)
                    weight *= top / ((x + 1.0) * (absent + x + 1.0))
                else:
                    top = float(x) * float(absent + x)
                    weight *= top / ((inside - x + 1.0) * (size - x + 1.0))
                x += step
        found[0, i] = deviation / weights
        found[1, i] = own / weights
        found[2, i] = rest / weights
        found[3, i] = product / weights
        found[4, i] = squared / weights
        found[5, i] = imbalance / weights
    return found
