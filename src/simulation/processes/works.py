"""Works: rehousing opens, empty buildings are demolished, homes are refurbished, built and sold.

Policies and projects ask for works by the same records; what they are is in `policies.base`.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from simulation.policies import plan, siting
from simulation.policies.base import Demolition, Order
from simulation.policies.levers import ByPolicy
from simulation.processes import deliveries, recent_works, refurbishing, sales
from simulation.processes.context import Context, social_homes
from simulation.processes.deliveries import note
from simulation.processes.spending import spend
from simulation.state import occupancy
from simulation.state.schema import NEVER, DwellingStatus, Spending, Work
from simulation.state.table import rows_where
from simulation.state.world import World

OWNER = "works"


def start(world: World, context: Context) -> None:
    """Write down what projects will do to each residence, so that policies pass it over."""
    world.residences.owned(OWNER).planned[:] = context.plan.works


def step(world: World, context: Context) -> None:
    """Advance every calendar by a month."""
    levers, planned = context.levers, context.plan
    demolitions = [record for month, record in planned.demolitions if month == world.month]
    works = [record for month, record in planned.refurbishments if month == world.month]
    world.memory.orders.extend(_orders_of_projects(world, context))
    if world.is_january:
        demolitions += levers.pull("demolitions", world) or ()
        works += levers.pull("refurbishments", world) or ()
        world.memory.orders.extend(levers.pull("production", world) or ())
        sales.sell(world, context, levers.pull("sales", world) or ())
    for demolition in demolitions:
        _open_rehousing(world, demolition)
    _demolish(world, context)
    refurbishing.step(world, works)
    deliveries.step(world)


def _orders_of_projects(world: World, context: Context) -> list[Order]:
    found: list[Order] = []
    for month, source, project, operation in context.plan.buildings:
        if month == world.month:
            near = plan.areas_of(world, project, operation)[world.dwellings.area]
            homes = social_homes(world)
            like = siting.like_the_stock(world, homes[near[homes]], operation.homes or 0)
            orders = plan.orders_of(world, project, operation, like)
            found += [replace(order, source=source) for order in orders]
    return found


def _open_rehousing(world: World, demolition: Demolition) -> None:
    owned, row = world.residences.owned(OWNER), demolition.residence
    if owned.rehousing_opens[row] != NEVER:
        return
    owned.rehousing_opens[row] = world.month
    owned.demolition_due[row] = world.month + demolition.notice_months
    owned.renewed_by[row] = demolition.source
    owned.planned[row] = Work.DEMOLITION
    owned.demolition_cost[row] = demolition.cost_eur
    homes = np.flatnonzero((world.dwellings.residence == row) & world.dwellings.is_social)
    occupancy.set_status(world, homes, DwellingStatus.TO_DEMOLISH)
    note(world, demolition.source, homes, Work.REHOUSING_OPENS)


def _demolish(world: World, context: Context) -> None:
    """Demolish the buildings whose time has come and in which nobody lives; the others wait."""
    leaving = rows_where(world.dwellings.status, DwellingStatus.TO_DEMOLISH)
    if not leaving.size:
        return
    r, residence = world.residences, world.dwellings.residence[leaving]
    lived_in = np.unique(residence[world.dwellings.occupant[leaving] >= 0])
    due = r.demolition_due[residence] <= world.month
    homes = leaving[due & ~np.isin(residence, lived_in)]
    if not homes.size:
        return
    occupancy.set_status(world, homes, DwellingStatus.DEMOLISHED)
    recent_works.note(world, homes)
    at = world.dwellings.residence[homes]
    late = world.month - r.demolition_due[at]
    note(world, r.renewed_by[at], homes, Work.DEMOLITION, late)
    spend(world, r.renewed_by[at], Spending.DEMOLITION, r.demolition_cost[at])
    _replace(world, context, homes)


def _replace(world: World, context: Context, homes: np.ndarray) -> None:
    """Order what takes the place of demolished homes."""
    memory, by = world.memory, world.residences.renewed_by[world.dwellings.residence[homes]]
    is_own = ByPolicy(lambda position: by == position)
    memory.orders.extend(context.levers.pull("rebuilding", world, homes, is_own) or ())
    for month, source, project, operation in context.plan.replacements:
        own = homes[by == source]
        if own.size and month <= world.month:
            like = np.resize(own, round((operation.ratio or 0.0) * own.size))
            orders = plan.orders_of(world, project, operation, like)
            memory.orders.extend(replace(order, source=source) for order in orders)
