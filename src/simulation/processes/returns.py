"""Right to return: homes delivered on site are offered first to those who were moved out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from simulation.kernels.cases import Cases
from simulation.kernels.rehousing import rehouse
from simulation.processes import charters, rehousing
from simulation.processes.context import Context, homes, people, places
from simulation.state.schema import Place
from simulation.state.world import MONTHS, World

Integers = NDArray[np.int64]


def step(world: World, context: Context) -> None:
    """Make each holder of the right one offer, those who moved out first; it ends with it."""
    h = world.households
    rows = np.flatnonzero(h.returns_to >= 0)
    rows = rows[h.place[rows] == Place.HOUSED]
    rows = rows[world.dwellings.is_social[h.dwelling[rows]]]
    if not rows.size:
        return
    rows = rows[np.lexsort((h.id[rows], h.moved_in[rows]))]
    vacancies = new_homes(world, context)
    for area in np.unique(world.dwellings.area[vacancies]):
        inside = vacancies[world.dwellings.area[vacancies] == area]
        _offer(world, context, rows[h.returns_to[rows] == area], inside)


def new_homes(world: World, context: Context) -> Integers:
    """Return the vacancies of the month in social residences delivered not long ago."""
    memory, months = world.memory, MONTHS * context.scenario.rehousing.return_years
    listed = np.sort(np.concatenate((memory.withheld, memory.vacancies)))
    listed = listed[world.dwellings.occupant[listed] < 0]
    age = world.month - world.residences.delivered[world.dwellings.residence[listed]]
    return np.asarray(listed[(age >= 0) & (age <= months)])


def _offer(world: World, context: Context, rows: Integers, vacancies: Integers) -> None:
    if not rows.size:
        return
    h, default = world.households, charters.default_charter(context.scenario)
    charter = (replace(default, offers=1, commitment=np.inf),)
    none = np.zeros(rows.size)
    cases = Cases(
        rows=rows,
        charter=none.astype(np.int64),
        landlord=none.astype(np.int64),
        pressure=none - context.tastes.moving_cost,
        more_tolerance=none,
        more_rooms=none.astype(np.int64),
        more_ceiling=none,
        more_vacancies=none.astype(np.int64),
        more_landlords=none.astype(np.bool_),
    )
    pool = charters.pool_of(world, context, charter, vacancies)
    offered = rehouse(
        world.month, world.start_year, context.rules.spare_rooms, rehousing.draws(world), cases,
        pool._replace(is_held=np.zeros(vacancies.size, np.bool_)),
        charters.as_arrays(charter, context.scenario.demand.areas_known), context.tastes,
        context.codes, world.law, world.ceilings, people(world), homes(world), places(world),
    )  # fmt: skip
    source = h.returns_for[offered.row].astype(np.int64)
    rehousing.move(world, offered, source, is_return=True)
    h.owned(rehousing.OWNER).returns_to[offered.row] = -1
    memory, taken = world.memory, offered.home[offered.accepted]
    memory.vacancies = memory.vacancies[~np.isin(memory.vacancies, taken)]
