"""Which areas an applicant asks for, among those it knows."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from simulation.kernels.bill import PLUS, CostTerms, net_cost
from simulation.kernels.compiled import leaf, part
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
from simulation.rng import draw_mixed, draw_open, mixed_up_to


@leaf
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


class Offer(NamedTuple):
    """What areas have to offer to households of one size.

    Attributes
    ----------
    homes
        Typical dwelling of each area, shape (rooms, areas, `N_COLUMNS`): see `_RENT` and after.
    wait
        Weighed logarithm of the chance of success, shape (areas, 4).
    highest
        Bounds of a standard Gumbel number from above, by the uniform number it is made of.
    mixed
        Areas and ranks of what is heard of, as draws take them.
    """

    homes: NDArray[Any]
    wait: NDArray[Any]
    highest: NDArray[Any]
    mixed: NDArray[Any]


class Candidates(NamedTuple):
    """Room for the areas that one household knows, shape (n,).

    `lots` are the uniform numbers of their match, `bounds` what they are worth at most.
    """

    areas: NDArray[Any]
    lots: NDArray[Any]
    bounds: NDArray[Any]


@njit(cache=True)
def new_candidates(count: int) -> Candidates:
    """Return room for `count` areas."""
    return Candidates(np.empty(count, np.int64), np.empty(count), np.empty(count))


N_COLUMNS = 9
_RENT, _CHARGES, _SURFACE, _EXEMPTION, _QUALITY, _PLACE, _EAST, _NORTH, _COUNT = range(N_COLUMNS)
_STEPS = 4096  # of the bounds of the Gumbel number
_SLACK = 1e-6  # utility, far more than rounding can take from a bound


@njit(cache=True)
def gumbel_bounds() -> NDArray[np.float64]:
    """Return bounds of a standard Gumbel number from above, by the uniform number, shape (steps,).

    They take thousands of logarithms: more than the wishes of a month in a small territory.
    """
    highest = np.full(_STEPS, np.inf)
    for step in range(_STEPS - 1):
        highest[step] = -np.log(-np.log((step + 1.0) / _STEPS))
    return highest


@njit(cache=True)
def offer_of(
    typical: NDArray[Any],
    chance: NDArray[Any],
    weight: float,
    n_known: int,
    highest: NDArray[Any],
    tastes: Tastes,
    places: Places,
) -> Offer:
    """Return what is the same for every household that asks this month; see `ask_areas`."""
    n_areas, n_rooms = typical.shape[1], typical.shape[2]
    homes = np.empty((n_rooms, n_areas, N_COLUMNS))
    for room in range(n_rooms):
        for area in range(n_areas):
            home = homes[room, area]
            home[_RENT], home[_CHARGES] = typical[0, area, room], typical[1, area, room]
            home[_SURFACE], home[_EXEMPTION] = typical[4, area, room], places.exemption[area]
            home[_QUALITY] = tastes.quality * typical[2, area, room]
            home[_PLACE] = places.amenity[area] + places.image[area]
            home[_EAST], home[_NORTH] = places.x_km[area], places.y_km[area]
            home[_COUNT] = typical[3, area, room]
    return Offer(homes, weight * np.log(chance), highest, mixed_up_to(max(n_areas, n_known)))


@leaf
def most_aid(terms: CostTerms) -> float:
    """Return a bound from above of reduction and aid, whatever the rent, cents/month.

    The aid of the highest rent that counts, without what the household's share rises with the rent.
    """
    aid = terms.aid
    covered = (aid.rent_ceiling + aid.charges) * (1.0 - aid.minimum_share)
    return terms.reduction + 100.0 * max(0.0, covered - aid.family_rate * aid.above)


@leaf
def find_known(
    person: Person, n_known: int, informed: Known, offer: Offer, codes: Codes, known: Candidates
) -> int:
    """Write the areas that a household knows into `known`, and return how many they are."""
    areas, n_areas = known.areas, offer.wait.shape[0]
    knows = draw_open(codes.known, PERSISTENT, person.identity)
    for k in range(n_known):
        areas[k] = int(draw_mixed(knows, offer.mixed[k], 0) * n_areas)
    count = n_known
    if person.area >= 0:
        areas[count] = person.area
        count += 1
    if informed.areas.size:
        tells = draw_open(codes.informed, PERSISTENT, person.identity)
        for told in range(informed.areas.size):
            area = informed.areas[told]
            if draw_mixed(tells, offer.mixed[area], 0) < informed.probability[told]:
                areas[count] = area
                count += 1
    return count


@part
def rank_areas(
    person: Person,
    stay: float,
    length: int,
    n_known: int,
    informed: Known,
    offer: Offer,
    tastes: Tastes,
    codes: Codes,
    known: Candidates,
    ranks: NDArray[Any],
    asked: NDArray[Any],
) -> None:
    """Write the best `length` areas of one household into `asked`, best first; see `ask_areas`.

    Areas are looked at in falling order of a bound of their rank from above, until nobody further
    down can still be listed.
    """
    homes = offer.homes[rooms_wanted(person.persons) - 1]
    areas, lots, bounds = known.areas, known.lots, known.bounds
    quartile, last = person.quartile - 1, length - 1
    unseen = np.euler_gamma * (tastes.error_advert + tastes.error_visit)
    count = find_known(person, n_known, informed, offer, codes, known)
    match = draw_open(codes.error_area, PERSISTENT, person.identity)
    floor, aid = tastes.floor * person.units, most_aid(person.terms)
    income = max(person.income, floor)
    for k in range(count):
        home = homes[areas[k]]
        lots[k] = draw_mixed(match, offer.mixed[areas[k]], 0)
        # As ln x is at most x − 1, no logarithm is needed here.
        left = max(person.income + aid - home[_RENT] - home[_CHARGES], floor)
        bounds[k] = person.cost_weight * (left / income - 1.0) + home[_QUALITY] + unseen
        bounds[k] += person.place_weight * home[_PLACE] + _SLACK
        bounds[k] += tastes.error_area * offer.highest[int(lots[k] * _STEPS)]
        bounds[k] += tie_value(tastes, person, areas[k], home[_EAST], home[_NORTH])
    least = stay + tastes.moving_cost
    for k in range(count):
        is_open = bounds[k] > least and homes[areas[k], _COUNT] >= 1.0
        bounds[k] = bounds[k] + offer.wait[areas[k], quartile] if is_open else -np.inf
    ranks[:] = -np.inf
    while count:
        best = np.argmax(bounds[:count])
        if bounds[best] <= ranks[last]:
            break
        bounds[best] = -np.inf
        area, lot = areas[best], lots[best]
        home = homes[area]
        cost = net_cost(
            person.terms, home[_RENT], home[_CHARGES], home[_SURFACE], PLUS, home[_EXEMPTION]
        )
        value = cost_value(tastes, person, cost) + home[_QUALITY]
        value += person.place_weight * home[_PLACE] + unseen
        value -= tastes.error_area * np.log(-np.log(lot))
        value += tie_value(tastes, person, area, home[_EAST], home[_NORTH])
        if value > least:
            insert_area(ranks, asked, length, value + offer.wait[area, quartile], area)


@leaf
def ask_first_known(
    person: Person,
    length: int,
    n_known: int,
    informed: Known,
    offer: Offer,
    codes: Codes,
    known: Candidates,
    asked: NDArray[Any],
) -> None:
    """Write the first `length` areas that a household hears of, with homes of its size."""
    homes = offer.homes[rooms_wanted(person.persons) - 1]
    count = find_known(person, n_known, informed, offer, codes, known)
    asked[:] = -1
    listed = 0
    for k in range(count):
        area, is_new = known.areas[k], True
        for place in range(listed):
            is_new = is_new and asked[place] != area
        if is_new and listed < length and homes[area, _COUNT] >= 1.0:
            asked[listed] = area
            listed += 1


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
    chooses: bool,
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
    highest: NDArray[Any],
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
    chooses
        False: who finds an area worth asking for asks for the first it hears of.
    chance
        Chance of success by area and legal quartile, shape (areas, 4).
    typical
        Rent, charges (cents/month), quality, count and surface (m²) of dwellings, shape
        (5, areas, rooms); the ceilings of PLUS, which most dwellings have, stand for theirs.
    highest
        What `gumbel_bounds` returns.
    """
    asked = np.full((rows.size, width), -1, np.int32)
    ranks = np.empty(width)
    known = new_candidates(n_known + 1 + informed.areas.size)
    offer = offer_of(typical, chance, chance_weight, n_known, highest, tastes, places)
    for i in range(rows.size):
        person = read_person(tastes, codes, law, people, homes, places, rows[i], month)
        waited = years_waited(tastes, month, filed[i], urgent[i])
        stay = status_quo(tastes, codes, person, homes, places, waited, month, start_year)
        rank_areas(
            person, stay, min(lengths[i], width), n_known, informed, offer, tastes, codes, known,
            ranks, asked[i],
        )  # fmt: skip
        if not chooses and asked[i, 0] >= 0:
            ask_first_known(
                person, min(lengths[i], width), n_known, informed, offer, codes, known, asked[i]
            )
    return asked
