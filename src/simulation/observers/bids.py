"""Chosen letting of the year: adverts, who bids on them, and refusals beside the commission's."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.observers.tools import Columns, sectors, share, table
from simulation.state.schema import Channel
from simulation.state.world import World

_CENTS = 100.0
Events = dict[str, NDArray[np.int64]]


def observe(world: World) -> Columns:
    """Return one row per sector.

    An advert counts once for each month in which it is out. Bidders and applicants are counted
    once a month too: `bidders` bid on at least one advert of the sector; `applicants` are under the
    income ceiling of the usual loan (PLUS), `others` those of them who bid on nothing at all.
    Incomes are means per consumption unit, €/month, before housing aid.
    """
    ledger, area = world.ledger, world.dwellings.area
    bids = ledger.events("bids")
    applicants = {k: int(v.sum()) for k, v in ledger.events("applicants").items()}
    adverts, offers = ledger.events("adverts"), ledger.events("offers")
    rows: list[dict[str, Any]] = []
    for sector, mask in sectors(world).items():
        inside = mask[area[bids["dwelling"]]]
        bidders = _first_of_each(bids, inside)
        out = mask[area[adverts["dwelling"]]]
        offered = mask[area[offers["dwelling"]]]
        n_bidders = int(bidders.sum())
        rows.append(
            {
                "year": world.year,
                "sector": sector,
                "adverts": int(out.sum()),
                "adverts_without_bid": int((adverts["bids"][out] == 0).sum()),
                "bids": int(inside.sum()),
                "bidders": n_bidders,
                "bidders_q1_share": share(int((bids["quartile"][bidders] == 1).sum()), n_bidders),
                "bidders_income_eur_unit": _mean(bids["income_per_unit"][bidders].sum(), n_bidders),
                "others_income_eur_unit": _mean(applicants["others_income"], applicants["others"]),
                "applicants_income_eur_unit": _mean(applicants["income"], applicants["count"]),
                **_refusals(offers, offered, "advert", Channel.ADVERT),
                **_refusals(offers, offered, "commission", Channel.COMMISSION),
            }
        )
    return table(rows)


def _first_of_each(bids: Events, chosen: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Mark the first of the chosen bids of each household and month; they follow one another."""
    places = np.flatnonzero(chosen)
    who, when = bids["household_id"][places], bids["month"][places]
    first = np.ones(places.size, bool)
    first[1:] = (who[1:] != who[:-1]) | (when[1:] != when[:-1])
    marked = np.zeros(chosen.size, bool)
    marked[places[first]] = True
    return marked


def _refusals(
    offers: Events, offered: NDArray[np.bool_], name: str, channel: Channel
) -> dict[str, Any]:
    made = offered & (offers["channel"] == channel)
    refused = int((made & (offers["accepted"] == 0)).sum())
    total = int(made.sum())
    return {
        f"{name}_offers": total,
        f"{name}_refusals": refused,
        f"{name}_refusals_per_offer": share(refused, total),
    }


def _mean(cents: Any, count: int) -> float:
    return float(cents) / count / _CENTS if count else float("nan")
