"""Observers: each reads the world and returns the columns of one output table."""

from __future__ import annotations

from simulation.observers import (
    accessible_stock,
    areas,
    attributions,
    bids,
    holders,
    market,
    money,
    private_market,
    reconciliation,
    rehousing,
    residences,
    right_to_housing,
    segregation,
    targets,
)

YEARLY = {
    "segregation": segregation.observe,
    "attributions": attributions.observe,
    "attributions_by_holder": holders.observe,
    "attributions_by_landlord": attributions.observe_landlords,
    "reservation_flow": holders.observe_flow,
    "areas": areas.observe,
    "market": market.observe,
    "money": money.observe,
    "bids": bids.observe,
    "private_market": private_market.observe,
    "money_by_area": money.observe_areas,
    "right_to_housing": right_to_housing.observe,
    "rehousing": rehousing.observe,
}
YEARLY_BY_RULES = {
    "attribution_targets": targets.observe,
    "residences": residences.observe,
    "accessible_stock": accessible_stock.observe,
}
"""Those that also need the rules of the run: they are handed its context."""
MONTHLY = {"reconciliation": reconciliation.observe}
