"""Derive the income notions of households from their components, once for everybody."""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray

from simulation.law.ceilings import household_category, is_young_couple
from simulation.law.income import (
    consumption_units,
    fiscal_reference_income,
    income_before_aid,
    resource_base,
)
from simulation.state.world import World

OWNER = "income"


def derive(world: World, rows: NDArray[Any]) -> None:
    """Write the incomes, units, persons and category of the households `rows`."""
    h, derived = world.households, world.households.owned(OWNER)
    adults, teenagers, children = h.adults[rows], h.teenagers[rows], h.children[rows]
    earnings, replacement = h.earnings[rows], h.replacement[rows]
    dependants = teenagers + children
    derived.income[rows] = income_before_aid(earnings, replacement, h.minima[rows])
    derived.resources[rows] = resource_base(earnings, replacement)
    derived.fiscal_income[rows] = fiscal_reference_income(earnings, replacement)
    derived.units[rows] = consumption_units(adults, teenagers, children)
    derived.persons[rows] = adults + dependants
    young = is_young_couple(adults, dependants, h.age[rows])
    derived.category[rows] = household_category(adults, dependants, young)
