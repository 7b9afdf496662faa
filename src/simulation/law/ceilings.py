"""Income ceilings of social housing: category of a household, ceiling by financing."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.config.errors import InputError
from simulation.kernels.incomes import CATEGORIES, category, is_young
from simulation.law.dated import Day
from simulation.law.families import extended
from simulation.law.housing_aid import DEFAULT_DATE
from simulation.law.tables import ceilings as tables
from simulation.law.tables.ceilings import Region
from simulation.state.schema import Financing

__all__ = ["Region", "ceiling_table", "household_category", "is_young_couple", "region_of"]

_SOCIAL = 4


def region_of(commune: str) -> Region:
    """Return the region of a commune, by its INSEE code of five characters."""
    department = commune[:2]
    if department == tables.PARIS or commune in tables.PARIS_NEIGHBOURS:
        return Region.PARIS
    return Region.ILE_DE_FRANCE if department in tables.ILE_DE_FRANCE else Region.ELSEWHERE


def check_region(region: Region | str) -> Region:
    """Return `region` as a `Region`; text that is none raises `InputError`."""
    try:
        return Region(region)
    except ValueError:
        known = ", ".join(Region)
        message = f'Region of the income ceilings: "{region}" is none; choose {known}.'
        raise InputError(message) from None


def is_young_couple(adults: Any, dependants: Any, age: Any, partner_age: Any = None) -> Any:
    """Return which households are young couples: no dependant, ages adding to 55 at most.

    Without `partner_age` the partner counts as old as the reference person.
    """
    ages = np.asarray(age) + (age if partner_age is None else partner_age)
    return is_young(np.asarray(adults), np.asarray(dependants), ages)


def household_category(adults: Any, dependants: Any, young: Any = False) -> NDArray[np.int64]:
    """Return the category of household, 0 for a person alone up to the largest families.

    A person alone with one dependant counts as three persons, and so does a young couple
    (arrêté du 29 juillet 1987, art. 1).
    """
    members = np.asarray(adults, np.int64), np.asarray(dependants, np.int64)
    return np.asarray(category(*members, np.asarray(young, np.bool_)), np.int64)


def ceiling_table(
    date: Day = DEFAULT_DATE, region: Region | str = Region.ELSEWHERE
) -> NDArray[np.float64]:
    """Return ceilings in €/year, shape (financing, category); HLMO follows PLUS.

    From 2017 on; an earlier date, or another region, raises `InputError`.
    """
    region = check_region(region)
    table = np.empty((_SOCIAL, CATEGORIES))
    plus = extended(tables.PLUS.at(date)[region], CATEGORIES)
    table[Financing.HLMO] = plus
    table[Financing.PLUS] = plus
    table[Financing.PLAI] = extended(tables.PLAI.at(date)[region], CATEGORIES)
    table[Financing.PLS] = plus * tables.PLS_RATIO.at(date)
    return table
