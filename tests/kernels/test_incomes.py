"""Incomes derived household by household, against the rules of `law` on arrays."""

from itertools import product

import numpy as np

from simulation.kernels.incomes import Derived, Earners, derive_incomes, place_in_quartiles
from simulation.law.ceilings import household_category, is_young_couple
from simulation.law.income import consumption_units, fiscal_reference_income, resource_base
from simulation.law.quartiles import quartile_of

FAMILIES = np.array(list(product((1, 2), range(7), range(7), (20, 27, 28, 70))))
N = len(FAMILIES)


def derived():
    adults, teenagers, children = (FAMILIES[:, k].astype(np.int8) for k in range(3))
    rng = np.random.default_rng(2)
    pay = [rng.integers(0, 900_000, N).astype(np.int32) for _ in range(3)]
    earners = Earners(adults, teenagers, children, FAMILIES[:, 3].astype(np.int16), *pay)
    found = Derived(
        np.zeros(N, np.int32), *(np.zeros(N) for _ in range(3)),
        *(np.zeros(N, np.int8) for _ in range(2)),
    )  # fmt: skip
    derive_incomes(np.arange(N), earners, found)
    return earners, found


def test_every_notion_is_to_the_bit_the_one_of_law():
    one, found = derived()
    dependants = one.teenagers + one.children
    base = resource_base(one.earnings, one.replacement)
    fiscal = fiscal_reference_income(one.earnings, one.replacement)
    young = is_young_couple(one.adults, dependants, one.age)
    np.testing.assert_array_equal(found.income, one.earnings + one.replacement + one.minima)
    np.testing.assert_array_equal(found.resources, base)
    np.testing.assert_array_equal(found.fiscal_income, fiscal)
    units = consumption_units(one.adults, one.teenagers, one.children)
    np.testing.assert_array_equal(found.units, units)
    np.testing.assert_array_equal(found.persons, one.adults + dependants)
    np.testing.assert_array_equal(found.category, household_category(one.adults, dependants, young))
    assert young.any()


def test_quartiles_are_those_of_law_and_a_threshold_belongs_below():
    _, found = derived()
    per_unit = found.income / 100 / found.units
    legal, fixed = np.quantile(per_unit, (0.25, 0.5, 0.75)), per_unit[[0, 1, 2]]
    fixed.sort()
    quartiles = np.zeros((2, N), np.int8)
    place_in_quartiles(np.arange(N), found.income, found.units, legal, fixed, *quartiles)
    for kind, thresholds in enumerate((legal, fixed)):
        np.testing.assert_array_equal(quartiles[kind], quartile_of(per_unit, thresholds))
