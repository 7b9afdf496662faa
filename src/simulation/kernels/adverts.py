"""Chosen letting of one month: who sees which advert, who bids, who is offered, who accepts."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from simulation.kernels.commission import Rules, accepts, fits, insert
from simulation.kernels.legal import Law
from simulation.kernels.records import Codes, Files, Homes, People, Places, Tastes
from simulation.kernels.utility import dwelling_value, read_home, read_person, status_quo
from simulation.rng import draw


@njit(cache=True)
def place_bids(
    month: int,
    start_year: int,
    stream: np.uint64,
    candidates: NDArray[Any],
    adverts: NDArray[Any],
    chance: NDArray[Any],
    attention: float,
    max_bids: int,
    rules: Rules,
    tastes: Tastes,
    codes: Codes,
    law: Law,
    ceilings: NDArray[Any],
    people: People,
    homes: Homes,
    places: Places,
    files: Files,
) -> NDArray[np.int64]:
    """Return the adverts each candidate bids on, best first, −1 after the last, (n, max_bids).

    A bid goes to an advert that was seen, fits, is under the income ceiling, and whose value by
    the advert beats the status quo; the order is gain × last year's chance in the area.
    """
    bids = np.full((candidates.size, max_bids), -1, np.int64)
    ranks = np.empty(max_bids)
    for i in range(candidates.size):
        file = candidates[i]
        row = files.household[file]
        person = read_person(tastes, codes, law, people, homes, places, row, month)
        waited = (month - files.filed[file]) / 12.0
        stay = status_quo(tastes, codes, person, homes, places, waited, month, start_year)
        ranks[:] = 0.0
        for v in range(adverts.size):
            if draw(stream, month, person.identity, adverts[v], 0) >= attention:
                continue
            home = read_home(homes, places, adverts[v], month, start_year)
            if not fits(person.persons, home.rooms, rules.spare_rooms):
                continue
            if person.fiscal_income > ceilings[home.financing, person.category]:
                continue
            gain = dwelling_value(tastes, codes, person, home, False) - stay - tastes.moving_cost
            if gain > 0.0:
                insert(ranks, bids[i], gain * chance[home.area, person.quartile - 1], v)
    return bids


@njit(cache=True)
def let_by_advert(
    month: int,
    start_year: int,
    candidates: NDArray[Any],
    adverts: NDArray[Any],
    bids: NDArray[Any],
    scores: NDArray[Any],
    rules: Rules,
    tastes: Tastes,
    codes: Codes,
    law: Law,
    people: People,
    homes: Homes,
    places: Places,
    files: Files,
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]:
    """Rank the bidders of each advert by score and offer in turn; see `let_by_commission`."""
    limit = adverts.size * rules.list_length
    offered_home = np.empty(limit, np.int64)
    offered_file = np.empty(limit, np.int64)
    accepted = np.zeros(limit, np.bool_)
    busy = np.zeros(files.household.size, np.bool_)
    ranks = np.full((adverts.size, rules.list_length), -np.inf)
    best = np.full((adverts.size, rules.list_length), -1, np.int64)
    for i in range(candidates.size):
        for k in range(bids.shape[1]):
            if bids[i, k] >= 0:
                insert(ranks[bids[i, k]], best[bids[i, k]], scores[i], candidates[i])
    count = 0
    for v in range(adverts.size):
        for k in range(rules.list_length):
            file = best[v, k]
            if file < 0 or busy[file]:
                continue
            home = adverts[v]
            busy[file] = True
            offered_home[count] = home
            offered_file[count] = file
            accepted[count] = accepts(
                month, start_year, file, home, tastes, codes, law, people, homes, places, files
            )
            count += 1
            if accepted[count - 1]:
                break
    return offered_home[:count], offered_file[:count], accepted[:count]
