"""Money at the rents of December, for the month: roll, loss on vacancy, housing aid."""

from __future__ import annotations

import numpy as np

from simulation.observers.tools import Columns, housed, sectors, table
from simulation.processes.poverty import current_aid
from simulation.state.schema import DwellingStatus
from simulation.state.world import World

_CENTS = 100


def observe(world: World) -> Columns:
    """Return one row per sector; euros of the month of December, social stock."""
    d = world.dwellings
    let = d.is_social & (d.occupant >= 0)
    empty = d.is_social & (d.status == DwellingStatus.VACANT)
    tenants = housed(world, social_only=True)
    aid = current_aid(world, tenants)
    at = d.area[world.households.dwelling[tenants]]
    rows = []
    for sector, mask in sectors(world).items():
        inside = mask[d.area]
        rows.append(
            {
                "year": world.year,
                "sector": sector,
                "rent_due_eur": d.rent[let & inside].sum(dtype=np.int64) / _CENTS,
                "charges_due_eur": d.charges[let & inside].sum(dtype=np.int64) / _CENTS,
                "vacancy_loss_eur": d.rent[empty & inside].sum(dtype=np.int64) / _CENTS,
                "housing_aid_eur": int(aid[mask[at]].sum()) / _CENTS,
            }
        )
    return table(rows)
