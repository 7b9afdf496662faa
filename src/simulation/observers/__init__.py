"""Observers: each reads the world and returns the columns of one output table."""

from __future__ import annotations

from collections.abc import Iterator

from simulation.observers import (
    accessible_stock,
    areas,
    attributions,
    bids,
    census,
    holders,
    market,
    money,
    private_market,
    reconciliation,
    rehousing,
    residences,
    right_to_housing,
    segregation,
    segregation_parts,
    segregation_places,
    targets,
)
from simulation.observers.tools import Columns
from simulation.processes.context import Context
from simulation.state.world import World

YEARLY = {
    "segregation_parts": segregation_parts.observe,
    "segregation_by_area": segregation_places.observe_areas,
    "segregation_by_size": segregation_places.observe_sizes,
    "attributions": attributions.observe,
    "attributions_by_holder": holders.observe,
    "attributions_by_landlord": attributions.observe_landlords,
    "reservation_flow": holders.observe_flow,
    "market": market.observe,
    "bids": bids.observe,
    "private_market": private_market.observe,
    "right_to_housing": right_to_housing.observe,
    "rehousing": rehousing.observe,
}
YEARLY_BY_CENSUS = {
    "segregation": segregation.observe,
    "areas": areas.observe,
    "money": money.observe,
    "money_by_area": money.observe_areas,
}
"""Those that look at occupants: they are handed the census of December, taken once."""
YEARLY_BY_RULES = {
    "attribution_targets": targets.observe,
    "residences": residences.observe,
    "accessible_stock": accessible_stock.observe,
}
"""Those that also need the rules of the run: they are handed its context."""
MONTHLY = {"reconciliation": reconciliation.observe}


def yearly(world: World, context: Context) -> Iterator[tuple[str, Columns]]:
    """Return the tables of the year by name, but for those of policies, projects and costs."""
    for name, observe in YEARLY.items():
        yield name, observe(world)
    found = census.take(world)
    for name, by_census in YEARLY_BY_CENSUS.items():
        yield name, by_census(world, found)
    for name, by_rules in YEARLY_BY_RULES.items():
        yield name, by_rules(world, context)
