"""A table as chance sees it: sizes of units and of groups, and what a random deal makes of them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.indicators.hypergeometric import UnitMoments, numbers_to, unit_moments
from simulation.indicators.sums import by_group, by_unit, entropy_total, x_log_x

_HALF = 0.5


class Allocation:
    """Households dealt at random to units: every unit keeps its size, every group its number.

    The number of a group in a unit then follows a hypergeometric law, and so does the number of
    several groups together. Units of one size are alike: their moments are computed once.

    Parameters
    ----------
    counts
        Whole numbers of households by unit and group, shape (units, groups).

    Attributes
    ----------
    population, n_units
        Households, and units that hold at least one.
    groups
        Households by group, shape (groups,).
    memo
        What expectations of several groups share.
    sizes, repeats
        Sizes that units have, and how many units have each, shape (sizes,).
    """

    def __init__(self, counts: NDArray[Any]) -> None:
        table = np.asarray(counts, np.int64)
        totals = by_unit(table)
        self.groups: NDArray[np.int64] = by_group(table)
        self.population = int(totals.sum())
        self.n_units = int(np.count_nonzero(totals))
        self.sizes, self.repeats = np.unique(totals[totals > 0], return_counts=True)
        self.memo: dict[str, float] = {}
        self._moments: dict[tuple[int, float], UnitMoments] = {}

    @classmethod
    def of(cls, counts: NDArray[Any] | Allocation) -> Allocation:
        """Return the allocation of a table, or the one given: moments are then shared."""
        return counts if isinstance(counts, Allocation) else cls(counts)

    def moments(self, n_members: int, shape: float = _HALF) -> UnitMoments:
        """Return the moments of a group of this number, by size; shape (sizes,) each."""
        if (n_members, shape) not in self._moments:
            self.moments_of((n_members,), shape)
        return self._moments[n_members, shape]

    def moments_of(self, numbers: Iterable[int], shape: float = _HALF) -> list[UnitMoments]:
        """Return the moments of groups of these numbers; those not known yet by one pass."""
        wanted = [(int(number), shape) for number in numbers]
        new = [
            number for number, _ in dict.fromkeys(wanted) if (number, shape) not in self._moments
        ]
        if new:
            size, count = self.sizes.size, len(new)
            found = unit_moments(
                np.full(size * count, self.population),
                np.repeat(new, size),
                np.tile(self.sizes, count),
                numbers_to(int(self.sizes.max(initial=0)), shape),
            )
            for place, number in enumerate(new):
                some = slice(place * size, (place + 1) * size)
                self._moments[number, shape] = UnitMoments(*(values[some] for values in found))
        return [self._moments[key] for key in wanted]

    def over_units(self, values: NDArray[np.float64]) -> float:
        """Return the sum over units of a value by size."""
        return float(values @ self.repeats)

    @cached_property
    def entropy(self) -> float:
        """Return households times the entropy of the whole, which chance does not change."""
        return float(entropy_total(self.groups.astype(np.float64)))

    @cached_property
    def logs(self) -> NDArray[np.float64]:
        """Return ``t ln t`` of every size, shape (sizes,)."""
        return x_log_x(self.sizes)

    @property
    def excess_of_squares(self) -> float:
        """Return ``(n − 1)/(T − 1)``: what chance gives to every index made of squared shares.

        With `n` occupied units and `T` households, the variance of the hypergeometric law is
        ``p(1 − p)(T/t − 1)/(T − 1)``, whose mean over households is this times ``p(1 − p)``.
        """
        if self.population < 2:
            return 0.0
        return (self.n_units - 1) / (self.population - 1)
