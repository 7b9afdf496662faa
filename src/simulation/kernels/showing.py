"""What a household to rehouse is shown: which vacancies, in which order, at which cost."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from simulation.kernels.cases import Cases, Charters, Draws, Pool
from simulation.kernels.commission import under_ceiling
from simulation.kernels.compiled import leaf, part
from simulation.kernels.legal import Law
from simulation.kernels.nearness import Orders, order_for, orders_of
from simulation.kernels.records import Codes, Home, Homes, People, Person, Places, Tastes
from simulation.kernels.refusals import has_refused
from simulation.kernels.utility import (
    PERSISTENT,
    dwelling_value,
    home_cost,
    read_home,
    read_person,
    tie_value,
)
from simulation.rng import draw, draw_close, draw_open


class Shown(NamedTuple):
    """What is shown to one household, best first once ranked; room for all vacancies.

    `order` is that in which it is looked for.
    """

    order: NDArray[Any]
    vacancy: NDArray[Any]
    value: NDArray[Any]
    is_neutral: NDArray[Any]
    cut: NDArray[Any]


@leaf
def roughly_fits(persons: int, rooms: int, spare: int, more: int) -> bool:
    """Return whether a family fits as in `commission.fits`, `more` rooms more or fewer."""
    return rooms >= min(persons - 1, 5) - more and rooms <= persons + spare + more


@leaf
def is_open(i: int, v: int, cases: Cases, pool: Pool, charters: Charters) -> bool:
    """Return whether vacancy `v` is within reach of household `i`: its landlord's, or yielded."""
    c = cases.charter[i]
    if pool.is_held[v] and not charters.is_platform[c]:
        return False
    is_own = cases.more_landlords[i] or pool.landlord[v] == cases.landlord[i]
    return is_own or pool.yielded[c, v]


@leaf
def misses(aims: int, is_outside: bool, is_recent: bool) -> bool:
    """Return whether a dwelling is not what the landlord aims at; see `look`."""
    return ((aims & 1) != 0 and not is_outside) or ((aims & 2) != 0 and not is_recent)


@leaf
def with_cut(home: Home, cut: float) -> Home:
    """Return a dwelling at a rent lower by `cut`."""
    return Home(
        home.row, home.area, home.rooms, home.surface, home.rent - cut, home.charges,
        home.financing, home.age, home.quality, home.place, home.x_km, home.y_km,
        home.ceiling_ratio, home.exemption,
    )  # fmt: skip


@leaf
def rent_cut(
    stream: np.uint64, charters: Charters, c: int, new_years: float, person: Person, home: Home
) -> float:
    """Return the rent reduction of a new dwelling, whole cents: all above the ceiling of the aid.

    The landlord takes it up for this household and this dwelling, or not, once and for all. Where
    it does, the rent is at most the ceiling of the housing aid of that household (ANRU, RGA).
    """
    if home.age >= new_years or charters.take_up[c] <= 0.0:
        return 0.0
    if draw(stream, PERSISTENT, person.identity, home.row, 0) >= charters.take_up[c]:
        return 0.0
    above = home.rent - person.terms.aid.rent_ceiling * 100.0
    return np.ceil(max(0.0, above))


@part
def knows(codes: Codes, person: Person, n_known: int, n_areas: int, known: NDArray[Any]) -> None:
    """Mark the areas that a household knows: its own, and those that it hears of."""
    known[:] = False
    state = draw_open(codes.known, PERSISTENT, person.identity)
    for k in range(n_known):
        known[int(draw_close(state, k, 0) * n_areas)] = True
    if person.area >= 0:
        known[person.area] = True


@leaf
def support_value(
    tastes: Tastes, charters: Charters, c: int, person: Person, adults: int, area: int,
    x_km: float, y_km: float,
) -> float:  # fmt: skip
    """Return what transport and school support take off the loss by distance."""
    if person.area == area:
        return 0.0
    left = 1.0 - charters.transport[c]
    if person.persons > adults:
        left *= 1.0 - charters.school[c]
    return -(1.0 - left) * tie_value(tastes, person, area, x_km, y_km)


@leaf
def value_of(
    tastes: Tastes, codes: Codes, charters: Charters, c: int, person: Person, adults: int,
    home: Home, visited: bool,
) -> float:  # fmt: skip
    """Return the utility of an offer, with the support that comes with it."""
    return dwelling_value(tastes, codes, person, home, visited) + support_value(
        tastes, charters, c, person, adults, home.area, home.x_km, home.y_km
    )


@leaf
def limit_of(i: int, cases: Cases, charters: Charters, old_cost: float) -> float:
    """Return the net cost up to which an offer to household `i` is neutral, cents/month."""
    tolerance: float = charters.tolerance[cases.charter[i]] + cases.more_tolerance[i]
    return old_cost * (1.0 + tolerance)


@leaf
def is_possible(
    i: int, v: int, spare_rooms: int, cases: Cases, pool: Pool, person: Person, home: Home,
    ceilings: NDArray[Any],
) -> bool:  # fmt: skip
    """Return whether a vacancy within reach may be shown to a household, whatever it costs there.

    It fits, and is under the ceiling; the household did not refuse it before.
    """
    if not roughly_fits(person.persons, home.rooms, spare_rooms, cases.more_rooms[i]):
        return False
    fiscal_income = person.fiscal_income / (1.0 + cases.more_ceiling[i])
    if not under_ceiling(home, ceilings, person.category, fiscal_income):
        return False
    return not has_refused(pool.refused, pool.spans[v, 0], pool.spans[v, 1], person.identity)


