"""Expectation of each index under random allocation, sizes and groups as they are.

Households are dealt to units at random; every unit keeps its size and every group its number.
Small units are then uneven by chance alone, and an index read without this value mistakes small
buildings for segregation (Winship 1977, Social Forces 55(4):1058–1066). The expectations of this
module are exact: the households of a group in a unit follow a hypergeometric law. Each takes the
table of counts, or its `Allocation` when several expectations share it.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.indicators.chance import Allocation

Table = NDArray[Any] | Allocation


def expected_dissimilarity(counts: Table, group: int) -> float:
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
    chance = Allocation.of(counts)
    n_members, population = int(chance.groups[group]), chance.population
    if n_members in (0, population):
        return 0.0
    deviations = chance.over_units(chance.moments(n_members).deviation)
    return deviations * population / n_members / (population - n_members) / 2


def expected_multigroup_dissimilarity(counts: Table) -> float:
    """Return the expectation of `multigroup_dissimilarity` under random allocation.

    `counts` has shape (units, groups); 0 when fewer than two groups are present.
    """
    chance = Allocation.of(counts)
    mixed = interaction_total(chance.groups, chance.population)
    if mixed == 0:
        return 0.0
    present = [int(n) for n in chance.groups if n]
    return sum(chance.over_units(chance.moments(n).deviation) for n in present) / (2 * mixed)


def expected_theil_h(counts: Table) -> float:
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
    chance = Allocation.of(counts)
    whole = chance.entropy
    return 1.0 - _expected_entropies(chance) / whole if whole > 0 else 0.0


def expected_mutual_information(counts: Table) -> float:
    """Return the expectation of `mutual_information` under random allocation, in nats.

    `counts` has shape (units, groups); 0 when nobody is there.
    """
    chance = Allocation.of(counts)
    if chance.population == 0:
        return 0.0
    whole = chance.entropy
    return (whole - _expected_entropies(chance)) / chance.population


def expected_correlation_ratio(counts: Table, group: int) -> float:
    """Return the expectation of `correlation_ratio`: ``(n − 1)/(T − 1)``.

    0 when the group or everyone else is absent.
    """
    chance = Allocation.of(counts)
    alone = int(chance.groups[group]) in (0, chance.population)
    return 0.0 if alone else chance.excess_of_squares


def expected_relative_diversity(counts: Table) -> float:
    """Return the expectation of `relative_diversity`: ``(n − 1)/(T − 1)``, 0 for a single group."""
    chance = Allocation.of(counts)
    return chance.excess_of_squares if np.count_nonzero(chance.groups) > 1 else 0.0


def expected_exposure(counts: Table, group: int, other: int) -> float:
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
    chance = Allocation.of(counts)
    if chance.groups[group] == 0 or chance.groups[other] == 0:
        return 0.0
    return float(chance.groups[other] / chance.population) * (1 - chance.excess_of_squares)


def expected_isolation(counts: Table, group: int) -> float:
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
    chance = Allocation.of(counts)
    n_members = int(chance.groups[group])
    if n_members in (0, chance.population):
        return float(n_members > 0)
    share = n_members / chance.population
    return share + (1 - share) * chance.excess_of_squares


def interaction_total(groups: NDArray[Any], population: float) -> float:
    """Return ``T Σ_g p_g (1 − p_g)``: households times Simpson's interaction; 0 without any."""
    if population == 0:
        return 0.0
    members = np.asarray(groups, np.float64)
    return float((members * (population - members)).sum() / population)


def _expected_entropies(chance: Allocation) -> float:
    if "entropies" not in chance.memo:
        entropies = chance.logs
        for moments in chance.moments_of(chance.groups[chance.groups > 0]):
            entropies = entropies - moments.own
        chance.memo["entropies"] = chance.over_units(entropies)
    return chance.memo["entropies"]
