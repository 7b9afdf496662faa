"""Commission lettings of one month: candidates, ranking, offers in turn, decisions."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from simulation.kernels.bill import CostTerms, cost_terms, net_cost
from simulation.kernels.legal import Law
from simulation.kernels.records import Codes, Files, Home, Homes, People, Places, Tastes
from simulation.kernels.utility import (
    PERSISTENT,
    dwelling_value,
    logistic,
    read_home,
    read_person,
    status_quo,
)
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


@njit(cache=True, forceinline=True)
def fits(persons: int, rooms: int, spare: int) -> bool:
    """Return whether a family fits: one room fewer than persons at least, `spare` more at most."""
    return rooms >= min(persons - 1, 5) and rooms <= persons + spare


@njit(cache=True, forceinline=True)
def residual_per_day(income: float, cost: float, units: float) -> float:
    """Return what is left per consumption unit and day, €; amounts in cents/month."""
    return (income - cost) / 100.0 / units / DAYS_PER_MONTH


@njit(cache=True, forceinline=True)
def screen_probability(rules: Rules, income: float, cost: float, units: float) -> float:
    """Return how likely a landlord finds a household solvent at this cost.

    A soft threshold on residual income per unit and day, times one on the effort rate.
    """
    daily = residual_per_day(income, cost, units)
    effort = cost / max(income, 1.0)
    return logistic(rules.residual_slope * (daily - rules.residual_minimum)) * logistic(
        rules.effort_slope * (rules.effort_maximum - effort)
    )


@njit(cache=True, forceinline=True)
def comfort(rules: Rules, income: float, cost: float, units: float) -> float:
    """Return how far the residual income lies between the minimum, 0, and comfort, 1."""
    above = residual_per_day(income, cost, units) - rules.residual_minimum
    span = rules.residual_comfort - rules.residual_minimum
    if span <= 0.0:
        return 1.0 if above >= 0.0 else 0.0
    return min(1.0, max(0.0, above / span))


@njit(cache=True)
def base_score(rules: Rules, files: Files, points: NDArray[Any], file: int, month: int) -> float:
    """Return the part of the rank that does not depend on the dwelling."""
    years = min((month - files.filed[file]) / 12.0, rules.seniority_cap)
    score = rules.seniority * years - rules.malus * files.refused[file] + points[file]
    if files.is_priority[file]:
        score += rules.priority
    return score


@njit(cache=True)
def base_scores(
    rules: Rules, files: Files, points: NDArray[Any], candidates: NDArray[Any], month: int
) -> NDArray[np.float64]:
    """Return `base_score` of each candidate, shape (candidates,)."""
    scores = np.empty(candidates.size)
    for i in range(candidates.size):
        scores[i] = base_score(rules, files, points, candidates[i], month)
    return scores


@njit(cache=True)
def sort_into_buckets(
    candidates: NDArray[Any],
    asked: NDArray[Any],
    sizes: NDArray[Any],
    n_areas: int,
    n_sizes: int,
) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Sort files by (area asked for, size of household), keeping their order in each bucket.

    Parameters
    ----------
    candidates
        Rows of files, in the order to keep.
    asked
        Areas each file of the table asks for, −1 after the last, shape (files, width).
    sizes
        Persons of each candidate less one, under `n_sizes`, shape (candidates,).

    Returns
    -------
    starts, members
        Positions in `candidates`: bucket b = area · n_sizes + persons − 1 holds
        ``members[starts[b]:starts[b + 1]]``.
    """
    starts = np.zeros(n_areas * n_sizes + 1, np.int64)
    for i in range(candidates.size):
        for k in range(asked.shape[1]):
            area = asked[candidates[i], k]
            if area >= 0:
                starts[area * n_sizes + sizes[i]] += 1
    for bucket in range(1, starts.size):
        starts[bucket] += starts[bucket - 1]
    members = np.empty(starts[-1], np.int32)
    filled = starts.copy()
    for i in range(candidates.size - 1, -1, -1):
        for k in range(asked.shape[1]):
            area = asked[candidates[i], k]
            if area >= 0:
                bucket = area * n_sizes + sizes[i]
                filled[bucket] -= 1
                members[filled[bucket]] = i
    starts[1:] = starts[:-1].copy()
    starts[0] = 0
    return starts, members


@njit(cache=True, forceinline=True)
def full_cost(rules: Rules, terms: CostTerms, home: Home) -> float:
    """Return the net cost with everything it costs to live there, cents/month.

    Charges paid with the rent count for at least the usual running costs, since the tenant pays
    heating and water that they leave out.
    """
    running = max(home.charges, rules.running_costs * home.surface)
    return net_cost(terms, home.rent, running, home.surface, home.financing, home.is_exempt)


@njit(cache=True, forceinline=True)
def candidate_rank(
    rules: Rules,
    codes: Codes,
    terms: CostTerms,
    identity: int,
    income: float,
    units: float,
    home: Home,
    score: float,
    bar: float,
) -> float:
    """Return the rank of a candidate for a dwelling, −inf when refused or surely below `bar`."""
    rank = score
    if bar > -np.inf:
        rank += judgement(rules, codes, identity, home.row)
        if rank + rules.steering <= bar:
            return -np.inf
    cost = full_cost(rules, terms, home)
    solvent = screen_probability(rules, income, cost, units)
    if draw(codes.screen, PERSISTENT, identity, home.row, 0) >= solvent:
        return -np.inf
    if bar == -np.inf:
        rank += judgement(rules, codes, identity, home.row)
    return rank + rules.steering * comfort(rules, income, cost, units)


