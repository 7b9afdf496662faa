"""Counts of the stock and of the population, each column read once."""

from __future__ import annotations

from typing import Any, NamedTuple

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
