"""Commission lettings: nominations, ranking, offers in turn, leases."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.kernels.commission import let_by_commission
from simulation.kernels.examined import count_examined
from simulation.kernels.openings import ACCEPTED, NOT_REACHED, Listed, Openings
from simulation.kernels.queue import Queue, group, sort_into_buckets
from simulation.kernels.records import People
from simulation.kernels.refusals import Refusals
from simulation.policies.base import Target
from simulation.processes import flow, guidance, holding, practice, refusals, targets
from simulation.processes.context import (
    Context,
    files,
    homes,
    open_files,
    people,
    people_of,
    places,
)
from simulation.processes.scoring import grid_scores
from simulation.state import occupancy
from simulation.state.schema import Activity, Channel, Reason
from simulation.state.world import MONTHS, World

OWNER = "lettings"
THOUSANDTHS = 1000
_REASONS = {
    Channel.COMMISSION: Reason.COMMISSION,
    Channel.REHOUSING: Reason.REHOUSING,
    Channel.ADVERT: Reason.ADVERT,
}


def step(world: World, context: Context) -> None:
    """Bring the vacancies of the month before the commission."""
    candidates, queue, applicants = queue_of(world, *free_files(world, context))
    aims = targets.active(world, context)
    openings = openings_of(world, context, world.memory.vacancies, aims)
    refused = refusals.in_force(world)
    listed = let_by_commission(
        world.month, world.start_year, openings, queue, candidates, refused, context.rules,
        context.tastes, context.codes, world.law, world.ceilings, applicants, people(world),
        homes(world), places(world), files(world),
    )  # fmt: skip
    if world.is_traced:
        rows = world.applications.household[candidates]
        _trace(world, context, openings, queue, rows, applicants, refused, listed)
    offered = listed.outcome != NOT_REACHED
    home = openings.home[listed.opening[offered]]
    accepted = listed.outcome[offered] == ACCEPTED
    conclude(world, home, listed.file[offered], accepted, Channel.COMMISSION)
    holding.pay(world)
    targets.update_tallies(world, aims)
    _smooth_lettings(world)


def ranked_files(world: World, context: Context) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return the open files and their scores, in falling order of score, equals by their lots."""
    candidates = open_files(world)
    scores = grid_scores(world, context, candidates)
    added = context.levers.pull("application_points", world, candidates)
    if added is not None:
        scores += added
    order = np.lexsort((world.applications.lot[candidates], -scores))
    return candidates[order], scores[order]


