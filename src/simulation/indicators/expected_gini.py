"""Expectation of the Gini indices under random allocation.

The difference of two units in their share of a group has, under random allocation, the variance of
independent binomial draws times ``T/(T − 1)``. Pairs of small units are summed over the binomial
laws; where a unit of the pair is large, the difference is taken as normal. The result is an
approximation, within one part in a hundred or so of simulation on the tables of the tests.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import comb

from simulation.indicators.chance import Allocation
from simulation.indicators.expected_random import Table, interaction_total

_SMALL: Final = 40  # households: above, a binomial law is close to normal
_NEGLIGIBLE = 1e-12  # probability
_WAYS: Final = comb(np.arange(_SMALL + 1)[:, None], np.arange(_SMALL + 1))


def expected_gini(counts: Table, group: int) -> float:
    """Return the expectation of `gini` under random allocation; see the module for its accuracy.

    `counts` has shape (units, groups); 0 when the group or everyone else is absent.
    """
    chance = Allocation.of(counts)
    return _of_members(chance, int(chance.groups[group]))


def expected_multigroup_gini(counts: Table) -> float:
    """Return the expectation of `multigroup_gini` under random allocation.

    `counts` has shape (units, groups); 0 when fewer than two groups are present.
    """
    chance = Allocation.of(counts)
    mixed = interaction_total(chance.groups, chance.population)
    if mixed == 0:
        return 0.0
    weights = chance.groups * (1 - chance.groups / chance.population)
    by_group = [
        w * _of_members(chance, int(n)) for w, n in zip(weights, chance.groups, strict=True)
    ]
    return float(sum(by_group) / mixed)


def _of_members(chance: Allocation, n_members: int) -> float:
    if n_members in (0, chance.population):
        return 0.0
    key = f"gini_{n_members}"
    if key not in chance.memo:
        chance.memo[key] = _of_some(chance, n_members)
    return chance.memo[key]


def _of_some(chance: Allocation, n_members: int) -> float:
    share = n_members / chance.population
    variance = share * (1 - share)
    small = chance.sizes <= _SMALL
    if "normal_pairs" not in chance.memo:
        chance.memo["normal_pairs"] = _normal_pairs(chance, small)
    total = chance.memo["normal_pairs"] * np.sqrt(2 * variance / np.pi)
    if small.any():
        total += _small_pairs(chance.sizes[small], chance.repeats[small], share)
    finite = np.sqrt(chance.population / (chance.population - 1))
    return float(total * finite / (2 * variance * chance.population**2))


def _normal_pairs(chance: Allocation, small: NDArray[np.bool_]) -> float:
    """Return the sum over pairs of units, one of them large, of ``t_i t_j √(1/t_i + 1/t_j)``."""
    sizes, repeats = chance.sizes.astype(np.float64), chance.repeats.astype(np.float64)
    large, n_large = sizes[~small], repeats[~small]
    pairs = np.outer(n_large, repeats)  # ordered pairs; those with a small unit count twice
    pairs[:, small] *= 2
    pairs[:, ~small] -= np.diag(n_large)
    both = np.multiply.outer(large, sizes)
    return float((pairs * np.sqrt(both * np.add.outer(large, sizes))).sum())


def _small_pairs(sizes: NDArray[np.int64], repeats: NDArray[np.int64], share: float) -> float:
    """Return the same over pairs of small units, from the law of their shares."""
    x, n = np.arange(_SMALL + 1), sizes[:, None]
    law = _WAYS[sizes] * share**x * (1 - share) ** np.maximum(n - x, 0)
    everybody = _mean_difference((x / n).ravel(), (law * (repeats * sizes)[:, None]).ravel())
    below = law.cumsum(axis=1)
    itself = 2 * (below * (1 - below) * (x < n)).sum(axis=1) / sizes
    return everybody - float((itself * repeats * sizes.astype(np.float64) ** 2).sum())


def _mean_difference(values: NDArray[np.float64], weights: NDArray[np.float64]) -> float:
    """Return ``Σ Σ w w' |v − v'|``."""
    heavy = weights > _NEGLIGIBLE
    values, weights = values[heavy], weights[heavy]
    order = np.argsort(values)
    below = weights[order].cumsum()
    steps = np.diff(values[order])
    return float(2 * (steps * below[:-1] * (below[-1] - below[:-1])).sum())
