"""Where new homes lie, like which ones they are, and which buildings works take first."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulation.policies.base import Order
from simulation.state.schema import NEVER, Financing, Work
from simulation.state.world import World

Rows = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Programme:
    """Social homes to build: loans, rents (€/m²/month), months to delivery, cost of one in €."""

    plai_share: float
    plai_rent: float
    plus_rent: float
    lag_months: int
    cost_eur: float


def orders(world: World, like: Rows, places: Rows, programme: Programme) -> tuple[Order, ...]:
    """Return orders for homes like `like` in the areas `places`, both of shape (n,).

    Loans alternate by the rows of the dwellings, so that small orders add up to the share too.
    """
    first = int(like[0]) if like.size else 0
    is_plai = np.diff(np.floor((first + np.arange(like.size + 1)) * programme.plai_share)) > 0
    found = []
    for area in np.unique(places):
        for plai in (True, False):
            some = like[(places == area) & (is_plai == plai)]
            if some.size:
                found.append(
                    Order(
                        like=some,
                        area=int(area),
                        due=world.month + programme.lag_months,
                        financing=Financing.PLAI if plai else Financing.PLUS,
                        rent_eur_m2=programme.plai_rent if plai else programme.plus_rent,
                        cost_eur=programme.cost_eur,
                    )
                )
    return tuple(found)


def receiving(world: World, where: str, count: int, turn: int, n_areas: int) -> Rows:
    """Return `count` areas outside QPV, in turn from the place `turn` of the list on.

    `where` is ``least_poor_areas``, the `n_areas` of least poverty; ``least_poor_communes``, as
    many of the communes of least poverty; or ``anywhere``. Every area, where none is outside.
    """
    outside = np.flatnonzero(~world.areas.is_qpv)
    if not outside.size:
        outside = np.arange(len(world.areas))
    poverty = _poverty(world)
    if where == "least_poor_communes":
        poverty = _mean_of_communes(world, poverty)
    ranked = outside[np.lexsort((outside, poverty[outside]))]
    if where != "anywhere":
        ranked = ranked[:n_areas]
    return np.resize(np.roll(ranked, turn), count).astype(np.int64)


def _poverty(world: World) -> NDArray[np.float64]:
    known = world.memory.poverty
    return known if known.size else np.zeros(len(world.areas))


def _mean_of_communes(world: World, poverty: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the poverty of the commune of each area, areas counting by their homes."""
    commune = world.areas.commune - world.areas.commune.min()
    homes = np.bincount(world.dwellings.area, minlength=len(world.areas)).astype(np.float64)
    total = np.bincount(commune, weights=homes)
    poor = np.bincount(commune, weights=homes * poverty)
    return np.asarray((poor / np.maximum(total, 1.0))[commune])


def like_the_stock(world: World, homes: Rows, count: int) -> Rows:
    """Return `count` of some dwellings, evenly spread over their sizes: the same mix of rooms."""
    if not homes.size:
        return homes
    ranked = homes[np.lexsort((homes, world.dwellings.rooms[homes]))]
    marks = (np.arange(count) + 1.0 / 2) / max(count, 1) * ranked.size
    return np.asarray(ranked[marks.astype(np.int64)])


def sizes(world: World) -> Rows:
    """Return the social dwellings, demolished ones included, of each residence."""
    d = world.dwellings
    return np.bincount(d.residence[d.is_social], minlength=len(world.residences))


def oldest_first(world: World, residences: Mask) -> Rows:
    """Return the social residences among some, by year, then by quality, the worst first."""
    r = world.residences
    rows = np.flatnonzero(residences & (r.landlord >= 0) & (sizes(world) > 0))
    return rows[np.lexsort((rows, r.quality[rows], r.built_year[rows]))]


def next_buildings(
    world: World, residences: Mask, share: float, elapsed: float, work: Work
) -> Rows:
    """Return the buildings whose works begin now, oldest first.

    `share` of the homes of the residences are worked on by the end, of which the part `elapsed`
    by now; buildings that other works take are passed over.
    """
    r, homes = world.residences, sizes(world)
    order = oldest_first(world, residences)
    is_begun = r.rehousing_opens != NEVER if work == Work.DEMOLITION else r.planned == work
    begun = is_begun[order]
    wanted = share * homes[order].sum() * elapsed - homes[order][begun].sum()
    free = order[~begun & (r.planned[order] == Work.NONE)]
    return np.asarray(free[np.cumsum(homes[free]) <= wanted])


def elapsed_share(world: World, first_year: int, duration_years: int) -> float:
    """Return the part of a programme that should have begun in the present year, 0 to 1."""
    return min(1.0, (world.year - first_year + 1) / duration_years)
