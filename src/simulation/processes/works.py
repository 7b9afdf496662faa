"""Works: rehousing opens, empty buildings are demolished, ordered dwellings are delivered."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulation.policies.base import Order
from simulation.processes import recent_works
from simulation.processes.context import CENTS, Context
from simulation.state import occupancy
from simulation.state.schema import NEVER, DwellingStatus
from simulation.state.world import World

OWNER = "works"
_FIRST_LANDLORD = 0


def step(world: World, context: Context) -> None:
    """Advance every calendar by a month."""
    if world.is_january:
        _open_rehousing(world, context)
    _demolish(world, context)
    _deliver(world)


def _open_rehousing(world: World, context: Context) -> None:
    owned = world.residences.owned(OWNER)
    for demolition in context.levers.pull("demolitions", world) or ():
        if owned.rehousing_opens[demolition.residence] != NEVER:
            continue
        owned.rehousing_opens[demolition.residence] = world.month
        owned.demolition_due[demolition.residence] = world.month + demolition.notice_months
        homes = np.flatnonzero(world.dwellings.residence == demolition.residence)
        occupancy.set_status(world, homes, DwellingStatus.TO_DEMOLISH)


def _demolish(world: World, context: Context) -> None:
    """Demolish the buildings whose time has come and in which nobody lives; the others wait."""
    leaving = np.flatnonzero(world.dwellings.status == DwellingStatus.TO_DEMOLISH)
    if not leaving.size:
        return
    residence = world.dwellings.residence[leaving]
    lived_in = np.unique(residence[world.dwellings.occupant[leaving] >= 0])
    due = world.residences.demolition_due[residence] <= world.month
    homes = leaving[due & ~np.isin(residence, lived_in)]
    if homes.size:
        occupancy.set_status(world, homes, DwellingStatus.DEMOLISHED)
        recent_works.note(world, homes)
        world.memory.orders.extend(context.levers.pull("rebuilding", world, homes) or ())


def _deliver(world: World) -> None:
    due = [order for order in world.memory.orders if order.due <= world.month]
    world.memory.orders = [order for order in world.memory.orders if order.due > world.month]
    for order in due:
        _build(world, order)


def _build(world: World, order: Order) -> None:
    """Add a residence with the rooms, surfaces and charges of the dwellings it replaces."""
    d = world.dwellings
    iris = _usual_iris(world, order.area)
    residence = world.residences.append(
        1,
        area=order.area,
        iris=iris,
        landlord=_landlord_of(world, order.like),
        financing=order.financing,
        built_year=world.year,
        quality=_quality_of_new(world),
        exemption=world.areas.exemption[order.area],
    )
    surfaces = d.surface[order.like]
    homes = occupancy.deliver(
        world,
        order.like.size,
        residence=residence[0],
        area=order.area,
        is_social=True,
        rooms=d.rooms[order.like],
        surface=surfaces,
        rent=np.round(surfaces * order.rent_eur_m2 * CENTS).astype(np.int64),
        charges=d.charges[order.like],
    )
    recent_works.note(world, homes)


def _usual_iris(world: World, area: int) -> int:
    homes = world.dwellings.area == area
    iris = world.residences.iris[world.dwellings.residence[homes]]
    return int(np.bincount(iris).argmax()) if iris.size else -1


def _landlord_of(world: World, like: NDArray[np.int64]) -> int:
    if not like.size:
        return _FIRST_LANDLORD
    return int(world.residences.landlord[world.dwellings.residence[like[0]]])


def _quality_of_new(world: World) -> float:
    """Return the quality of the best tenth of the social stock, which new buildings have."""
    best_tenth = 0.9
    social = world.residences.landlord >= 0
    return float(np.quantile(world.residences.quality[social], best_tenth))
