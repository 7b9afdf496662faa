"""Files: they lapse, sitting tenants ask for a transfer, newcomers file, asking broadens."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from simulation.kernels.asking import ask_areas, gumbel_bounds
from simulation.kernels.leaving import file_hazards
from simulation.kernels.records import Known
from simulation.kernels.times import first_event
from simulation.processes import newcomers, outside
from simulation.processes.context import (
    Context,
    homes,
    open_files,
    people,
    places,
    social_homes,
)
from simulation.processes.turning import turning
from simulation.state import occupancy
from simulation.state.calendar import rows_due
from simulation.state.schema import MAX_AREAS_ASKED, NEVER, DwellingStatus, Place, Reason
from simulation.state.world import MONTHS, World

OWNER = "applications"
_FIRST_GUESS_TURNOVER = 0.09  # yearly lettings per dwelling before any is observed; SDES 8.6 %
_STEERING_MONTHS = 6.0  # time in which the spin-up closes the gap to the wanted number of files
_FIRST_GUESS_LIFE = 2.0  # years that a file lasts before any ends
_LAPSE_STREAMS = ("lapse", "found")
_HOSTED_SHARE = 0.65  # files and lettings that are no transfers; URH: 61 to 69 %
_LEAST_CHANCE = 1e-3
_NONE = np.empty(0, np.int64)
_HOUSED, _HOSTED = int(Place.HOUSED), int(Place.HOSTED)
N_QUARTILES = 4


def step(world: World, context: Context) -> None:
    """Close, open and broaden files."""
    if world.month == context.first_month:
        _start(world, context)
    _lapse(world)
    _learn_chances(world)
    _file(world, context, np.concatenate((_transfers(world), _from_within(world))))
    arrivals = _arrivals(world, context)
    _file(world, context, arrivals, due=_anniversaries(world))


def _start(world: World, context: Context) -> None:
    """Fill the queue at the start of the spin-up, with files of every age."""
    memory = world.memory
    stock = social_homes(world).size
    memory.lettings_smoothed = stock * _FIRST_GUESS_TURNOVER / MONTHS
    memory.chance = np.full((len(world.areas), N_QUARTILES), 1.0 / world.tension)
    count = round(world.tension * memory.lettings_smoothed * MONTHS * _HOSTED_SHARE)
    memory.departures_smoothed = (
        count / (_FIRST_GUESS_LIFE * MONTHS) + _HOSTED_SHARE * memory.lettings_smoothed
    )
    memory.arrivals_per_month = memory.departures_smoothed
    rows = newcomers.applicants(
        world, context.scenario.demand, context.scenario.work, count,
        turn=turning(world, context), at_start=True,
    )  # fmt: skip
    ages = -np.log(world.streams.uniform("first_file_age", 0, world.households.id[rows]))
    filed = world.month - np.minimum(ages * MONTHS, 5.0 * MONTHS).astype(np.int64)
    _file(world, context, rows, filed)


def _lapse(world: World) -> None:
    files = open_files(world)
    due = files[world.applications.lapses[files] <= world.month]
    _give_up(world, due)


def _give_up(world: World, files: NDArray[np.int64]) -> None:
    """Close files; sitting tenants stay, those without a home found one elsewhere."""
    rows = world.applications.household[files]
    housed = world.households.place[rows] == _HOUSED
    occupancy.close_files(world, files[housed], Reason.LAPSED)
    occupancy.leave(world, rows[~housed], Reason.LAPSED)


def _learn_chances(world: World) -> None:
    """Each January, take last year's lettings per file like theirs that asked for the area.

    A file is like another when both households are of the same legal quartile. An area counts one
    letting more than it had, at the mean chance, so that a small area does not say never.
    """
    lettings = world.ledger_last_year.get("lettings")
    if not world.is_january or lettings is None:
        return
    shape = world.memory.chance.shape
    let = np.zeros(shape)
    np.add.at(let, (world.dwellings.area[lettings["dwelling"]], lettings["quartile"] - 1), 1.0)
    files = open_files(world)
    asked = world.applications.asked[files]
    quartile = world.households.quartile_legal[world.applications.household[files]] - 1
    listed = asked >= 0
    asking = np.zeros(shape)
    np.add.at(asking, (asked[listed], np.repeat(quartile, listed.sum(axis=1))), 1.0)
    mean = let.sum() / max(asking.sum(), 1.0)
    world.memory.chance = (let + 1.0) / (asking + let + 1.0 / max(mean, _LEAST_CHANCE))


def _transfers(world: World) -> NDArray[np.int64]:
    """Return the sitting tenants who ask for a transfer this month."""
    h = world.households
    rows = rows_due(world, "transfer_month", world.month)
    rows = rows[(h.place[rows] == _HOUSED) & (h.application[rows] < 0)]
    found: NDArray[np.int64] = rows[world.dwellings.is_social[h.dwelling[rows]]]
    return found


def _from_within(world: World) -> NDArray[np.int64]:
    """Return those who left a household of the territory; as many fewer arrive in the spin-up."""
    rows = world.memory.new_files
    world.memory.new_files = rows[:0]
    world.memory.files_closed -= rows.size
    return rows


def _arrivals(world: World, context: Context) -> NDArray[np.int64]:
    """Add newcomers at a rate that the spin-up solves for the tension of the territory."""
    rate = _steered_rate(world) if world.month < 0 else world.memory.arrivals_per_month
    whole = int(rate)
    chance = world.streams.uniform("arrival", world.month, [0])[0]
    count = whole + int(chance < rate - whole)
    scenario = context.scenario
    turn = turning(world, context)
    return newcomers.applicants(world, scenario.demand, scenario.work, count, turn=turn)


def _steered_rate(world: World) -> float:
    """Return the arrivals that replace what leaves the queue and close the gap to the tension."""
    memory = world.memory
    change = memory.files_closed - memory.departures_smoothed
    memory.departures_smoothed += change / _STEERING_MONTHS
    wanted = world.tension * memory.lettings_smoothed * MONTHS
    gap = (wanted - open_files(world).size) / _STEERING_MONTHS
    rate = max(0.0, memory.departures_smoothed + gap)
    memory.arrivals_per_month += (rate - memory.arrivals_per_month) / MONTHS
    return rate


def _file(
    world: World,
    context: Context,
    rows: NDArray[np.int64],
    filed: NDArray[np.int64] | None = None,
    due: NDArray[np.int64] = _NONE,
) -> None:
    """Open files for those who find an area to ask for; the others without a home leave.

    Files that are `due` are asked anew by the same call, and given up where no area is found.
    """
    n_rows, a = rows.size, world.applications
    if not n_rows + due.size:
        return
    if filed is None:
        filed = np.full(n_rows, world.month)
    demand = context.scenario.demand
    hosted = world.households.place[rows] == _HOSTED
    u = world.streams.uniform("priority", world.month, world.households.id[rows])
    urgent = hosted & (u < demand.priority_share)
    years = (world.month - a.filed[due]) // MONTHS
    longer = np.minimum(demand.areas_asked + demand.areas_more_per_year * years, MAX_AREAS_ASKED)
    asked = _ask(
        world,
        context,
        np.concatenate((rows, a.household[due])),
        np.concatenate((filed, a.filed[due])),
        np.concatenate((urgent, a.is_priority[due])),
        np.concatenate((np.full(n_rows, demand.areas_asked), longer)),
    )
    finds = asked[:, 0] >= 0
    opens, goes_on = finds[:n_rows], finds[n_rows:]
    lots = world.streams.uniform("file_lot", world.month, world.households.id[rows])
    files = occupancy.open_files(
        world,
        rows[opens],
        filed=filed[opens],
        is_priority=urgent[opens],
        asked=asked[:n_rows][opens],
        lot=lots[opens],
    )
    occupancy.leave(world, rows[~opens & hosted], Reason.LAPSED)
    a.owned(OWNER).asked[due[goes_on]] = asked[n_rows:][goes_on]
    _schedule_lapses(world, context, np.concatenate((files, due[goes_on])))
    _give_up(world, due[~goes_on])


def _schedule_lapses(world: World, context: Context, files: NDArray[np.int64]) -> None:
    """Draw the month in which files end, if before their next anniversary."""
    demand, a = context.scenario.demand, world.applications
    rows, filed = a.household[files].astype(np.int64), a.filed[files].astype(np.int64)
    hazards = file_hazards(
        world.month, world.start_year, rows, filed, a.is_priority[files],
        outside.typical_market(world, context).rents, outside.mean_match(context),
        demand.not_renewed_rate, demand.found_rate, context.pushes, context.tastes, context.codes,
        world.law, people(world), homes(world), places(world),
    )  # fmt: skip
    codes = np.array([world.streams.code(name) for name in _LAPSE_STREAMS])
    left = MONTHS - (world.month - filed) % MONTHS
    when, _ = first_event(codes, world.month, world.households.id[rows], hazards, MONTHS, NEVER)
    lapses = np.where(when < world.month + left, when + 1, NEVER)
    a.owned(OWNER).lapses[files] = lapses


def _anniversaries(world: World) -> NDArray[np.int64]:
    """Return the files that are asked anew, and for more areas, a year after the last time."""
    files = open_files(world)
    waited = world.month - world.applications.filed[files]
    due: NDArray[np.int64] = files[(waited > 0) & (waited % MONTHS == 0)]
    return due


def _ask(
    world: World,
    context: Context,
    rows: NDArray[np.int64],
    filed: NDArray[np.int64],
    urgent: NDArray[np.bool_],
    lengths: NDArray[np.int64],
) -> NDArray[np.int32]:
    demand = context.scenario.demand
    asked: NDArray[np.int32] = ask_areas(
        world.month, world.start_year, rows.astype(np.int64), filed.astype(np.int64), urgent,
        lengths.astype(np.int64), demand.areas_known, _informed(world, context),
        demand.chooses_areas, demand.chance_weight, world.memory.chance, typical_homes(world),
        context.tastes, context.codes, world.law, people(world), homes(world), places(world),
        MAX_AREAS_ASKED, _highest(),
    )  # fmt: skip
    return asked


@lru_cache(maxsize=1)
def _highest() -> NDArray[np.float64]:
    bounds: NDArray[np.float64] = gumbel_bounds()
    return bounds


def _informed(world: World, context: Context) -> Known:
    """Return the areas that policies make known, and to which share of households."""
    probability = context.levers.pull("known_areas", world)
    if probability is None:
        return Known(np.empty(0, np.int64), np.empty(0))
    areas = np.flatnonzero(probability)
    return Known(areas, probability[areas])


def typical_homes(world: World) -> NDArray[np.float64]:
    """Return rent, charges, quality, count and surface of the stock, shape (5, areas, rooms).

    Means are 0 where an area has no dwelling of that size. They are kept for the year.
    """
    if world.memory.typical is not None and world.memory.typical_year == world.year:
        return world.memory.typical
    stock = social_homes(world, DwellingStatus.LET, DwellingStatus.VACANT, DwellingStatus.WORKS)
    d, n_rooms = world.dwellings, outside.N_ROOMS
    cell = d.area[stock].astype(np.int64) * n_rooms + d.rooms[stock] - 1
    size = len(world.areas) * n_rooms
    counts = np.bincount(cell, minlength=size)
    quality = world.residences.quality[d.residence[stock]]
    *means, surface = [
        np.bincount(cell, weights=values, minlength=size) / np.maximum(counts, 1)
        for values in (d.rent[stock], d.charges[stock], quality, d.surface[stock])
    ]
    typical = np.stack([*means, counts, surface])
    world.memory.typical = typical.reshape(5, len(world.areas), n_rooms)
    world.memory.typical_year = world.year
    return world.memory.typical
