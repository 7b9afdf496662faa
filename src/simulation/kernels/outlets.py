"""Which private homes households of buildings to demolish would rather have than stay."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from simulation.kernels.compiled import leaf
from simulation.kernels.leaving import Pushes, reach
from simulation.kernels.legal import Law
from simulation.kernels.private_choice import MOST_ROOMS
from simulation.kernels.records import Codes, Home, Homes, People, Places, Tastes
from simulation.kernels.utility import (
    PERSISTENT,
    dwelling_value,
    home_cost,
    read_home,
    read_person,
)
from simulation.rng import draw


class Market(NamedTuple):
    """Private vacancies of a month in the order in which they come up, shape (vacancies,).

    `moments` are shares of the month in rising order, `costs` the rents asked or the annuities of
    the prices, cents/month. A household looks at `alternatives` of them, and drops those that cost
    more than `effort_cap` of its income.
    """

    homes: NDArray[Any]
    moments: NDArray[Any]
    costs: NDArray[Any]
    alternatives: int
    effort_cap: float


@leaf
def at_cost(home: Home, cost: float) -> Home:
    """Return a private home at what is asked for it; no supplement is due there."""
    return Home(
        home.row, home.area, home.rooms, home.surface, cost, 0.0, home.financing, home.age,
        home.quality, home.place, home.x_km, home.y_km, home.ceiling_ratio, 1.0,
    )  # fmt: skip


@njit(cache=True)
def choose_outlets(
    month: int, start_year: int, look: np.uint64, lender: np.uint64, rows: NDArray[Any],
    pressure: NDArray[Any], market: Market, pushes: Pushes, tastes: Tastes, codes: Codes, law: Law,
    people: People, homes: Homes, places: Places,
) -> NDArray[np.int64]:  # fmt: skip
    """Return for each household the position of the private home that it takes, −1 for none.

    Like any seeker it looks at some vacancies, of both tenures, from a moment of its own on. Of
    those that it can pay, that are let or lent to its income and age, and that lack no two rooms,
    it visits the one it likes best, and takes it if it beats a stay worth `pressure` less and the
    cost of a move, which nobody pays for it. A bank or a landlord answers a household once and for
    all (`lender`): its threshold is its own.
    """
    n = market.homes.size
    taken, chosen = np.zeros(n, np.bool_), np.full(rows.size, -1, np.int64)
    for i in range(rows.size):
        person = read_person(tastes, codes, law, people, homes, places, rows[i], month)
        old = read_home(homes, places, person.home, month, start_year)
        bar = dwelling_value(tastes, codes, person, old, True) - pressure[i] + tastes.moving_cost
        young = np.exp(-max(0.0, person.age - pushes.leaving_age) / pushes.leaving_age)
        threshold = draw(lender, PERSISTENT, person.identity, 0, 0)
        best, best_value = -1, -np.inf
        first = np.searchsorted(market.moments, draw(look, month, person.identity, 0, 0))
        for k in range(min(market.alternatives, n)):
            v = (first + k) % n
            home = read_home(homes, places, market.homes[v], month, start_year)
            if taken[v] or home.rooms < min(person.persons - 2, MOST_ROOMS):
                continue
            if threshold >= young * reach(pushes, person.resources, market.costs[v]):
                continue
            asked = at_cost(home, market.costs[v])
            if home_cost(person, asked) > market.effort_cap * max(person.income, 1.0):
                continue
            value = dwelling_value(tastes, codes, person, asked, False)
            if value > best_value:
                best, best_value = int(v), value
        if best < 0:
            continue
        home = read_home(homes, places, market.homes[best], month, start_year)
        asked = at_cost(home, market.costs[best])
        if dwelling_value(tastes, codes, person, asked, True) > bar:
            chosen[i], taken[best] = best, True
    return chosen
