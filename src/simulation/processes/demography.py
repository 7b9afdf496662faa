"""One year older, each January: ageing, births, children who turn 14, partners who die.

The columns hold numbers of children and of teenagers, not their ages: a child turns 14 with the
same probability each year, so that childhood has the right mean length. The partner of a reference
person is taken to be of its age.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.config.demography import Demography
from simulation.kernels.leaving import death_hazard
from simulation.processes import benefits
from simulation.processes.careers import parts
from simulation.processes.context import Context
from simulation.state import occupancy
from simulation.state.schema import Activity, Place, Reason
from simulation.state.world import World

OWNER = "demography"
TEENAGER_AGE = 14  # from which a dependant counts as half a unit (INSEE, definition c1802)


def step(world: World, context: Context) -> None:
    """Age every household by a year, and settle the benefits of those whose members changed."""
    h = world.households
    h.owned(OWNER).age[:] += h.place != Place.ABSENT
    changed = np.zeros(len(h), bool)
    changed[_grow(world, np.flatnonzero(h.children > 0))] = True
    changed[_bear(world, context.scenario.demography)] = True
    changed[_widow(world, context, np.flatnonzero(h.adults > 1))] = True
    benefits.settle(world, context, np.flatnonzero(changed))


def _binomial(
    world: World, stream: str, rows: NDArray[np.int64], counts: NDArray[Any], share: float
) -> NDArray[np.int64]:
    """Return how many of `counts` persons an event of probability `share` happens to."""
    happened = np.zeros(rows.size, np.int64)
    identities = world.households.id[rows]
    for ordinal in range(int(counts.max(initial=0))):
        some = np.flatnonzero(counts > ordinal)
        u = world.streams.uniform(stream, world.month, identities[some], 0, ordinal)
        happened[some] += u < share
    return happened


def _grow(world: World, rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """Let children turn 14; return the households of those who did."""
    children = world.households.children[rows]
    number = _binomial(world, "child_grows", rows, children, 1 / TEENAGER_AGE)
    some = number > 0
    rows, number = rows[some], number[some]
    occupancy.change_members(world, rows, Reason.BIRTH, teenagers=number, children=-number)
    return rows


def birth_chances(settings: Demography, ages: NDArray[Any]) -> NDArray[np.float64]:
    """Return yearly probabilities of a birth for adults alone and couples, shape (2, n).

    A normal curve of age whose sum is the number of children that the settings give.
    """
    deviation = (ages - settings.birth_age) / settings.birth_age_spread
    density = np.exp(-deviation * deviation / 2) / (settings.birth_age_spread * np.sqrt(2 * np.pi))
    return np.outer((settings.births_alone, settings.births_couple), density)


def _bear(world: World, settings: Demography) -> NDArray[np.int64]:
    """Let children be born; return the households where they are."""
    h = world.households
    reach = 2 * 2 * settings.birth_age_spread  # four standard deviations: nothing happens beyond
    first, last = int(settings.birth_age - reach), int(settings.birth_age + reach)
    rows = np.flatnonzero((h.age >= first) & (h.age <= last) & (h.place != Place.ABSENT))
    rows = rows[h.teenagers[rows] + h.children[rows] < settings.most_dependants]
    chances = birth_chances(settings, np.arange(last + 1))[h.adults[rows] - 1, h.age[rows]]
    u = world.streams.uniform("birth", world.month, h.id[rows])
    born: NDArray[np.int64] = rows[u < chances]
    occupancy.change_members(world, born, Reason.BIRTH, children=1)
    return born


def mortality(context: Context, ages: NDArray[Any]) -> NDArray[np.float64]:
    """Return the yearly hazards of death of adults of these ages."""
    every_age: Any = ages.astype(np.float64)  # compiled for arrays as well as for one age
    return np.asarray(np.minimum(death_hazard(context.pushes, every_age), context.pushes.highest))


def _widow(world: World, context: Context, rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """Let one of two partners die; return the households of those who are left.

    The other one faces death in its turn as an adult alone (`exits`), from this month on.
    """
    h, settings = world.households, context.scenario.work
    one_of_two = 1.0 - np.exp(-2 * mortality(context, np.arange(h.age.max(initial=0) + 1)))
    u = world.streams.uniform("partner_dies", world.month, h.id[rows])
    losing: NDArray[np.int64] = rows[u < one_of_two[h.age[rows]]]
    survives = world.streams.uniform("who_survives", world.month, h.id[losing]) * 2 < 1.0
    left, gone = (parts(world, settings, losing, who) for who in (survives, ~survives))
    retired = h.activity[losing] == Activity.RETIRED
    reversion = np.where(retired, settings.survivor_rate * gone["replacement"], 0.0)
    left["replacement"] += np.round(reversion).astype(np.int64)
    owned = h.owned(OWNER)
    for name, values in left.items():
        getattr(owned, name)[losing] = values
    occupancy.change_members(world, losing, Reason.DEATH, adults=-1)
    return losing
