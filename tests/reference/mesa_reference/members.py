"""One year older: ageing, births, children who turn 14, partners who die."""

from __future__ import annotations

from math import exp, pi, sqrt
from typing import TYPE_CHECKING

from simulation.state.schema import Activity

if TYPE_CHECKING:
    from mesa_reference.household import Household
    from mesa_reference.model import ReferenceModel
    from mesa_reference.work import Pay

TEENAGER_AGE = 14
_REACH = 4  # standard deviations of the age at birth beyond which nobody is born


def death_hazard(model: ReferenceModel, age: int) -> float:
    """Return the yearly hazard of death at an age (Gompertz 1825)."""
    rates = model.settings.mobility
    return min(rates.death_at_65 * exp(rates.death_slope * (age - 65.0)), rates.highest_rate)


def take_pay(household: Household, pay: Pay) -> None:
    """Give a household the activity and pay of one of its adults."""
    (
        household.activity, household.capacity, household.shock, household.earnings,
        household.replacement,
    ) = pay  # fmt: skip


class Ageing:
    """What January does to the members of a household."""

    def __init__(self, model: ReferenceModel) -> None:
        self.model, self.rules = model, model.settings.demography
        spread = self.rules.birth_age_spread
        self.first = int(self.rules.birth_age - _REACH * spread)
        self.last = int(self.rules.birth_age + _REACH * spread)
        self._density = []
        for age in range(self.last + 1):
            deviation = (age - self.rules.birth_age) / spread
            self._density.append(exp(-deviation * deviation / 2) / (spread * sqrt(2 * pi)))

    def grow_older(self, household: Household) -> None:
        """Age a household by a year; settle its benefits when its members changed."""
        household.age += 1
        changed = household.children > 0 and self._children_grow(household)
        changed |= self._bears(household)
        if household.adults > 1:
            changed |= self._loses_partner(household)
        if changed:
            household.claim_benefits()

    def _children_grow(self, household: Household) -> bool:
        dice, month = self.model.dice, self.model.month
        grown = sum(
            dice.uniform("child_grows", month, household.identity, 0, child) < 1 / TEENAGER_AGE
            for child in range(household.children)
        )
        household.children -= grown
        household.teenagers += grown
        return grown > 0

    def _bears(self, household: Household) -> bool:
        """Draw a birth: a normal curve of age that adds up to the number of children."""
        rules = self.rules
        is_of_age = self.first <= household.age <= self.last
        if not is_of_age or household.dependants >= rules.most_dependants:
            return False
        births = rules.births_couple if household.adults > 1 else rules.births_alone
        u = self.model.dice.uniform("birth", self.model.month, household.identity)
        if u >= births * self._density[household.age]:
            return False
        household.children += 1
        return True

    def _loses_partner(self, couple: Household) -> bool:
        """Let one of two partners die; the other keeps its pay and part of a pension."""
        model = self.model
        one_of_two = 1.0 - exp(-2 * death_hazard(model, couple.age))
        if model.dice.uniform("partner_dies", model.month, couple.identity) >= one_of_two:
            return False
        survives = model.dice.uniform("who_survives", model.month, couple.identity) * 2 < 1.0
        left = model.working_life.part_of(couple, of_reference=survives)
        gone = model.working_life.part_of(couple, of_reference=not survives)
        if couple.activity == Activity.RETIRED:
            reversion = round(model.settings.work.survivor_rate * gone.replacement)
            left = left._replace(replacement=left.replacement + reversion)
        take_pay(couple, left)
        couple.adults -= 1
        return True
