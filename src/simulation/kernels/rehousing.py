"""Offers to households whose building will be demolished."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from simulation.kernels.commission import fits
from simulation.kernels.housing_aid import AidParameters
from simulation.kernels.records import Codes, Homes, People, Places, Tastes
from simulation.kernels.utility import dwelling_value, net_cost
from simulation.rng import draw


@njit(cache=True)
def rehouse(
    month: int,
    start_year: int,
    stream: int,
    rows: NDArray[Any],
    years_open: NDArray[Any],
    vacancies: NDArray[Any],
    n_offers: int,
    neutrality: float,
    pressure: float,
    spare_rooms: int,
    tastes: Tastes,
    codes: Codes,
    aid: AidParameters,
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
        person = rows[i]
        old = people.dwelling[person]
        adults, persons = people.adults[person], people.persons[person]
        resources = people.resources[person]
        old_cost = net_cost(aid, adults, persons, homes.rent[old], homes.charges[old], resources)
        stay = dwelling_value(
            tastes, codes, aid, people, homes, places, person, old, month, start_year, True
        )
        bar = stay - pressure * years_open[i]
        first = int(draw(stream, month, people.id[person], 0, 0) * vacancies.size)
        shown = 0
        best_offer = -1
        best_vacancy = -1
        for k in range(vacancies.size):
            v = (first + k) % vacancies.size
            home = vacancies[v]
            if taken[v] or not fits(persons, homes.rooms[home], spare_rooms):
                continue
            financing = homes.financing[homes.residence[home]]
            if resources > ceilings[financing, people.category[person]]:
                continue
            cost = net_cost(aid, adults, persons, homes.rent[home], homes.charges[home], resources)
            if cost > old_cost * (1.0 + neutrality):
                continue
            value = dwelling_value(
                tastes, codes, aid, people, homes, places, person, home, month, start_year, True
            )
            offered_home[count] = home
            offered_row[count] = person
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
