"""Which dwellings are empty, and since when the others are lived in."""

from __future__ import annotations

import numpy as np

from simulation.rng import Streams
from simulation.territory.description import Floats, Integers

_MONTHS = 12
_ADULT = 18
_LONGEST = 60.0  # years in one home
_MEAN_VACANCY = 4.0  # months since it became empty (assumption; RPLS: half last over three months)


def empty_homes(group: Integers, rates: Floats, streams: Streams, name: str) -> Integers:
    """Return a mask of empty dwellings: the rounded rate in each group, drawn at random.

    Parameters
    ----------
    group
        Group of each dwelling, shape (n,).
    rates
        Vacancy of each group.
    """
    draws = streams.uniform(name, 0, np.arange(group.size))
    order = np.lexsort((draws, group))
    counts = np.bincount(group, minlength=rates.size)
    start = np.cumsum(counts) - counts
    rank = np.empty(group.size, np.int64)
    rank[order] = np.arange(group.size)
    empty = (rank - start[group]) < np.rint(counts * rates).astype(np.int64)[group]
    return np.asarray(empty)


def vacant_months(n: int, streams: Streams) -> Integers:
    """Return negative months in which n empty dwellings became empty."""
    draws = streams.uniform("territory.vacant_since", 0, np.arange(n))
    return -1 - np.floor(-np.log(draws) * _MEAN_VACANCY).astype(np.int64)


def moved_in_months(
    turnover: Floats, age: Integers, building_age: Integers, streams: Streams
) -> Integers:
    """Return the negative month of entry of each household: exponential stays, bounded.

    With a constant yearly hazard the time since entry is exponential (renewal theory); nobody
    moved in before adulthood nor before the building.
    """
    draws = streams.uniform("territory.stay", 0, np.arange(turnover.size))
    years = -np.log(draws) / turnover
    longest = np.minimum(np.minimum(age - _ADULT, building_age), _LONGEST)
    years = np.where(years > longest, draws * np.maximum(longest, 0), years)
    return -1 - np.floor(years * _MONTHS).astype(np.int64)
