"""How the contributions of several policies to one lever combine, whatever their order."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

NO_OPINION = -1


def lowest(parts: list[NDArray[Any]]) -> NDArray[Any]:
    """Keep the lowest value of each row."""
    least: NDArray[Any] = np.min(np.stack(parts), axis=0)
    return least


def soonest(parts: list[NDArray[np.int64]]) -> NDArray[np.int64]:
    """Keep the lowest value of each row, `NO_OPINION` left out."""
    stacked = np.stack(parts)
    never = np.iinfo(np.int64).max
    least = np.where(stacked == NO_OPINION, never, stacked).min(axis=0)
    return np.where(least == never, NO_OPINION, least)


def multiplied(parts: list[NDArray[np.float64]]) -> NDArray[np.float64]:
    """Multiply arrays."""
    product: NDArray[np.float64] = np.prod(np.stack(parts), axis=0)
    return product
