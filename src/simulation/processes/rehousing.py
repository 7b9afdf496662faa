"""Rehousing: households of buildings to demolish receive offers under the charter of their project.

Offers widen once the planned demolition has passed: a declared relaxation of fit and neutrality,
and a procedure against those who refused all they were due, so that buildings do empty.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulation.kernels.cases import Cases, Draws
from simulation.kernels.rehousing import Offered, rehouse
from simulation.policies.base import Charter
from simulation.processes import charters, outlets, refusals, returns
from simulation.processes.bills import net_costs
from simulation.processes.context import Context, homes, people, places
from simulation.processes.lettings import record_offers, sign_leases
from simulation.processes.rents import reduce_rents
from simulation.processes.spending import spend
from simulation.state.schema import Channel, DwellingStatus, Spending
from simulation.state.world import MONTHS, World

OWNER = "rehousing"
Integers = NDArray[np.int64]


def households_to_rehouse(world: World) -> Integers:
    """Return the rows of households that still live in dwellings to demolish."""
    leaving = world.dwellings.status == DwellingStatus.TO_DEMOLISH
    occupants = world.dwellings.occupant[leaving]
    return np.sort(occupants[occupants >= 0]).astype(np.int64)


def step(world: World, context: Context) -> None:
    """Offer withheld dwellings, longest waiting households first."""
    rows = households_to_rehouse(world)
    if rows.size:
        found, which = charters.of_month(world, context)
        _forget(world, rows)
        residences = world.dwellings.residence[world.households.dwelling[rows]]
        opened = world.residences.rehousing_opens[residences]
        for k, charter in enumerate(found):
            under = rows[which[residences] == k]
            world.ledger.touch(charter.source, "rehousing", under, world.households.id[under])
        order = np.lexsort((world.households.id[rows], opened))
        _offer(world, context, found, rows[order], which[residences[order]])
        outlets.step(world, context, households_to_rehouse(world))
    returns.step(world, context)


def pressure(world: World, context: Context, rows: Integers) -> NDArray[np.float64]:
    """Return what staying has lost of its value to households to rehouse, utility."""
    opened, late = _years(world, rows)
    rules = context.scenario
    lost = rules.allocation.rehousing_pressure * opened
    lost += rules.rehousing.procedure_pressure * late * world.households.has_refused[rows]
    return np.asarray(lost)


def cases_of(world: World, context: Context, rows: Integers, which: Integers) -> Cases:
    """Return households to rehouse as kernels take them; `which` charter is theirs, shape (n,)."""
    late, settings = _years(world, rows)[1], context.scenario.rehousing
    residence = world.dwellings.residence[world.households.dwelling[rows]]
    months = world.month - world.residences.demolition_due[residence]
    return Cases(
        rows=rows,
        charter=which,
        landlord=world.residences.landlord[residence].astype(np.int64),
        pressure=pressure(world, context, rows),
        more_tolerance=settings.late_tolerance * late,
        more_rooms=(settings.late_rooms * late).astype(np.int64),
        more_ceiling=settings.late_ceiling * late,
        more_vacancies=(settings.late_vacancies * late).astype(np.int64),
        more_landlords=months > settings.late_landlords,
    )


def draws(world: World) -> Draws:
    """Return the codes of the streams of rehousing."""
    names = ("rehousing_list", "aim_outside", "aim_recent", "rent_reduction")
    return Draws(*(world.streams.code(name) for name in names))


def move(world: World, offered: Offered, source: Integers, *, is_return: bool = False) -> None:
    """Write offers, leases and what the move changes into the ledger; `source` of each offer."""
    record_offers(world, offered.row, offered.home, offered.accepted, Channel.REHOUSING)
    taken = np.flatnonzero(offered.accepted)
    rows, new = offered.row[taken], offered.home[taken]
    if not rows.size:
        return
    h, before = world.households, net_costs(world, rows)
    origin = h.dwelling[rows].astype(np.int64)
    opened = world.residences.rehousing_opens[world.dwellings.residence[origin]]
    is_asked = _is_asked(world, rows, new)
    sign_leases(world, rows, new, Channel.REHOUSING)
    reduce_rents(world, new, offered.cut[taken].astype(np.int64))
    world.ledger.record(
        "rehousings",
        month=world.month,
        source=source[taken],
        household_id=h.id[rows],
        origin=origin,
        destination=new,
        delay=0 if is_return else world.month - opened,
        cost_before=before,
        cost_after=net_costs(world, rows),
        refused=h.rehousing_refused[rows],
        is_waived=offered.is_waived[taken],
        is_return=is_return,
        is_asked=is_asked,
    )


def _is_asked(world: World, rows: Integers, new: Integers) -> Integers:
    """Return 1 where a household has a file that asks for the area, 0 where not, −1 without one."""
    file = world.households.application[rows]
    found = np.full(rows.size, -1)
    has_file = file >= 0
    asked = world.applications.asked[file[has_file]]
    found[has_file] = (asked == world.dwellings.area[new[has_file], None]).any(axis=1)
    return found


def _forget(world: World, rows: Integers) -> None:
    """Begin to count offers when rehousing opens."""
    at = world.dwellings.residence[world.households.dwelling[rows]]
    new = rows[world.residences.rehousing_opens[at] == world.month]
    owned = world.households.owned(OWNER)
    owned.rehousing_offers[new] = 0
    owned.rehousing_refused[new] = 0
    owned.has_refused[new] = False
    owned.returns_to[new] = -1


def _years(world: World, rows: Integers) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return years since rehousing opened, and since the planned demolition, 0 before it."""
    at = world.dwellings.residence[world.households.dwelling[rows]]
    opened = (world.month - world.residences.rehousing_opens[at]) / MONTHS
    late = np.maximum(0.0, (world.month - world.residences.demolition_due[at]) / MONTHS)
    return opened, late


