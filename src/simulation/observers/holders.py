"""Attributions of the year by reservation holder, and the flow of each landlord."""

from __future__ import annotations

from typing import Any

import numpy as np

from simulation.observers import attributions
from simulation.observers.tools import Columns, share, table
from simulation.state.schema import Holder
from simulation.state.world import World


def observe(world: World) -> Columns:
    """Return one row per holder, sector and quartile; NONE let what was withheld for rehousing."""
    holder = world.ledger.events("lettings")["holder"]
    members = sorted(Holder)
    names = [member.name.lower() for member in members]
    return attributions.by_group(world, holder - min(members), names, "holder")


def observe_flow(world: World) -> Columns:
    """Return one row per landlord and holder.

    `oriented` vacancies are those of the year that the holder received in its turn, and `share`
    its part of the landlord's flow, without what was kept for transfers; `received` from another
    holder that did not let them.
    """
    flow, lettings = world.ledger.events("flow"), world.ledger.events("lettings")
    landlord_of = world.residences.landlord[world.dwellings.residence]
    rows: list[dict[str, Any]] = []
    for landlord in range(int(world.residences.landlord.max(initial=-1)) + 1):
        own = landlord_of[flow["dwelling"]] == landlord
        first = own & (flow["is_passed_on"] == 0)
        base = int((first & (flow["holder"] != Holder.TRANSFERS)).sum())
        let = landlord_of[lettings["dwelling"]] == landlord
        for holder in Holder:
            oriented = int((first & (flow["holder"] == holder)).sum())
            in_base = holder not in (Holder.TRANSFERS, Holder.NONE)
            rows.append(
                {
                    "year": world.year,
                    "landlord": landlord,
                    "holder": holder.name.lower(),
                    "oriented": oriented,
                    "received": int((own & ~first & (flow["holder"] == holder)).sum()),
                    "share": share(oriented, base) if in_base else np.nan,
                    "leases": int((let & (lettings["holder"] == holder)).sum()),
                }
            )
    return table(rows)
