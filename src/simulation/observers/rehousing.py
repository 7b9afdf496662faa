"""Rehousing of the year by legal quartile: destinations, landlords, delays, costs, wishes."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.observers.tools import N_QUARTILES, Columns, mean, median, share, table
from simulation.state.schema import Channel
from simulation.state.world import World

_CENTS = 100
Events = dict[str, NDArray[np.int64]]


def observe(world: World) -> Columns:
    """Return one row for all and one per quartile; returns are counted apart from moves out."""
    events = world.ledger.events("rehousings")
    quartile = _quartiles(world, events)
    rows = []
    for group in ("all", *(f"q{q}" for q in range(1, N_QUARTILES + 1))):
        own = quartile > 0 if group == "all" else quartile == int(group[1:])
        returns = own & (events["is_return"] == 1)
        moved = {name: values[own & ~returns] for name, values in events.items()}
        rows.append(
            {
                "year": world.year,
                "group": group,
                "rehoused": moved["month"].size,
                **_destinations(world, moved),
                "mean_delay_months": mean(moved["delay"]),
                "median_delay_months": median(moved["delay"]),
                **_costs(moved),
                "neutrality_waived": int(moved["is_waived"].sum()),
                "with_file": int((moved["is_asked"] >= 0).sum()),
                "area_asked": int((moved["is_asked"] == 1).sum()),
                "returned": int(returns.sum()),
            }
        )
    return table(rows)


def _quartiles(world: World, events: Events) -> NDArray[np.int64]:
    """Return the legal quartile of each household rehoused, from the lease of the same month."""
    lettings = world.ledger.events("lettings")
    signed = lettings["channel"] == Channel.REHOUSING
    order = np.lexsort((lettings["month"][signed], lettings["household_id"][signed]))
    found = np.empty(events["month"].size, np.int64)
    same = np.lexsort((events["month"], events["household_id"]))
    found[same] = lettings["quartile"][signed][order]
    return found


def _destinations(world: World, moved: Events) -> dict[str, Any]:
    d, r, a = world.dwellings, world.residences, world.areas
    before, after = d.area[moved["origin"]], d.area[moved["destination"]]
    landlord = [r.landlord[d.residence[moved[name]]] for name in ("origin", "destination")]
    stays, qpv, left = before == after, a.is_qpv[after], a.is_qpv[before]
    count, other = before.size, int((landlord[0] != landlord[1]).sum())
    return {
        "in_same_qpv": int((stays & qpv).sum()),
        "in_same_area": int((stays & ~qpv).sum()),
        "in_other_qpv": int((~stays & qpv).sum()),
        "outside_qpv": int((~stays & ~qpv).sum()),
        "left_area_share": share(int((~stays).sum()), count),
        "from_qpv": int(left.sum()),
        "left_qpv_share": share(int((left & ~qpv).sum()), int(left.sum())),
        "other_landlord": other,
        "inter_landlord_share": share(other, count),
    }


def _costs(moved: Events) -> dict[str, Any]:
    before, after = moved["cost_before"], moved["cost_after"]
    return {
        "mean_cost_before_eur": mean(before) / _CENTS,
        "mean_cost_after_eur": mean(after) / _CENTS,
        "mean_cost_change_eur": mean(after - before) / _CENTS,
        "cost_risen": int((after > before).sum()),
    }
