"""Which areas an applicant asks for, among those it knows."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from simulation.kernels.bill import PLUS, net_cost
from simulation.kernels.legal import Law
from simulation.kernels.records import Codes, Homes, Known, People, Person, Places, Tastes
from simulation.kernels.utility import (
    PERSISTENT,
    cost_value,
    read_person,
    rooms_wanted,
    status_quo,
    tie_value,
    years_waited,
)
from simulation.rng import draw_close, draw_open


@njit(cache=True, forceinline=True)
def insert_area(
    ranks: NDArray[Any], asked: NDArray[Any], length: int, rank: float, area: int
) -> None:
    """Keep the best `length` areas in falling order of rank, each of them once."""
    place = length - 1
    if rank <= ranks[place]:
        return
    for k in range(length):
        if asked[k] == area:
            return
    while place > 0 and ranks[place - 1] < rank:
        ranks[place] = ranks[place - 1]
        asked[place] = asked[place - 1]
        place -= 1
    ranks[place] = rank
    asked[place] = area


@njit(cache=True)
def rank_areas(
    person: Person,
    stay: float,
    length: int,
    n_known: int,
    informed: Known,
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
    surfaces = typical[4]
    amenity, image, x_km, y_km = places.amenity, places.image, places.x_km, places.y_km
    unseen = np.euler_gamma * (tastes.error_advert + tastes.error_visit)
    knows = draw_open(codes.known, PERSISTENT, person.identity)
    tells = draw_open(codes.informed, PERSISTENT, person.identity)
    match = draw_open(codes.error_area, PERSISTENT, person.identity)
    n_areas = counts.shape[0]
    ranks[:] = -np.inf
    for k in range(n_known + 1 + informed.areas.size):
        if k < n_known:
            area = int(draw_close(knows, k, 0) * n_areas)
        elif k == n_known:
            area = person.area
        else:
            told = k - n_known - 1
            area = informed.areas[told]
            if draw_close(tells, area, 0) >= informed.probability[told]:
                continue
        if area < 0 or counts[area, rooms] < 1.0:
            continue
        cost = net_cost(
            person.terms, rents[area, rooms], charges[area, rooms], surfaces[area, rooms], PLUS,
            places.exemption[area],
        )  # fmt: skip
        value = cost_value(tastes, person, cost) + tastes.quality * quality[area, rooms]
        value += person.place_weight * (amenity[area] + image[area]) + unseen
        value -= tastes.error_area * np.log(-np.log(draw_close(match, area, 0)))
        value += tie_value(tastes, person, area, x_km[area], y_km[area])
        if value > stay + tastes.moving_cost:
            rank = value + chance_weight * log_chance[area, person.quartile - 1]
            insert_area(ranks, asked, length, rank, area)


@njit(cache=True)
def ask_areas(
    month: int,
    start_year: int,
    rows: NDArray[Any],
    filed: NDArray[Any],
    urgent: NDArray[Any],
    lengths: NDArray[Any],
    n_known: int,
    informed: Known,
    chance_weight: float,
    chance: NDArray[Any],
    typical: NDArray[Any],
    tastes: Tastes,
    codes: Codes,
    law: Law,
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
    rows, filed, urgent, lengths
        Households, month and priority motive of their file, areas they may ask for, shape (n,).
    n_known
        Areas that a household hears of, drawn evenly with replacement; it knows its own besides.
    informed
        Areas that policies make known.
    chance
        Chance of success by area and legal quartile, shape (areas, 4).
    typical
        Rent, charges (cents/month), quality, count and surface (m²) of dwellings, shape
        (5, areas, rooms); the ceilings of PLUS, which most dwellings have, stand for theirs.
    """
    asked = np.full((rows.size, width), -1, np.int32)
    ranks = np.empty(width)
    log_chance = np.log(chance)
    for i in range(rows.size):
        person = read_person(tastes, codes, law, people, homes, places, rows[i], month)
        waited = years_waited(tastes, month, filed[i], urgent[i])
        stay = status_quo(tastes, codes, person, homes, places, waited, month, start_year)
        rank_areas(
            person, stay, min(lengths[i], width), n_known, informed, chance_weight, log_chance,
            typical, tastes, codes, places, ranks, asked[i],
        )  # fmt: skip
    return asked
