"""Poverty as Filosofi measures it: disposable income with housing aid, persons, one line."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.processes.bills import current_bills
from simulation.processes.context import CENTS
from simulation.state.schema import Place
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


def share_poor_by_area(world: World) -> NDArray[np.float64]:
    """Return the share of poor persons in each area, all households, shape (areas,)."""
    rows = np.flatnonzero(world.households.place == Place.HOUSED)
    persons = world.households.persons[rows].astype(np.float64)
    areas = world.dwellings.area[world.households.dwelling[rows]]
    n_areas = len(world.areas)
    poor = np.bincount(areas, weights=persons * is_poor(world, rows), minlength=n_areas)
    return poor / np.maximum(np.bincount(areas, weights=persons, minlength=n_areas), 1.0)
