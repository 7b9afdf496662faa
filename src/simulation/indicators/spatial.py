"""Spatial indices: those of the surroundings of areas, not of areas (Reardon and O’Sullivan 2004).

With the identity as weights each is its plain counterpart. All follow doi:10.1111/
j.0081-1750.2004.00150.x; `simulation.indicators.environments` makes the weights.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.indicators.environments import environments
from simulation.indicators.expected_random import interaction_total
from simulation.indicators.sums import by_group, by_unit, entropy_total, x_log_x


def spatial_theil_h(counts: NDArray[Any], weights: NDArray[np.float64]) -> float:
    """Return how much less mixed surroundings are than the whole.

    ``H = 1 − Σ_i t_i E(π_i) / (T E)``.

    Parameters
    ----------
    counts
        Households by area and group, shape (areas, groups), not negative.
    weights
        Proximity of areas, shape (areas, areas).

    Returns
    -------
    float
        1 at most; slightly negative when surroundings are more mixed than the whole. 0 when fewer
        than two groups are present. Areas where nobody lives count for nothing.
    """
    table, shares = _occupied(counts, weights)
    whole = float(entropy_total(by_group(table)))
    if whole == 0:
        return 0.0
    entropies = -x_log_x(shares).sum(axis=1)
    return float(1.0 - by_unit(table) @ entropies / whole)


def spatial_dissimilarity(counts: NDArray[Any], weights: NDArray[np.float64]) -> float:
    """Return how much surroundings differ from the whole.

    ``D = Σ_g Σ_i t_i |π_ig − p_g| / (2 T I)``, between 0 and 1; 0 when fewer than two groups are
    present. Parameters as for `spatial_theil_h`.
    """
    table, shares = _occupied(counts, weights)
    groups, population = by_group(table), float(table.sum())
    mixed = interaction_total(groups, population)
    if mixed == 0:
        return 0.0
    return float(by_unit(table) @ np.abs(shares - groups / population).sum(axis=1) / (2 * mixed))


def spatial_exposure(
    counts: NDArray[Any], weights: NDArray[np.float64], group: int, other: int
) -> float:
    """Return the mean share of another group in the surroundings of a group.

    ``P = Σ_i (x_i/X) π_io``; the same column twice gives the spatial isolation. Between 0 and 1; 0
    when either group is absent. Parameters as for `spatial_theil_h`.
    """
    table, shares = _occupied(counts, weights)
    members = table[:, group]
    n_members = members.sum()
    return float(members @ shares[:, other] / n_members) if n_members > 0 else 0.0


def expected_spatial_theil_h(counts: NDArray[Any], weights: NDArray[np.float64]) -> float:
    """Return the expectation of `spatial_theil_h` under random allocation, to the second order.

    The variance of shares enters the entropy by its second derivative. 0 when fewer than two groups
    are present.
    """
    table = np.asarray(counts, np.float64)
    groups = by_group(table)
    whole = float(entropy_total(groups))
    if whole == 0:
        return 0.0
    totals, variances = _relative_variances(table, weights)
    n_others = np.count_nonzero(groups) - 1
    return float(n_others * (totals @ variances) / (2 * whole))


def expected_spatial_dissimilarity(counts: NDArray[Any], weights: NDArray[np.float64]) -> float:
    """Return the expectation of `spatial_dissimilarity` under random allocation.

    The shares in surroundings are taken as normal, with their exact variance. 0 when fewer
    than two groups are present.
    """
    table = np.asarray(counts, np.float64)
    groups, population = by_group(table), float(table.sum())
    mixed = interaction_total(groups, population)
    if mixed == 0:
        return 0.0
    totals, variances = _relative_variances(table, weights)
    shares = groups / population
    spread = np.sqrt(2 * shares * (1 - shares) / np.pi).sum()
    return float(spread * (totals @ np.sqrt(variances)) / (2 * mixed))


def _relative_variances(
    table: NDArray[np.float64], weights: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return households of occupied areas, and the variance of a share around over ``p(1 − p)``.

    Exact under random allocation: ``(T Σ_j q_ij²/t_j − 1)/(T − 1)`` with `q_ij` the part of area
    `j` in the surroundings of `i`.
    """
    totals = by_unit(table)
    occupied = totals > 0
    totals, population = totals[occupied], totals.sum()
    parts = weights[np.ix_(occupied, occupied)] * totals
    parts = parts / parts.sum(axis=1, keepdims=True)
    variances = (population * (parts**2 / totals).sum(axis=1) - 1) / (population - 1)
    return totals, np.maximum(variances, 0.0)


def _occupied(
    counts: NDArray[Any], weights: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    table = np.asarray(counts, np.float64)
    occupied = by_unit(table) > 0
    return table[occupied], environments(table, weights)[occupied]
