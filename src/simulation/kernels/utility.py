"""Utility of a dwelling to a household, and what a household knows of it when."""

from __future__ import annotations

import numpy as np
from numba import njit

from simulation.kernels.housing_aid import AidParameters, housing_aid
from simulation.kernels.records import Codes, Homes, People, Places, Tastes
from simulation.rng import draw

PERSISTENT = 0  # month of the draws that never change


@njit(cache=True)
def normal(stream: int, identity: int) -> float:
    """Return a persistent standard normal number (Box and Muller 1958)."""
    radius = np.sqrt(-2.0 * np.log(draw(stream, PERSISTENT, identity, 0, 0)))
    return radius * np.cos(2.0 * np.pi * draw(stream, PERSISTENT, identity, 0, 1))


@njit(cache=True)
def gumbel(stream: int, identity: int, other: int) -> float:
    """Return a persistent standard Gumbel number of a pair, the error of a logit choice."""
    return -np.log(-np.log(draw(stream, PERSISTENT, identity, other, 0)))


@njit(cache=True)
def rooms_wanted(persons: int) -> int:
    """Return the rooms a household looks for: two for one or two persons, then one per person."""
    return max(2, min(persons, 5))


@njit(cache=True)
def logistic(value: float) -> float:
    """Return 1 / (1 + exp(−value))."""
    return 1.0 / (1.0 + np.exp(-value))


@njit(cache=True)
def net_cost(
    aid: AidParameters, adults: int, persons: int, rent: int, charges: int, resources: float
) -> int:
    """Return rent and charges less housing aid, cents/month."""
    return rent + charges - housing_aid(aid, adults, persons - adults, rent, resources)


@njit(cache=True)
def utility_of_cost(tastes: Tastes, income: float, cost: float, units: float) -> float:
    """Return ln of the share of income left after housing, floored at the living minimum."""
    left = max(income - cost, tastes.floor * units)
    return np.log(left / max(income, tastes.floor * units))


@njit(cache=True)
def distance_km(places: Places, origin: int, area: int) -> float:
    """Return the distance between two areas, 0 from nowhere."""
    if origin < 0:
        return 0.0
    east = places.x_km[origin] - places.x_km[area]
    north = places.y_km[origin] - places.y_km[area]
    return np.sqrt(east * east + north * north)


@njit(cache=True)
def place_value(tastes: Tastes, codes: Codes, places: Places, identity: int, area: int) -> float:
    """Return taste for the place plus the part of the match error known when asking."""
    weight = tastes.place * np.exp(tastes.spread * normal(codes.taste_place, identity))
    error = tastes.error_area * gumbel(codes.error_area, identity, area)
    return weight * (places.amenity[area] + places.image[area]) + error


@njit(cache=True)
def cost_weight(tastes: Tastes, codes: Codes, identity: int) -> float:
    """Return the household's own weight of cost."""
    return tastes.cost * np.exp(tastes.spread * normal(codes.taste_cost, identity))


@njit(cache=True)
def dwelling_value(
    tastes: Tastes,
    codes: Codes,
    aid: AidParameters,
    people: People,
    homes: Homes,
    places: Places,
    person: int,
    home: int,
    month: int,
    start_year: int,
    visited: bool,
) -> float:
    """Return the utility of a dwelling to a household, with the known parts of the match error.

    V = b_cost ln((y − net cost)/y) + b_quality quality + b_place (amenity + image)
    − b_crowd rooms missing − b_distance km + b_attach attachment [same area] + b_new [recent].
    `person` and `home` are rows of `people` and `homes`; the last part of the match error is
    known once the dwelling was visited, and counts with its mean before.
    """
    identity = people.id[person]
    area = homes.area[home]
    cost = net_cost(
        aid,
        people.adults[person],
        people.persons[person],
        homes.rent[home],
        homes.charges[home],
        people.resources[person],
    )
    left = utility_of_cost(tastes, people.income[person], cost, people.units[person])
    residence = homes.residence[home]
    value = cost_weight(tastes, codes, identity) * left
    value += tastes.quality * homes.quality[residence]
    value += place_value(tastes, codes, places, identity, area)
    missing = max(0, rooms_wanted(people.persons[person]) - homes.rooms[home])
    value -= tastes.crowding * missing
    if start_year + month // 12 - homes.built_year[residence] < tastes.new_years:
        value += tastes.newness
    value += tastes.error_advert * gumbel(codes.error_advert, identity, home)
    if visited:
        value += tastes.error_visit * gumbel(codes.error_visit, identity, home)
    else:
        value += tastes.error_visit * np.euler_gamma
    return value + tie_value(tastes, people, homes, places, person, area, month)


@njit(cache=True)
def tie_value(
    tastes: Tastes, people: People, homes: Homes, places: Places, person: int, area: int, month: int
) -> float:
    """Return what the present home does to the value of an area: attachment less distance."""
    home = people.dwelling[person]
    if home < 0:
        return 0.0
    if homes.area[home] == area:
        years = max(0.0, (month - people.moved_in[person]) / 12.0)
        return tastes.attachment * (1.0 - np.exp(-years / tastes.attachment_years))
    return -tastes.distance * distance_km(places, homes.area[home], area)


@njit(cache=True)
def status_quo(
    tastes: Tastes,
    codes: Codes,
    aid: AidParameters,
    people: People,
    homes: Homes,
    places: Places,
    person: int,
    waited: float,
    month: int,
    start_year: int,
) -> float:
    """Return the value of staying, or of waiting `waited` years more without a home."""
    home = people.dwelling[person]
    if home < 0:
        return tastes.hosted_value - tastes.hosted_decline * waited
    return dwelling_value(
        tastes, codes, aid, people, homes, places, person, home, month, start_year, True
    )
