"""Who refused a vacant dwelling already: it is not offered the same one again."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from simulation.kernels.compiled import leaf, part


class Refusals(NamedTuple):
    """Refusals of dwellings that are still vacant, shape (n,), in rising order of dwelling.

    `dwellings` are rows of dwellings, `households` identities of those who refused them.
    """

    dwellings: NDArray[Any]
    households: NDArray[Any]


@part
def refusals_of(refusals: Refusals, dwelling: int) -> tuple[int, int]:
    """Return where the refusals of a dwelling begin and end."""
    first = int(np.searchsorted(refusals.dwellings, dwelling))
    last = first
    while last < refusals.dwellings.size and refusals.dwellings[last] == dwelling:
        last += 1
    return first, last


@njit(cache=True)
def spans_of(refusals: Refusals, dwellings: NDArray[Any]) -> NDArray[np.int64]:
    """Return where the refusals of each dwelling begin and end, shape (n, 2)."""
    spans = np.empty((dwellings.size, 2), np.int64)
    for v in range(dwellings.size):
        spans[v, 0], spans[v, 1] = refusals_of(refusals, dwellings[v])
    return spans


@leaf
def has_refused(refusals: Refusals, first: int, last: int, household: int) -> bool:
    """Return whether a household is among those of `first` to `last`."""
    while first < last and refusals.households[first] != household:
        first += 1
    return first < last
