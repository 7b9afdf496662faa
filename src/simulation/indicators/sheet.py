"""A table of counts with the sums that indices of it share, each worked out once."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.indicators.sums import by_group, by_unit, entropy_total


class Sheet:
    """Households by unit and group, and what follows from them.

    Parameters
    ----------
    counts
        Households by unit and group, shape (units, groups), not negative; not written afterwards.

    Attributes
    ----------
    table
        The counts as floating-point numbers.
    ginis
        Gini indices of groups that were asked for already, by column.
    """

    def __init__(self, counts: NDArray[Any]) -> None:
        self.table: NDArray[np.float64] = np.asarray(counts, np.float64)
        self.ginis: dict[int, float] = {}

    @classmethod
    def of(cls, counts: NDArray[Any] | Sheet) -> Sheet:
        """Return the sheet of a table, or the one given: its sums are then shared."""
        return counts if isinstance(counts, Sheet) else cls(counts)

    @cached_property
    def totals(self) -> NDArray[np.float64]:
        """Return households of each unit, shape (units,)."""
        return by_unit(self.table)

    @cached_property
    def groups(self) -> NDArray[np.float64]:
        """Return households of each group, shape (groups,)."""
        return by_group(self.table)

    @cached_property
    def population(self) -> float:
        """Return all households."""
        return float(self.totals.sum())

    @cached_property
    def occupied(self) -> Sheet:
        """Return the units that hold at least one household."""
        is_occupied = self.totals > 0
        return self if is_occupied.all() else Sheet(self.table[is_occupied])

    @cached_property
    def below(self) -> NDArray[np.float64]:
        """Return the households of each unit up to each group but the last."""
        return self.table.cumsum(axis=1)[:, :-1]

    @cached_property
    def entropy(self) -> float:
        """Return households times entropy, of the whole."""
        return float(entropy_total(self.groups))

    @cached_property
    def entropy_of_units(self) -> float:
        """Return the same of each unit, added up."""
        return float(entropy_total(self.table).sum())
