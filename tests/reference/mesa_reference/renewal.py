"""Whom the newcomers to private homes resemble, so that a tenure stays as it is."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

from mesa_reference.families import hazards
from mesa_reference.household import Profile
from mesa_reference.law import consumption_units
from mesa_reference.members import death_hazard

if TYPE_CHECKING:
    from mesa_reference.market import Filling
    from mesa_reference.model import ReferenceModel

_BAND = 5
_SHARES = (0.25, 0.5, 0.75)
_FIRST_SETTLERS, _FIRST_APPLICANTS = 1 << 42, 1 << 44


def spread_evenly(weights: list[float]) -> list[int]:
    """Return as many positions as weights, each as often as its weight says."""
    total, n = list(accumulate(weights)), len(weights)
    if total[-1] <= 0.0:
        return list(range(n))
    return [bisect_left(total, (rank + 1.0 / 2) / n * total[-1]) for rank in range(n)]


class Renewal:
    """Entries of a tenure by age and standard of living (Preston and Coale 1982)."""

    def __init__(self, model: ReferenceModel, filling: Filling) -> None:
        self.model, self.filling = model, filling
        self.models = filling.models
        incomes = [_income_per_unit(one) for one in self.models]
        self._thresholds = np.quantile(incomes, _SHARES).tolist() if incomes else []
        self._cells = [
            self._cell(one.age, income) for one, income in zip(self.models, incomes, strict=True)
        ]
        self._numbers = Counter(self._cells)
        self._wanted: Counter[int] = Counter()
        for cell, entries in zip(self._cells, self._entries_by_age(), strict=True):
            self._wanted[cell] += entries
        self._from_within: Counter[int] = Counter()
        self._years = 0

    def step(self) -> None:
        """Solve, each January of the spin-up, whom newcomers resemble."""
        if not self._cells:
            return
        if not self.model.is_first_month:
            self._count_entries()
            self._years += 1
        weights = {}
        for cell, number in self._numbers.items():
            needed = self._wanted[cell] - self._from_within[cell] / max(self._years, 1)
            weights[cell] = max(needed, 0.0) / max(number, 1.0)
        chosen = spread_evenly([weights[cell] for cell in self._cells])
        self.filling.models = [self.models[place] for place in chosen]

    def _cell(self, age: int, income: float) -> int:
        standard = bisect_left(self._thresholds, income)
        return age // _BAND * (len(self._thresholds) + 1) + standard

    def _exit_hazard(self, one: Profile) -> float:
        """Return the yearly hazard that a household leaves, dies alone, or joins another."""
        rates = self.model.settings.mobility
        is_owned = self.filling.tenure == "owned"
        rate = rates.owner_rate if is_owned else rates.private_tenant_rate
        if one.adults > 1:
            return rate
        union = hazards(self.model.settings.demography, 1, 0, one.age)[2]
        return rate + (death_hazard(self.model, one.age) + union / 2)

    def _entries_by_age(self) -> list[float]:
        """Return entries a year for each household, so that the number of each age is steady."""
        bands = [one.age // _BAND for one in self.models]
        n_bands = max(bands, default=-1) + 1
        number, leaving = [0] * (n_bands + 1), [0.0] * n_bands
        for band, one in zip(bands, self.models, strict=True):
            number[band] += 1
            leaving[band] += self._exit_hazard(one)
        entries, lower = [], 0.0
        for band in range(n_bands):
            here, older = number[band], number[band + 1]
            upper = (here + older) / 2 / _BAND if here and older else 0.0
            entries.append(max(leaving[band] + upper - lower, 0.0) / max(here, 1.0))
            lower = upper
        return [entries[band] for band in bands]

    def _count_entries(self) -> None:
        """Count those of the territory who entered the tenure last year."""
        since = self.model.month - 12
        for home in self.filling.dwellings:
            one = home.occupant
            if one is None or one.moved_in < since:
                continue
            if not _FIRST_SETTLERS <= one.identity < _FIRST_APPLICANTS:
                self._from_within[self._cell(one.age, one.income / one.units)] += 1


def _income_per_unit(one: Profile) -> float:
    income = one.earnings + one.replacement + one.minima
    return income / consumption_units(one.adults, one.teenagers, one.children)
