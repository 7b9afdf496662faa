"""Private outlet: who leaves a building to demolish for a private home at local prices."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulation.kernels.outlets import Market, choose_outlets
from simulation.processes import exits, private_moves, rehousing
from simulation.processes.context import Context, homes, people, places
from simulation.processes.rents import set_private_rents
from simulation.state import occupancy
from simulation.state.schema import Exit, Financing, Reason
from simulation.state.world import World

_TENURES = (Financing.PRIVATE_RENTAL, Financing.OWNER_OCCUPIED)


def step(world: World, context: Context, rows: NDArray[np.int64]) -> None:
    """Let go, among households to rehouse, those who prefer a private home within reach."""
    if not rows.size:
        return
    market = _market(world, context)
    if not market.homes.size:
        return
    chosen = choose_outlets(
        world.month, world.start_year, world.streams.code("private_look"),
        world.streams.code("outlet"), rows, rehousing.pressure(world, context, rows), market,
        context.pushes, context.tastes, context.codes, world.law, people(world), homes(world),
        places(world),
    )  # fmt: skip
    goes = chosen >= 0
    _move(world, rows[goes], market.homes[chosen[goes]], market.costs[chosen[goes]])


def _market(world: World, context: Context) -> Market:
    """Return the private vacancies of both tenures in the order in which they come up."""
    found = [private_moves.vacant(world, tenure) for tenure in _TENURES]
    costs = [
        private_moves.monthly_costs(world, context, some, tenure)
        for some, tenure in zip(found, _TENURES, strict=True)
    ]
    vacancies = np.concatenate(found)
    moments = world.streams.uniform("private_moment", world.month, vacancies)
    order = np.argsort(moments, kind="stable")
    settings = context.scenario.private_market
    return Market(
        vacancies[order], moments[order], np.concatenate(costs)[order], settings.alternatives,
        settings.effort_cap,
    )  # fmt: skip


def _move(
    world: World, rows: NDArray[np.int64], taken: NDArray[np.int64], costs: NDArray[np.float64]
) -> None:
    financing = world.residences.financing[world.dwellings.residence[taken]]
    is_rented = financing == Financing.PRIVATE_RENTAL
    exits.depart(world, rows, np.where(is_rented, Exit.PRIVATE_RENTAL, Exit.OWNERSHIP))
    occupancy.settle(world, rows, taken, Reason.PRIVATE_MARKET)
    set_private_rents(world, taken[is_rented], np.round(costs[is_rented]).astype(np.int64))
