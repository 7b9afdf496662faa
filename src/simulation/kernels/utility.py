"""Utility of a dwelling to a household, and what a household knows of it when.

Rows are read once into `Person` and `Home`; everything else works on numbers.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from simulation.kernels.bill import cost_terms, net_cost
from simulation.kernels.compiled import leaf
from simulation.kernels.legal import Law
from simulation.kernels.records import Codes, Home, Homes, People, Person, Places, Tastes
from simulation.rng import draw

PERSISTENT = 0  # month of the draws that never change


@leaf
def normal(stream: np.uint64, identity: int) -> float:
    """Return a persistent standard normal number (Box and Muller 1958)."""
    radius = np.sqrt(-2.0 * np.log(draw(stream, PERSISTENT, identity, 0, 0)))
    return radius * np.cos(2.0 * np.pi * draw(stream, PERSISTENT, identity, 0, 1))


@leaf
def gumbel(stream: np.uint64, identity: int, other: int) -> float:
    """Return a persistent standard Gumbel number of a pair, the error of a logit choice."""
    return -np.log(-np.log(draw(stream, PERSISTENT, identity, other, 0)))


@leaf
def logistic(value: float) -> float:
    """Return 1 / (1 + exp(−value))."""
    return 1.0 / (1.0 + np.exp(-value))


@leaf
def rooms_wanted(persons: int) -> int:
    """Return the rooms a household looks for: two for one or two persons, then one per person."""
    return max(2, min(persons, 5))


@leaf
def read_person(
    tastes: Tastes,
    codes: Codes,
    law: Law,
    people: People,
    homes: Homes,
    places: Places,
    row: int,
    month: int,
) -> Person:
    """Return the household in row `row` of `people`, with its own tastes."""
    identity = people.id[row]
    adults, persons = people.adults[row], people.persons[row]
    resources, fiscal_income = people.resources[row], people.fiscal_income[row]
    category = people.category[row]
    home: Any = np.int64(people.dwelling[row])  # of one type everywhere: kernels compile once
    area: Any = -1
    x_km, y_km = 0.0, 0.0
    if home >= 0:
        area = np.int64(homes.area[home])
        x_km, y_km = places.x_km[area], places.y_km[area]
    return Person(
        identity,
        persons,
        float(people.age[row]),
        float(people.income[row]),
        resources,
        people.units[row],
        category,
        people.quartile[row],
        home,
        area,
        x_km,
        y_km,
        max(0.0, (month - people.moved_in[row]) / 12.0),
        tastes.cost * np.exp(tastes.spread * normal(codes.taste_cost, identity)),
        tastes.place * np.exp(tastes.spread * normal(codes.taste_place, identity)),
        fiscal_income,
        cost_terms(law, adults, persons - adults, resources, fiscal_income, category),
    )


@leaf
def read_home(homes: Homes, places: Places, row: int, month: int, start_year: int) -> Home:
    """Return the dwelling in row `row` of `homes`."""
    home: Any = np.int64(row)
    residence, area = homes.residence[row], homes.area[row]
    return Home(
        home,
        area,
        homes.rooms[row],
        homes.surface[row],
        float(homes.rent[row]),
        float(homes.charges[row]),
        homes.financing[residence],
        start_year + month / 12.0 - homes.built_year[residence],
        homes.quality[residence],
        places.amenity[area] + places.image[area],
        places.x_km[area],
        places.y_km[area],
        homes.ceiling_ratio[row],
        homes.exemption[residence],
    )


@leaf
def home_cost(person: Person, home: Home) -> float:
    """Return the net cost of a dwelling to a household, cents/month; see `kernels.bill`."""
    return net_cost(
        person.terms, home.rent, home.charges, home.surface, home.financing, home.exemption
    )


@leaf
def cost_value(tastes: Tastes, person: Person, cost: float) -> float:
    """Return b_cost ln of the share of income left after housing, floored at a living minimum."""
    floor = tastes.floor * person.units
    left = max(person.income - cost, floor)
    return person.cost_weight * np.log(left / max(person.income, floor))


@leaf
def area_match(tastes: Tastes, codes: Codes, person: Person, area: int) -> float:
    """Return the part of the match error that is known when asking."""
    return tastes.error_area * gumbel(codes.error_area, person.identity, area)


@leaf
def tie_value(tastes: Tastes, person: Person, area: int, x_km: float, y_km: float) -> float:
    """Return what the present home does to the value of an area: attachment less distance."""
    if person.home < 0:
        return 0.0
    if person.area == area:
        return tastes.attachment * (1.0 - np.exp(-person.tenure / tastes.attachment_years))
    east, north = person.x_km - x_km, person.y_km - y_km
    return -tastes.distance * np.sqrt(east * east + north * north)


@leaf
def dwelling_value(
    tastes: Tastes, codes: Codes, person: Person, home: Home, visited: bool
) -> float:
    """Return the utility of a dwelling to a household, with the known parts of the match error.

    V = b_cost ln((y − net cost)/y) + b_quality quality + b_place (amenity + image)
    − b_crowd rooms missing − b_distance km + b_attach attachment [same area] + b_new [recent].
    The last part of the match error is known once the dwelling was visited, and counts with its
    mean before.
    """
    value = cost_value(tastes, person, home_cost(person, home))
    value += tastes.quality * home.quality + person.place_weight * home.place
    value += area_match(tastes, codes, person, home.area)
    value -= tastes.crowding * max(0, rooms_wanted(person.persons) - home.rooms)
    if home.age < tastes.new_years:
        value += tastes.newness
    value += tastes.error_advert * gumbel(codes.error_advert, person.identity, home.row)
    if visited:
        value += tastes.error_visit * gumbel(codes.error_visit, person.identity, home.row)
    else:
        value += tastes.error_visit * np.euler_gamma
    return value + tie_value(tastes, person, home.area, home.x_km, home.y_km)


@leaf
def years_waited(tastes: Tastes, month: int, filed: int, is_priority: bool) -> float:
    """Return years on the list; a priority motive weighs as some years more."""
    years = (month - filed) / 12.0
    return years + tastes.urgent_years if is_priority else years


@leaf
def waiting_value(tastes: Tastes, waited: float) -> float:
    """Return the value of having no home of one's own after `waited` years on the list."""
    return tastes.hosted_value - tastes.hosted_decline * waited


@leaf
def status_quo(
    tastes: Tastes,
    codes: Codes,
    person: Person,
    homes: Homes,
    places: Places,
    waited: float,
    month: int,
    start_year: int,
) -> float:
    """Return the value of staying, or of waiting on without a home."""
    if person.home < 0:
        return waiting_value(tastes, waited)
    home = read_home(homes, places, person.home, month, start_year)
    return dwelling_value(tastes, codes, person, home, True)
