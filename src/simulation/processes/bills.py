"""What law takes off the rents of today and adds to them."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.kernels.occupied import bills_at_home
from simulation.law.bills import Bills
from simulation.processes.context import homes, people
from simulation.state.world import World


def current_bills(world: World, rows: NDArray[Any]) -> Bills:
    """Return reduction, aid and supplement of housed households, cents/month, shape (n,) each."""
    rows = np.asarray(rows, np.int64)
    return Bills(*bills_at_home(world.law, rows, people(world), homes(world)))


def net_costs(world: World, rows: NDArray[Any]) -> NDArray[np.int64]:
    """Return the net cost of the homes of housed households, cents/month, shape (n,)."""
    home = world.households.dwelling[rows]
    due = current_bills(world, rows)
    gross = world.dwellings.rent[home].astype(np.int64) + world.dwellings.charges[home]
    return np.asarray(gross - due.reduction - due.aid + due.supplement)
