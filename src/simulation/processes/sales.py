"""Social homes put up for sale: tenants who can and would rather own buy the home they live in.

The form is that of departures (`kernels.leaving`): a yearly hazard, for the young, times what a
bank lends on this income, times the response to the gain of paying the annuity instead of the rent.
Everything but the cost stays the same, so that nothing else counts.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from simulation.kernels.sales import purchase_hazards
from simulation.policies.base import Sale
from simulation.processes.context import CENTS, Context, homes, people, places, social_homes
from simulation.processes.deliveries import new_residence, note
from simulation.processes.spending import spend
from simulation.state import occupancy
from simulation.state.schema import NEVER, DwellingStatus, Financing, Spending, Work
from simulation.state.world import MONTHS, World


def sell(world: World, context: Context, records: Iterable[Sale]) -> None:
    """Offer homes for sale, once a year, and sell those that their tenants buy."""
    for record in records:
        _sell(world, context, record)


def annuities(
    world: World, context: Context, rows: NDArray[np.int64], price_ratio: float
) -> NDArray[np.float64]:
    """Return what owning dwellings costs a month, cents: the annuity of their price."""
    d = world.dwellings
    price = world.areas.private_price[d.area[rows]] * d.surface[rows] * price_ratio
    return np.asarray(price * context.scenario.private_market.annuity_rate / MONTHS * CENTS)


def _sell(world: World, context: Context, record: Sale) -> None:
    d = world.dwellings
    let = social_homes(world, DwellingStatus.LET)
    let = let[record.residences[d.residence[let]]]
    let = let[world.streams.uniform("on_sale", world.month, let) < record.share]
    if not let.size:
        return
    world.ledger.touch(record.source, "sales", let)
    tenants = d.occupant[let].astype(np.int64)
    costs = annuities(world, context, let, record.price_ratio)
    hazards = purchase_hazards(
        world.month, world.start_year, tenants, costs, context.pushes, context.tastes,
        context.codes, world.law, people(world), homes(world), places(world),
    )  # fmt: skip
    u = world.streams.uniform("buys_home", world.month, world.households.id[tenants])
    bought = let[u < -np.expm1(-hazards)]
    residence_of = d.residence[bought].copy()
    for residence in np.unique(residence_of):
        own = bought[residence_of == residence]
        private = _as_private(world, int(residence), record.source)
        occupancy.sell(world, own, np.full(own.size, private))
        note(world, record.source, own, Work.SALE)
        spend(world, record.source, Spending.SALE, record.cost_eur * own.size)


def _as_private(world: World, residence: int, source: int) -> int:
    """Add the owner-occupied part of a residence: the same building, another tenure."""
    r = world.residences
    row = new_residence(world, int(r.area[residence]), Financing.OWNER_OCCUPIED, -1, source)
    owned = r.owned("works")
    owned.quality[row] = r.quality[residence]
    owned.delivered[row] = NEVER
    return row
