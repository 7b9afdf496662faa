"""Scales by family that end with an amount for each further dependant."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

FAMILIES = 12
"""Alone, couple, then one to ten dependants; larger families keep the last place."""


def extend(values: Sequence[float], step: float, size: int = FAMILIES) -> NDArray[np.float64]:
    """Return `values` followed by steps of `step`, shape (size,)."""
    further = [values[-1] + step * (i + 1) for i in range(size - len(values))]
    return np.array([*values, *further], np.float64)


def extended(values: Sequence[float], size: int = FAMILIES) -> NDArray[np.float64]:
    """Return a scale whose last value is the step, shape (size,)."""
    return extend(values[:-1], values[-1], size)


def flatten(shape: tuple[int, ...], values: Any, dtype: Any) -> NDArray[Any]:
    """Return `values` broadcast to `shape`, one dimension, contiguous, for a compiled loop."""
    spread = np.broadcast_to(np.asarray(values), shape)
    return np.ascontiguousarray(spread, dtype).reshape(-1)
