"""Who could pay a home: how many of some families, at the cost that a commission counts with."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from simulation.kernels.bill import cost_terms
from simulation.kernels.commission import Rules, full_cost, under_ceiling
from simulation.kernels.legal import Law
from simulation.kernels.records import Homes, People, Places
from simulation.kernels.utility import read_home


@njit(cache=True)
def count_able(
    month: int,
    start_year: int,
    rules: Rules,
    law: Law,
    ceilings: NDArray[Any],
    rows: NDArray[np.int64],
    families: NDArray[np.int64],
    people: People,
    homes: Homes,
    places: Places,
) -> NDArray[np.int64]:
    """Return how many of the households `families` could live in each of the dwellings `rows`.

    Under its ceiling, and paying `rules.effort_maximum` of their income at most; shape (n,).
    """
    able = np.zeros(rows.size, np.int64)
    for family in families:
        adults = people.adults[family]
        terms = cost_terms(
            law, adults, people.persons[family] - adults, people.resources[family],
            people.fiscal_income[family], people.category[family],
        )  # fmt: skip
        most = rules.effort_maximum * people.income[family]
        for k in range(rows.size):
            home = read_home(homes, places, rows[k], month, start_year)
            if under_ceiling(home, ceilings, people.category[family], people.fiscal_income[family]):
                able[k] += full_cost(rules, terms, home) <= most
    return able
