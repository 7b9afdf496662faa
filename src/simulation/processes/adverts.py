"""Chosen letting: part of the vacancies is advertised, applicants bid, the best ranked are offered.

An advert is information: a bid is not bound to the areas that a file asks for. What is not let
within the set months goes before the commission.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulation.config.adverts import Ranking
from simulation.kernels.adverts import (
    ACCEPTED,
    N_ROOMS,
    NOT_REACHED,
    Board,
    let_by_advert,
    place_bids,
)
from simulation.policies.records import Platform
from simulation.processes import guidance, holding, practice, refusals, targets
from simulation.processes.context import Context, files, homes, people, places
from simulation.processes.lettings import conclude, ranked_files
from simulation.state.schema import NEVER, Channel, Financing
from simulation.state.world import World

OWNER = "adverts"
N_QUARTILES = 4
_THOUSANDTHS = 1000  # unit of points in the ledger
Integers = NDArray[np.int64]


class Bids(NamedTuple):
    """Bids of a month by advert, best ranked first: position of the advert, file, points."""

    advert: Integers
    file: Integers
    points: NDArray[np.float64]


def step(world: World, context: Context) -> None:
    """Advertise, collect bids, offer to the best ranked bidders."""
    if world.is_january:
        _learn_chances(world)
    adverts = _advertise(world, context)
    if not adverts.size:
        return
    candidates, scores = ranked_files(world, context)
    visits = context.levers.pull("visited_areas", world)
    follows = practice.alignment(world, context, adverts)
    found = [
        _answer(world, context, platform, adverts, place, candidates, scores, visits)
        for platform, place in _platforms(world, context, adverts)
    ]
    advert, candidate, points, lot, is_bid = (
        np.concatenate(parts) for parts in zip(*found, strict=True)
    )
    _record(world, candidates, adverts, advert[is_bid], candidate[is_bid])
    order = np.lexsort((lot, -points, advert))
    aims, open_to = targets.active(world, context), holding.open_to(world, adverts)
    reserved = targets.reserve(world, aims, adverts, follows, open_to)
    file = candidates[candidate[order]]
    _let(world, context, adverts, reserved, Bids(advert[order], file, points[order]))


def _platforms(
    world: World, context: Context, adverts: Integers
) -> list[tuple[Platform, Integers]]:
    """Return who answers which adverts, and how: positions in `adverts`.

    Those that no policy holds are answered as the scenario says.
    """
    settings, residence = context.scenario.adverts, world.dwellings.residence[adverts]
    left, found = np.ones(adverts.size, bool), []
    for platform in context.levers.pull("platforms", world) or ():
        place = np.flatnonzero(platform.residences[residence] & left)
        left[place] = False
        found.append((platform, place))
    everywhere = np.ones(len(world.residences), bool)
    usual = Platform(everywhere, True, settings.ranking, settings.attention, settings.max_bids)
    found.append((usual, np.flatnonzero(left)))
    return [(platform, place) for platform, place in found if place.size]


def _answer(
    world: World,
    context: Context,
    platform: Platform,
    adverts: Integers,
    place: Integers,
    candidates: Integers,
    scores: NDArray[np.float64],
    visits: NDArray[np.float64] | None,
) -> tuple[Integers, Integers, NDArray[np.float64], NDArray[np.float64], NDArray[np.bool_]]:
    """Return the answers to the adverts of a platform: positions of advert and candidate, rank.

    The rank is points, then a lot; the last array tells bids from files that are ranked unasked.
    """
    some = adverts[place]
    if platform.bids:
        advert, candidate = _bid(world, context, platform, candidates, some, visits)
    else:
        advert, candidate = _everybody(world, context, candidates, some)
    file = candidates[candidate]
    scored = guidance.score_there(world, context, some[advert], file, scores[candidate])
    points, lot = _rank(world, platform.ranking, file, scored, some[advert])
    return place[advert], candidate, points, lot, np.full(advert.size, platform.bids)


def _everybody(
    world: World, context: Context, candidates: Integers, adverts: Integers
) -> tuple[Integers, Integers]:
    """Return advert and candidate of all who asked for the area, fit and are under the ceiling."""
    d, h, a = world.dwellings, world.households, world.applications
    file, asked = np.nonzero(a.asked[candidates] >= 0)
    area = a.asked[candidates][file, asked]
    by_area = np.argsort(area, kind="stable")
    file, area = file[by_area], area[by_area]
    first, last = (np.searchsorted(area, d.area[adverts], side) for side in ("left", "right"))
    counts = last - first
    advert = np.repeat(np.arange(adverts.size), counts)
    within = np.arange(advert.size) - np.repeat(np.cumsum(counts) - counts, counts)
    candidate = file[np.repeat(first, counts) + within]
    row, home = a.household[candidates[candidate]], adverts[advert]
    persons, rooms = h.persons[row].astype(np.int64), d.rooms[home].astype(np.int64)
    ceiling = (
        world.ceilings[world.residences.financing[d.residence[home]], h.category[row]]
        * d.ceiling_ratio[home]
    )
    may = (
        (rooms >= np.minimum(persons - 1, N_ROOMS))
        & (rooms <= persons + context.rules.spare_rooms)
        & (h.fiscal_income[row] <= ceiling)
    )
    return advert[may], candidate[may]


def _advertise(world: World, context: Context) -> Integers:
    """Take the dwellings to advertise off the list of vacancies and return them in its order.

    The lot of a dwelling is drawn once for as long as it stays empty.
    """
    vacancies, settings = world.memory.vacancies, context.scenario.adverts
    share = np.full(vacancies.size, settings.share)
    lever = context.levers.pull("advertised_share", world, vacancies)
    if lever is not None:
        share = np.maximum(share, lever)
    if not share.any():
        return vacancies[:0]
    owned = world.dwellings.owned(OWNER)
    emptied = world.dwellings.vacant_since[vacancies]
    lots = np.empty(vacancies.size)
    for month in np.unique(emptied):
        some = emptied == month
        lots[some] = world.streams.uniform("advertised", int(month), vacancies[some])
    first_seen = owned.advertised_since[vacancies]
    is_new = (first_seen == NEVER) | (first_seen < emptied)
    since = np.where(is_new, world.month, first_seen)
    chosen = (lots < share) & (world.month - since < settings.months)
    owned.advertised_since[vacancies[chosen]] = since[chosen]
    world.memory.vacancies = vacancies[~chosen]
    adverts: Integers = vacancies[chosen]
    return adverts


def _board(world: World, adverts: Integers) -> tuple[Board, Integers]:
    """Sort the adverts by size and by the moment of the month at which they are out.

    Return the board, and the position in `adverts` of each of its entries.
    """
    moments = world.streams.uniform("advert_moment", world.month, adverts)
    rooms = world.dwellings.rooms[adverts]
    order = np.lexsort((moments, rooms))
    starts = np.searchsorted(rooms[order], np.arange(1, N_ROOMS + 2))
    return Board(adverts[order], moments[order], starts), order


def _bid(
    world: World,
    context: Context,
    platform: Platform,
    candidates: Integers,
    adverts: Integers,
    visits: NDArray[np.float64] | None,
) -> tuple[Integers, Integers]:
    """Return the positions of the advert and of the candidate of each bid.

    The bids of a candidate follow one another, best first.
    """
    memory = world.memory
    visited = np.zeros(len(world.areas)) if visits is None else visits
    board, order = _board(world, adverts)
    # Before the first year of adverts, applicants go by what commissions gave to files like theirs.
    chance = memory.bid_chance if memory.bid_chance.size else memory.chance
    bids = place_bids(
        world.month, world.start_year, world.streams.code("attention"), candidates, board,
        refusals.in_force(world), chance,
        platform.attention, platform.max_bids, context.rules.spare_rooms, visited, context.tastes,
        context.codes, world.law, world.ceilings, people(world), homes(world), places(world),
        files(world),
    )  # fmt: skip
    candidate, rank = np.nonzero(bids >= 0)
    return order[bids[candidate, rank]], candidate


def _record(
    world: World, candidates: Integers, adverts: Integers, advert: Integers, candidate: Integers
) -> None:
    """Write adverts, bids and those who might have bid into the ledger and the memory."""
    h, memory, month = world.households, world.memory, world.month
    rows = world.applications.household[candidates]
    income = np.round(h.income[rows] / h.units[rows])
    quartile = h.quartile_legal[rows[candidate]].astype(np.int64)
    world.ledger.record(
        "bids",
        month=month,
        household_id=h.id[rows[candidate]],
        dwelling=adverts[advert],
        quartile=quartile,
        income_per_unit=income[candidate],
    )
    counts = np.bincount(advert, minlength=adverts.size)
    world.ledger.record("adverts", month=month, dwelling=adverts, bids=counts)
    usual = h.fiscal_income[rows] <= world.ceilings[Financing.PLUS, h.category[rows]]
    others = usual.copy()
    others[candidate] = False
    world.ledger.record(
        "applicants",
        month=month,
        count=usual.sum(),
        income=income[usual].sum(),
        others=others.sum(),
        others_income=income[others].sum(),
    )
    if not memory.bids.size:
        memory.bids = np.zeros((len(world.areas), N_QUARTILES))
    np.add.at(memory.bids, (world.dwellings.area[adverts[advert]], quartile - 1), 1.0)


def _learn_chances(world: World) -> None:
    """Take last year's lettings by advert per bid of files like theirs, by area.

    A file is like another when both households are of the same legal quartile. Each area counts one
    letting more than it had, at the mean chance, so that few bids do not say never.
    """
    bids = world.memory.bids
    if not bids.any():
        return
    lettings = world.ledger_last_year["lettings"]
    advert = lettings["channel"] == Channel.ADVERT
    let = np.zeros(bids.shape)
    at = world.dwellings.area[lettings["dwelling"][advert]], lettings["quartile"][advert] - 1
    np.add.at(let, at, 1.0)
    mean = (let.sum() + 1.0) / (bids.sum() + 1.0)
    world.memory.bid_chance = (let + 1.0) / (bids + 1.0 / mean)
    world.memory.bids = np.zeros(bids.shape)


def _rank(
    world: World, rule: Ranking, bidder: Integers, scores: NDArray[np.float64], home: Integers
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the points of each bid by the ranking rule, and the lot that ranks equals.

    Lots are drawn by household and dwelling: the order of the tables does not matter.
    """
    row = world.applications.household[bidder]
    lot = world.streams.uniform("advert_lottery", world.month, world.households.id[row], home)
    waited = (world.month - world.applications.filed[bidder]).astype(np.float64)
    return {"score": scores, "date": waited, "lottery": lot}[rule], lot


def _let(
    world: World,
    context: Context,
    adverts: Integers,
    reserved: Integers,
    bids: Bids,
) -> None:
    """Make the offers, sign the leases, and write the lists when the run is traced."""
    settings = context.scenario.adverts
    starts = np.searchsorted(bids.advert, np.arange(adverts.size + 1))
    advert, bid, place, outcome = let_by_advert(
        world.month, world.start_year, adverts, reserved, starts, bids.file,
        practice.profiles(world, world.applications.household[bids.file]), refusals.in_force(world),
        settings.list_length, settings.is_screened, context.rules, context.tastes, context.codes,
        world.law, people(world), homes(world), places(world), files(world),
    )  # fmt: skip
    if world.is_traced:
        world.ledger.record(
            "candidates",
            month=world.month,
            dwelling=adverts[advert],
            household_id=world.households.id[world.applications.household[bids.file[bid]]],
            place=place,
            points=np.round(_THOUSANDTHS * bids.points[bid]),
            channel=Channel.ADVERT,
            outcome=outcome,
        )
    made = outcome != NOT_REACHED
    accepted = outcome[made] == ACCEPTED
    conclude(world, adverts[advert[made]], bids.file[bid[made]], accepted, Channel.ADVERT)
