"""Offers to households whose building will be demolished, under the charters of their projects."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from simulation.kernels.commission import under_ceiling
from simulation.kernels.legal import Law
from simulation.kernels.records import Codes, Home, Homes, People, Person, Places, Tastes
from simulation.kernels.refusals import Refusals, has_refused
from simulation.kernels.utility import (
    PERSISTENT,
    dwelling_value,
    home_cost,
    read_home,
    read_person,
    tie_value,
)
from simulation.rng import draw, draw_close, draw_open


class Charters(NamedTuple):
    """Charters in force, shape (charters,); see `policies.rehousing_charter`.

    `known` are areas that a household hears of, visits of the town included; amounts are those of
    `policies.base.Charter`.
    """

    offers: NDArray[Any]
    at_once: NDArray[Any]
    visits: NDArray[Any]
    tolerance: NDArray[Any]
    can_waive: NDArray[Any]
    outside_share: NDArray[Any]
    recent_share: NDArray[Any]
    reduction_share: NDArray[Any]
    take_up: NDArray[Any]
    transport: NDArray[Any]
    school: NDArray[Any]
    is_platform: NDArray[Any]
    known: NDArray[Any]


class Cases(NamedTuple):
    """Households to rehouse in the order of their turn, shape (n,).

    Attributes
    ----------
    rows, charter, landlord
        Household, its charter, the landlord of its building.
    pressure
        What staying has lost of its value, utility.
    more_tolerance, more_rooms, more_ceiling
        How far offers have widened with time: net cost, as a share, rooms, more or fewer, and
        income ceilings, as a share.
    """

    rows: NDArray[Any]
    charter: NDArray[Any]
    landlord: NDArray[Any]
    pressure: NDArray[Any]
    more_tolerance: NDArray[Any]
    more_rooms: NDArray[Any]
    more_ceiling: NDArray[Any]


class Pool(NamedTuple):
    """Vacancies that rehousing may take, shape (vacancies,).

    `is_held` tells those that a reservation holder received, for platforms only; `yielded`, shape
    (charters, vacancies), those that a landlord yields to the others. Who refused a vacancy before
    is found in `refused` at its `spans`, shape (vacancies, 2).
    """

    homes: NDArray[Any]
    landlord: NDArray[Any]
    is_outside: NDArray[Any]
    is_held: NDArray[Any]
    yielded: NDArray[Any]
    refused: Refusals
    spans: NDArray[Any]


class Draws(NamedTuple):
    """Codes of the streams of rehousing."""

    list: np.uint64
    aim_outside: np.uint64
    aim_recent: np.uint64
    reduction: np.uint64


class Shown(NamedTuple):
    """What is shown to one household, best first once ranked; room for all vacancies."""

    vacancy: NDArray[Any]
    value: NDArray[Any]
    is_neutral: NDArray[Any]
    cut: NDArray[Any]


class Offered(NamedTuple):
    """Written offers: dwelling, household, accepted or not, above neutrality, rent cut (cents)."""

    home: NDArray[Any]
    row: NDArray[Any]
    accepted: NDArray[Any]
    is_waived: NDArray[Any]
    cut: NDArray[Any]


@njit(cache=True)
def roughly_fits(persons: int, rooms: int, spare: int, more: int) -> bool:
    """Return whether a family fits as in `commission.fits`, `more` rooms more or fewer."""
    return rooms >= min(persons - 1, 5) - more and rooms <= persons + spare + more


@njit(cache=True)
def is_open(pool: Pool, vacancy: int, charter: int, landlord: int, is_platform: bool) -> bool:
    """Return whether a vacancy is within reach of the households of a landlord."""
    if pool.is_held[vacancy] and not is_platform:
        return False
    return pool.landlord[vacancy] == landlord or pool.yielded[charter, vacancy]


@njit(cache=True)
def misses(aims: int, is_outside: bool, is_recent: bool) -> bool:
    """Return whether a dwelling is not what the landlord aims at; see `look`."""
    return ((aims & 1) != 0 and not is_outside) or ((aims & 2) != 0 and not is_recent)


@njit(cache=True)
def with_cut(home: Home, cut: float) -> Home:
    """Return a dwelling at a rent lower by `cut`."""
    return Home(
        home.row, home.area, home.rooms, home.surface, home.rent - cut, home.charges,
        home.financing, home.age, home.quality, home.place, home.x_km, home.y_km,
        home.ceiling_ratio, home.exemption,
    )  # fmt: skip


@njit(cache=True)
def rent_cut(
    stream: np.uint64, charters: Charters, c: int, new_years: float, person: Person, home: Home
) -> float:
    """Return the rent reduction of a new dwelling, whole cents: a share of what is above the aid.

    The landlord takes it up for this household and this dwelling, or not, once and for all.
    """
    if home.age >= new_years or charters.take_up[c] <= 0.0:
        return 0.0
    if draw(stream, PERSISTENT, person.identity, home.row, 0) >= charters.take_up[c]:
        return 0.0
    above = home.rent - person.terms.aid.rent_ceiling * 100.0
    return np.floor(charters.reduction_share[c] * max(0.0, above))


@njit(cache=True)
def knows(codes: Codes, person: Person, n_known: int, n_areas: int, known: NDArray[Any]) -> None:
    """Mark the areas that a household knows: its own, and those that it hears of."""
    known[:] = False
    state = draw_open(codes.known, PERSISTENT, person.identity)
    for k in range(n_known):
        known[int(draw_close(state, k, 0) * n_areas)] = True
    if person.area >= 0:
        known[person.area] = True


@njit(cache=True)
def keep_best(shown: Shown, count: int, length: int) -> int:
    """Put the neutral dwellings of highest value first; keep `length` at most. Return how many."""
    for place in range(min(count, length)):
        best = place
        for k in range(place + 1, count):
            better = shown.is_neutral[k] and not shown.is_neutral[best]
            alike = shown.is_neutral[k] == shown.is_neutral[best]
            if better or (alike and shown.value[k] > shown.value[best]):
                best = k
        if best != place:
            swap(shown, place, best)
    return min(count, length)


@njit(cache=True)
def swap(shown: Shown, one: int, two: int) -> None:
    """Exchange two dwellings of a list."""
    shown.vacancy[one], shown.vacancy[two] = shown.vacancy[two], shown.vacancy[one]
    shown.value[one], shown.value[two] = shown.value[two], shown.value[one]
    shown.is_neutral[one], shown.is_neutral[two] = shown.is_neutral[two], shown.is_neutral[one]
    shown.cut[one], shown.cut[two] = shown.cut[two], shown.cut[one]


@njit(cache=True)
def value_of(
    tastes: Tastes, codes: Codes, charters: Charters, c: int, person: Person, adults: int,
    home: Home, visited: bool,
) -> float:  # fmt: skip
    """Return the utility of an offer: transport and school support take off part of distance."""
    value = dwelling_value(tastes, codes, person, home, visited)
    if person.area != home.area:
        left = 1.0 - charters.transport[c]
        if person.persons > adults:
            left *= 1.0 - charters.school[c]
        value -= (1.0 - left) * tie_value(tastes, person, home.area, home.x_km, home.y_km)
    return value


@njit(cache=True)
def look(
    month: int, start_year: int, spare_rooms: int, i: int, most: int, aims: int, draws: Draws,
    cases: Cases, pool: Pool, charters: Charters, taken: NDArray[Any], known: NDArray[Any],
    person: Person, adults: int, old_cost: float, tastes: Tastes, codes: Codes,
    ceilings: NDArray[Any], homes: Homes, places: Places, shown: Shown,
) -> int:  # fmt: skip
    """Write into `shown` the first `most` neutral dwellings that fit, and as many dearer ones.

    The list is read from a drawn place on; what the landlord aims at (`aims`: 1 out of QPV, 2
    recent) comes first, then the rest. What the household refused before is left out. Return how
    many there are.
    """
    c, n = cases.charter[i], pool.homes.size
    fiscal_income = person.fiscal_income / (1.0 + cases.more_ceiling[i])
    limit = old_cost * (1.0 + charters.tolerance[c] + cases.more_tolerance[i])
    first = int(draw(draws.list, month, person.identity, 0, 0) * n)
    count, neutral, dearer = 0, 0, 0
    for later in range(2 if aims else 1):
        for k in range(n):
            v = (first + k) % n
            if taken[v] or not is_open(pool, v, c, cases.landlord[i], charters.is_platform[c]):
                continue
            home = read_home(homes, places, pool.homes[v], month, start_year)
            is_recent = home.age < tastes.new_years
            if misses(aims, pool.is_outside[v], is_recent) != (later == 1):
                continue
            if not roughly_fits(person.persons, home.rooms, spare_rooms, cases.more_rooms[i]):
                continue
            if not under_ceiling(home, ceilings, person.category, fiscal_income):
                continue
            if not known[home.area] or has_refused(
                pool.refused, pool.spans[v, 0], pool.spans[v, 1], person.identity
            ):
                continue
            cut = rent_cut(draws.reduction, charters, c, tastes.new_years, person, home)
            home = with_cut(home, cut)
            is_neutral = home_cost(person, home) <= limit
            if not is_neutral and (not charters.can_waive[c] or dearer >= most):
                continue
            shown.vacancy[count], shown.is_neutral[count] = v, is_neutral
            shown.cut[count] = cut
            shown.value[count] = value_of(
                tastes, codes, charters, c, person, adults, home, not charters.is_platform[c]
            )
            count += 1
            neutral += is_neutral
            dearer += not is_neutral
            if neutral == most:
                return count
    return count


@njit(cache=True)
def revisit(
    month: int, start_year: int, count: int, c: int, pool: Pool, charters: Charters,
    person: Person, adults: int, tastes: Tastes, codes: Codes, homes: Homes, places: Places,
    shown: Shown,
) -> None:  # fmt: skip
    """Write what dwellings are worth once visited."""
    for k in range(count):
        home = read_home(homes, places, pool.homes[shown.vacancy[k]], month, start_year)
        home = with_cut(home, shown.cut[k])
        shown.value[k] = value_of(tastes, codes, charters, c, person, adults, home, True)


@njit(cache=True)
def rehouse(
    month: int, start_year: int, spare_rooms: int, draws: Draws, cases: Cases, pool: Pool,
    charters: Charters, tastes: Tastes, codes: Codes, law: Law, ceilings: NDArray[Any],
    people: People, homes: Homes, places: Places,
) -> Offered:  # fmt: skip
    """Make the offers of a month, household after household, and return them.

    A household is shown dwellings that fit it, neutral in cost; of what it visited or found on a
    platform, it is offered what it likes best. It takes the best of what is offered at once, or
    the only one where offers come in turn, if it beats a stay that lost `pressure` of its value.
    One that may waive neutrality weighs dearer dwellings too: these are offers only if it takes
    them.
    """
    n = pool.homes.size
    width = max(1, charters.offers.max()) + 1
    limit = cases.rows.size * width
    offered = Offered(
        np.empty(limit, np.int64), np.empty(limit, np.int64), np.zeros(limit, np.bool_),
        np.zeros(limit, np.bool_), np.zeros(limit, np.float64),
    )  # fmt: skip
    shown = Shown(np.empty(n, np.int64), np.empty(n), np.empty(n, np.bool_), np.empty(n))
    taken, known = np.zeros(n, np.bool_), np.ones(places.x_km.size, np.bool_)
    total = 0
    for i in range(cases.rows.size):
        c, row = cases.charter[i], cases.rows[i]
        person = read_person(tastes, codes, law, people, homes, places, row, month)
        adults = people.adults[row]
        old = read_home(homes, places, person.home, month, start_year)
        bar = dwelling_value(tastes, codes, person, old, True) - cases.pressure[i]
        known[:] = True
        if charters.is_platform[c]:
            knows(codes, person, charters.known[c], known.size, known)
        aims = 0
        if draw(draws.aim_outside, month, person.identity, 0, 0) < charters.outside_share[c]:
            aims += 1
        if draw(draws.aim_recent, month, person.identity, 0, 0) < charters.recent_share[c]:
            aims += 2
        n_offers, n_visits = charters.offers[c], max(charters.offers[c], charters.visits[c])
        most = n if charters.is_platform[c] else n_visits
        count = look(
            month, start_year, spare_rooms, i, most, aims, draws, cases, pool, charters, taken,
            known, person, adults, home_cost(person, old), tastes, codes, ceilings, homes, places,
            shown,
        )  # fmt: skip
        if charters.is_platform[c]:
            count = keep_best(shown, count, n_visits * (2 if charters.can_waive[c] else 1))
            revisit(
                month, start_year, count, c, pool, charters, person, adults, tastes, codes, homes,
                places, shown,
            )  # fmt: skip
        if charters.is_platform[c] or n_visits > n_offers:
            keep_best(shown, count, count)
        total = choose(
            shown, count, bar, n_offers, charters.at_once[c], row, pool, taken, offered, total
        )
    return Offered(
        offered.home[:total], offered.row[:total], offered.accepted[:total],
        offered.is_waived[:total], offered.cut[:total],
    )  # fmt: skip


@njit(cache=True)
def choose(
    shown: Shown, count: int, bar: float, n_offers: int, at_once: bool, row: int, pool: Pool,
    taken: NDArray[Any], offered: Offered, total: int,
) -> int:  # fmt: skip
    """Write the offers of one household and what it takes; return how many offers there are now."""
    best, best_offer, made = -1, -1, 0
    for k in range(count):
        if shown.is_neutral[k]:
            if made == (n_offers if at_once else 1):
                continue
            made += 1
            offered.home[total], offered.row[total] = pool.homes[shown.vacancy[k]], row
            offered.cut[total] = shown.cut[k]
            total += 1
        if shown.value[k] > bar:
            bar, best = shown.value[k], k
            best_offer = total - 1 if shown.is_neutral[k] else -1
    if best < 0:
        return total
    if best_offer < 0:
        offered.home[total], offered.row[total] = pool.homes[shown.vacancy[best]], row
        offered.cut[total], offered.is_waived[total] = shown.cut[best], True
        best_offer = total
        total += 1
    offered.accepted[best_offer] = True
    taken[shown.vacancy[best]] = True
    return total
