"""Private outlet: households of buildings to demolish that would rather have a private home."""

from __future__ import annotations

from bisect import bisect_left
from math import exp
from typing import TYPE_CHECKING, NamedTuple

from mesa_reference.dice import PERSISTENT
from mesa_reference.market import N_ROOMS, reach
from simulation.state.schema import Exit, Financing

if TYPE_CHECKING:
    from mesa_reference.household import Household
    from mesa_reference.model import ReferenceModel
    from mesa_reference.places import Dwelling


class Asked(NamedTuple):
    """A private vacancy: the moment of the month at which it comes up, and what it costs."""

    moment: float
    home: Dwelling
    cost: float


class Outlets:
    """Who leaves a building to demolish for a private home at local prices."""

    def __init__(self, model: ReferenceModel) -> None:
        self.model = model

    def step(self, households: list[Household], bars: dict[Household, float]) -> None:
        """Move out those who visited a private home that beats their bar, one after the other."""
        vacancies = self._coming_up()
        taken: set[Dwelling] = set()
        moves = []
        for household in households:
            choice = self._visited(household, vacancies, taken)
            if choice is not None:
                value = household.value(choice.home, net_cost=_net(household, choice))
                if value > bars[household]:
                    taken.add(choice.home)
                    moves.append((household, choice))
        for household, choice in moves:
            self._move(household, choice)

    def _coming_up(self) -> list[Asked]:
        model, market = self.model, self.model.market
        homes = [home for filling in market.fillings.values() for home in filling.vacancies]
        found = [
            Asked(
                model.dice.uniform("private_moment", model.month, home.row),
                home,
                market.monthly_cost(home),
            )
            for home in homes
        ]
        return sorted(found, key=lambda asked: asked.moment)

    def _visited(
        self, household: Household, vacancies: list[Asked], taken: set[Dwelling]
    ) -> Asked | None:
        """Return the one it likes best, unseen, of the few that it looks at and can have."""
        model = self.model
        dice, rules = model.dice, model.settings.private_market
        first = bisect_left(
            [asked.moment for asked in vacancies],
            dice.uniform("private_look", model.month, household.identity),
        )
        threshold = dice.uniform("outlet", PERSISTENT, household.identity)
        age = model.settings.mobility.settling_age
        young = exp(-max(0.0, household.age - age) / age)
        best, best_value = None, -float("inf")
        for k in range(min(rules.alternatives, len(vacancies))):
            asked = vacancies[(first + k) % len(vacancies)]
            net = _net(household, asked)
            if (
                asked.home in taken
                or asked.home.rooms < min(household.persons - 2, N_ROOMS)
                or threshold >= young * reach(model, household.resources, asked.cost)
                or net > rules.effort_cap * max(household.income, 1.0)
            ):
                continue
            value = household.value(asked.home, visited=False, net_cost=net)
            if value > best_value:
                best, best_value = asked, value
        return best

    def _move(self, household: Household, asked: Asked) -> None:
        is_rented = asked.home.financing == Financing.PRIVATE_RENTAL
        household.exit_kind = Exit.PRIVATE_RENTAL if is_rented else Exit.OWNERSHIP
        household.exit_month = None
        household.lose_home()
        household.settle(asked.home)
        if is_rented:
            asked.home.rent = round(asked.cost)


def _net(household: Household, asked: Asked) -> float:
    return household.rights.net_cost(asked.cost, 0.0, 0.0, asked.home.financing, 1.0)
