"""Private homes: those who left the social stock, then newcomers, take what they can pay.

How many newcomers look for a home, for each vacancy, is solved during the spin-up so that as many
homes stay empty as at the start; afterwards it is the same in every arm.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.kernels.private_choice import choose_private_homes
from simulation.processes import newcomers
from simulation.processes.context import CENTS, Context, people, places
from simulation.processes.rents import set_private_rents
from simulation.state import occupancy
from simulation.state.schema import DwellingStatus, Exit, Financing, Place, Reason
from simulation.state.table import rows_where
from simulation.state.world import MONTHS, Filling, World

_TENURES = {"rental": Financing.PRIVATE_RENTAL, "owned": Financing.OWNER_OCCUPIED}
_STEERING_MONTHS = 6.0  # time in which the spin-up closes the gap to the usual vacancy
Integers = NDArray[np.int64]


def start(world: World, context: Context) -> None:
    """Keep, for each tenure, the households of the start, whom newcomers resemble, and vacancy."""
    h, mobility = world.households, context.scenario.mobility
    housed = rows_where(h.place, Place.HOUSED)
    of_home = world.residences.financing[world.dwellings.residence[h.dwelling[housed]]]
    rates = {"rental": mobility.private_tenant_rate, "owned": mobility.owner_rate}
    for tenure, financing in _TENURES.items():
        rows = housed[of_home == int(financing)]
        rows = rows[np.argsort(h.id[rows])]
        world.memory.settled_like[tenure] = _composition(world, rows)
        left, empty = rates[tenure] * rows.size / MONTHS, vacant(world, financing).size
        rate = left / (left + empty) if rows.size else 0.0
        world.memory.filling[tenure] = Filling(rate, usual=empty, vacant=empty, left=left)


def step(world: World, context: Context) -> None:
    """Fill private vacancies, seekers by lot; who finds nothing leaves the territory."""
    seekers = world.memory.seekers
    turns = world.streams.uniform("private_turn", world.month, world.households.id[seekers])
    seekers = seekers[np.argsort(turns)]
    kinds = world.households.exit_kind[seekers]
    wishes = {
        "owned": seekers[kinds == int(Exit.OWNERSHIP)],
        "rental": seekers[kinds != int(Exit.OWNERSHIP)],
    }
    for tenure in _TENURES:
        _fill(world, context, tenure, wishes[tenure])
    world.memory.seekers = seekers[:0]


def _fill(world: World, context: Context, tenure: str, seekers: Integers) -> None:
    financing, filling = _TENURES[tenure], world.memory.filling[tenure]
    vacancies = vacant(world, financing)
    rate = filling.rate
    if world.month < 0:
        rate = _steered_rate(filling, vacancies.size)
        filling.rate += (rate - filling.rate) / MONTHS
    arrivals = _arrive(world, tenure, rate * vacancies.size)
    rows = np.concatenate((seekers, arrivals))
    housed = _choose(world, context, financing, vacancies, rows)
    n_sought = int(housed[: seekers.size].sum())
    n_housed = int(housed.sum())
    filling.vacant = vacancies.size - n_housed
    if world.month < 0:
        filling.sought += (n_sought - filling.sought) / _STEERING_MONTHS
        if arrivals.size:
            found = (n_housed - n_sought) / arrivals.size
            filling.success += (found - filling.success) / _STEERING_MONTHS


def _steered_rate(filling: Filling, n_vacant: int) -> float:
    """Return the newcomers a vacancy that replace who left and bring vacancy back to the usual."""
    filling.left += (n_vacant - filling.vacant - filling.left) / _STEERING_MONTHS
    gap = (n_vacant - filling.left - filling.usual) / _STEERING_MONTHS
    wanted = max(0.0, filling.left - filling.sought + gap)
    return wanted / max(filling.success * n_vacant, 1.0)


def _choose(
    world: World, context: Context, financing: Financing, vacancies: Integers, rows: Integers
) -> NDArray[np.bool_]:
    """Settle those who find a home they can pay; the others leave. Return who found one."""
    market, d = context.scenario.private_market, world.dwellings
    moments = world.streams.uniform("private_moment", world.month, vacancies)
    order = np.argsort(moments, kind="stable")
    vacancies = vacancies[order]
    costs = monthly_costs(world, context, vacancies, financing)
    chosen = choose_private_homes(
        world.month, world.streams.code("private_look"), world.streams.code("error_area"), rows,
        moments[order], costs, d.rooms[vacancies], d.area[vacancies], market.alternatives,
        market.effort_cap, int(financing), world.law, context.tastes, people(world), places(world),
    )  # fmt: skip
    housed: NDArray[np.bool_] = chosen >= 0
    taken = vacancies[chosen[housed]]
    occupancy.settle(world, rows[housed], taken, Reason.PRIVATE_MARKET)
    if financing == Financing.PRIVATE_RENTAL:
        set_private_rents(world, taken, np.round(costs[chosen[housed]]).astype(np.int64))
    occupancy.leave(world, rows[~housed], Reason.LEFT_TERRITORY)
    return housed


def vacant(world: World, financing: Financing) -> Integers:
    """Return the private homes of a tenure in which nobody lives."""
    empty = rows_where(world.dwellings.status, DwellingStatus.VACANT)
    of_home = world.residences.financing[world.dwellings.residence[empty]]
    found: Integers = empty[of_home == int(financing)]
    return found


def _arrive(world: World, tenure: str, expected: float) -> Integers:
    """Add about `expected` households, each alike one of the private households of the start."""
    models: NDArray[Any] = world.memory.settled_like[tenure]
    chance = world.streams.uniform(f"newcomers_{tenure}", world.month, [0])[0]
    ranks = np.arange(int(expected + chance) if models.size else 0)
    u = world.streams.uniform(f"like_{tenure}", world.month, ranks)
    return newcomers.settlers(world, tenure, models[(u * models.shape[0]).astype(np.int64)])


def _composition(world: World, rows: Integers) -> NDArray[Any]:
    h = world.households
    return np.stack([getattr(h, name)[rows] for name in newcomers.COMPOSITION], axis=1)


def monthly_costs(
    world: World, context: Context, homes: Integers, financing: Financing
) -> NDArray[np.float64]:
    """Return the asked rent, or the annuity of the price, cents/month."""
    d, areas = world.dwellings, world.areas
    at, surfaces = d.area[homes], d.surface[homes]
    if financing == Financing.PRIVATE_RENTAL:
        return np.asarray(areas.private_rent[at] * surfaces * d.premium[homes] * CENTS)
    rate = context.scenario.private_market.annuity_rate / MONTHS
    return np.asarray(areas.private_price[at] * surfaces * d.premium[homes] * rate * CENTS)
