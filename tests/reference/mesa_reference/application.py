"""One application for social housing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from simulation.state.schema import Activity

if TYPE_CHECKING:
    from mesa_reference.household import Household
    from mesa_reference.places import Area, Dwelling
    from simulation.config.scoring import Scoring

MONTHS = 12
_MOST_ROOMS = 5


class Application:
    """An open file.

    Attributes
    ----------
    asked
        Areas asked for, best first.
    lapses
        Month in which it will end; None for not before its next anniversary.
    lot
        Drawn once: it ranks files of one score.
    """

    def __init__(
        self, household: Household, filed: int, is_priority: bool, asked: list[Area]
    ) -> None:
        self.household, self.filed, self.is_priority = household, filed, is_priority
        self.asked = asked
        self.is_transfer = household.dwelling is not None
        self.refused = self.offered = 0
        self.lapses: int | None = None
        model = household.model
        self.lot = model.dice.uniform("file_lot", model.month, household.identity)

    @property
    def months_waited(self) -> int:
        """Months since it was opened."""
        return self.household.model.month - self.filed

    @property
    def years_waited(self) -> float:
        """Years on the list; a priority motive weighs as some years more."""
        return years_on_list(self.household, self.filed, self.is_priority)

    @property
    def home_commune(self) -> int:
        """The commune it is tied to: where it lives, else the one asked for first."""
        home = self.household.dwelling
        return home.area.commune if home is not None else self.asked[0].commune

    def score(self) -> float:
        """Return its points by the scoring grid of the scenario."""
        grid = self.household.model.settings.scoring
        total = 0.0
        for amount, points, cap in self.household.model.criteria:
            total += min(max(points * amount(self, grid), -cap), cap)
        return grid.weight * total


def years_on_list(household: Household, filed: int, is_priority: bool) -> float:
    """Return years since `filed`; a priority motive weighs as some years more."""
    model = household.model
    years = (model.month - filed) / 12.0
    return years + model.settings.behaviour.urgent_years if is_priority else years


Amount = Callable[[Application, Any], Any]
"""How much of a criterion a file has, by the grid that asks."""


def criteria(grid: Scoring) -> list[tuple[Amount, float, float]]:
    """Return the criteria that a grid uses: what counts, its points, the most it may add."""
    found = []
    for name, amount in _AMOUNTS.items():
        points = getattr(grid, name)
        cap = getattr(grid, _CAPS[name]) if name in _CAPS else float("inf")
        if points:
            found.append((amount, -points if name in _TAKEN_AWAY else points, cap))
    return found


def _effort(home: Dwelling, household: Household) -> float:
    cost = home.rent + home.charges - household.rights.aid(home.rent, home.financing)
    return cost / max(household.income, 1.0)


def _of_home(test: Callable[[Dwelling, Household, Scoring], bool]) -> Amount:
    """Return a criterion of the present home, never met by those who have none."""

    def amount(file: Application, grid: Scoring) -> bool:
        home = file.household.dwelling
        return home is not None and test(home, file.household, grid)

    return amount


_AMOUNTS: dict[str, Amount] = {
    "seniority_per_year": lambda file, grid: file.months_waited / MONTHS,
    "long_wait": lambda file, grid: file.months_waited / MONTHS >= grid.long_wait_years,
    "priority": lambda file, grid: file.is_priority,
    "no_home": lambda file, grid: file.household.dwelling is None,
    "transfer": lambda file, grid: file.is_transfer,
    "over_occupied": _of_home(
        lambda home, household, grid: home.rooms < min(household.persons - 1, _MOST_ROOMS)
    ),
    "under_occupied": _of_home(lambda home, household, grid: home.rooms > household.persons + 1),
    "lone_parent": lambda file, grid: file.household.adults == 1 < file.household.persons,
    "family_size": lambda file, grid: file.household.persons >= grid.family_size_persons,
    "age_under": lambda file, grid: file.household.age < grid.age_under_years,
    "age_over": lambda file, grid: file.household.age >= grid.age_over_years,
    "job": lambda file, grid: file.household.activity == Activity.JOB,
    "effort_above": _of_home(
        lambda home, household, grid: _effort(home, household) > grid.effort_above_rate
    ),
    "income_per_unit_below": lambda file, grid: (
        file.household.income_per_unit < grid.income_per_unit_below_eur
    ),
    "refusal_malus": lambda file, grid: max(file.refused - grid.free_refusals, 0),
}
_CAPS = {"seniority_per_year": "seniority_cap", "refusal_malus": "malus_cap"}
_TAKEN_AWAY = ("refusal_malus",)
