"""The score of each open file by the grid of the scenario."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.config.errors import InputError
from simulation.config.scoring import Scoring
from simulation.kernels.commission import base_scores
from simulation.processes.context import Context
from simulation.processes.poverty import current_aid
from simulation.processes.quartiles import income_per_unit
from simulation.state.schema import NOBODY, Activity, Place
from simulation.state.world import MONTHS, World

MOST_ROOMS = 5


@dataclass(frozen=True)
class Situation:
    """What a grid looks at: open files, their households and present homes, shape (files,).

    Attributes
    ----------
    files, rows
        Rows of applications and of households.
    """

    world: World
    files: NDArray[np.int64]
    rows: NDArray[np.int64]
    grid: Scoring

    @cached_property
    def waited(self) -> NDArray[np.float64]:
        """Years since the file was opened."""
        return np.asarray((self.world.month - self.world.applications.filed[self.files]) / MONTHS)

    @cached_property
    def persons(self) -> NDArray[np.int64]:
        """Size of the household."""
        return self.world.households.persons[self.rows].astype(np.int64)

    def of_home(self, column: Callable[[NDArray[Any]], NDArray[Any]]) -> NDArray[np.bool_]:
        """Return what `column` says of the homes of those who have one, False of the others."""
        found = np.zeros(self.rows.size, bool)
        housed = np.flatnonzero(self.world.households.place[self.rows] == Place.HOUSED)
        found[housed] = column(housed)
        return found

    def rooms(self, some: NDArray[Any]) -> NDArray[np.int64]:
        """Return the rooms of the present homes of `some` of the households."""
        home = self.world.households.dwelling[self.rows[some]]
        rooms: NDArray[np.int64] = self.world.dwellings.rooms[home].astype(np.int64)
        return rooms

    def effort(self, some: NDArray[Any]) -> NDArray[np.float64]:
        """Return rent and charges less housing aid over income, in the homes of `some`."""
        rows, d = self.rows[some], self.world.dwellings
        home = self.world.households.dwelling[rows]
        cost = d.rent[home].astype(np.float64) + d.charges[home] - current_aid(self.world, rows)
        return np.asarray(cost / np.maximum(self.world.households.income[rows], 1.0))


Amount = Callable[[Situation], NDArray[Any]]


def _over_occupied(s: Situation) -> NDArray[np.bool_]:
    """As `kernels.commission.fits`: a letting needs one room fewer than persons at least."""
    return s.of_home(lambda some: s.rooms(some) < np.minimum(s.persons[some] - 1, MOST_ROOMS))


AMOUNTS: dict[str, Amount] = {
    "seniority_per_year": lambda s: s.waited,
    "long_wait": lambda s: s.waited >= s.grid.long_wait_years,
    "priority": lambda s: s.world.applications.is_priority[s.files],
    "no_home": lambda s: s.world.households.place[s.rows] == Place.HOSTED,
    "transfer": lambda s: s.world.applications.is_transfer[s.files],
    "over_occupied": _over_occupied,
    "under_occupied": lambda s: s.of_home(lambda some: s.rooms(some) > s.persons[some] + 1),
    "lone_parent": lambda s: (s.world.households.adults[s.rows] == 1) & (s.persons > 1),
    "family_size": lambda s: s.persons >= s.grid.family_size_persons,
    "age_under": lambda s: s.world.households.age[s.rows] < s.grid.age_under_years,
    "age_over": lambda s: s.world.households.age[s.rows] >= s.grid.age_over_years,
    "job": lambda s: s.world.households.activity[s.rows] == Activity.JOB,
    "effort_above": lambda s: s.of_home(lambda some: s.effort(some) > s.grid.effort_above_rate),
    "income_per_unit_below": lambda s: (
        income_per_unit(s.world, s.rows) < s.grid.income_per_unit_below_eur
    ),
    "refusal_malus": lambda s: np.maximum(
        s.world.applications.refused[s.files].astype(np.int64) - s.grid.free_refusals, 0
    ),
}
"""How much of each criterion a file has, by the field of the grid that says what it is worth."""
_CAPS = {"seniority_per_year": "seniority_cap", "refusal_malus": "malus_cap"}
_TAKEN_AWAY = ("refusal_malus",)


def grid_of(world: World, context: Context) -> tuple[Scoring, int]:
    """Return the grid in force, and the position of the policy that it comes from."""
    found = [
        (grid, position)
        for position, grids in context.levers.each("scoring_grid", world)
        for grid in grids
    ]
    if len(found) > 1:
        raise InputError("two policies replace the scoring grid; give them different years")
    return found[0] if found else (context.scenario.scoring, NOBODY)


def grid_scores(world: World, context: Context, files: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the score of each file, in points of the commission's rank, shape (files,)."""
    grid, source = grid_of(world, context)
    rows = world.applications.household[files].astype(np.int64)
    world.ledger.touch(source, "scoring_grid", files, world.households.id[rows])
    situation = Situation(world, files, rows, grid)
    worth = {name: getattr(grid, name) for name in AMOUNTS}
    used = [name for name, points in worth.items() if points]
    points = [-worth[name] if name in _TAKEN_AWAY else worth[name] for name in used]
    caps = [getattr(grid, _CAPS[name]) if name in _CAPS else np.inf for name in used]
    amounts = np.empty((len(used), files.size))
    for position, name in enumerate(used):
        amounts[position] = AMOUNTS[name](situation)
    return grid.weight * base_scores(np.array(points), np.array(caps), amounts)
