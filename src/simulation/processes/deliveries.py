"""Ordered homes are delivered, social or private; works go into the ledger."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.policies.base import Order
from simulation.processes import recent_works
from simulation.processes.context import CENTS
from simulation.processes.spending import spend
from simulation.state import occupancy
from simulation.state.schema import Financing, Spending, Work
from simulation.state.world import World

OWNER = "works"
_FIRST_LANDLORD = 0


def step(world: World) -> None:
    """Deliver the orders that are due."""
    orders = world.memory.orders
    world.memory.orders = [order for order in orders if order.due > world.month]
    for order in orders:
        if order.due <= world.month and order.like.size:
            _deliver(world, order)


def note(world: World, source: Any, homes: NDArray[Any], what: Work, late: Any = 0) -> None:
    """Write works on dwellings into the ledger, with the months by which they are late."""
    world.ledger.record(
        "works", month=world.month, source=source, dwelling=homes, what=what, late=late
    )


def _deliver(world: World, order: Order) -> None:
    is_social = order.financing < Financing.PRIVATE_RENTAL
    homes = _social(world, order) if is_social else _private(world, order)
    recent_works.note(world, homes)
    work = Work.REBUILDING if is_social else Work.DIVERSIFICATION
    what = Spending.REBUILDING if is_social else Spending.DIVERSIFICATION
    note(world, order.source, homes, work)
    spend(world, order.source, what, order.cost_eur * homes.size)


def _social(world: World, order: Order) -> NDArray[np.int64]:
    """Add a residence with the rooms, surfaces and charges of the dwellings it replaces."""
    d = world.dwellings
    surfaces = d.surface[order.like]
    residence = new_residence(
        world, order.area, order.financing, _landlord_of(world, order.like), order.source
    )
    return occupancy.deliver(
        world,
        order.like.size,
        residence=residence,
        area=order.area,
        is_social=True,
        rooms=d.rooms[order.like],
        surface=surfaces,
        rent=np.round(surfaces * order.rent_eur_m2 * CENTS).astype(np.int64),
        charges=d.charges[order.like],
    )


def _private(world: World, order: Order) -> NDArray[np.int64]:
    """Add private homes, at the rents or prices of their area times the premium of the order."""
    d = world.dwellings
    return occupancy.deliver(
        world,
        order.like.size,
        residence=new_residence(world, order.area, order.financing, -1, order.source),
        area=order.area,
        is_social=False,
        rooms=d.rooms[order.like],
        surface=d.surface[order.like],
        premium=order.premium,
    )


def new_residence(world: World, area: int, financing: int, landlord: int, source: int) -> int:
    """Add a residence built this month and return its row."""
    return int(
        world.residences.append(
            1,
            area=area,
            iris=_usual_iris(world, area),
            landlord=landlord,
            financing=financing,
            built_year=world.year,
            quality=_quality_of_new(world),
            renewed_by=source,
            delivered=world.month,
        )[0]
    )


def _usual_iris(world: World, area: int) -> int:
    homes = world.dwellings.area == area
    iris = world.residences.iris[world.dwellings.residence[homes]]
    return int(np.bincount(iris).argmax()) if iris.size else -1


def _landlord_of(world: World, like: NDArray[np.int64]) -> int:
    return max(_FIRST_LANDLORD, int(world.residences.landlord[world.dwellings.residence[like[0]]]))


def _quality_of_new(world: World) -> float:
    """Return the quality of the best tenth of the social stock, which new buildings have."""
    best_tenth = 0.9
    social = world.residences.landlord >= 0
    return float(np.quantile(world.residences.quality[social], best_tenth))
