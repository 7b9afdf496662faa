"""Rehousing of the year by legal quartile: destinations, landlords, delays, costs, wishes.

Beside those rehoused, the households that left a building to demolish in another way: for a private
home, another social home that they had asked for, or another territory.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.law.quartiles import quartile_of
from simulation.observers.tools import N_QUARTILES, Columns, mean, median, share, table
from simulation.state.schema import Channel, Move, Reason
from simulation.state.world import World

_CENTS = 100
Events = dict[str, NDArray[np.int64]]


def observe(world: World) -> Columns:
    """Return one row for all and one per quartile; returns are counted apart from moves out."""
    events = world.ledger.events("rehousings")
    quartile = _quartiles(world, events)
    gone = _departures(world)
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
                **_gone(world, gone, group),
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


def _departures(world: World) -> Events:
    """Return who left buildings to demolish, deaths and unions left out, and for which home.

    A household that leaves its home for a private one settles in the same month. `destination` is
    −1 out of the territory; the quartile is that of the income of the day, by the thresholds known.
    """
    moves, d, r = world.ledger.events("moves"), world.dwellings, world.residences
    origin, reason = moves["origin"], moves["reason"]
    opened = r.rehousing_opens[d.residence[np.maximum(origin, 0)]]
    ended = np.isin(reason, (Reason.DEATH, Reason.UNION))
    own = np.flatnonzero((origin >= 0) & (opened <= moves["month"]) & ~ended)
    ids = moves["household_id"]
    settles = np.flatnonzero((moves["kind"] == Move.SETTLE) & np.isin(ids, ids[own]))
    homes = {(moves["month"][i], ids[i]): moves["destination"][i] for i in settles}
    incomes = moves["income_per_unit"][own] / _CENTS
    return {
        "quartile": quartile_of(incomes, world.memory.thresholds_legal).astype(np.int64),
        "origin": origin[own],
        "reason": reason[own],
        "destination": np.array(
            [homes.get((moves["month"][i], ids[i]), -1) for i in own], np.int64
        ),
    }


def _gone(world: World, gone: Events, group: str) -> dict[str, Any]:
    """Return how those who left buildings to demolish did, and how many left the QPV."""
    d, a = world.dwellings, world.areas
    own = (group == "all") | (gone["quartile"] == int(group[1:] if group != "all" else 0))
    new, reason = gone["destination"], gone["reason"]
    social = (new >= 0) & d.is_social[np.maximum(new, 0)]
    was_in, is_in = (a.is_qpv[d.area[np.maximum(at, 0)]] for at in (gone["origin"], new))
    emptied = own & was_in
    left = emptied & ~((new >= 0) & is_in)
    return {
        "to_private": int((own & (new >= 0) & ~social).sum()),
        "to_own_file": int((own & social & (reason != Reason.REHOUSING)).sum()),
        "to_elsewhere": int((own & (new < 0)).sum()),
        "emptied_qpv": int(emptied.sum()),
        "gone_from_qpv": int(left.sum()),
        "gone_from_qpv_share": share(int(left.sum()), int(emptied.sum())),
    }


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
