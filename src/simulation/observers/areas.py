"""Each area at the end of the year: tenants by quartile, poverty, vacancy, image, offers."""

from __future__ import annotations

import numpy as np

from simulation.observers.tools import Columns, housed, quartile_counts
from simulation.processes.poverty import share_poor_by_area
from simulation.state.schema import DwellingStatus
from simulation.state.world import World


def observe(world: World) -> Columns:
    """Return one row per area."""
    n_areas = len(world.areas)
    d = world.dwellings
    tenants = housed(world, social_only=True)
    counts = quartile_counts(world, tenants, d.area[world.households.dwelling[tenants]], n_areas)
    everybody = housed(world, social_only=False)
    all_counts = quartile_counts(
        world, everybody, d.area[world.households.dwelling[everybody]], n_areas
    )
    vacant = d.is_social & (d.status == DwellingStatus.VACANT)
    offers = world.ledger.events("offers")
    offered = d.area[offers["dwelling"]]
    refused = offered[offers["accepted"] == 0]
    return {
        "year": np.full(n_areas, world.year),
        "area": np.arange(n_areas),
        "is_qpv": world.areas.is_qpv.copy(),
        "social_households": counts.sum(axis=1),
        "q1": counts[:, 0],
        "q2": counts[:, 1],
        "q3": counts[:, 2],
        "q4": counts[:, 3],
        "all_households": all_counts.sum(axis=1),
        "all_q1": all_counts[:, 0],
        "poverty_share": share_poor_by_area(world),
        "social_vacant": np.bincount(d.area[vacant], minlength=n_areas),
        "image": world.areas.image.copy(),
        "offers": np.bincount(offered, minlength=n_areas),
        "refusals": np.bincount(refused, minlength=n_areas),
    }
