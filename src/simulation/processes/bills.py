"""What law takes off the rents of today and adds to them."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.law.bills import Bills, monthly_bills
from simulation.state.world import World


def current_bills(world: World, rows: NDArray[Any]) -> Bills:
    """Return reduction, aid and supplement of housed households, cents/month, shape (n,) each."""
    h, d = world.households, world.dwellings
    home = h.dwelling[rows]
    adults = h.adults[rows].astype(np.int64)
    return monthly_bills(
        world.law, adults, h.persons[rows] - adults, h.resources[rows], h.fiscal_income[rows],
        h.category[rows], d.rent[home], d.surface[home],
        world.residences.financing[d.residence[home]],
        world.residences.exemption[d.residence[home]],
    )  # fmt: skip


def net_costs(world: World, rows: NDArray[Any]) -> NDArray[np.int64]:
    """Return the net cost of the homes of housed households, cents/month, shape (n,)."""
    home = world.households.dwelling[rows]
    due = current_bills(world, rows)
    gross = world.dwellings.rent[home].astype(np.int64) + world.dwellings.charges[home]
    return np.asarray(gross - due.reduction - due.aid + due.supplement)
