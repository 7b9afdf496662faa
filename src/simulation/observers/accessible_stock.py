"""Room for manoeuvre: the social stock that the first quartile can pay, by place and type.

Open files of the first legal quartile that fit homes of a type are ordered by income per unit.
Some of them, at even ranks, stand for all. A home is accessible when at least half of these are
under its ceiling and would pay no more than the effort at which a commission accepts one time in
two (`allocation.effort_maximum`), at the cost that a commission counts with: rent of December and
running costs at least (`kernels.commission.full_cost`).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulation.kernels.affordable import count_able
from simulation.kernels.commission import fits
from simulation.observers.tools import Columns, share
from simulation.processes.context import Context, homes, open_files, people, places
from simulation.state.schema import DwellingStatus
from simulation.state.world import World

N_TYPES = 5
"""T1 to T5 and more."""
N_STANDING_FOR = 5
_HALF = 2


def observe(world: World, context: Context) -> Columns:
    """Return one row per area and type of home where there is any social one."""
    d = world.dwellings
    stock = np.flatnonzero(d.is_social & (d.status != DwellingStatus.DEMOLISHED))
    kind = np.minimum(d.rooms[stock], N_TYPES).astype(np.int64) - 1
    accessible = np.zeros(stock.size, bool)
    for rooms in range(1, N_TYPES + 1):
        of_type = kind == rooms - 1
        families = representatives(world, context, rooms)
        accessible[of_type] = _is_accessible(world, context, stock[of_type], families)
    vacated = np.zeros(len(d), bool)
    vacated[world.ledger.events("lettings")["dwelling"]] = True
    vacated |= d.status == DwellingStatus.VACANT
    n_cells = len(world.areas) * N_TYPES
    cell = d.area[stock] * N_TYPES + kind

    def count(chosen: NDArray[np.bool_]) -> NDArray[np.int64]:
        return np.bincount(cell[chosen], minlength=n_cells)[stands]

    stands = np.flatnonzero(np.bincount(cell, minlength=n_cells))
    number, open_ = count(np.ones(stock.size, bool)), vacated[stock]
    area = stands // N_TYPES
    return {
        "year": np.full(stands.size, world.year),
        "area": area,
        "is_qpv": world.areas.is_qpv[area],
        "rooms": stands % N_TYPES + 1,
        "stock": number,
        "accessible": count(accessible),
        "accessible_share": share(count(accessible), number),
        "vacancies": count(open_),
        "accessible_vacancies": count(open_ & accessible),
    }


def representatives(world: World, context: Context, rooms: int) -> NDArray[np.int64]:
    """Return households that stand for the first quartile of applicants whom a type fits."""
    h = world.households
    rows = world.applications.household[open_files(world)]
    rows = rows[h.quartile_legal[rows] == 1]
    spare = context.rules.spare_rooms
    sizes = np.array([fits(size, rooms, spare) for size in range(int(h.persons.max()) + 1)])
    rows = rows[sizes[h.persons[rows]]]
    order = rows[np.lexsort((h.id[rows], h.income[rows] / h.units[rows]))]
    at = (np.arange(N_STANDING_FOR) * _HALF + 1) * order.size // (_HALF * N_STANDING_FOR)
    return order[at].astype(np.int64) if order.size else np.empty(0, np.int64)


def _is_accessible(
    world: World, context: Context, rows: NDArray[np.int64], families: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Return which homes at least half of the families can pay and may have; none without any."""
    able = count_able(
        world.month, world.start_year, context.rules, world.law, world.ceilings, rows, families,
        people(world), homes(world), places(world),
    )  # fmt: skip
    return np.asarray((able * _HALF >= families.size) & (families.size > 0))
