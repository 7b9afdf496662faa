"""Orientation of vacancies to reservation holders by largest shortfall."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

_TIE = 1e-9  # shortfalls closer than this are equal


@njit(cache=True)
def orient(
    shortfalls: NDArray[Any], landlords: NDArray[Any], shares: NDArray[Any]
) -> NDArray[np.int8]:
    """Return the holder of each vacancy in turn, and keep `shortfalls` up to date.

    The next vacancy of a landlord adds to what it owes each holder that holder's share, and goes
    to the one it owes most; the first of them when equal.

    Parameters
    ----------
    shortfalls
        Vacancies owed, shape (landlords, holders); written.
    landlords
        Landlord of each vacancy, shape (n,).
    shares
        Shares of the holders in each vacancy, which add to one, shape (n, holders).
    """
    holders = np.empty(landlords.size, np.int8)
    for i in range(landlords.size):
        owed = shortfalls[landlords[i]]
        owed += shares[i]
        most = 0
        for holder in range(1, shares.shape[1]):
            if owed[holder] > owed[most] + _TIE:
                most = holder
        owed[most] -= 1.0
        holders[i] = most
    return holders
