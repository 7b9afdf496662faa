"""Take a decision apart: what each thing weighs in the value of an offer and of staying.

The parts are those of `kernels.utility.dwelling_value`, made by the same functions: they add up
to it.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from simulation.kernels.compiled import leaf
from simulation.kernels.legal import Law
from simulation.kernels.records import Codes, Home, Homes, People, Person, Places, Tastes
from simulation.kernels.utility import (
    area_match,
    cost_value,
    dwelling_value,
    gumbel,
    home_cost,
    read_home,
    read_person,
    rooms_wanted,
    tie_value,
)


class Parts(NamedTuple):
    """What a dwelling that was visited is worth to a household, thing by thing; utility."""

    cost: float
    quality: float
    place: float
    crowding: float
    distance: float
    attachment: float
    newness: float
    match_area: float
    match_advert: float
    match_visit: float


N_PARTS = len(Parts._fields)


@leaf
def dwelling_parts(tastes: Tastes, codes: Codes, person: Person, home: Home) -> Parts:
    """Return the parts of the value of a dwelling that the household visited or lives in."""
    tie = tie_value(tastes, person, home.area, home.x_km, home.y_km)
    is_same_area = person.home >= 0 and person.area == home.area
    return Parts(
        cost_value(tastes, person, home_cost(person, home)),
        tastes.quality * home.quality,
        person.place_weight * home.place,
        -tastes.crowding * max(0, rooms_wanted(person.persons) - home.rooms),
        0.0 if is_same_area else tie,
        tie if is_same_area else 0.0,
        tastes.newness if home.age < tastes.new_years else 0.0,
        area_match(tastes, codes, person, home.area),
        tastes.error_advert * gumbel(codes.error_advert, person.identity, home.row),
        tastes.error_visit * gumbel(codes.error_visit, person.identity, home.row),
    )


@njit(cache=True)
def decision_parts(
    month: int,
    start_year: int,
    rows: NDArray[Any],
    offered: NDArray[Any],
    tastes: Tastes,
    codes: Codes,
    law: Law,
    people: People,
    homes: Homes,
    places: Places,
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Return what households weighed when each was offered a dwelling.

    Parameters
    ----------
    rows, offered
        Households and the dwellings that they were offered, shape (n,).

    Returns
    -------
    parts
        Parts of the offer and of the present home, shape (n, 2, N_PARTS); 0 without a home.
    values
        `dwelling_value` of both, shape (n, 2).
    costs
        Net costs of both, cents/month, shape (n, 2); 0 without a home.
    """
    parts = np.zeros((rows.size, 2, N_PARTS))
    values = np.zeros((rows.size, 2))
    costs = np.zeros((rows.size, 2))
    for i in range(rows.size):
        person = read_person(tastes, codes, law, people, homes, places, rows[i], month)
        for side in range(2):
            dwelling = offered[i] if side == 0 else person.home
            if dwelling < 0:
                continue
            home = read_home(homes, places, dwelling, month, start_year)
            values[i, side] = dwelling_value(tastes, codes, person, home, True)
            costs[i, side] = home_cost(person, home)
            found = dwelling_parts(tastes, codes, person, home)
            for k in range(N_PARTS):
                parts[i, side, k] = found[k]
    return parts, values, costs


@njit(cache=True)
def net_costs(
    month: int,
    start_year: int,
    rows: NDArray[Any],
    tastes: Tastes,
    codes: Codes,
    law: Law,
    people: People,
    homes: Homes,
    places: Places,
) -> NDArray[np.float64]:
    """Return what housed households pay after housing aid, cents/month, shape (n,)."""
    costs = np.empty(rows.size)
    for i in range(rows.size):
        person = read_person(tastes, codes, law, people, homes, places, rows[i], month)
        costs[i] = home_cost(person, read_home(homes, places, person.home, month, start_year))
    return costs
