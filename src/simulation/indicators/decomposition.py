"""M and H between and within parts: QPV and the rest, communes, areas, or groups of groups.

Both indices split without remainder, which dissimilarity does not (Frankel and Volij 2011,
doi:10.1016/j.jet.2010.10.008; Reardon and Firebaugh 2002, doi:10.1111/1467-9531.00110).
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulation.indicators.hypergeometric import numbers_to, unit_moments
from simulation.indicators.sums import by_group, by_unit, entropy_total, x_log_x


class Decomposition(NamedTuple):
    """An index as the sum of parts.

    Attributes
    ----------
    total
        The index among all units.
    between
        The index among the parts.
    within
        What units inside each part add, shape (parts,): ``total = between + Σ within``.
    inside
        The index inside each part alone, shape (parts,); 0 in an empty part.
    """

    total: float
    between: float
    within: NDArray[np.float64]
    inside: NDArray[np.float64]


def decompose_m(counts: NDArray[Any], parts: NDArray[Any], n_parts: int) -> Decomposition:
    """Split the mutual information between parts, and within each.

    ``M = M_between + Σ_s (T_s/T) M_s``.

    Parameters
    ----------
    counts
        Households by unit and group, shape (units, groups), not negative.
    parts
        Part of each unit, whole numbers from 0, shape (units,).
    n_parts
        How many parts there are.

    Returns
    -------
    Decomposition
        In nats; all 0 when nobody is there.
    """
    return decompose(counts, parts, n_parts)[0]


def decompose_h(counts: NDArray[Any], parts: NDArray[Any], n_parts: int) -> Decomposition:
    """Split Theil’s H between parts, and within each.

    ``H = H_between + Σ_s (T_s E_s)/(T E) H_s`` with `E_s` the entropy of part `s`. Parameters as
    for `decompose_m`; all 0 when fewer than two groups are present.
    """
    return decompose(counts, parts, n_parts)[1]


def decompose(
    counts: NDArray[Any], parts: NDArray[Any], n_parts: int
) -> tuple[Decomposition, Decomposition]:
    """Return what `decompose_m` and `decompose_h` do, their entropies worked out once."""
    table = np.asarray(counts, np.float64)
    by_part = sum_by(table, parts, n_parts)
    entropies, whole = entropy_total(by_part), float(entropy_total(by_group(table)))
    lost = entropies - np.bincount(parts, entropy_total(table), minlength=len(by_part))
    apart, population = float(entropies.sum()), max(float(table.sum()), 1.0)
    information = _parts(
        (whole - apart) / population, lost / population, _share(lost, by_part.sum(axis=1))
    )
    if whole == 0:
        none = np.zeros(n_parts)
        return information, Decomposition(0.0, 0.0, none, none.copy())
    return information, _parts(1.0 - apart / whole, lost / whole, _share(lost, entropies))


def _parts(
    between: float, within: NDArray[np.float64], inside: NDArray[np.float64]
) -> Decomposition:
    return Decomposition(between + float(within.sum()), between, within, inside)


def group_against_rest(counts: NDArray[Any], group: int) -> tuple[float, float]:
    """Split the mutual information into one group against the rest, and among the rest.

    ``M = M(group, rest) + (share of the rest) M(among the rest)``.

    Parameters
    ----------
    counts
        Households by unit and group, shape (units, groups), not negative.
    group
        Column of the group.

    Returns
    -------
    tuple
        Both terms in nats; they add up to `mutual_information`.
    """
    table = np.asarray(counts, np.float64)
    rest = np.delete(table, group, axis=1)
    two = np.stack([table[:, group], rest.sum(axis=1)], axis=1)
    population = max(float(table.sum()), 1.0)
    terms = [
        float(entropy_total(each.sum(axis=0)) - entropy_total(each).sum()) / population
        for each in (two, rest)
    ]
    return terms[0], terms[1]


def expected_within(counts: NDArray[Any], parts: NDArray[Any], n_parts: int) -> NDArray[np.float64]:
    """Return the entropy that chance alone takes from each part to its units, times households.

    Households of each part are dealt at random to its own units: parts keep their mix. Over the
    number of households it is what chance adds to `decompose_m` within each part; over the entropy
    of the whole or of the part times households, to `decompose_h`. Exact. Shape (parts,), nats;
    parameters as for `decompose_m`.
    """
    table = np.asarray(counts, np.int64)
    by_part = sum_by(table, parts, n_parts)
    totals = by_part.sum(axis=1)
    pairs = np.stack([np.asarray(parts, np.int64), by_unit(table)], axis=1)
    kinds, repeats = np.unique(pairs[pairs[:, 1] > 0], axis=0, return_counts=True)
    part, sizes = kinds[:, 0], np.ascontiguousarray(kinds[:, 1])
    inside, numbers = x_log_x(sizes), numbers_to(int(sizes.max(initial=0)))
    for members in by_part.T:
        inside = inside - unit_moments(totals[part], members[part], sizes, numbers).own
    lost = entropy_total(by_part.astype(np.float64))
    return lost - np.bincount(part, repeats * inside, minlength=n_parts)


def sum_by(table: NDArray[Any], parts: NDArray[Any], n_parts: int) -> NDArray[Any]:
    """Return the table of parts from that of units, shape (n_parts, groups)."""
    n_groups = table.shape[1]
    cells = np.asarray(parts, np.int64)[:, None] * n_groups + np.arange(n_groups)
    sums = np.bincount(cells.ravel(), table.ravel(), minlength=n_parts * n_groups)
    return sums.reshape(n_parts, n_groups).astype(table.dtype)


def _share(part: NDArray[np.float64], whole: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)