def _offer(
    world: World, context: Context, found: tuple[Charter, ...], rows: Integers, which: Integers
) -> None:
    vacancies = world.memory.withheld
    if not vacancies.size:
        return
    cases = cases_of(world, context, rows, which)
    offered = rehouse(
        world.month, world.start_year, context.rules.spare_rooms, draws(world), cases,
        charters.pool_of(world, context, found, vacancies),
        charters.as_arrays(found, context.scenario.demand.areas_known), context.tastes,
        context.codes, world.law, world.ceilings, people(world), homes(world), places(world),
    )  # fmt: skip
    in_order = np.argsort(rows, kind="stable")
    position = in_order[np.searchsorted(rows[in_order], offered.row)]
    _count(world, offered, found, which[position])
    _grant_returns(world, offered, found, which[position])
    _pay(world, offered, found, which[position])
    residence = world.dwellings.residence[world.households.dwelling[rows]]
    by = world.residences.renewed_by[residence].astype(np.int64)
    move(world, offered, by[position])


def _count(world: World, offered: Offered, found: tuple[Charter, ...], which: Integers) -> None:
    """Count offers, and as refused all those of a household that takes none; remember these."""
    owned = world.households.owned(OWNER)
    np.add.at(owned.rehousing_offers, offered.row, 1)
    took = np.isin(offered.row, offered.row[offered.accepted])
    np.add.at(owned.rehousing_refused, offered.row[~took], 1)
    refusals.remember(world, world.households.id[offered.row[~took]], offered.home[~took])
    due = np.array([charter.offers for charter in found])[which]
    enough = owned.rehousing_refused[offered.row] >= np.maximum(due, LEAST_OFFERS)
    owned.has_refused[offered.row[enough & ~took]] = True


def _grant_returns(
    world: World, offered: Offered, found: tuple[Charter, ...], which: Integers
) -> None:
    grants = np.array([charter.right_to_return for charter in found])[which] & offered.accepted
    rows = offered.row[grants]
    home = world.households.dwelling[rows]
    owned = world.households.owned(OWNER)
    owned.returns_to[rows] = world.dwellings.area[home]
    owned.returns_for[rows] = world.residences.renewed_by[world.dwellings.residence[home]]


def _pay(world: World, offered: Offered, found: tuple[Charter, ...], which: Integers) -> None:
    """Pay the landlord a lump sum for each rent reduction, and what support costs."""
    for position, charter in enumerate(found):
        own = offered.accepted & (which == position)
        rooms = world.dwellings.rooms[offered.home[own & (offered.cut > 0)]]
        lump_sums = np.array(charter.reduction_eur)[np.searchsorted(_ROOMS_UP_TO, rooms)]
        spend(world, charter.source, Spending.RENT_REDUCTION, lump_sums.sum())
        spend(world, charter.source, Spending.REHOUSING_SUPPORT, charter.cost_eur * own.sum())


_ROOMS_UP_TO = (2, 4)  # of the classes of the lump sum; the last class has more
LEAST_OFFERS = 2
"""Offers that a household must receive before it counts as having refused (C. urb. L.314-2)."""
