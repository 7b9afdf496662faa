"""Offers to households whose building will be demolished, under the charters of their projects."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from simulation.kernels.cases import Cases, Charters, Draws, Pool
from simulation.kernels.compiled import leaf, part
from simulation.kernels.legal import Law
from simulation.kernels.nearness import orders_of
from simulation.kernels.records import Codes, Homes, People, Person, Places, Tastes
from simulation.kernels.showing import Shown, new_shown, show, value_of, with_cut
from simulation.kernels.utility import dwelling_value, read_home, read_person


class Offered(NamedTuple):
    """Written offers: dwelling, household, accepted or not, above neutrality, rent cut (cents)."""

    home: NDArray[Any]
    row: NDArray[Any]
    accepted: NDArray[Any]
    is_waived: NDArray[Any]
    cut: NDArray[Any]


@part
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


@leaf
def swap(shown: Shown, one: int, two: int) -> None:
    """Exchange two dwellings of a list."""
    shown.vacancy[one], shown.vacancy[two] = shown.vacancy[two], shown.vacancy[one]
    shown.value[one], shown.value[two] = shown.value[two], shown.value[one]
    shown.is_neutral[one], shown.is_neutral[two] = shown.is_neutral[two], shown.is_neutral[one]
    shown.cut[one], shown.cut[two] = shown.cut[two], shown.cut[one]


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
    shown, taken = new_shown(n), np.zeros(n, np.bool_)
    orders = orders_of(cases, pool, people, homes, places)
    total = 0
    for i in range(cases.rows.size):
        c, row = cases.charter[i], cases.rows[i]
        person = read_person(tastes, codes, law, people, homes, places, row, month)
        adults = people.adults[row]
        old = read_home(homes, places, person.home, month, start_year)
        bar = dwelling_value(tastes, codes, person, old, True) - cases.pressure[i]
        count = show(
            month, start_year, spare_rooms, i, 0, draws, cases, pool, charters, orders, taken,
            person, adults, old, tastes, codes, ceilings, homes, places, shown,
        )  # fmt: skip
        n_offers, n_visits = charters.offers[c], max(charters.offers[c], charters.visits[c])
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
