"""Expectation of each index under random allocation, sizes and groups as they are.

Households are dealt to units at random; every unit keeps its size and every group its number.
Small units are then uneven by chance alone, and an index read without this value mistakes small
buildings for segregation (Winship 1977, Social Forces 55(4):1058–1066). The expectations are exact:
the households of a group in a unit follow a hypergeometric law.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.indicators.hypergeometric import unit_moments
from simulation.indicators.theil_h import entropy_total


def expected_dissimilarity(counts: NDArray[Any], group: int) -> float:
    """Return the expectation of `dissimilarity` under random allocation.

    ``E|x_i/X − y_i/Y| = T/(X Y) · E|x_i − E x_i|``, since ``y_i = t_i − x_i``.

    Parameters
    ----------
    counts
        Whole numbers of households by unit and group, shape (units, groups).
    group
        Column of the group.

    Returns
    -------
    float
        Between 0 and 1; 0 when the group or everyone else is absent.
    """
    table = np.asarray(counts, np.int64)
    n_members, population = int(table[:, group].sum()), int(table.sum())
    if n_members in (0, population):
        return 0.0
    sizes, repeats = np.unique(table.sum(axis=1), return_counts=True)
    deviations, _ = unit_moments(population, n_members, sizes)
    scale = population / n_members / (population - n_members)
    return float((repeats * deviations).sum() * scale / 2)


def expected_theil_h(counts: NDArray[Any]) -> float:
    """Return the expectation of `theil_h` under random allocation.

    The entropy of the whole is fixed and that of a unit is a sum over groups of ``x ln x``, so the
    marginal laws suffice.

    Parameters
    ----------
    counts
        Whole numbers of households by unit and group, shape (units, groups).

    Returns
    -------
    float
        Between 0 and 1; 0 when fewer than two groups are present.
    """
    table = np.asarray(counts, np.int64)
    groups, population = table.sum(axis=0), int(table.sum())
    whole = float(entropy_total(groups.astype(np.float64)))
    if whole == 0:
        return 0.0
    sizes, repeats = np.unique(table.sum(axis=1), return_counts=True)
    entropies = sizes * np.log(np.maximum(sizes, 1))
    for n_members in groups:
        entropies -= unit_moments(population, int(n_members), sizes)[1]
    return float(1.0 - (repeats * entropies).sum() / whole)


def expected_exposure(counts: NDArray[Any], group: int, other: int) -> float:
    """Return the expectation of `exposure` under random allocation.

    With `n` occupied units, `T` households and `p` the share of the other group,
    ``E = p (T − n)/(T − 1)``, from the covariance of the multivariate hypergeometric law.

    Parameters
    ----------
    counts
        Whole numbers of households by unit and group, shape (units, groups).
    group, other
        Columns of the group that is exposed and of the group that it meets.

    Returns
    -------
    float
        Between 0 and 1; 0 when either group is absent.
    """
    if group == other:
        return expected_isolation(counts, group)
    table = np.asarray(counts, np.int64)
    population = int(table.sum())
    if table[:, group].sum() == 0 or table[:, other].sum() == 0:
        return 0.0
    n_units = np.count_nonzero(table.sum(axis=1))
    share = table[:, other].sum() / population
    return float(share * (population - n_units) / (population - 1))


def expected_isolation(counts: NDArray[Any], group: int) -> float:
    """Return the expectation of `isolation` under random allocation.

    With `n` occupied units, `T` households and `p` the share of the group,
    ``E = p + (1 − p)(n − 1)/(T − 1)``, from the variance of the hypergeometric law.

    Parameters
    ----------
    counts
        Whole numbers of households by unit and group, shape (units, groups).
    group
        Column of the group.

    Returns
    -------
    float
        Between 0 and 1; 0 when the group is absent.
    """
    table = np.asarray(counts, np.int64)
    n_members, population = table[:, group].sum(), int(table.sum())
    if n_members in (0, population):
        return float(n_members > 0)
    n_units = np.count_nonzero(table.sum(axis=1))
    share = n_members / population
    return float(share + (1 - share) * (n_units - 1) / (population - 1))
