"""Right to housing: who waits, how long, who is housed, and who asks for a QPV, group by group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.observers.tools import (
    DAYS_PER_MONTH,
    N_QUARTILES,
    Columns,
    mean,
    median,
    share,
    table,
)
from simulation.processes.context import open_files
from simulation.processes.poverty import current_aid, is_poor
from simulation.state.schema import Channel, Place
from simulation.state.world import World

LARGEST = 5
"""Persons from which families are counted together."""
N_TENTHS = 10


@dataclass(frozen=True)
class _Files:
    """Files and their households, shape (n,) each: open ones, or those housed in the year."""

    months: NDArray[Any]
    quartile: NDArray[Any]
    is_priority: NDArray[Any]
    persons: NDArray[Any]
    income: NDArray[Any]


def observe(world: World) -> Columns:
    """Return one row per group of files: all, by quartile, priority, persons, tenth of income.

    Groups are those of the household in December for open files, and at the lease for those
    housed. Tenths are those of both together, by income per consumption unit before housing aid.
    """
    files = open_files(world)
    poor = _poor(world, world.applications.household[files].astype(np.int64))
    waiting, housed = _open(world, files), _housed(world)
    asks, asks_only = _asks_qpv(world, files)
    unhoused = world.households.place[world.applications.household[files]] == Place.HOSTED
    rows = []
    for by, group, is_open, is_housed in _groups(waiting, housed):
        n_open, n_housed = int(is_open.sum()), int(is_housed.sum())
        days, waits = (
            DAYS_PER_MONTH * months
            for months in (waiting.months[is_open], housed.months[is_housed])
        )
        rows.append(
            {
                "year": world.year,
                "by": by,
                "group": group,
                "open_files": n_open,
                "unhoused_files": int((is_open & unhoused).sum()),
                "mean_open_days": mean(days),
                "median_open_days": median(days),
                "housed": n_housed,
                "mean_wait_days": mean(waits),
                "median_wait_days": median(waits),
                "chance": share(n_housed, n_housed + n_open),
                "files_asking_qpv": int((is_open & asks).sum()),
                "files_asking_qpv_only": int((is_open & asks_only).sum()),
                "asking_qpv_share": share(int((is_open & asks).sum()), n_open),
                "open_poverty_share": share(
                    int(waiting.persons[is_open & poor].sum()), int(waiting.persons[is_open].sum())
                ),
            }
        )
    return table(rows)


def _poor(world: World, rows: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return which households are poor; those without a home of their own receive no aid."""
    housed = world.households.place[rows] == Place.HOUSED
    aid = np.zeros(rows.size, np.int64)
    aid[housed] = current_aid(world, rows[housed])
    return is_poor(world, rows, aid)


def _open(world: World, files: NDArray[np.int64]) -> _Files:
    h, a = world.households, world.applications
    rows = a.household[files]
    return _Files(
        months=world.month - a.filed[files],
        quartile=h.quartile_legal[rows],
        is_priority=a.is_priority[files],
        persons=h.persons[rows],
        income=np.round(h.income[rows] / h.units[rows]),
    )


def _housed(world: World) -> _Files:
    lettings = world.ledger.events("lettings")
    filed = lettings["channel"] != Channel.REHOUSING
    found = {name: values[filed] for name, values in lettings.items()}
    return _Files(
        found["wait_months"], found["quartile"], found["is_priority"] == 1, found["persons"],
        found["income_per_unit"],
    )  # fmt: skip


def _asks_qpv(
    world: World, files: NDArray[np.int64]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return which files ask for a QPV, and which for nothing else."""
    asked = world.applications.asked[files]
    named, qpv = asked >= 0, world.areas.is_qpv[np.maximum(asked, 0)]
    asks = (named & qpv).any(axis=1)
    return asks, asks & ~(named & ~qpv).any(axis=1)


def _groups(
    waiting: _Files, housed: _Files
) -> Iterator[tuple[str, str, NDArray[np.bool_], NDArray[np.bool_]]]:
    """Return what groups are made by, their names, and who belongs to them."""
    yield "all", "all", np.ones(waiting.months.size, bool), np.ones(housed.months.size, bool)
    edges = _edges(np.concatenate((waiting.income, housed.income)))
    kinds: tuple[tuple[str, Sequence[str], Any], ...] = (
        ("quartile", [f"q{q}" for q in range(1, N_QUARTILES + 1)], lambda f: f.quartile - 1),
        ("priority", ["no", "yes"], lambda f: f.is_priority.astype(np.int64)),
        (
            "persons",
            [*map(str, range(1, LARGEST)), f"{LARGEST}+"],
            lambda f: np.minimum(f.persons, LARGEST) - 1,
        ),
        (
            "income",
            [f"d{tenth}" for tenth in range(1, N_TENTHS + 1)],
            lambda f: np.searchsorted(edges, f.income),
        ),
    )
    for by, names, of in kinds:
        labels = of(waiting), of(housed)
        for position, name in enumerate(names):
            yield by, name, labels[0] == position, labels[1] == position


def _edges(incomes: NDArray[Any]) -> NDArray[np.float64]:
    """Return the upper bounds of the first nine tenths."""
    at = np.arange(1, N_TENTHS) / N_TENTHS
    return np.quantile(incomes, at) if incomes.size else np.zeros(at.size)
