"""How kernels are compiled: what loops, and what loops call.

Arrays are counted references. A function that is handed records of arrays counts each of them on
entry and again on exit, by atomic operations: for one household that cost five times what it
computes. What only reads and writes arrays, and neither makes nor returns one, needs no counting.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from numba import njit

Function = TypeVar("Function", bound=Callable[..., Any])
_UNCOUNTED: dict[str, Any] = {"cache": True, "_nrt": False}


def leaf(function: Function) -> Function:
    """Compile a function to build into loops: it neither makes nor returns arrays."""
    compiled: Function = njit(forceinline=True, **_UNCOUNTED)(function)
    return compiled


def part(function: Function) -> Function:
    """Compile a longer function that loops call: it neither makes nor returns arrays."""
    compiled: Function = njit(**_UNCOUNTED)(function)
    return compiled
