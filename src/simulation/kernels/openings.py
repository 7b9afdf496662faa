"""What a commission is told of each vacancy, and the lists that it draws up."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

NOT_REACHED, ACCEPTED, REFUSED = 0, 1, 2
"""What became of a candidate that was listed."""


class Openings(NamedTuple):
    """Vacancies in the order of the commission, shape (n,).

    Attributes
    ----------
    home
        Rows of dwellings.
    reserved
        Bit mask of the profiles a vacancy is reserved to, see `kernels.queue.profile`.
    steering
        Points of a candidate who could live there in comfort, by the practice of the landlord.
    judgement
        Points by which what the commission alone sees can differ between two candidates.
    weight
        What the score counts for, at least 0.
    points
        Points added to each profile: guidance by residence, pull of targets, shape (n, 8).
    holder
        Row of `practices`.
    practices
        Points of each set of traits for each holder, shape (holders, N_TRAITS); −inf keeps out.
    """

    home: NDArray[Any]
    reserved: NDArray[Any]
    steering: NDArray[Any]
    judgement: NDArray[Any]
    weight: NDArray[Any]
    points: NDArray[Any]
    holder: NDArray[Any]
    practices: NDArray[Any]


class Opening(NamedTuple):
    """One vacancy; `points` of shape (8,), `practice` of shape (N_TRAITS,)."""

    reserved: int
    steering: float
    judgement: float
    weight: float
    points: NDArray[Any]
    practice: NDArray[Any]


class Listed(NamedTuple):
    """Candidates listed, vacancy by vacancy in falling order of rank, shape (listed,).

    `opening` and `candidate` are positions in the lists handed in, `file` a row of applications.
    """

    opening: NDArray[Any]
    candidate: NDArray[Any]
    file: NDArray[Any]
    rank: NDArray[Any]
    outcome: NDArray[Any]


@njit(cache=True, forceinline=True)
def read_opening(openings: Openings, position: int) -> Opening:
    """Return the vacancy at `position`."""
    return Opening(
        openings.reserved[position],
        openings.steering[position],
        openings.judgement[position],
        openings.weight[position],
        openings.points[position],
        openings.practices[openings.holder[position]],
    )


@njit(cache=True)
def new_listed(limit: int) -> Listed:
    """Return room for `limit` candidates."""
    return Listed(
        np.empty(limit, np.int64),
        np.empty(limit, np.int64),
        np.empty(limit, np.int64),
        np.empty(limit, np.float64),
        np.empty(limit, np.int8),
    )
