"""Isolation of one group."""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray

from simulation.indicators.exposure import exposure
from simulation.indicators.sheet import Sheet


def isolation(counts: NDArray[Any] | Sheet, group: int) -> float:
    """Return the mean share of a group in the units where it lives: its exposure to itself.

    ``P = Σ_i (x_i/X) (x_i/t_i)`` (Bell 1954, doi:10.2307/2574118; Massey and Denton 1988,
    doi:10.2307/2579183).

    Parameters
    ----------
    counts
        Households by unit and group, shape (units, groups), not negative.
    group
        Column of the group.

    Returns
    -------
    float
        Between the share of the group in the whole and 1; 0 when the group is absent. Empty units
        count for nothing.
    """
    return exposure(counts, group, group)
