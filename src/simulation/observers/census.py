"""The census of December: every household housed, where, and what law makes of its rent.

It is taken once a year and handed to all the tables that look at occupants.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulation.law.bills import Bills
from simulation.observers.tools import housed
from simulation.processes.bills import current_bills
from simulation.processes.poverty import is_poor
from simulation.state.world import World


class Census(NamedTuple):
    """Households of all homes, shape (n,) each.

    Attributes
    ----------
    rows, home, area
        Their rows, and those of their dwellings and areas.
    is_social
        Social tenants.
    bills
        Reduction, aid and supplement, cents/month.
    is_poor
        Those under the poverty line.
    """

    rows: NDArray[np.int64]
    home: NDArray[Any]
    area: NDArray[Any]
    is_social: NDArray[np.bool_]
    bills: Bills
    is_poor: NDArray[np.bool_]


def take(world: World) -> Census:
    """Return the census of the present month."""
    d, rows = world.dwellings, housed(world, social_only=False)
    home, bills = world.households.dwelling[rows], current_bills(world, rows)
    poor = is_poor(world, rows, bills.aid)
    return Census(rows, home, d.area[home], d.is_social[home], bills, poor)
