"""Legal parameters of the year: where no solidarity supplement is due, and how much elsewhere.

Amounts are those of `law_date` all along, for the model counts in constant euros.
"""

from __future__ import annotations

import numpy as np

from simulation.processes.context import Context
from simulation.state.world import World

OWNER = "legal"


def step(world: World, context: Context) -> None:
    """Exempt priority neighbourhoods from the supplement (CCH L441-3), and what policies say."""
    r = world.residences
    by_law = world.areas.is_qpv.astype(np.float64)
    share = context.levers.pull("supplement_share", world)
    exemption = by_law[r.area]
    if share is not None:
        exemption = np.where(np.isnan(share), exemption, 1.0 - share)
    r.owned(OWNER).exemption[:] = exemption
    # A typical home of an area has the mean exemption of its social ones.
    d, n_areas = world.dwellings, len(world.areas)
    home = np.flatnonzero(d.is_social)
    counts = np.bincount(d.area[home], minlength=n_areas)
    sums = np.bincount(d.area[home], exemption[d.residence[home]], n_areas)
    world.areas.owned(OWNER).exemption[:] = np.where(
        counts > 0, sums / np.maximum(counts, 1), by_law
    )
