"""Which areas an applicant asks for, among those it knows."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from simulation.kernels.housing_aid import AidParameters
from simulation.kernels.records import Codes, Homes, People, Person, Places, Tastes
from simulation.kernels.utility import (
    PERSISTENT,
    area_match,
    cost_value,
    net_cost,
    read_person,
    rooms_wanted,
    status_quo,
    tie_value,
)
from simulation.rng import draw


@njit(cache=True)
def rank_areas(
    person: Person,
    stay: float,
    length: int,
    known_share: float,
    chance_weight: float,
    log_chance: NDArray[Any],
    typical: NDArray[Any],
    tastes: Tastes,
    codes: Codes,
    places: Places,
    ranks: NDArray[Any],
    asked: NDArray[Any],
) -> None:
    """Write the best `length` areas of one household into `asked`, best first; see `ask_areas`."""
    rooms = rooms_wanted(person.persons) - 1
    rents, charges, quality, counts = typical[0], typical[1], typical[2], typical[3]
    amenity, image, x_km, y_km = places.amenity, places.image, places.x_km, places.y_km
    unseen = np.euler_gamma * (tastes.error_advert + tastes.error_visit)
    ranks[:] = -np.inf
    for area in range(counts.shape[0]):
        if counts[area, rooms] < 1.0:
            continue
        known = draw(codes.known, PERSISTENT, person.identity, area, 0) < known_share
        if not known and area != person.area:
            continue
        cost = net_cost(person, rents[area, rooms], charges[area, rooms])
        value = cost_value(tastes, person, cost) + tastes.quality * quality[area, rooms]
        value += person.place_weight * (amenity[area] + image[area]) + unseen
        value += area_match(tastes, codes, person, area)
        value += tie_value(tastes, person, area, x_km[area], y_km[area])
        if value <= stay + tastes.moving_cost:
            continue
        rank = value + chance_weight * log_chance[area, person.quartile - 1]
        place = length - 1
        if rank <= ranks[place]:
            continue
        while place > 0 and ranks[place - 1] < rank:
            ranks[place] = ranks[place - 1]
            asked[place] = asked[place - 1]
            place -= 1
        ranks[place] = rank
        asked[place] = area


@njit(cache=True)
def ask_areas(
    month: int,
    start_year: int,
    rows: NDArray[Any],
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

    An area is asked for when it is known, holds dwellings of the wanted size, and its typical
    dwelling, with the mean match of what was not seen, beats the status quo; the order weighs
    value by the logarithm of last year's chance of success of files like theirs.

    Parameters
    ----------
    rows, filed, lengths
        Households, month of their file, areas they may ask for, shape (n,).
    known_share
        Probability that an area belongs to what a household knows.
    chance
        Chance of success by area and legal quartile, shape (areas, 4).
    typical
        Rent, charges (cents/month), quality and count of dwellings, shape (4, areas, rooms).
    """
    asked = np.full((rows.size, width), -1, np.int32)
    ranks = np.empty(width)
    log_chance = np.log(chance)
    for i in range(rows.size):
        person = read_person(tastes, codes, aid, people, homes, places, rows[i], month)
        waited = (month - filed[i]) / 12.0
        stay = status_quo(tastes, codes, person, homes, places, waited, month, start_year)
        rank_areas(
            person, stay, min(lengths[i], width), known_share, chance_weight, log_chance, typical,
            tastes, codes, places, ranks, asked[i],
        )  # fmt: skip
    return asked