@njit(cache=True, forceinline=True)
def judgement(rules: Rules, codes: Codes, identity: int, home: int) -> float:
    """Return what the commission sees in a candidate for a dwelling and the model does not."""
    return rules.judgement * (draw(codes.judgement, PERSISTENT, identity, home, 0) - 0.5)


@njit(cache=True, forceinline=True)
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
def shortlist(
    home: Home,
    reserved: int,
    starts: NDArray[Any],
    members: NDArray[Any],
    n_sizes: int,
    scores: NDArray[Any],
    busy: NDArray[Any],
    ranks: NDArray[Any],
    best: NDArray[Any],
    rules: Rules,
    codes: Codes,
    law: Law,
    ceilings: NDArray[Any],
    applicants: People,
) -> None:
    """Fill `best` with the candidates ranked highest for a dwelling, `ranks` with their ranks.

    Candidates come in falling order of score, so a bucket is left as soon as nobody further down
    can still enter the list; the list is the same as if everybody had been ranked.
    """
    ids, quartiles, resources = applicants.id, applicants.quartile, applicants.resources
    incomes, units, categories = applicants.income, applicants.units, applicants.category
    adults, persons = applicants.adults, applicants.persons
    fiscal = applicants.fiscal_income
    ceiling = ceilings[home.financing]
    ranks[:] = -np.inf
    most_added = rules.steering + rules.judgement / 2.0
    for size in range(n_sizes):
        if not fits(size + 1, home.rooms, rules.spare_rooms):
            continue
        bucket = home.area * n_sizes + size
        for k in range(starts[bucket], starts[bucket + 1]):
            i = members[k]
            if scores[i] + most_added <= ranks[-1]:
                break
            if busy[i] or not (reserved >> (quartiles[i] - 1)) & 1:
                continue
            if fiscal[i] > ceiling[categories[i]]:
                continue
            terms = cost_terms(
                law, adults[i], persons[i] - adults[i], resources[i], fiscal[i], categories[i]
            )
            rank = candidate_rank(
                rules, codes, terms, ids[i], float(incomes[i]), units[i], home, scores[i], ranks[-1]
            )
            insert(ranks, best, rank, i)


@njit(cache=True)
def let_by_commission(
    month: int,
    start_year: int,
    vacancies: NDArray[Any],
    reserved: NDArray[Any],
    starts: NDArray[Any],
    members: NDArray[Any],
    n_sizes: int,
    candidates: NDArray[Any],
    scores: NDArray[Any],
    rules: Rules,
    tastes: Tastes,
    codes: Codes,
    law: Law,
    ceilings: NDArray[Any],
    applicants: People,
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
        Positions in `candidates` by bucket, see `sort_into_buckets`.
    candidates, scores
        Rows of files and their base scores, in falling order of score.
    applicants
        Columns of the candidates' households in that order, side by side in memory.
    """
    limit = vacancies.size * rules.list_length
    offered_home = np.empty(limit, np.int64)
    offered_file = np.empty(limit, np.int64)
    accepted = np.zeros(limit, np.bool_)
    busy = np.zeros(candidates.size, np.bool_)
    ranks = np.empty(rules.list_length)
    best = np.empty(rules.list_length, np.int64)
    n_offers = 0
    for v in range(vacancies.size):
        home = read_home(homes, places, vacancies[v], month, start_year)
        shortlist(
            home, reserved[v], starts, members, n_sizes, scores, busy, ranks, best, rules, codes,
            law, ceilings, applicants,
        )  # fmt: skip
        for place in range(rules.list_length):
            if ranks[place] == -np.inf:
                break
            busy[best[place]] = True
            file = candidates[best[place]]
            offered_home[n_offers] = home.row
            offered_file[n_offers] = file
            accepted[n_offers] = accepts(
                month, start_year, file, home.row, tastes, codes, law, people, homes, places, files
            )
            n_offers += 1
            if accepted[n_offers - 1]:
                break
    return offered_home[:n_offers], offered_file[:n_offers], accepted[:n_offers]


@njit(cache=True)
def accepts(
    month: int,
    start_year: int,
    file: int,
    home: int,
    tastes: Tastes,
    codes: Codes,
    law: Law,
    people: People,
    homes: Homes,
    places: Places,
    files: Files,
) -> bool:
    """Return whether an applicant who visited a dwelling prefers it to what it has."""
    row = files.household[file]
    person = read_person(tastes, codes, law, people, homes, places, row, month)
    waited = (month - files.filed[file]) / 12.0
    offered = read_home(homes, places, home, month, start_year)
    offer = dwelling_value(tastes, codes, person, offered, True)
    stay = status_quo(tastes, codes, person, homes, places, waited, month, start_year)
    better: bool = offer > stay + tastes.moving_cost
    return better
