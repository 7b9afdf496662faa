"""Children leave home, couples part, adults alone join: competing hazards, drawn for the year.

Each January, when a household moves in, and after such an event, one exponential time per hazard
is drawn; the first one before the next January becomes the month of the event.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.config.demography import Demography
from simulation.kernels.times import first_event
from simulation.processes import departures, outside, separations, unions
from simulation.processes.context import Context
from simulation.processes.demography import TEENAGER_AGE
from simulation.state.calendar import note, rows_due
from simulation.state.schema import NEVER, FamilyEvent, Place
from simulation.state.world import MONTHS, World

OWNER = "families"
_KINDS = np.array([FamilyEvent.GROWN_UP, FamilyEvent.SEPARATION, FamilyEvent.UNION])
_STREAMS = ("child_leaves", "separation", "union")
_OLDEST = 130  # years, for tables by age


def step(world: World, context: Context) -> None:
    """Draw the events to come, then let those happen whose month it is."""
    h = world.households
    if world.is_january:
        world.memory.private_rents = outside.typical_market(world, context).rents
        rows = np.flatnonzero(h.place != int(Place.ABSENT))
    else:
        moved_in = rows_due(world, "moved_in", world.month - 1)
        moved_in = moved_in[h.place[moved_in] == int(Place.HOUSED)]
        rows = np.union1d(moved_in, rows_due(world, "family_month", world.month - 1))
    _schedule(world, context, rows)
    due = rows_due(world, "family_month", world.month)
    kinds = h.family_event[due]
    departures.happen(world, context, due[kinds == int(FamilyEvent.GROWN_UP)])
    separations.happen(world, context, due[kinds == int(FamilyEvent.SEPARATION)])
    alone = unions.happen(world, context, due[kinds == int(FamilyEvent.UNION)])
    h.owned(OWNER).family_month[alone] = world.month + 1
    note(world, "family_month", alone, world.month + 1)


def hazards(
    settings: Demography, adults: NDArray[Any], teenagers: NDArray[Any], ages: NDArray[Any]
) -> NDArray[np.float64]:
    """Return yearly hazards of a departure, a separation, a union, shape (n, 3).

    Teenagers leave at a constant hazard that gives the mean age. Couples are made and unmade at
    rates that fall exponentially beyond the age at which people settle.
    """
    years = ages.astype(np.int64)
    fading = _fading(settings.settled_age, settings.settled_years, years.max(initial=_OLDEST))
    fading = fading[years]
    couple = adults > 1
    found = np.empty((adults.size, _KINDS.size))
    found[:, 0] = teenagers / (settings.leaving_age - TEENAGER_AGE)
    found[:, 1] = settings.separation_rate * couple * fading
    found[:, 2] = settings.union_rate * ~couple * fading
    return found


@lru_cache(maxsize=4)
def _fading(settled_age: float, settled_years: float, oldest: int) -> NDArray[np.float64]:
    """Return how far the rates have fallen at each age."""
    ages = np.arange(oldest + 1.0)
    return np.exp(-np.maximum(ages - settled_age, 0.0) / settled_years)


def _schedule(world: World, context: Context, rows: NDArray[np.int64]) -> None:
    h = world.households
    rates = hazards(context.scenario.demography, h.adults[rows], h.teenagers[rows], h.age[rows])
    codes = np.array([world.streams.code(name) for name in _STREAMS])
    left = MONTHS - world.month % MONTHS
    when, kind = first_event(codes, world.month, h.id[rows], rates, left, NEVER)
    owned = h.owned(OWNER)
    owned.family_month[rows] = when
    note(world, "family_month", rows, when)
    owned.family_event[rows] = np.where(kind >= 0, _KINDS[kind], FamilyEvent.NONE)
