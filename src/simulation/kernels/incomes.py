"""Income notions of households, from their members and pay: rules once, for one and for many.

The rules are plain arithmetic. As they stand they take arrays, for `law`; compiled they take the
numbers of one household.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from simulation.kernels.compiled import leaf

CENTS = 100
MONTHS = 12
PROFESSIONAL_DEDUCTION = 0.10
"""Flat deduction from wages and pensions (CGI art. 83 3°, art. 158 5 a)."""
EXTRA_ADULT_UNITS = 0.5
CHILD_UNITS = 0.3
CATEGORIES = 12
"""Categories of household that income ceilings tell apart."""
_YOUNG_AGES = 55  # sum of both ages in years, included (arrêté du 29 juillet 1987, art. 1)
_COUPLE = 2


def consumption_units(adults: Any, teenagers: Any, children: Any) -> Any:
    """Return OECD-modified consumption units, shape of the arguments.

    1 for the first adult, 0.5 for each further person of 14 and more, 0.3 for each child under 14
    (INSEE, definition c1802).
    """
    return 1.0 + EXTRA_ADULT_UNITS * (adults - 1.0 + teenagers) + CHILD_UNITS * children


def after_deduction(taxable: Any) -> Any:
    """Return what is left of wages, pensions and benefits, €/year of cents/month, not rounded."""
    return taxable * (1.0 - PROFESSIONAL_DEDUCTION) * MONTHS / CENTS


def is_young(adults: Any, dependants: Any, ages: Any) -> Any:
    """Return which households are young couples without a dependant; `ages` of both, added."""
    return (adults == _COUPLE) & (dependants == 0) & (ages <= _YOUNG_AGES)


def category(adults: Any, dependants: Any, young: Any) -> Any:
    """Return the category of household of the income ceilings, from 0; see `law.ceilings`."""
    counts_one_more = ((adults == 1) & (dependants > 0)) | young
    return np.minimum(adults + dependants - 1 + counts_one_more, CATEGORIES - 1)


_units, _after_deduction = leaf(consumption_units), leaf(after_deduction)
_is_young, _category = leaf(is_young), leaf(category)


class Earners(NamedTuple):
    """Columns of households that incomes are derived from, shape (households,)."""

    adults: NDArray[Any]
    teenagers: NDArray[Any]
    children: NDArray[Any]
    age: NDArray[Any]
    earnings: NDArray[Any]
    replacement: NDArray[Any]
    minima: NDArray[Any]


class Derived(NamedTuple):
    """Columns of households that are derived, shape (households,); written."""

    income: NDArray[Any]
    resources: NDArray[Any]
    fiscal_income: NDArray[Any]
    units: NDArray[Any]
    persons: NDArray[Any]
    category: NDArray[Any]


@njit(cache=True)
def derive_incomes(rows: NDArray[np.int64], earners: Earners, derived: Derived) -> None:
    """Write the incomes, units, persons and category of the households `rows`."""
    for row in rows:
        adults, teenagers = np.int64(earners.adults[row]), np.int64(earners.teenagers[row])
        children = np.int64(earners.children[row])
        earnings, replacement = np.int64(earners.earnings[row]), np.int64(earners.replacement[row])
        dependants = teenagers + children
        resources = _after_deduction(float(earnings) + replacement)
        young = _is_young(adults, dependants, 2 * np.int64(earners.age[row]))
        derived.income[row] = earnings + replacement + earners.minima[row]
        derived.resources[row] = resources
        derived.fiscal_income[row] = resources
        derived.units[row] = _units(adults, teenagers, children)
        derived.persons[row] = adults + dependants
        derived.category[row] = _category(adults, dependants, young)


@njit(cache=True)
def place_in_quartiles(
    rows: NDArray[np.int64],
    income: NDArray[Any],
    units: NDArray[Any],
    legal: NDArray[np.float64],
    fixed: NDArray[np.float64],
    quartile_legal: NDArray[Any],
    quartile_fixed: NDArray[Any],
) -> None:
    """Write both quartiles, 1 to 4, of the households `rows`.

    `legal` and `fixed` are rising thresholds of income per unit, €/month; an income on a threshold
    belongs to the lower quartile (`law.quartiles`).
    """
    for row in rows:
        per_unit = income[row] / CENTS / units[row]
        below_legal, below_fixed = 1, 1
        for k in range(legal.size):
            below_legal += legal[k] < per_unit
            below_fixed += fixed[k] < per_unit
        quartile_legal[row], quartile_fixed[row] = below_legal, below_fixed
