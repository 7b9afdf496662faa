"""One year older: ageing, retirement, births, children who grow up and leave."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulation.law.minima import family_allowances
from simulation.processes.context import Context
from simulation.processes.income import derive
from simulation.state.schema import Activity, Place
from simulation.state.world import World

OWNER = "demography"
_RETIREMENT_AGE = 64  # loi 2023-270
_PENSION_RATE = 0.75  # net replacement rate, DREES, rounded
_FERTILE_AGES = (20, 42)
_BIRTHS_COUPLE, _BIRTHS_ALONE = 0.085, 0.02  # per year; INSEE état civil, rounded
_YEARS_CHILD, _YEARS_TEENAGER = 14, 7
_MOST_DEPENDANTS = 9


def step(world: World, context: Context) -> None:
    """Age every household by a year and derive its income again."""
    rows = np.flatnonzero(world.households.place != Place.ABSENT)
    owned = world.households.owned(OWNER)
    before = (owned.teenagers[rows] + owned.children[rows]).astype(np.int64)
    owned.age[rows] += 1
    _grow(world, rows)
    _bear(world, rows)
    after = (owned.teenagers[rows] + owned.children[rows]).astype(np.int64)
    minima = world.law.minima
    change = family_allowances(after, minima) - family_allowances(before, minima)
    owned.minima[rows] = np.maximum(owned.minima[rows] + change, 0)
    _retire(world, rows)
    derive(world, rows)


def _binomial(
    world: World, stream: str, rows: NDArray[np.int64], counts: NDArray[np.int64], share: float
) -> NDArray[np.int64]:
    """Return how many of `counts` persons an event of probability `share` happens to."""
    happened = np.zeros(rows.size, np.int64)
    identities = world.households.id[rows]
    for ordinal in range(int(counts.max(initial=0))):
        some = np.flatnonzero(counts > ordinal)
        u = world.streams.uniform(stream, world.month, identities[some], 0, ordinal)
        happened[some] += u < share
    return happened


def _grow(world: World, rows: NDArray[np.int64]) -> None:
    owned = world.households.owned(OWNER)
    teenagers = owned.teenagers[rows].astype(np.int64)
    children = owned.children[rows].astype(np.int64)
    gone = _binomial(world, "child_leaves", rows, teenagers, 1.0 / _YEARS_TEENAGER)
    grown = _binomial(world, "child_grows", rows, children, 1.0 / _YEARS_CHILD)
    owned.teenagers[rows] = teenagers - gone + grown
    owned.children[rows] = children - grown


def _bear(world: World, rows: NDArray[np.int64]) -> None:
    owned = world.households.owned(OWNER)
    fertile = (owned.age[rows] >= _FERTILE_AGES[0]) & (owned.age[rows] <= _FERTILE_AGES[1])
    few = owned.teenagers[rows] + owned.children[rows] < _MOST_DEPENDANTS
    mothers = rows[fertile & few]
    rate = np.where(owned.adults[mothers] == 2, _BIRTHS_COUPLE, _BIRTHS_ALONE)
    u = world.streams.uniform("birth", world.month, world.households.id[mothers])
    owned.children[mothers] += (u < rate).astype(np.int8)


def _retire(world: World, rows: NDArray[np.int64]) -> None:
    owned = world.households.owned(OWNER)
    leaving = (owned.age[rows] >= _RETIREMENT_AGE) & (owned.activity[rows] == Activity.JOB)
    retiring = rows[leaving]
    pension = np.round(owned.earnings[retiring] * _PENSION_RATE).astype(np.int32)
    owned.replacement[retiring] += pension
    owned.earnings[retiring] = 0
    owned.activity[retiring] = Activity.RETIRED
