"""Counts of the stock and of the population, each column read once."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray


class StockCounts(NamedTuple):
    """Dwellings at one moment."""

    social: int
    social_occupied: int
    social_vacant: int
    private: int
    occupied: int


class PopulationCounts(NamedTuple):
    """Households at one moment, and the persons in them."""

    housed: int
    hosted: int
    persons: int


class FlowCounts(NamedTuple):
    """What happened in a month."""

    entries: int
    exits: int
    homes_taken: int
    homes_left: int
    persons_entered: int
    persons_exited: int
    births: int
    deaths_of_partners: int
    members_joined: int
    members_left: int
    files_opened: int
    files_closed: int


@njit(cache=True)
def count_stock(
    status: NDArray[Any],
    is_social: NDArray[Any],
    occupant: NDArray[Any],
    vacant: int,
    demolished: int,
) -> StockCounts:
    """Count dwellings; `vacant` and `demolished` are codes of status."""
    standing, social, social_occupied, social_vacant, occupied = 0, 0, 0, 0, 0
    for i in range(status.size):
        stands, lived_in = status[i] != demolished, occupant[i] >= 0
        standing += stands
        occupied += lived_in
        social += is_social[i] & stands
        social_occupied += is_social[i] & lived_in
        social_vacant += is_social[i] & (status[i] == vacant)
    return StockCounts(social, social_occupied, social_vacant, standing - social, occupied)


@njit(cache=True)
def count_population(
    place: NDArray[Any],
    adults: NDArray[Any],
    teenagers: NDArray[Any],
    children: NDArray[Any],
    housed: int,
    hosted: int,
) -> PopulationCounts:
    """Count households and persons; `housed` and `hosted` are codes of place, others are absent."""
    n_housed, n_hosted, persons = 0, 0, 0
    for i in range(place.size):
        is_housed, is_hosted = place[i] == housed, place[i] == hosted
        n_housed += is_housed
        n_hosted += is_hosted
        if is_housed or is_hosted:
            persons += int(adults[i]) + int(teenagers[i]) + int(children[i])
    return PopulationCounts(n_housed, n_hosted, persons)


@njit(cache=True)
def count_flows(
    moves: NDArray[np.int64],
    members: NDArray[np.int64],
    files: NDArray[np.int64],
    entry: int,
    leave: int,
    birth: int,
    death: int,
) -> FlowCounts:
    """Count events of the ledger; `entry` and `leave` are kinds of moves, the others reasons.

    Events of a kind have shape (columns, n), the columns in the order of `state.ledger`.
    """
    entries, exits, taken, left, entered, exited = 0, 0, 0, 0, 0, 0
    for i in range(moves.shape[1]):
        kind, origin, destination, persons = moves[2, i], moves[3, i], moves[4, i], moves[6, i]
        taken += destination >= 0
        left += origin >= 0
        if kind == entry:
            entries += 1
            entered += persons
        elif kind == leave:
            exits += 1
            exited += persons
    births, deaths, joined, quit_ = 0, 0, 0, 0
    for i in range(members.shape[1]):
        change, reason = members[2, i], members[3, i]
        if reason == birth:
            births += change
        elif reason == death:
            deaths -= change
        elif change > 0:
            joined += change
        else:
            quit_ -= change
    opened = 0
    for i in range(files.shape[1]):
        opened += files[2, i]
    closed = files.shape[1] - opened
    return FlowCounts(
        entries, exits, taken, left, entered, exited, births, deaths, joined, quit_, opened, closed
    )
