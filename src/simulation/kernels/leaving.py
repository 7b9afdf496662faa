"""How much a sitting social tenant gains by leaving: competing hazards of one year."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from simulation.kernels.housing_aid import AidParameters
from simulation.kernels.records import Codes, Homes, People, Places, Tastes
from simulation.kernels.utility import (
    cost_weight,
    dwelling_value,
    net_cost,
    rooms_wanted,
    utility_of_cost,
)

OWNERSHIP, PRIVATE_RENTAL, ELSEWHERE, DEATH, TRANSFER = range(5)
N_HAZARDS = 5


class Pushes(NamedTuple):
    """Numbers of the hazards; see `config.mobility`."""

    ownership: float
    private_rental: float
    elsewhere: float
    transfer: float
    sensitivity: float
    highest: float
    death_at_65: float
    death_slope: float
    leaving_age: float


@njit(cache=True)
def death_hazard(pushes: Pushes, age: float) -> float:
    """Return the yearly hazard that a household ends by death (Gompertz 1825)."""
    return pushes.death_at_65 * np.exp(pushes.death_slope * (age - 65.0))


@njit(cache=True)
def response(pushes: Pushes, gain: float) -> float:
    """Return the multiplier of a voluntary hazard for a gain in utility."""
    return np.exp(min(max(pushes.sensitivity * gain, -10.0), 3.0))


@njit(cache=True)
def outside_value(
    tastes: Tastes,
    codes: Codes,
    aid: AidParameters,
    people: People,
    person: int,
    rent: float,
    owner_cost: float,
) -> tuple[float, float]:
    """Return the values of a private letting and of ownership, typical of the territory.

    Both have the mean place, quality and match; they differ from the present home by cost.
    `rent` and `owner_cost` are in cents/month for the size that the household needs.
    """
    income, units = people.income[person], people.units[person]
    weight = cost_weight(tastes, codes, people.id[person])
    cost = net_cost(
        aid,
        people.adults[person],
        people.persons[person],
        int(rent),
        0,
        people.resources[person],
    )
    letting = weight * utility_of_cost(tastes, income, cost, units)
    return letting, weight * utility_of_cost(tastes, income, owner_cost, units)


@njit(cache=True)
def yearly_hazards(
    month: int,
    start_year: int,
    rows: NDArray[Any],
    best_social: NDArray[Any],
    rents: NDArray[Any],
    owner_costs: NDArray[Any],
    mean_match: float,
    pushes: Pushes,
    tastes: Tastes,
    codes: Codes,
    aid: AidParameters,
    people: People,
    homes: Homes,
    places: Places,
) -> NDArray[np.float64]:
    """Return hazards per year of sitting social tenants, shape (n, 5), in the order of names.

    Voluntary hazards grow with the gain of the alternative over staying. `rents` and
    `owner_costs` are by rooms, cents/month; `best_social` by rooms is the mean rent of social
    dwellings, the alternative that a transfer aims at; `mean_match` is the mean of the match
    error, which an unknown alternative has.
    """
    hazards = np.empty((rows.size, N_HAZARDS))
    for i in range(rows.size):
        person = rows[i]
        wanted = rooms_wanted(people.persons[person]) - 1
        stay = dwelling_value(
            tastes,
            codes,
            aid,
            people,
            homes,
            places,
            person,
            people.dwelling[person],
            month,
            start_year,
            True,
        )
        letting, owning = outside_value(
            tastes, codes, aid, people, person, rents[wanted], owner_costs[wanted]
        )
        social, _ = outside_value(tastes, codes, aid, people, person, best_social[wanted], 0.0)
        young = np.exp(-max(0.0, people.age[person] - pushes.leaving_age) / pushes.leaving_age)
        gap = mean_match - stay
        hazards[i, OWNERSHIP] = pushes.ownership * young * response(pushes, owning + gap)
        hazards[i, PRIVATE_RENTAL] = pushes.private_rental * young * response(pushes, letting + gap)
        hazards[i, ELSEWHERE] = pushes.elsewhere * young * response(pushes, letting + gap)
        hazards[i, DEATH] = death_hazard(pushes, people.age[person])
        hazards[i, TRANSFER] = pushes.transfer * response(pushes, social + gap)
        for kind in range(N_HAZARDS):
            hazards[i, kind] = min(hazards[i, kind], pushes.highest)
    return hazards
