"""Renewal of the year, project by project and policy by policy: rehousing, works, delays, costs."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.observers.tools import Columns, share, table
from simulation.state.schema import Channel, DwellingStatus, Financing, Work
from simulation.state.world import World

_CENTS = 100.0
_RECENT = 5  # years: "new" dwellings of the ANRU rules
Events = dict[str, NDArray[np.int64]]


def observe(world: World, policies: tuple[str, ...], projects: tuple[str, ...]) -> Columns:
    """Return one row per project and policy that has works, or that pays for rehousing.

    `months_late` adds up, building by building, how late those demolished this year fell, and
    `months_late_standing` how late those are that still stand. Means are over moves of the year.
    """
    sources = [(-1 - i, name, True) for i, name in enumerate(projects)]
    sources += [(i, name, False) for i, name in enumerate(policies)]
    rows = [
        {
            "year": world.year,
            "position": source if source >= 0 else -1 - source,
            "name": name,
            "is_project": is_project,
            **_rehousing(world, source),
            **_moves(world, source),
            **_works(world, source),
            **_money(world, source),
        }
        for source, name, is_project in sources
        if is_project or _has_works(world, source)
    ]
    return table(rows)


def _has_works(world: World, source: int) -> bool:
    by = (world.residences.renewed_by == source).any()
    costs, works = world.ledger.events("costs"), world.ledger.events("works")
    return bool(by or (costs["source"] == source).any() or (works["source"] == source).any())


def _rehousing(world: World, source: int) -> dict[str, Any]:
    """Return households in place, those whose rehousing opened, and those who left otherwise."""
    d, r = world.dwellings, world.residences
    leaving = d.status == DwellingStatus.TO_DEMOLISH
    own = leaving & (r.renewed_by[d.residence] == source)
    occupied = own & (d.occupant >= 0)
    late = np.maximum(world.month - r.demolition_due[np.unique(d.residence[own])], 0)
    moves = world.ledger.events("moves")
    lettings = world.ledger.events("lettings")
    from_own = _of(world, moves["origin"], source)
    let_own = _of(world, lettings["origin"], source)
    by_offer = let_own & (lettings["channel"] == Channel.REHOUSING)
    return {
        "households_to_rehouse": int(occupied.sum()),
        "refusing_households": int(world.households.has_refused[d.occupant[occupied]].sum()),
        "rehoused": int(by_offer.sum()),
        "left_otherwise": int(from_own.sum()) - int(by_offer.sum()),
        "months_late_standing": int(late.sum()),
    }


def _of(world: World, homes: NDArray[np.int64], source: int) -> NDArray[np.bool_]:
    """Return which dwellings, −1 for none, stood in a building that `source` empties."""
    r = world.residences
    known = np.maximum(homes, 0)
    at = world.dwellings.residence[known]
    return np.asarray(
        (homes >= 0) & (r.planned[at] == Work.DEMOLITION) & (r.renewed_by[at] == source)
    )


def _moves(world: World, source: int) -> dict[str, Any]:
    """Return where those rehoused went, at which cost and after how long."""
    d, r, a = world.dwellings, world.residences, world.areas
    moves = world.ledger.events("rehousings")
    own = (moves["source"] == source) & (moves["is_return"] == 0)
    came = {name: values[own] for name, values in moves.items()}
    origin, new = came["origin"], came["destination"]
    at, before = d.area[new], d.area[origin]
    landlord = r.landlord[d.residence[new]], r.landlord[d.residence[origin]]
    built = world.year - np.maximum(r.built_year, r.refurbished_year)[d.residence[new]]
    same_area, count = at == before, origin.size
    return {
        "in_neighbourhood": int(same_area.sum()),
        "in_other_qpv": int((~same_area & a.is_qpv[at]).sum()),
        "outside_qpv": int((~same_area & ~a.is_qpv[at]).sum()),
        "same_landlord": int((landlord[0] == landlord[1]).sum()),
        "other_landlord": int((landlord[0] != landlord[1]).sum()),
        "in_recent_homes": int((built < _RECENT).sum()),
        "neutrality_waived": int(came["is_waived"].sum()),
        "returned": int(((moves["source"] == source) & (moves["is_return"] == 1)).sum()),
        "offers_refused": _refused(world, source),
        "mean_delay_months": share(came["delay"].sum(), count),
        "mean_cost_before_eur": share(came["cost_before"].sum() / _CENTS, count),
        "mean_cost_after_eur": share(came["cost_after"].sum() / _CENTS, count),
    }


def _refused(world: World, source: int) -> int:
    """Return the offers of the year that households of these buildings refused."""
    offers = world.ledger.events("offers")
    refused = (offers["channel"] == Channel.REHOUSING) & (offers["accepted"] == 0)
    return int((refused & _of(world, offers["home"], source)).sum())


def _works(world: World, source: int) -> dict[str, Any]:
    """Return the homes worked on, built and sold, and how late buildings fell."""
    d, r = world.dwellings, world.residences
    works = world.ledger.events("works")
    own = works["source"] == source

    def count(what: Work) -> int:
        return int((own & (works["what"] == what)).sum())

    fallen = own & (works["what"] == Work.DEMOLITION)
    buildings = np.unique(
        np.stack((d.residence[works["dwelling"]], works["late"]))[:, fallen], axis=1
    )
    built = r.renewed_by[d.residence] == source
    new = built & ~d.is_social & (d.status == DwellingStatus.VACANT)
    unsold = new & (d.vacant_since == r.delivered[d.residence])
    owned = r.financing[d.residence] == Financing.OWNER_OCCUPIED
    return {
        "rehousing_opened": count(Work.REHOUSING_OPENS),
        "demolished": count(Work.DEMOLITION),
        "months_late": int(buildings[1].sum()),
        "rebuilt": count(Work.REBUILDING),
        "refurbished": count(Work.REFURBISHMENT),
        "private_delivered": count(Work.DIVERSIFICATION),
        "unsold": int((unsold & owned).sum()),
        "unlet": int((unsold & ~owned).sum()),
        "sold": count(Work.SALE),
    }


def _money(world: World, source: int) -> dict[str, Any]:
    costs = world.ledger.events("costs")
    return {"cost_eur": int(costs["cents"][costs["source"] == source].sum()) / _CENTS}
