"""Exposure of one group to another."""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray

from simulation.indicators.sheet import Sheet


def exposure(counts: NDArray[Any] | Sheet, group: int, other: int) -> float:
    """Return the mean share of another group in the units where a group lives.

    ``P = Σ_i (x_i/X) (z_i/t_i)`` with `x_i` the group, `z_i` the other and `t_i` everyone in unit
    `i` (Lieberson 1981; Massey and Denton 1988, doi:10.2307/2579183). The member counts as one of
    its own neighbours.

    Parameters
    ----------
    counts
        Households by unit and group, shape (units, groups), not negative.
    group
        Column of the group that is exposed.
    other
        Column of the group that it meets; the same column gives the isolation.

    Returns
    -------
    float
        Between 0 and 1; 0 when either group is absent. Empty units count for nothing.
    """
    sheet = Sheet.of(counts).occupied
    members = sheet.table[:, group]
    n_members = members.sum()
    if n_members == 0:
        return 0.0
    return float((members * (sheet.table[:, other] / sheet.totals)).sum() / n_members)
