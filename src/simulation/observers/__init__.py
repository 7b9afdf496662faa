"""Observers: each reads the world and returns the columns of one output table."""

from __future__ import annotations

from simulation.observers import (
    areas,
    attributions,
    bids,
    holders,
    market,
    money,
    private_market,
    reconciliation,
    segregation,
    segregation_parts,
    segregation_places,
)

YEARLY = {
    "segregation": segregation.observe,
    "segregation_parts": segregation_parts.observe,
    "segregation_by_area": segregation_places.observe_areas,
    "segregation_by_size": segregation_places.observe_sizes,
    "attributions": attributions.observe,
    "attributions_by_holder": holders.observe,
    "reservation_flow": holders.observe_flow,
    "areas": areas.observe,
    "market": market.observe,
    "money": money.observe,
    "bids": bids.observe,
    "private_market": private_market.observe,
}
MONTHLY = {"reconciliation": reconciliation.observe}
