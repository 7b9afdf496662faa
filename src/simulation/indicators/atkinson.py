"""Atkinson index of segregation of one group."""

from __future__ import annotations

from typing import Any, Final

from numpy.typing import NDArray

from simulation.indicators.sheet import Sheet

ATKINSON_SHAPE: Final = 0.5
"""Weight of units where the group is over-represented: 0.5 treats both groups alike."""


def atkinson(counts: NDArray[Any] | Sheet, group: int, shape: float = ATKINSON_SHAPE) -> float:
    """Return how far the segregation curve is from evenness, units weighed by `shape`.

    ``A = 1 − P/(1 − P) · [Σ_i (1 − p_i)^(1−b) p_i^b t_i / (P T)]^(1/(1−b))`` (James and Taeuber
    1985, doi:10.2307/270845; Massey and Denton 1988, doi:10.2307/2579183).

    Parameters
    ----------
    counts
        Households by unit and group, shape (units, groups), not negative.
    group
        Column of the group.
    shape
        The exponent `b`, above 0 and below 1; with 0.5 the group and the rest may be exchanged,
        above it units where the group is many weigh more.

    Returns
    -------
    float
        Between 0 (even) and 1 (apart). 0 when the group or everyone else is absent. Empty units
        count for nothing.

    Raises
    ------
    ValueError
        If the shape is not between 0 and 1.
    """
    if not 0 < shape < 1:
        raise ValueError(f"the shape of an Atkinson index lies between 0 and 1, not {shape}")
    sheet = Sheet.of(counts)
    members, totals = sheet.table[:, group], sheet.totals
    n_members, population = float(members.sum()), sheet.population
    if n_members in (0, population):
        return 0.0
    products = ((totals - members) ** (1 - shape) * members**shape).sum()
    return from_products(float(products), n_members, population, shape)


def from_products(products: float, n_members: float, population: float, shape: float) -> float:
    """Return the index from the sum over units of ``(t_i − x_i)^(1−b) x_i^b``."""
    odds = n_members / (population - n_members)
    return 1.0 - odds * float((products / n_members) ** (1 / (1 - shape)))