def free_files(world: World, context: Context) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return `ranked_files` without those that had an offer this month by another channel."""
    candidates, scores = ranked_files(world, context)
    offered = world.ledger.events_of("offers", world.month)["household_id"]
    if not offered.size:
        return candidates, scores
    free = ~np.isin(world.households.id[world.applications.household[candidates]], offered)
    return candidates[free], scores[free]


def queue_of(
    world: World, candidates: NDArray[np.int64], scores: NDArray[np.float64]
) -> tuple[NDArray[np.int64], Queue, People]:
    """Return files in falling order of score, the queue they form, and their households."""
    applicants = people_of(world, world.applications.household[candidates])
    groups = group(applicants.persons, applicants.quartile, practice.traits(world, candidates))
    starts, members = sort_into_buckets(
        candidates, world.applications.asked, groups,
        practice.home_communes(world, candidates, applicants.dwelling), world.areas.commune,
    )  # fmt: skip
    return candidates, Queue(starts, members, scores), applicants


def openings_of(
    world: World, context: Context, vacancies: NDArray[np.int64], aims: tuple[Target, ...]
) -> Openings:
    """Return what the commission is told of each vacancy."""
    ways = practice.practices_at(world, context, vacancies)
    open_to = holding.open_to(world, vacancies)
    return Openings(
        home=vacancies,
        reserved=targets.reserve(world, aims, vacancies, ways.follows, open_to),
        steering=ways.steering,
        judgement=ways.judgement,
        weight=ways.score,
        points=targets.pull(world, aims, vacancies, ways.follows)
        + guidance.points(world, context, vacancies, ways.follows),
        holder=ways.holder,
        practices=ways.traits,
    )


def _trace(
    world: World,
    context: Context,
    openings: Openings,
    queue: Queue,
    rows: NDArray[Any],
    applicants: People,
    refused: Refusals,
    listed: Listed,
) -> None:
    """Write into the ledger who was listed, and how many files were looked at.

    `rows` are the households of the candidates, `applicants` their columns.
    """
    first = np.searchsorted(listed.opening, listed.opening)
    world.ledger.record(
        "candidates",
        month=world.month,
        dwelling=openings.home[listed.opening],
        household_id=applicants.id[listed.candidate],
        place=np.arange(listed.opening.size) - first + 1,
        points=np.round(listed.rank * THOUSANDTHS),
        channel=Channel.COMMISSION,
        outcome=listed.outcome,
    )
    counts, by_file = count_examined(
        world.month, world.start_year, openings, listed, queue, refused, context.rules,
        context.codes, world.law, world.ceilings, applicants, homes(world), places(world),
    )  # fmt: skip
    world.ledger.record(
        "examined",
        month=world.month,
        dwelling=openings.home,
        holder=world.dwellings.holder[openings.home],
        examined=counts[:, 0],
        over_ceiling=counts[:, 1],
        not_solvent=counts[:, 2],
    )
    if world.witness is not None:
        world.witness.see_screening(world, rows, by_file)


def conclude(
    world: World,
    home: NDArray[np.int64],
    file: NDArray[np.int64],
    accepted: NDArray[np.bool_],
    channel: Channel,
) -> None:
    """Record offers to files, count refusals, sign the leases of those who accept."""
    rows = world.applications.household[file].astype(np.int64)
    record_offers(world, rows, home, accepted, channel)
    owned = world.applications.owned(OWNER)
    owned.offered[file] += 1
    owned.refused[file[~accepted]] += 1
    refusals.remember(world, world.households.id[rows[~accepted]], home[~accepted])
    sign_leases(world, rows[accepted], home[accepted], channel)


def record_offers(
    world: World,
    rows: NDArray[np.int64],
    home: NDArray[np.int64],
    accepted: NDArray[np.bool_],
    channel: Channel,
) -> None:
    """Write offers into the ledger, before anybody moves."""
    if world.witness is not None:
        world.witness.see_offers(world, rows, home, channel)
    world.ledger.record(
        "offers",
        month=world.month,
        household_id=world.households.id[rows],
        dwelling=home,
        accepted=accepted,
        quartile=world.households.quartile_legal[rows],
        channel=channel,
        home=world.households.dwelling[rows],
    )


def sign_leases(
    world: World, rows: NDArray[np.int64], home: NDArray[np.int64], channel: Channel
) -> None:
    """Write lettings into the ledger and move the households."""
    if not rows.size:
        return
    h, a = world.households, world.applications
    filed = h.application[rows]
    has_file = filed >= 0
    known = np.maximum(filed, 0)
    waited: Any = 0
    refused: Any = 0
    is_priority: Any = False
    if len(a):
        waited = np.where(has_file, world.month - a.filed[known], 0)
        refused = np.where(has_file, a.refused[known], 0)
        is_priority = has_file & a.is_priority[known]
    world.ledger.record(
        "lettings",
        month=world.month,
        household_id=h.id[rows],
        dwelling=home,
        quartile=h.quartile_legal[rows],
        income_per_unit=np.round(h.income[rows] / h.units[rows]),
        wait_months=waited,
        is_transfer=h.dwelling[rows] >= 0,
        refused=refused,
        channel=channel,
        origin=h.dwelling[rows],
        holder=world.dwellings.holder[home],
        has_job=h.activity[rows] == Activity.JOB,
        is_priority=is_priority,
        persons=h.persons[rows],
    )
    flow.release(world, home)
    refusals.forget(world, home)
    occupancy.settle(world, rows, home, _REASONS[channel])


def _smooth_lettings(world: World) -> None:
    """Keep, during the spin-up, what steers the arrivals of new files."""
    if world.month < 0:
        memory = world.memory
        lettings = world.ledger.events_of("lettings", world.month)["month"].size
        files = world.ledger.events_of("files", world.month)
        memory.files_closed = int(((files["opened"] == 0) & (files["is_transfer"] == 0)).sum())
        memory.lettings_smoothed += (lettings - memory.lettings_smoothed) / MONTHS
