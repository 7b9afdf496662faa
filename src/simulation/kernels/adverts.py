"""Chosen letting of one month: who sees which advert, who bids, who is offered, who accepts."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from simulation.kernels.commission import (
    Rules,
    accepts,
    fits,
    full_cost,
    insert,
    screen_probability,
    under_ceiling,
)
from simulation.kernels.legal import Law
from simulation.kernels.records import Codes, Files, Homes, People, Places, Tastes
from simulation.kernels.refusals import Refusals, has_refused, refusals_of, spans_of
from simulation.kernels.utility import (
    PERSISTENT,
    dwelling_value,
    read_home,
    read_person,
    status_quo,
    years_waited,
)
from simulation.rng import draw

NOT_REACHED, ACCEPTED, REFUSED = range(3)
N_ROOMS = 5


class Board(NamedTuple):
    """Adverts of a month, those of one size together, in the order of their moments.

    `homes` are rows of dwellings and `moments` the times at which adverts are out, as shares of
    the month, both of shape (adverts,); those of n rooms are ``starts[n - 1]`` to ``starts[n]``.
    """

    homes: NDArray[Any]
    moments: NDArray[Any]
    starts: NDArray[Any]


@njit(cache=True)
def sees_any(board: Board, begins: float, attention: float, persons: int, spare_rooms: int) -> bool:
    """Return whether an advert that fits is out in the share of the month that one looks at."""
    for rooms in range(1, N_ROOMS + 1):
        low, high = board.starts[rooms - 1], board.starts[rooms]
        if low == high or not fits(persons, rooms, spare_rooms):
            continue
        first = low + np.searchsorted(board.moments[low:high], begins)
        elapsed = (
            board.moments[first] - begins if first < high else board.moments[low] - begins + 1.0
        )
        if elapsed < attention:
            return True
    return False


@njit(cache=True)
def place_bids(
    month: int,
    start_year: int,
    stream: np.uint64,
    candidates: NDArray[Any],
    board: Board,
    refused: Refusals,
    chance: NDArray[Any],
    attention: float,
    max_bids: int,
    spare_rooms: int,
    visits: NDArray[Any],
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

    A candidate looks at the board for a share `attention` of the month, from a moment of its own
    on, and sees the adverts that are out then: each of them with that probability, whatever else
    is advertised, at a cost proportional to what is seen. It bids on what fits, is under the
    income ceiling and beats the status quo by the advert; the order is gain × chance.

    Parameters
    ----------
    stream
        Code of the stream of the moments at which candidates begin to look.
    candidates
        Rows of files, shape (n,).
    refused
        Who refused which of these dwellings before: nobody bids on such a one.
    chance
        Chance of success of a bid by area and legal quartile, shape (areas, 4).
    visits
        Probability that a candidate visits the adverts of an area before it bids, shape (areas,):
        all those of an area or none.

    Returns
    -------
    bids
        Positions on the board.
    """
    bids = np.full((candidates.size, max_bids), -1, np.int64)
    ranks = np.empty(max_bids)
    spans = spans_of(refused, board.homes)
    for i in range(candidates.size):
        file = candidates[i]
        row = files.household[file]
        begins = draw(stream, month, people.id[row], 0, 0)
        # Many look when nothing that fits is out: who they are need not be read.
        if not sees_any(board, begins, attention, people.persons[row], spare_rooms):
            continue
        person = read_person(tastes, codes, law, people, homes, places, row, month)
        waited = years_waited(tastes, month, files.filed[file], files.is_priority[file])
        stay = status_quo(tastes, codes, person, homes, places, waited, month, start_year)
        ranks[:] = 0.0
        for rooms in range(1, N_ROOMS + 1):
            low, high = board.starts[rooms - 1], board.starts[rooms]
            if low == high or not fits(person.persons, rooms, spare_rooms):
                continue
            first = low + np.searchsorted(board.moments[low:high], begins)
            for k in range(high - low):
                v = first + k if first + k < high else first + k - high + low
                elapsed = board.moments[v] - begins
                if elapsed < 0.0:
                    elapsed += 1.0
                if elapsed >= attention:
                    break
                home = read_home(homes, places, board.homes[v], month, start_year)
                if not under_ceiling(home, ceilings, person.category, person.fiscal_income):
                    continue
                visited = visits[home.area] > 0.0 and (
                    draw(codes.informed, PERSISTENT, person.identity, home.area, 0)
                    < visits[home.area]
                )
                value = dwelling_value(tastes, codes, person, home, visited)
                gain = value - stay - tastes.moving_cost
                if gain > 0.0 and not has_refused(
                    refused, spans[v, 0], spans[v, 1], person.identity
                ):
                    insert(ranks, bids[i], gain * chance[home.area, person.quartile - 1], v)
    return bids


