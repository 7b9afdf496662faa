"""The queue as a commission looks it up: by area asked for, size of household, quartile, traits.

Whatever a holder, a target or a residence adds to a score is the same for a whole bucket, so that
each bucket stays in falling order of rank and can be left early.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from simulation.kernels.compiled import leaf

N_SIZES = 7  # one bucket a household size; the last holds the larger ones
N_QUARTILES = 4
LOCAL, PRIORITY, JOB, TRANSFER = 1, 2, 4, 8
"""Traits of a candidate that holders look at; the first one depends on the area."""
N_TRAITS = 16
GROUPS_PER_AREA = N_SIZES * N_QUARTILES * N_TRAITS
N_PROFILES = 2 * N_QUARTILES
"""Groups that policies speak of: legal quartile × whether the reference person has a job."""
EVERYBODY = (1 << N_PROFILES) - 1
"""Bit mask of every profile."""


class Queue(NamedTuple):
    """Open files, see `sort_into_buckets`; `scores` in falling order, shape (candidates,)."""

    starts: NDArray[Any]
    members: NDArray[Any]
    scores: NDArray[Any]


class Buckets(NamedTuple):
    """Room for the buckets that are open to a dwelling, shape (`GROUPS_PER_AREA`,).

    Attributes
    ----------
    heads, gains
        Score of the first candidate of each, and what every score of the bucket rises by.
    starts, ends
        Where it begins and ends in ``queue.members``.
    fronts
        Where each bucket of the queue begins, without those at its head that had an offer this
        month: nobody looks at them again, shape (areas × `GROUPS_PER_AREA`,).
    """

    heads: NDArray[Any]
    gains: NDArray[Any]
    starts: NDArray[Any]
    ends: NDArray[Any]
    fronts: NDArray[Any]


@njit(cache=True)
def new_buckets(queue: Queue) -> Buckets:
    """Return room for the buckets of one dwelling, of a queue that nobody left yet."""
    return Buckets(
        np.empty(GROUPS_PER_AREA), np.empty(GROUPS_PER_AREA),
        np.empty(GROUPS_PER_AREA, np.int64), np.empty(GROUPS_PER_AREA, np.int64),
        queue.starts[:-1].copy(),
    )  # fmt: skip


def group(sizes: NDArray[Any], quartiles: NDArray[Any], traits: NDArray[Any]) -> NDArray[np.int64]:
    """Return the group of each candidate in any area, its trait `LOCAL` left at 0.

    Parameters
    ----------
    sizes
        Persons, at least one.
    quartiles
        1 to 4.
    """
    size = np.minimum(sizes.astype(np.int64), N_SIZES) - 1
    found: NDArray[np.int64] = (size * N_QUARTILES + quartiles - 1) * N_TRAITS + traits
    return found


def profile(quartiles: NDArray[Any], has_job: NDArray[Any]) -> NDArray[np.int64]:
    """Return the profile of households: quartile − 1, and 4 more for those with a job."""
    found: NDArray[np.int64] = quartiles.astype(np.int64) - 1 + N_QUARTILES * (has_job != 0)
    return found


@leaf
def profile_of_group(group: int) -> int:
    """Return the profile of a group of one household size, from its quartile and its traits."""
    has_job = (group % N_TRAITS) & JOB > 0
    return group // N_TRAITS + N_QUARTILES * has_job


@njit(cache=True)
def sort_into_buckets(
    candidates: NDArray[Any],
    asked: NDArray[Any],
    groups: NDArray[Any],
    communes: NDArray[Any],
    area_communes: NDArray[Any],
) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Sort files by area asked for and group, keeping their order in each bucket.

    Parameters
    ----------
    candidates
        Rows of files, in the order to keep.
    asked
        Areas each file of the table asks for, −1 after the last, shape (files, width).
    groups, communes
        Group of each candidate and the commune it is tied to, shape (candidates,).
    area_communes
        Commune of each area, shape (areas,).

    Returns
    -------
    starts, members
        Positions in `candidates`: bucket b = area · GROUPS_PER_AREA + group holds
        ``members[starts[b]:starts[b + 1]]``.
    """
    starts = np.zeros(area_communes.size * GROUPS_PER_AREA + 1, np.int64)
    for i in range(candidates.size):
        for k in range(asked.shape[1]):
            area = asked[candidates[i], k]
            if area < 0:
                break
            is_local = communes[i] == area_communes[area]
            starts[area * GROUPS_PER_AREA + groups[i] + is_local] += 1
    for bucket in range(1, starts.size):
        starts[bucket] += starts[bucket - 1]
    members = np.empty(starts[-1], np.int32)
    for i in range(candidates.size - 1, -1, -1):
        for k in range(asked.shape[1]):
            area = asked[candidates[i], k]
            if area < 0:
                break
            is_local = communes[i] == area_communes[area]
            bucket = area * GROUPS_PER_AREA + groups[i] + is_local
            starts[bucket] -= 1
            members[starts[bucket]] = i
    return starts, members
