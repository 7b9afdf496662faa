"""How much a sitting social tenant gains by leaving: competing hazards of one year."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from simulation.kernels.bill import PLUS, PRIVATE, net_cost
from simulation.kernels.legal import Law
from simulation.kernels.records import Codes, Homes, People, Places, Tastes
from simulation.kernels.utility import (
    cost_value,
    logistic,
    read_person,
    rooms_wanted,
    status_quo,
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
    effort_cap: float
    effort_slope: float


@njit(cache=True)
def death_hazard(pushes: Pushes, age: float) -> float:
    """Return the yearly hazard that a household ends by death (Gompertz 1825)."""
    return pushes.death_at_65 * np.exp(pushes.death_slope * (age - 65.0))


@njit(cache=True)
def response(pushes: Pushes, gain: float) -> float:
    """Return the multiplier of a voluntary hazard for a gain in utility."""
    return np.exp(min(max(pushes.sensitivity * gain, -10.0), 3.0))


@njit(cache=True)
def reach(pushes: Pushes, income: float, cost: float) -> float:
    """Return how likely a bank or a private landlord lets a household have a home of this cost.

    A soft threshold on the effort rate: what a household can reach outside grows with its income.
    """
    effort = cost / max(income, 1.0)
    return logistic(pushes.effort_slope * (pushes.effort_cap - effort))


@njit(cache=True)
def yearly_hazards(
    month: int,
    start_year: int,
    rows: NDArray[Any],
    social_rents: NDArray[Any],
    rents: NDArray[Any],
    owner_costs: NDArray[Any],
    mean_match: float,
    pushes: Pushes,
    tastes: Tastes,
    codes: Codes,
    law: Law,
    people: People,
    homes: Homes,
    places: Places,
) -> NDArray[np.float64]:
    """Return hazards per year of sitting social tenants, shape (n, 5), in the order of names.

    Voluntary hazards grow with the gain of the alternative over staying, where it is in reach.
    The alternatives are typical of the territory: they have the mean place, quality and match
    (`mean_match`), and differ from the present home by cost. `social_rents`, `rents` (private) and
    `owner_costs` are by rooms, cents/month.
    """
    hazards = np.empty((rows.size, N_HAZARDS))
    for i in range(rows.size):
        person = read_person(tastes, codes, law, people, homes, places, rows[i], month)
        wanted = rooms_wanted(person.persons) - 1
        stay = status_quo(tastes, codes, person, homes, places, 0.0, month, start_year)
        gap = mean_match - stay
        price = owner_costs[wanted]
        rent = net_cost(person.terms, rents[wanted], 0.0, 0.0, PRIVATE, True)
        owning = cost_value(tastes, person, price) + gap
        letting = cost_value(tastes, person, rent) + gap
        young = np.exp(-max(0.0, person.age - pushes.leaving_age) / pushes.leaving_age)
        can_buy = young * reach(pushes, person.income, price)
        can_rent = young * reach(pushes, person.income, rent)
        # Another social home is of the size of the present one, and owes a supplement if it is due.
        surface = homes.surface[person.home]
        other = net_cost(person.terms, social_rents[wanted], 0.0, surface, PLUS, False)
        social = cost_value(tastes, person, other) + gap
        hazards[i, OWNERSHIP] = pushes.ownership * can_buy * response(pushes, owning)
        hazards[i, PRIVATE_RENTAL] = pushes.private_rental * can_rent * response(pushes, letting)
        hazards[i, ELSEWHERE] = pushes.elsewhere * can_rent * response(pushes, letting)
        hazards[i, DEATH] = death_hazard(pushes, person.age)
        hazards[i, TRANSFER] = pushes.transfer * response(pushes, social)
        for kind in range(N_HAZARDS):
            hazards[i, kind] = min(hazards[i, kind], pushes.highest)
    return hazards