@njit(cache=True)
def list_bidders(
    month: int,
    start_year: int,
    home_row: int,
    reserved: int,
    ranked: NDArray[Any],
    profiles: NDArray[Any],
    busy: NDArray[Any],
    refused: Refusals,
    is_screened: bool,
    listed: NDArray[Any],
    rules: Rules,
    tastes: Tastes,
    codes: Codes,
    law: Law,
    people: People,
    homes: Homes,
    places: Places,
    files: Files,
) -> int:
    """Write into `listed` the positions in `ranked` of the first bidders that may be offered.

    Return how many they are. Left out: those who were offered another home this month, those of a
    profile that the dwelling is not reserved to, those who refused it before, those whom the
    landlord finds not solvent.
    """
    home = read_home(homes, places, home_row, month, start_year)
    first, last = refusals_of(refused, home_row)
    count = 0
    for k in range(ranked.size):
        if count == listed.size:
            break
        row = files.household[ranked[k]]
        if busy[ranked[k]] or not (reserved >> profiles[k]) & 1:
            continue
        if has_refused(refused, first, last, people.id[row]):
            continue
        if is_screened:
            person = read_person(tastes, codes, law, people, homes, places, row, month)
            cost = full_cost(rules, person.terms, home)
            solvent = screen_probability(rules, person.income, cost, person.units)
            if draw(codes.screen, PERSISTENT, person.identity, home_row, 0) >= solvent:
                continue
        listed[count] = k
        count += 1
    return count


@njit(cache=True)
def let_by_advert(
    month: int,
    start_year: int,
    adverts: NDArray[Any],
    reserved: NDArray[Any],
    starts: NDArray[Any],
    bidders: NDArray[Any],
    profiles: NDArray[Any],
    refused: Refusals,
    list_length: int,
    is_screened: bool,
    rules: Rules,
    tastes: Tastes,
    codes: Codes,
    law: Law,
    people: People,
    homes: Homes,
    places: Places,
    files: Files,
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.int8]]:
    """Offer each advert to its bidders in turn; return who was listed and what became of it.

    Parameters
    ----------
    adverts, reserved
        Rows of dwellings, and bit mask of the profiles each is reserved to, shape (adverts,).
    starts, bidders
        Files that bid on advert v, best ranked first: ``bidders[starts[v]:starts[v + 1]]``.
    profiles
        Profile of the household of each of these files, shape of `bidders`.

    Returns
    -------
    advert, bidder, place, outcome
        One entry for each bidder listed: position in `adverts` and in `bidders`, place on the list
        from 1 on, and `NOT_REACHED`, `REFUSED` or `ACCEPTED`.
    """
    limit = adverts.size * list_length
    advert = np.empty(limit, np.int64)
    bidder = np.empty(limit, np.int64)
    place = np.empty(limit, np.int64)
    outcome = np.full(limit, NOT_REACHED, np.int8)
    busy = np.zeros(files.household.size, np.bool_)
    listed = np.empty(list_length, np.int64)
    n = 0
    for v in range(adverts.size):
        count = list_bidders(
            month, start_year, adverts[v], reserved[v], bidders[starts[v] : starts[v + 1]],
            profiles[starts[v] : starts[v + 1]], busy, refused, is_screened, listed, rules, tastes,
            codes, law, people, homes, places, files,
        )  # fmt: skip
        is_let = False
        for k in range(count):
            advert[n], bidder[n], place[n] = v, starts[v] + listed[k], k + 1
            if not is_let:
                file = bidders[bidder[n]]
                busy[file] = True
                is_let = not rules.may_refuse or accepts(
                    month, start_year, file, adverts[v], tastes, codes, law, people, homes,
                    places, files,
                )  # fmt: skip
                outcome[n] = ACCEPTED if is_let else REFUSED
            n += 1
    return advert[:n], bidder[:n], place[:n], outcome[:n]
