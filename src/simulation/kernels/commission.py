"""Commission lettings of one month: candidates, ranking, offers in turn, decisions."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from simulation.kernels.bill import CostTerms, cost_terms, net_cost
from simulation.kernels.compiled import leaf, part
from simulation.kernels.legal import Law
from simulation.kernels.openings import (
    ACCEPTED,
    NOT_REACHED,
    REFUSED,
    Listed,
    Opening,
    Openings,
    new_listed,
    read_opening,
)
from simulation.kernels.queue import (
    GROUPS_PER_AREA,
    N_QUARTILES,
    N_SIZES,
    N_TRAITS,
    Buckets,
    Queue,
    new_buckets,
    profile_of_group,
)
from simulation.kernels.records import Codes, Files, Home, Homes, People, Places, Tastes
from simulation.kernels.refusals import Refusals, has_refused, refusals_of
from simulation.kernels.utility import (
    PERSISTENT,
    dwelling_value,
    logistic,
    read_home,
    read_person,
    status_quo,
    years_waited,
)
from simulation.rng import draw

DAYS_PER_MONTH = 365.25 / 12.0


class Rules(NamedTuple):
    """Numbers of the commission; see `config.allocation`."""

    list_length: int
    steering: float
    judgement: float
    running_costs: float
    residual_minimum: float
    residual_comfort: float
    residual_slope: float
    effort_maximum: float
    effort_slope: float
    spare_rooms: int
    may_refuse: bool


@leaf
def fits(persons: int, rooms: int, spare: int) -> bool:
    """Return whether a family fits: one room fewer than persons at least, `spare` more at most."""
    return rooms >= min(persons - 1, 5) and rooms <= persons + spare


@leaf
def residual_per_day(income: float, cost: float, units: float) -> float:
    """Return what is left per consumption unit and day, €; amounts in cents/month."""
    return (income - cost) / 100.0 / units / DAYS_PER_MONTH


@leaf
def screen_probability(rules: Rules, income: float, cost: float, units: float) -> float:
    """Return how likely a landlord finds a household solvent at this cost.

    A soft threshold on residual income per unit and day, times one on the effort rate.
    """
    daily = residual_per_day(income, cost, units)
    effort = cost / max(income, 1.0)
    return logistic(rules.residual_slope * (daily - rules.residual_minimum)) * logistic(
        rules.effort_slope * (rules.effort_maximum - effort)
    )


@leaf
def comfort(rules: Rules, income: float, cost: float, units: float) -> float:
    """Return how far the residual income lies between the minimum, 0, and comfort, 1."""
    above = residual_per_day(income, cost, units) - rules.residual_minimum
    span = rules.residual_comfort - rules.residual_minimum
    if span <= 0.0:
        return 1.0 if above >= 0.0 else 0.0
    return min(1.0, max(0.0, above / span))


@njit(cache=True)
def base_scores(
    points: NDArray[Any], caps: NDArray[Any], amounts: NDArray[Any]
) -> NDArray[np.float64]:
    """Return the score of each file: points × amount of each criterion, at most its cap, added.

    Parameters
    ----------
    points, caps
        Points for one unit of a criterion and the most that it may add or take, shape (criteria,).
    amounts
        Years of waiting, offers refused, 0 or 1; shape (criteria, files).
    """
    scores = np.zeros(amounts.shape[1])
    for c in range(points.size):
        for i in range(scores.size):
            scores[i] += min(max(points[c] * amounts[c, i], -caps[c]), caps[c])
    return scores


@leaf
def under_ceiling(home: Home, ceilings: NDArray[Any], category: int, fiscal_income: float) -> bool:
    """Return whether an income is under the ceiling of a dwelling, derogation included."""
    return fiscal_income <= ceilings[home.financing, category] * home.ceiling_ratio


@leaf
def full_cost(rules: Rules, terms: CostTerms, home: Home) -> float:
    """Return the net cost with everything it costs to live there, cents/month.

    Charges paid with the rent count for at least the usual running costs, since the tenant pays
    heating and water that they leave out.
    """
    running = max(home.charges, rules.running_costs * home.surface)
    return net_cost(terms, home.rent, running, home.surface, home.financing, home.exemption)


@leaf
def candidate_rank(
    rules: Rules,
    codes: Codes,
    terms: CostTerms,
    identity: int,
    income: float,
    units: float,
    home: Home,
    steering: float,
    score: float,
) -> float:
    """Return the rank of a candidate for a dwelling, −inf when the screen turns it away.

    `score` holds all but comfort, which steering rewards.
    """
    cost = full_cost(rules, terms, home)
    solvent = screen_probability(rules, income, cost, units)
    if draw(codes.screen, PERSISTENT, identity, home.row, 0) >= solvent:
        return -np.inf
    return score + steering * comfort(rules, income, cost, units)


@leaf
def judgement(points: float, codes: Codes, identity: int, home: int) -> float:
    """Return what the commission sees in a candidate for a dwelling and the model does not."""
    return points * (draw(codes.judgement, PERSISTENT, identity, home, 0) - 0.5)


@leaf
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


@leaf
def insert_before(ranks: NDArray[Any], list_: NDArray[Any], rank: float, candidate: int) -> None:
    """Keep the best candidates in falling order of rank; ties go to the lowest position."""
    place = ranks.size
    while place > 0 and (
        ranks[place - 1] < rank or (ranks[place - 1] == rank and list_[place - 1] > candidate)
    ):
        place -= 1
    if place == ranks.size:
        return
    for k in range(ranks.size - 1, place, -1):
        ranks[k] = ranks[k - 1]
        list_[k] = list_[k - 1]
    ranks[place] = rank
    list_[place] = candidate


@part
def shortlist(
    home: Home,
    opening: Opening,
    queue: Queue,
    buckets: Buckets,
    busy: NDArray[Any],
    refused: Refusals,
    ranks: NDArray[Any],
    best: NDArray[Any],
    rules: Rules,
    codes: Codes,
    law: Law,
    ceilings: NDArray[Any],
    applicants: People,
) -> None:
    """Fill `best` with the candidates ranked highest for a dwelling, `ranks` with their ranks.

    Candidates of a bucket come in falling order of score, whatever a weight of at least 0 makes of
    it, so it is left as soon as nobody further down can still enter the list; the list is the same
    as if everybody had been ranked. Those who refused the dwelling already are left out.
    """
    ids, resources, fiscal = applicants.id, applicants.resources, applicants.fiscal_income
    incomes, units, categories = applicants.income, applicants.units, applicants.category
    adults, persons = applicants.adults, applicants.persons
    members, scores = queue.members, queue.scores
    steering, weight, most = opening.steering, opening.weight, opening.judgement / 2.0
    ranks[:] = -np.inf
    first, last = refusals_of(refused, home.row)
    heads, gains, starts, ends = buckets.heads, buckets.gains, buckets.starts, buckets.ends
    count = open_buckets(home, opening, queue, rules.spare_rooms, busy, buckets)
    promising = np.argmax(heads[:count]) if count else 0
    for turn in range(count):
        b = promising if turn == 0 else turn - (turn <= promising)
        if heads[b] + most + steering < ranks[-1]:
            continue
        for k in range(starts[b], ends[b]):
            i = members[k]
            score = weight * scores[i] + gains[b]
            if score + most + steering < ranks[-1]:
                break
            if busy[i] or not under_ceiling(home, ceilings, categories[i], fiscal[i]):
                continue
            score += judgement(opening.judgement, codes, ids[i], home.row)
            if score + steering < ranks[-1] or has_refused(refused, first, last, ids[i]):
                continue
            terms = cost_terms(
                law, adults[i], persons[i] - adults[i], resources[i], fiscal[i], categories[i]
            )
            rank = candidate_rank(
                rules, codes, terms, ids[i], float(incomes[i]), units[i], home, steering, score
            )
            if rank > -np.inf:
                insert_before(ranks, best, rank, i)


@part
def open_buckets(
    home: Home, opening: Opening, queue: Queue, spare: int, busy: NDArray[Any], buckets: Buckets
) -> int:
    """Write the buckets of those who asked for the area, fit, and may be nominated.

    Return how many they are.
    """
    heads, gains, starts, ends = buckets.heads, buckets.gains, buckets.starts, buckets.ends
    fronts = buckets.fronts
    count = 0
    for size in range(N_SIZES):
        if not fits(size + 1, home.rooms, spare):
            continue
        first = home.area * GROUPS_PER_AREA + size * N_QUARTILES * N_TRAITS
        for group in range(N_QUARTILES * N_TRAITS):
            start, end = fronts[first + group], queue.starts[first + group + 1]
            while start < end and busy[queue.members[start]]:
                start += 1
            fronts[first + group] = start
            profile = profile_of_group(group)
            gain = opening.points[profile] + opening.practice[group % N_TRAITS]
            is_open = gain > -np.inf and (opening.reserved >> profile) & 1
            if start < end and is_open:
                heads[count] = opening.weight * queue.scores[queue.members[start]] + gain
                gains[count], starts[count], ends[count] = gain, start, end
                count += 1
    return count


@njit(cache=True)
def let_by_commission(
    month: int,
    start_year: int,
    openings: Openings,
    queue: Queue,
    candidates: NDArray[Any],
    refused: Refusals,
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
) -> Listed:
    """Let vacancies one after the other; return every candidate that was listed.

    Parameters
    ----------
    openings
        Vacancies, in the order in which they come before the commission.
    candidates
        Rows of files, in the order of `queue`.
    refused
        Who refused which of these dwellings before.
    applicants
        Columns of the candidates' households in that order, side by side in memory.
    """
    buckets = new_buckets(queue)
    listed = new_listed(openings.home.size * rules.list_length)
    busy = np.zeros(candidates.size, np.bool_)
    ranks = np.empty(rules.list_length)
    best = np.empty(rules.list_length, np.int64)
    n_listed = 0
    for v in range(openings.home.size):
        home = read_home(homes, places, openings.home[v], month, start_year)
        opening = read_opening(openings, v)
        shortlist(
            home, opening, queue, buckets, busy, refused, ranks, best, rules, codes, law, ceilings,
            applicants,
        )  # fmt: skip
        is_let = False
        for place in range(rules.list_length):
            if ranks[place] == -np.inf:
                break
            file = candidates[best[place]]
            outcome = NOT_REACHED
            if not is_let:
                busy[best[place]] = True
                is_let = not rules.may_refuse or accepts(
                    month, start_year, file, home.row, tastes, codes, law, people, homes, places,
                    files,
                )  # fmt: skip
                outcome = ACCEPTED if is_let else REFUSED
            listed.opening[n_listed] = v
            listed.candidate[n_listed] = best[place]
            listed.file[n_listed] = file
            listed.rank[n_listed] = ranks[place]
            listed.outcome[n_listed] = outcome
            n_listed += 1
    return Listed(
        listed.opening[:n_listed], listed.candidate[:n_listed], listed.file[:n_listed],
        listed.rank[:n_listed], listed.outcome[:n_listed],
    )  # fmt: skip


@part
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
    waited = years_waited(tastes, month, files.filed[file], files.is_priority[file])
    offered = read_home(homes, places, home, month, start_year)
    offer = dwelling_value(tastes, codes, person, offered, True)
    stay = status_quo(tastes, codes, person, homes, places, waited, month, start_year)
    better: bool = offer > stay + tastes.moving_cost
    return better
