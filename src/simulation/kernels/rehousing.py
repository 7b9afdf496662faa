"""Offers to households whose building will be demolished."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from simulation.kernels.commission import fits, under_ceiling
from simulation.kernels.legal import Law
from simulation.kernels.records import Codes, Homes, People, Places, Tastes
from simulation.kernels.utility import dwelling_value, home_cost, read_home, read_person
from simulation.rng import draw


@njit(cache=True)
def rehouse(
    month: int,
    start_year: int,
    stream: np.uint64,
    rows: NDArray[Any],
    years_open: NDArray[Any],
    vacancies: NDArray[Any],
    n_offers: int,
    neutrality: float,
    pressure: float,
    spare_rooms: int,
    tastes: Tastes,
    codes: Codes,
    law: Law,
    ceilings: NDArray[Any],
    people: People,
    homes: Homes,
    places: Places,
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]:
    """Show each household dwellings that fit it; return (dwelling, household, accepted) of each.

    Up to `n_offers` dwellings are shown, the first that fit from a drawn place of the list; their
    net cost is at most (1 + `neutrality`) times the present one. The household takes the best
    if it beats a stay that loses `pressure` of value with each year since rehousing opened.
    """
    limit = rows.size * n_offers
    offered_home = np.empty(limit, np.int64)
    offered_row = np.empty(limit, np.int64)
    accepted = np.zeros(limit, np.bool_)
    taken = np.zeros(vacancies.size, np.bool_)
    count = 0
    for i in range(rows.size):
        person = read_person(tastes, codes, law, people, homes, places, rows[i], month)
        old = read_home(homes, places, person.home, month, start_year)
        old_cost = home_cost(person, old)
        bar = dwelling_value(tastes, codes, person, old, True) - pressure * years_open[i]
        first = int(draw(stream, month, person.identity, 0, 0) * vacancies.size)
        shown = 0
        best_offer = -1
        best_vacancy = -1
        for k in range(vacancies.size):
            v = (first + k) % vacancies.size
            if taken[v]:
                continue
            home = read_home(homes, places, vacancies[v], month, start_year)
            if not fits(person.persons, home.rooms, spare_rooms):
                continue
            if not under_ceiling(home, ceilings, person.category, person.fiscal_income):
                continue
            if home_cost(person, home) > old_cost * (1.0 + neutrality):
                continue
            value = dwelling_value(tastes, codes, person, home, True)
            offered_home[count] = home.row
            offered_row[count] = rows[i]
            if value > bar:
                bar = value
                best_offer = count
                best_vacancy = v
            count += 1
            shown += 1
            if shown == n_offers:
                break
        if best_offer >= 0:
            accepted[best_offer] = True
            taken[best_vacancy] = True
    return offered_home[:count], offered_row[:count], accepted[:count]
