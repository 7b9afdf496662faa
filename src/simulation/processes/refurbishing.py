"""Refurbishment: works in whole residences, better and dearer homes afterwards."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from simulation.policies.base import Refurbishment
from simulation.processes import recent_works
from simulation.processes.deliveries import note
from simulation.processes.rents import raise_rents
from simulation.processes.spending import spend
from simulation.state import occupancy
from simulation.state.schema import NEVER, DwellingStatus, Spending, Work
from simulation.state.world import World

OWNER = "works"


def step(world: World, records: Iterable[Refurbishment]) -> None:
    """Begin works, close what is vacant meanwhile, and finish the works that are due."""
    for record in records:
        _begin(world, record)
    under_way = world.memory.refurbishments
    if not under_way:
        return
    ends = world.residences.works_end
    due = [record for record in under_way if ends[record.residence] <= world.month]
    world.memory.refurbishments = [r for r in under_way if ends[r.residence] > world.month]
    for record in due:
        _finish(world, record)
    _close_vacancies(world)


def are_open(world: World, homes: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return which dwellings no works keep from being let, shape of `homes`."""
    return np.asarray(world.residences.works_end[world.dwellings.residence[homes]] <= world.month)


def _begin(world: World, record: Refurbishment) -> None:
    owned, row = world.residences.owned(OWNER), record.residence
    if owned.rehousing_opens[row] != NEVER or owned.works_end[row] > world.month:
        return
    owned.planned[row] = Work.REFURBISHMENT
    owned.renewed_by[row] = record.source
    owned.works_end[row] = world.month + record.months
    world.memory.refurbishments.append(record)


def _close_vacancies(world: World) -> None:
    d = world.dwellings
    vacant = np.flatnonzero(d.is_social & (d.status == DwellingStatus.VACANT))
    occupancy.set_status(world, vacant[~are_open(world, vacant)], DwellingStatus.WORKS)


def _finish(world: World, record: Refurbishment) -> None:
    d, row = world.dwellings, record.residence
    homes = np.flatnonzero((d.residence == row) & d.is_social)
    residences, dwellings = world.residences.owned(OWNER), d.owned(OWNER)
    residences.quality[row] += record.quality_step
    residences.refurbished_year[row] = world.year
    kept = 1.0 - record.charges_cut
    dwellings.charges[homes] = np.round(d.charges[homes] * kept).astype(np.int64)
    if record.rent_eur_m2 > 0:
        residences.new_rent[row] = record.rent_eur_m2
        if record.is_for_all:
            raise_rents(world, homes)
    closed = homes[d.status[homes] == DwellingStatus.WORKS]
    occupancy.set_status(world, closed, DwellingStatus.VACANT)
    recent_works.note(world, homes)
    note(world, record.source, homes, Work.REFURBISHMENT)
    spend(world, record.source, Spending.REFURBISHMENT, record.cost_eur * homes.size)
