"""In which order vacancies come to who must be rehoused: the nearest first."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from simulation.kernels.cases import Cases, Pool
from simulation.kernels.records import Homes, People, Places


class Orders(NamedTuple):
    """Vacancies as seen from where households live.

    Attributes
    ----------
    of_case
        Row of `listed` of each household, shape (households,).
    listed
        Vacancies by distance, own stock before that of others, shape (orders, vacancies).
    ends
        Where those alike end, for each of them, same shape.
    """

    of_case: NDArray[Any]
    listed: NDArray[Any]
    ends: NDArray[Any]


@njit(cache=True)
def nearest_first(
    pool: Pool, landlord: int, area: int, homes: Homes, places: Places, ends: NDArray[Any]
) -> NDArray[np.int64]:
    """Return the vacancies by distance from an area, own stock before that of other landlords.

    Where those that are equally near and alike end is written into `ends`, for each of them.
    """
    n = pool.homes.size
    km, is_other = np.empty(n), pool.landlord != landlord
    for v in range(n):
        at = homes.area[pool.homes[v]]
        east, north = places.x_km[at] - places.x_km[area], places.y_km[at] - places.y_km[area]
        km[v] = np.sqrt(east * east + north * north)
    own_first = np.argsort(is_other, kind="mergesort")
    order = own_first[np.argsort(km[own_first], kind="mergesort")]
    for place in range(n - 1, -1, -1):
        v, after = order[place], order[min(place + 1, n - 1)]
        is_last = place == n - 1 or km[v] != km[after] or is_other[v] != is_other[after]
        ends[place] = place + 1 if is_last else ends[place + 1]
    return order


@njit(cache=True)
def orders_of(cases: Cases, pool: Pool, people: People, homes: Homes, places: Places) -> Orders:
    """Return the order of the vacancies for each area and landlord that empties buildings."""
    n_landlords = 1 + cases.landlord.max() if cases.rows.size else 1
    found = np.full((places.x_km.size, n_landlords), -1)
    of_case = np.empty(cases.rows.size, np.int64)
    count = 0
    for i in range(cases.rows.size):
        area = homes.area[people.dwelling[cases.rows[i]]]
        if found[area, cases.landlord[i]] < 0:
            found[area, cases.landlord[i]] = count
            count += 1
        of_case[i] = found[area, cases.landlord[i]]
    listed = np.empty((count, pool.homes.size), np.int64)
    ends = np.empty((count, pool.homes.size), np.int64)
    for area in range(found.shape[0]):
        for landlord in range(n_landlords):
            k = found[area, landlord]
            if k >= 0:
                listed[k] = nearest_first(pool, landlord, area, homes, places, ends[k])
    return Orders(of_case, listed, ends)


@njit(cache=True)
def order_for(orders: Orders, i: int, lot: float, order: NDArray[Any]) -> None:
    """Write the vacancies in the order in which household `i` is shown them.

    Those alike are in the order of the list, read from the place `lot` on, a share of it.
    """
    n = order.size
    listed, ends = orders.listed[orders.of_case[i]], orders.ends[orders.of_case[i]]
    first, begin = int(lot * n), 0
    while begin < n:
        end = ends[begin]
        turn = begin + np.searchsorted(listed[begin:end], first)
        order[begin : begin + end - turn] = listed[turn:end]
        order[begin + end - turn : end] = listed[begin:turn]
        begin = end
