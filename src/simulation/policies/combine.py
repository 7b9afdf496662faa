"""How the contributions of several policies to one lever combine: never by their order."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

NO_OPINION = -1


def multiplied(parts: list[NDArray[np.float64]]) -> NDArray[np.float64]:
    """Multiply arrays."""
    product: NDArray[np.float64] = np.prod(np.stack(parts), axis=0)
    return product


def lowest(parts: list[NDArray[np.float64]]) -> NDArray[np.float64]:
    """Keep the lowest value of each row."""
    least: NDArray[np.float64] = np.min(np.stack(parts), axis=0)
    return least


def soonest(parts: list[NDArray[np.int64]]) -> NDArray[np.int64]:
    """Keep the lowest value of each row, `NO_OPINION` left out."""
    stacked = np.stack(parts)
    never = np.iinfo(np.int64).max
    least: NDArray[np.int64] = np.where(stacked == NO_OPINION, never, stacked).min(axis=0)
    return np.where(least == never, NO_OPINION, least)


def either(parts: list[NDArray[np.float64]]) -> NDArray[np.float64]:
    """Return the probability of one event or more out of independent ones: 1 − Π(1 − p)."""
    if len(parts) == 1:
        return parts[0]
    return 1.0 - multiplied([1.0 - part for part in parts])


def one_value(parts: list[NDArray[np.float64]]) -> NDArray[np.float64]:
    """Merge arrays in which NaN means no opinion; packages with two opinions were refused."""
    merged: NDArray[np.float64] = np.fmax.reduce(np.stack(parts), axis=0)
    return merged
