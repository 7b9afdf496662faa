"""What sitting tenants and applicants gain elsewhere: competing hazards of one year."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from simulation.kernels.bill import PLUS, PRIVATE, net_cost
from simulation.kernels.compiled import leaf
from simulation.kernels.legal import Law
from simulation.kernels.records import Codes, Homes, People, Person, Places, Tastes
from simulation.kernels.utility import (
    cost_value,
    logistic,
    read_person,
    rooms_wanted,
    status_quo,
    years_waited,
)

_CENTS_A_MONTH = 100.0 / 12.0  # from euros a year

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
    transfer_settling: float


@njit(cache=True)
def death_hazard(pushes: Pushes, age: float) -> float:
    """Return the yearly hazard that a household ends by death (Gompertz 1825)."""
    return pushes.death_at_65 * np.exp(pushes.death_slope * (age - 65.0))


@leaf
def response(pushes: Pushes, gain: float) -> float:
    """Return the multiplier of a voluntary hazard for a gain in utility."""
    return np.exp(min(max(pushes.sensitivity * gain, -10.0), 3.0))


@leaf
def settled(pushes: Pushes, years: float) -> float:
    """Return the share of the transfer hazard reached after some years in the present home.

    Who has just moved has just chosen: the wish to move again comes back with time, as
    1 - exp(-years / transfer_settling).
    """
    return 1.0 - np.exp(-max(years, 0.0) / pushes.transfer_settling)


@leaf
def reach(pushes: Pushes, resources: float, cost: float) -> float:
    """Return how likely a bank or a private landlord lets a household have a home of this cost.

    A soft threshold on the gross cost (cents/month) over taxable resources (€/year): lenders and
    landlords count wages, pensions and benefits, neither minima nor housing aid.
    """
    effort = cost / max(resources * _CENTS_A_MONTH, 1.0)
    return logistic(pushes.effort_slope * (pushes.effort_cap - effort))


@leaf
def private_cost(person: Person, rent: float) -> float:
    """Return what a private letting costs after housing aid, cents/month."""
    return net_cost(person.terms, rent, 0.0, 0.0, PRIVATE, 1.0)


@njit(cache=True)
def yearly_hazards(
    month: int,
    start_year: int,
    rows: NDArray[Any],
    social_rents: NDArray[Any],
    rents: NDArray[Any],
    owner_costs: NDArray[Any],
    rents_elsewhere: NDArray[Any],
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
    (`mean_match`), and differ from the present home by cost. `social_rents`, `rents` (private),
    `owner_costs` and `rents_elsewhere` are by rooms, cents/month.
    """
    hazards = np.empty((rows.size, N_HAZARDS))
    ahead = (12 - month % 12) / 24.0  # middle of what is left of the year
    for i in range(rows.size):
        person = read_person(tastes, codes, law, people, homes, places, rows[i], month)
        wanted = rooms_wanted(person.persons) - 1
        stay = status_quo(tastes, codes, person, homes, places, 0.0, month, start_year)
        gap = mean_match - stay
        price, rent, away = owner_costs[wanted], rents[wanted], rents_elsewhere[wanted]
        owning = cost_value(tastes, person, price) + gap
        letting = cost_value(tastes, person, private_cost(person, rent)) + gap
        going = cost_value(tastes, person, private_cost(person, away)) + gap
        young = np.exp(-max(0.0, person.age - pushes.leaving_age) / pushes.leaving_age)
        can_buy = young * reach(pushes, person.resources, price)
        can_rent = young * reach(pushes, person.resources, rent)
        can_go = young * reach(pushes, person.resources, away)
        # Another social home is of the size of the present one, and owes a supplement if it is due.
        surface = homes.surface[person.home]
        other = net_cost(person.terms, social_rents[wanted], 0.0, surface, PLUS, 0.0)
        social = cost_value(tastes, person, other) + gap
        hazards[i, OWNERSHIP] = pushes.ownership * can_buy * response(pushes, owning)
        hazards[i, PRIVATE_RENTAL] = pushes.private_rental * can_rent * response(pushes, letting)
        hazards[i, ELSEWHERE] = pushes.elsewhere * can_go * response(pushes, going)
        hazards[i, DEATH] = death_hazard(pushes, person.age)
        hazards[i, TRANSFER] = (
            pushes.transfer * response(pushes, social) * settled(pushes, person.tenure + ahead)
        )
        for kind in range(N_HAZARDS):
            hazards[i, kind] = min(hazards[i, kind], pushes.highest)
    return hazards


@njit(cache=True)
def file_hazards(
    month: int,
    start_year: int,
    rows: NDArray[Any],
    filed: NDArray[Any],
    urgent: NDArray[Any],
    rents: NDArray[Any],
    mean_match: float,
    not_renewed: float,
    found: float,
    pushes: Pushes,
    tastes: Tastes,
    codes: Codes,
    law: Law,
    people: People,
    homes: Homes,
    places: Places,
) -> NDArray[np.float64]:
    """Return hazards per year that files end: not renewed, home found elsewhere, shape (n, 2).

    A household without a home of its own finds a private letting at the rate `found`, times what
    its income reaches, times the response to what it gains over waiting on: the better-off sooner,
    everybody sooner where private rents are low. Sitting tenants leave by `yearly_hazards`.
    """
    hazards = np.zeros((rows.size, 2))
    for i in range(rows.size):
        hazards[i, 0] = not_renewed
        person = read_person(tastes, codes, law, people, homes, places, rows[i], month)
        if person.home >= 0:
            continue
        rent = rents[rooms_wanted(person.persons) - 1]
        waited = years_waited(tastes, month, filed[i], urgent[i])
        stay = status_quo(tastes, codes, person, homes, places, waited, month, start_year)
        gain = cost_value(tastes, person, private_cost(person, rent)) + mean_match - stay
        rate = found * reach(pushes, person.resources, rent) * response(pushes, gain)
        hazards[i, 1] = min(rate, pushes.highest)
    return hazards