@part
def look(
    month: int, start_year: int, spare_rooms: int, i: int, most: int, aims: int, draws: Draws,
    cases: Cases, pool: Pool, charters: Charters, taken: NDArray[Any], known: NDArray[Any],
    order: NDArray[Any], person: Person, adults: int, old_cost: float, tastes: Tastes,
    codes: Codes, ceilings: NDArray[Any], homes: Homes, places: Places, shown: Shown,
) -> int:  # fmt: skip
    """Write into `shown` the first `most` neutral dwellings that fit, and as many dearer ones.

    The list is read in `order`; what the landlord aims at (`aims`: 1 out of QPV, 2 recent) comes
    first, then the rest. What the household refused before is left out. Return how many there are.
    """
    c = cases.charter[i]
    count, neutral, dearer = 0, 0, 0
    for later in range(2 if aims else 1):
        for v in order:
            if taken[v] or not is_open(i, v, cases, pool, charters):
                continue
            if not known[homes.area[pool.homes[v]]]:
                continue
            home = read_home(homes, places, pool.homes[v], month, start_year)
            is_recent = home.age < tastes.new_years
            if misses(aims, pool.is_outside[v], is_recent) != (later == 1):
                continue
            if not is_possible(i, v, spare_rooms, cases, pool, person, home, ceilings):
                continue
            cut = rent_cut(draws.reduction, charters, c, tastes.new_years, person, home)
            home = with_cut(home, cut)
            fair = home_cost(person, home) <= limit_of(i, cases, charters, old_cost)
            if not fair and (not charters.can_waive[c] or dearer >= most):
                continue
            shown.vacancy[count], shown.is_neutral[count] = v, fair
            shown.cut[count] = cut
            shown.value[count] = value_of(
                tastes, codes, charters, c, person, adults, home, not charters.is_platform[c]
            )
            count += 1
            neutral += fair
            dearer += not fair
            if neutral == most:
                return count
    return count


@njit(cache=True)
def show(
    month: int, start_year: int, spare_rooms: int, i: int, more: int, draws: Draws, cases: Cases,
    pool: Pool, charters: Charters, orders: Orders, taken: NDArray[Any], person: Person,
    adults: int, old: Home, tastes: Tastes, codes: Codes, ceilings: NDArray[Any], homes: Homes,
    places: Places, shown: Shown,
) -> int:  # fmt: skip
    """Write into `shown` what household `i` is shown, and `more`; return how many there are.

    The landlord shows what it needs to make its offers, the nearest first; a platform shows
    everything in the areas that the household knows.
    """
    c = cases.charter[i]
    known = np.ones(places.x_km.size, np.bool_)
    if charters.is_platform[c]:
        knows(codes, person, charters.known[c], known.size, known)
    aims = 0
    if draw(draws.aim_outside, month, person.identity, 0, 0) < charters.outside_share[c]:
        aims += 1
    if draw(draws.aim_recent, month, person.identity, 0, 0) < charters.recent_share[c]:
        aims += 2
    lot = draw(draws.list, month, person.identity, 0, 0)
    order_for(orders, i, lot, shown.order)
    most = max(charters.offers[c], charters.visits[c]) + more
    return look(
        month, start_year, spare_rooms, i, pool.homes.size if charters.is_platform[c] else most,
        aims, draws, cases, pool, charters, taken, known, shown.order, person, adults,
        home_cost(person, old), tastes, codes, ceilings, homes, places, shown,
    )  # fmt: skip


@njit(cache=True)
def new_shown(count: int) -> Shown:
    """Return room for `count` dwellings."""
    return Shown(
        np.empty(count, np.int64), np.empty(count, np.int64), np.empty(count),
        np.empty(count, np.bool_), np.empty(count),
    )  # fmt: skip


@njit(cache=True)
def would_show(
    month: int, start_year: int, spare_rooms: int, draws: Draws, cases: Cases, pool: Pool,
    charters: Charters, tastes: Tastes, codes: Codes, law: Law, ceilings: NDArray[Any],
    people: People, homes: Homes, places: Places,
) -> NDArray[np.bool_]:  # fmt: skip
    """Return which vacancies somebody would be shown if all were withheld, shape (vacancies,)."""
    n = pool.homes.size
    found, taken, shown = np.zeros(n, np.bool_), np.zeros(n, np.bool_), new_shown(n)
    orders = orders_of(cases, pool, people, homes, places)
    for i in range(cases.rows.size):
        row = cases.rows[i]
        person = read_person(tastes, codes, law, people, homes, places, row, month)
        count = show(
            month, start_year, spare_rooms, i, cases.more_vacancies[i], draws, cases, pool,
            charters, orders, taken, person, people.adults[row],
            read_home(homes, places, person.home, month, start_year), tastes, codes, ceilings,
            homes, places, shown,
        )  # fmt: skip
        found[shown.vacancy[:count]] = True
    return found
