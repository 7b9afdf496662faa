"""Commission lettings: nominations, ranking, offers in turn, leases."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.kernels.commission import base_scores, let_by_commission, sort_into_buckets
from simulation.processes import targets
from simulation.processes.context import (
    Context,
    files,
    homes,
    open_files,
    people,
    people_of,
    places,
)
from simulation.state import occupancy
from simulation.state.schema import Channel, Reason
from simulation.state.world import MONTHS, World

OWNER = "lettings"
N_SIZES = 7  # one bucket a household size; the last holds the larger ones
_REASONS = {
    Channel.COMMISSION: Reason.COMMISSION,
    Channel.REHOUSING: Reason.REHOUSING,
    Channel.ADVERT: Reason.ADVERT,
}


def step(world: World, context: Context) -> None:
    """Bring the vacancies of the month before the commission."""
    vacancies = world.memory.vacancies
    candidates, scores = ranked_files(world, context)
    applicants = people_of(world, world.applications.household[candidates])
    sizes = applicants.persons.astype(np.int64)
    starts, members = sort_into_buckets(
        candidates, world.applications.asked, np.minimum(sizes, N_SIZES) - 1, len(world.areas),
        N_SIZES,
    )  # fmt: skip
    aims = targets.active(world, context)
    reserved = targets.reserve(world, aims, vacancies)
    home, file, accepted = let_by_commission(
        world.month, world.start_year, vacancies, reserved, starts, members, N_SIZES, candidates,
        scores, context.rules, context.tastes, context.codes, world.law, world.ceilings,
        applicants, people(world), homes(world), places(world), files(world),
    )  # fmt: skip
    conclude(world, home, file, accepted, Channel.COMMISSION)
    targets.update_tallies(world, aims)
    _smooth_lettings(world)


def ranked_files(world: World, context: Context) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return the open files and their base scores, in falling order of score."""
    candidates = open_files(world)
    points = np.zeros(len(world.applications))
    added = context.levers.pull("application_points", world, candidates)
    if added is not None:
        points[candidates] = added
    scores = base_scores(context.rules, files(world), points, candidates, world.month)
    order = np.argsort(-scores, kind="stable")
    return candidates[order], scores[order]


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
    sign_leases(world, rows[accepted], home[accepted], channel)


def record_offers(
    world: World,
    rows: NDArray[np.int64],
    home: NDArray[np.int64],
    accepted: NDArray[np.bool_],
    channel: Channel,
) -> None:
    """Write offers into the ledger."""
    world.ledger.record(
        "offers",
        month=world.month,
        household_id=world.households.id[rows],
        dwelling=home,
        accepted=accepted,
        quartile=world.households.quartile_legal[rows],
        channel=channel,
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
    if len(a):
        waited = np.where(has_file, world.month - a.filed[known], 0)
        refused = np.where(has_file, a.refused[known], 0)
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
    )
    occupancy.settle(world, rows, home, _REASONS[channel])


def _smooth_lettings(world: World) -> None:
    """Keep, during the spin-up, what steers the arrivals of new files."""
    if world.month < 0:
        memory = world.memory
        lettings = world.ledger.events_of("lettings", world.month)["month"].size
        files = world.ledger.events_of("files", world.month)
        memory.files_closed = int(((files["opened"] == 0) & (files["is_transfer"] == 0)).sum())
        memory.lettings_smoothed += (lettings - memory.lettings_smoothed) / MONTHS
