"""Poverty as Filosofi measures it: disposable income with housing aid, persons, one line."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulation.processes.bills import current_bills
from simulation.processes.context import CENTS
from simulation.state.schema import Place
from simulation.state.table import rows_where
from simulation.state.world import World


def current_aid(world: World, rows: NDArray[Any]) -> NDArray[np.int64]:
    """Return the housing aid paid to housed households, cents/month; owners receive none."""
    return current_bills(world, rows).aid


def is_poor(
    world: World, rows: NDArray[Any], aid: NDArray[np.int64] | None = None
) -> NDArray[np.bool_]:
    """Return which housed households are under the poverty line; `aid` if it is known already."""
    h = world.households
    disposable = h.income[rows] + (current_aid(world, rows) if aid is None else aid)
    return np.asarray(disposable / CENTS / h.units[rows] < world.poverty_line)


class Poverty(NamedTuple):
    """Rows of all housed households, and which of them are under the poverty line."""

    rows: NDArray[np.int64]
    is_poor: NDArray[np.bool_]


def poverty_of(world: World) -> Poverty:
    """Return who is housed, and who of them is poor now."""
    rows = rows_where(world.households.place, Place.HOUSED)
    return Poverty(rows, is_poor(world, rows))


def share_poor_by_area(world: World, known: Poverty | None = None) -> NDArray[np.float64]:
    """Return the share of poor persons in each area, all households, shape (areas,).

    `known` is what `poverty_of` returns, when it is at hand.
    """
    rows, poor = poverty_of(world) if known is None else known
    persons = world.households.persons[rows].astype(np.float64)
    areas = world.dwellings.area[world.households.dwelling[rows]]
    n_areas = len(world.areas)
    poor_persons = np.bincount(areas, weights=persons * poor, minlength=n_areas)
    return poor_persons / np.maximum(np.bincount(areas, weights=persons, minlength=n_areas), 1.0)
