"""Which areas an applicant asks for, among those it knows."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from simulation.kernels.housing_aid import AidParameters
from simulation.kernels.records import Codes, Homes, People, Places, Tastes
from simulation.kernels.utility import (
    PERSISTENT,
    cost_weight,
    net_cost,
    place_value,
    rooms_wanted,
    status_quo,
    tie_value,
    utility_of_cost,
)
from simulation.rng import draw


@njit(cache=True)
def area_value(
    tastes: Tastes,
    codes: Codes,
    aid: AidParameters,
    people: People,
    homes: Homes,
    places: Places,
    typical: NDArray[Any],
    person: int,
    area: int,
    month: int,
) -> float:
    """Return the value of the typical social dwelling of an area to a household.

    The match with a dwelling not seen yet counts with its mean.
    `typical` holds rent, charges (cents/month), quality and count, shape (4, areas, rooms).
    """
    rooms = rooms_wanted(people.persons[person]) - 1
    cost = net_cost(
        aid,
        people.adults[person],
        people.persons[person],
        int(typical[0, area, rooms]),
        int(typical[1, area, rooms]),
        people.resources[person],
    )
    left = utility_of_cost(tastes, people.income[person], cost, people.units[person])
    value = cost_weight(tastes, codes, people.id[person]) * left
    value += tastes.quality * typical[2, area, rooms]
    value += place_value(tastes, codes, places, people.id[person], area)
    value += np.euler_gamma * (tastes.error_advert + tastes.error_visit)
    return value + tie_value(tastes, people, homes, places, person, area, month)


@njit(cache=True)
def ask_areas(
    month: int,
    start_year: int,
    persons_rows: NDArray[Any],
    filed: NDArray[Any],
    lengths: NDArray[Any],
    known_share: float,
    chance_weight: float,
    chance: NDArray[Any],
    typical: NDArray[Any],
    tastes: Tastes,
    codes: Codes,
    aid: AidParameters,
    people: People,
    homes: Homes,
    places: Places,
    width: int,
) -> NDArray[np.int32]:
    """Return the areas each applicant asks for, best first, −1 after the last, (n, width).

    An area is asked for when it is known, holds dwellings of the wanted size, and its value beats
    the status quo; the order weighs value by the logarithm of last year's chance of success.
    `chance` is by area and legal quartile, shape (areas, 4).
    `known_share` is the probability that an area belongs to what a household knows.
    """
    asked = np.full((persons_rows.size, width), -1, np.int32)
    ranks = np.empty(width)
    for i in range(persons_rows.size):
        person = persons_rows[i]
        waited = (month - filed[i]) / 12.0
        stay = status_quo(
            tastes, codes, aid, people, homes, places, person, waited, month, start_year
        )
        home = people.dwelling[person]
        own = homes.area[home] if home >= 0 else -1
        rooms = rooms_wanted(people.persons[person]) - 1
        length = min(lengths[i], width)
        ranks[:] = -np.inf
        for area in range(chance.shape[0]):
            if typical[3, area, rooms] < 1.0:
                continue
            known = draw(codes.known, PERSISTENT, people.id[person], area, 0) < known_share
            if not known and area != own:
                continue
            value = area_value(
                tastes, codes, aid, people, homes, places, typical, person, area, month
            )
            if value <= stay + tastes.moving_cost:
                continue
            rank = value + chance_weight * np.log(chance[area, people.quartile[person] - 1])
            place = length - 1
            if rank <= ranks[place]:
                continue
            while place > 0 and ranks[place - 1] < rank:
                ranks[place] = ranks[place - 1]
                asked[i, place] = asked[i, place - 1]
                place -= 1
            ranks[place] = rank
            asked[i, place] = area
    return asked
