"""Private homes taken one after the other by households that can pay, by multinomial logit."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from simulation.kernels.bill import cost_terms, net_cost
from simulation.kernels.legal import Law
from simulation.kernels.records import People, Places, Tastes
from simulation.rng import draw

MOST_ROOMS = 5  # larger homes count as T5


@njit(cache=True)
def choose_private_homes(
    month: int,
    stream_look: np.uint64,
    stream_error: np.uint64,
    rows: NDArray[Any],
    moments: NDArray[Any],
    monthly_costs: NDArray[Any],
    rooms: NDArray[Any],
    areas: NDArray[Any],
    n_alternatives: int,
    effort_cap: float,
    financing: int,
    law: Law,
    tastes: Tastes,
    people: People,
    places: Places,
) -> NDArray[np.int64]:
    """Return for each household the position among the vacancies that it takes, −1 for none.

    Each household looks at the `n_alternatives` vacancies that come up after a moment of its own,
    drops those that are taken, cost more than `effort_cap` of its income or lack two rooms or
    more, and takes the best by cost, place and a Gumbel error: a logit (McFadden 1974).

    Parameters
    ----------
    moments
        Times at which vacancies come up, as shares of the month, in rising order, shape
        (vacancies,); `monthly_costs` (cents), `rooms` and `areas` are in the same order.
    """
    n_vacancies = moments.size
    taken = np.zeros(n_vacancies, np.bool_)
    chosen = np.full(rows.size, -1, np.int64)
    for i in range(rows.size):
        person = rows[i]
        income = max(float(people.income[person]), 1.0)
        adults, persons = people.adults[person], people.persons[person]
        terms = cost_terms(
            law, adults, persons - adults, people.resources[person], people.fiscal_income[person],
            people.category[person],
        )  # fmt: skip
        best = -np.inf
        first = np.searchsorted(moments, draw(stream_look, month, people.id[person], 0, 0))
        for k in range(min(n_alternatives, n_vacancies)):
            v = (first + k) % n_vacancies
            effort = net_cost(terms, monthly_costs[v], 0.0, 0.0, financing, True) / income
            if taken[v] or effort > effort_cap or rooms[v] < min(persons - 2, MOST_ROOMS):
                continue
            error = -np.log(-np.log(draw(stream_error, 0, people.id[person], areas[v], 0)))
            value = tastes.cost * np.log(1.0 - effort) + error * tastes.error_area
            value += tastes.place * (places.amenity[areas[v]] + places.image[areas[v]])
            value -= tastes.crowding * max(0, persons - rooms[v])
            if value > best:
                best = value
                chosen[i] = v
        if chosen[i] >= 0:
            taken[chosen[i]] = True
    return chosen
