"""Commission lettings of one month: candidates, ranking, offers in turn, decisions."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from simulation.kernels.housing_aid import AidParameters
from simulation.kernels.records import Codes, Files, Homes, People, Places, Tastes
from simulation.kernels.utility import dwelling_value, logistic, net_cost, status_quo
from simulation.rng import draw

DAYS_PER_MONTH = 365.25 / 12.0


class Rules(NamedTuple):
    """Numbers of the commission; see `config.allocation`."""

    list_length: int
    seniority: float
    seniority_cap: float
    priority: float
    malus: float
    steering: float
    judgement: float
    running_costs: float
    residual_minimum: float
    residual_comfort: float
    residual_slope: float
    effort_maximum: float
    effort_slope: float
    spare_rooms: int


@njit(cache=True)
def fits(persons: int, rooms: int, spare: int) -> bool:
    """Return whether a family fits: one room fewer than persons at least, `spare` more at most."""
    return rooms >= min(persons - 1, 5) and rooms <= persons + spare


@njit(cache=True)
def residual_per_day(income: float, cost: float, units: float) -> float:
    """Return what is left per consumption unit and day, €; amounts in cents/month."""
    return (income - cost) / 100.0 / units / DAYS_PER_MONTH


@njit(cache=True)
def screen_probability(rules: Rules, income: float, cost: float, units: float) -> float:
    """Return how likely a landlord finds a household solvent at this cost.

    A soft threshold on residual income per unit and day, times one on the effort rate.
    """
    daily = residual_per_day(income, cost, units)
    effort = cost / max(income, 1.0)
    return logistic(rules.residual_slope * (daily - rules.residual_minimum)) * logistic(
        rules.effort_slope * (rules.effort_maximum - effort)
    )


@njit(cache=True)
def comfort(rules: Rules, income: float, cost: float, units: float) -> float:
    """Return how far the residual income lies between the minimum, 0, and comfort, 1."""
    above = residual_per_day(income, cost, units) - rules.residual_minimum
    return min(1.0, max(0.0, above / (rules.residual_comfort - rules.residual_minimum)))


@njit(cache=True)
def base_score(rules: Rules, files: Files, points: NDArray[Any], file: int, month: int) -> float:
    """Return the part of the rank that does not depend on the dwelling."""
    years = min((month - files.filed[file]) / 12.0, rules.seniority_cap)
    score = rules.seniority * years - rules.malus * files.refused[file] + points[file]
    if files.is_priority[file]:
        score += rules.priority
    return score


@njit(cache=True)
def full_cost(
    rules: Rules, aid: AidParameters, people: People, homes: Homes, person: int, home: int
) -> float:
    """Return rent less aid plus everything it costs to live there, cents/month.

    Charges paid with the rent count for at least the usual running costs, since the tenant pays
    heating and water that they leave out.
    """
    running = max(float(homes.charges[home]), rules.running_costs * homes.surface[home])
    rent_left = net_cost(
        aid,
        people.adults[person],
        people.persons[person],
        homes.rent[home],
        0,
        people.resources[person],
    )
    return rent_left + running


@njit(cache=True)
def candidate_rank(
    rules: Rules,
    codes: Codes,
    aid: AidParameters,
    ceilings: NDArray[Any],
    people: People,
    homes: Homes,
    person: int,
    home: int,
    score: float,
    bar: float,
) -> float:
    """Return the rank of a candidate for a dwelling, −inf when refused or surely below `bar`."""
    financing = homes.financing[homes.residence[home]]
    if people.resources[person] > ceilings[financing, people.category[person]]:
        return -np.inf
    identity = people.id[person]
    noise = draw(codes.judgement, 0, identity, home, 0) - 0.5
    rank = score + rules.judgement * noise
    if rank + rules.steering <= bar:
        return -np.inf
    cost = full_cost(rules, aid, people, homes, person, home)
    income, units = people.income[person], people.units[person]
    if draw(codes.screen, 0, identity, home, 0) >= screen_probability(rules, income, cost, units):
        return -np.inf
    return rank + rules.steering * comfort(rules, income, cost, units)


@njit(cache=True)
def insert(ranks: NDArray[Any], list_: NDArray[Any], rank: float, file: int) -> None:
    """Keep the best candidates in falling order of rank; ties go to who came first."""
    place = ranks.size - 1
    if rank <= ranks[place]:
        return
    while place > 0 and ranks[place - 1] < rank:
        ranks[place] = ranks[place - 1]
        list_[place] = list_[place - 1]
        place -= 1
    ranks[place] = rank
    list_[place] = file


@njit(cache=True)
def let_by_commission(
    month: int,
    start_year: int,
    vacancies: NDArray[Any],
    reserved: NDArray[Any],
    starts: NDArray[Any],
    members: NDArray[Any],
    n_sizes: int,
    points: NDArray[Any],
    rules: Rules,
    tastes: Tastes,
    codes: Codes,
    aid: AidParameters,
    ceilings: NDArray[Any],
    people: People,
    homes: Homes,
    places: Places,
    files: Files,
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]:
    """Let vacancies one after the other; return (dwelling, file, accepted) of every offer.

    Parameters
    ----------
    vacancies
        Rows of dwellings, in the order in which they come before the commission.
    reserved
        Bit mask of the quartiles a vacancy is reserved to, bit q − 1 for quartile q.
    starts, members
        Files by (area asked for, size of household): members of bucket b are
        ``members[starts[b]:starts[b + 1]]`` with b = area · n_sizes + persons − 1.
    points
        What policies add to each file, shape (files,).
    """
    limit = vacancies.size * rules.list_length
    offered_home = np.empty(limit, np.int64)
    offered_file = np.empty(limit, np.int64)
    accepted = np.zeros(limit, np.bool_)
    busy = np.zeros(files.household.size, np.bool_)
    ranks = np.empty(rules.list_length)
    best = np.empty(rules.list_length, np.int64)
    n_offers = 0
    for v in range(vacancies.size):
        home = vacancies[v]
        area = homes.area[home]
        ranks[:] = -np.inf
        for size in range(n_sizes):
            if not fits(size + 1, homes.rooms[home], rules.spare_rooms):
                continue
            bucket = area * n_sizes + size
            for k in range(starts[bucket], starts[bucket + 1]):
                file = members[k]
                person = files.household[file]
                quartile = people.quartile[person]
                if busy[file] or not (reserved[v] >> (quartile - 1)) & 1:
                    continue
                score = base_score(rules, files, points, file, month)
                rank = candidate_rank(
                    rules, codes, aid, ceilings, people, homes, person, home, score, ranks[-1]
                )
                insert(ranks, best, rank, file)
        for place in range(rules.list_length):
            if ranks[place] == -np.inf:
                break
            file = best[place]
            person = files.household[file]
            waited = (month - files.filed[file]) / 12.0
            offer = dwelling_value(
                tastes, codes, aid, people, homes, places, person, home, month, start_year, True
            )
            stay = status_quo(
                tastes, codes, aid, people, homes, places, person, waited, month, start_year
            )
            busy[file] = True
            offered_home[n_offers] = home
            offered_file[n_offers] = file
            accepted[n_offers] = offer > stay + tastes.moving_cost
            n_offers += 1
            if accepted[n_offers - 1]:
                break
    return offered_home[:n_offers], offered_file[:n_offers], accepted[:n_offers]
