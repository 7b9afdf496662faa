"""Households leave their homes: competing hazards, drawn for the year, happening month by month.

Each January, and when a household moves in, one exponential time per hazard is drawn; the first
one before the next January becomes the month of exit. Between draws nobody is touched.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.kernels.leaving import (
    DEATH,
    ELSEWHERE,
    N_HAZARDS,
    TRANSFER,
    yearly_hazards,
)
from simulation.kernels.times import first_event
from simulation.processes import outside, support
from simulation.processes.context import Context, homes, people, places
from simulation.state import occupancy
from simulation.state.calendar import note, rows_due
from simulation.state.schema import NEVER, Exit, Financing, Place, Reason
from simulation.state.table import rows_where
from simulation.state.world import MONTHS, World

OWNER = "exits"
EXIT_STREAMS = ("exit_ownership", "exit_private", "exit_elsewhere", "exit_death")
_KINDS = (Exit.OWNERSHIP, Exit.PRIVATE_RENTAL, Exit.ELSEWHERE, Exit.DEATH)


def step(world: World, context: Context) -> None:
    """Draw the exits to come, then let go those whose month it is."""
    h = world.households
    if world.is_january or world.month == context.first_month:
        rows = rows_where(h.place, Place.HOUSED)
    else:
        rows = rows_due(world, "moved_in", world.month - 1)
        rows = rows[h.place[rows] == int(Place.HOUSED)]
    _schedule(world, context, rows)
    _go(world)


def _schedule(world: World, context: Context, rows: NDArray[np.int64]) -> None:
    owned = world.households.owned(OWNER)
    hazards = hazards_of(world, context, rows)
    ids = world.households.id[rows]
    left = MONTHS - world.month % MONTHS
    codes = np.array([world.streams.code(name) for name in EXIT_STREAMS])
    when, kind = first_event(
        codes, world.month, ids, np.ascontiguousarray(hazards[:, :TRANSFER]), left, NEVER
    )
    owned.exit_month[rows] = when
    note(world, "exit_month", rows, when)
    owned.exit_kind[rows] = np.where(kind >= 0, np.array(_KINDS)[kind], Exit.NONE)
    code = np.array([world.streams.code("transfer")])
    when, _ = first_event(
        code, world.month, ids, np.ascontiguousarray(hazards[:, TRANSFER:]), left, NEVER
    )
    owned.transfer_month[rows] = when
    note(world, "transfer_month", rows, when)


def hazards_of(world: World, context: Context, rows: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return yearly hazards of housed households, shape (n, 5), in the order of `kernels.leaving`.

    Social tenants weigh what they would gain; private households follow the mean of their tenure.
    """
    hazards = np.zeros((rows.size, N_HAZARDS))
    home = world.households.dwelling[rows]
    social = world.dwellings.is_social[home]
    mobility = context.scenario.mobility
    tenants = rows[social]
    market = outside.typical_market(world, context)
    hazards[social] = yearly_hazards(
        world.month, world.start_year, tenants, market.social_rents, market.rents,
        market.owner_costs, market.elsewhere, outside.mean_match(context), context.pushes,
        context.tastes,
        context.codes, world.law, people(world), homes(world), places(world),
    )  # fmt: skip
    push = context.levers.pull("transfer_push", world, tenants)
    asked = hazards[social, TRANSFER] * support.ratios(world, context, "transfer_requests", tenants)
    asked += 0.0 if push is None else push
    hazards[social, TRANSFER] = np.minimum(asked, mobility.highest_rate)
    private = np.flatnonzero(~social)
    financing = world.residences.financing[world.dwellings.residence[home[private]]]
    owners = financing == int(Financing.OWNER_OCCUPIED)
    rate = np.where(owners, mobility.owner_rate, mobility.private_tenant_rate)
    hazards[private, ELSEWHERE] = rate
    ages = world.households.age[rows[private]]
    hazards[private, DEATH] = np.minimum(
        mobility.death_at_65 * np.exp(mobility.death_slope * (ages - outside.DEATH_AGE)),
        mobility.highest_rate,
    )
    hazards[world.households.adults[rows] > 1, DEATH] = 0.0  # who loses a partner stays
    return hazards


def _go(world: World) -> None:
    h = world.households
    due = rows_due(world, "exit_month", world.month)
    due = due[h.place[due] == int(Place.HOUSED)]
    kinds = h.exit_kind[due]
    _record_leavers(world, due, kinds)
    looking = (kinds == int(Exit.OWNERSHIP)) | (kinds == int(Exit.PRIVATE_RENTAL))
    dead = kinds == int(Exit.DEATH)
    occupancy.unhouse(world, due[looking], Reason.LEFT_STOCK)
    world.memory.seekers = np.concatenate((world.memory.seekers, due[looking]))
    occupancy.leave(world, due[dead], Reason.DEATH)
    occupancy.leave(world, due[~looking & ~dead], Reason.LEFT_TERRITORY)
    owned = h.owned(OWNER)
    owned.exit_month[due[looking]] = NEVER


def depart(world: World, rows: NDArray[np.int64], kinds: NDArray[Any]) -> None:
    """Let households leave their homes now for a private one that they have found.

    `kinds` are `Exit.OWNERSHIP` or `Exit.PRIVATE_RENTAL`, shape (n,).
    """
    owned = world.households.owned(OWNER)
    owned.exit_kind[rows] = kinds
    owned.exit_month[rows] = NEVER
    _record_leavers(world, rows, kinds)
    occupancy.unhouse(world, rows, Reason.LEFT_STOCK)


def _record_leavers(world: World, rows: NDArray[Any], kinds: NDArray[Any]) -> None:
    home = world.households.dwelling[rows]
    social = world.dwellings.is_social[home]
    world.ledger.record(
        "leavers",
        month=world.month,
        household_id=world.households.id[rows[social]],
        dwelling=home[social],
        kind=kinds[social],
        quartile=world.households.quartile_fixed[rows[social]],
    )
