"""Random allocation and bootstrap, from keyed draws: the same key gives the same numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulation.indicators.sums import by_group, by_unit
from simulation.rng import Streams

Index = Callable[[NDArray[np.int64]], float]


class Simulated(NamedTuple):
    """A mean over simulated tables, with its standard error."""

    mean: float
    error: float


class Interval(NamedTuple):
    """An index cleared of the bias of resampling, and its interval."""

    value: float
    low: float
    high: float


def random_tables(
    counts: NDArray[Any], streams: Streams, n_draws: int
) -> Iterator[NDArray[np.int64]]:
    """Deal the households to the units at random, again and again.

    Parameters
    ----------
    counts
        Whole numbers of households by unit and group, shape (units, groups).
    streams
        Keyed draws; those of "random_allocation" are used.
    n_draws
        How many tables.

    Yields
    ------
    ndarray
        A table with the sizes of units and of groups of `counts`.
    """
    table = np.asarray(counts, np.int64)
    n_units, n_groups = table.shape
    units = np.repeat(np.arange(n_units), by_unit(table))
    groups = np.repeat(np.arange(n_groups), by_group(table))
    ids = np.arange(units.size)
    for draw in range(n_draws):
        dealt = groups[np.argsort(streams.uniform("random_allocation", draw, ids))]
        cells = np.bincount(units * n_groups + dealt, minlength=n_units * n_groups)
        yield cells.reshape(n_units, n_groups)


def simulated_expectation(
    index: Index, counts: NDArray[Any], streams: Streams, n_draws: int
) -> Simulated:
    """Return the mean of any index over random allocations, where no formula is known.

    Parameters as for `random_tables`; two draws at least.
    """
    values = np.array([index(table) for table in random_tables(counts, streams, n_draws)])
    return Simulated(float(values.mean()), float(values.std(ddof=1) / np.sqrt(n_draws)))


def bootstrap_interval(
    index: Index, counts: NDArray[Any], streams: Streams, n_draws: int, level: float
) -> Interval:
    """Return the interval of an index when households are a sample of those who might live there.

    Households are drawn with replacement from the table. A sample is more uneven than what it is
    drawn from, hence the pivotal interval ``2 v − q`` (Davison and Hinkley 1997, Bootstrap Methods
    and their Application, section 5.2).

    Parameters
    ----------
    index
        Of a table of counts.
    counts
        Whole numbers of households by unit and group, shape (units, groups).
    streams
        Keyed draws; those of "bootstrap" are used.
    n_draws
        How many samples.
    level
        Probability that the interval holds, such as 0.95.
    """
    table = np.asarray(counts, np.int64)
    value, upper = index(table), table.ravel().cumsum()
    ids = np.arange(int(upper[-1]))
    found = []
    for draw in range(n_draws):
        chosen = streams.uniform("bootstrap", draw, ids) * upper[-1]
        cells = np.searchsorted(upper, chosen, side="right")
        sample = np.bincount(cells, minlength=table.size).reshape(table.shape)
        found.append(index(sample))
    low, high = np.quantile(found, [(1 - level) / 2, (1 + level) / 2])
    return Interval(2 * value - float(np.mean(found)), 2 * value - high, 2 * value - low)
