"""Tenants found at the start live in homes that suit them, as those who came by choice do.

A household of the tables has no history: drawn blindly, its match with its home would be that of a
stranger, and half the stock would move out at once. Each social tenant of the start therefore
takes, among a few identities, the one whose persistent match with its home is best.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulation.processes.context import Context
from simulation.state.schema import Place
from simulation.state.world import World

OWNER = "occupancy"
_STRIDE = 1 << 36  # identities of the tables are far below


def choose_identities(world: World, context: Context) -> None:
    """Give each social tenant the best matched of `first_matches` identities."""
    h = world.households
    rows = np.flatnonzero(h.place == Place.HOUSED)
    rows = rows[world.dwellings.is_social[h.dwelling[rows]]]
    best = h.id[rows].copy()
    highest = _match(world, context, rows, best)
    for draw in range(1, context.scenario.behaviour.first_matches):
        identities = h.id[rows] + draw * _STRIDE
        match = _match(world, context, rows, identities)
        best = np.where(match > highest, identities, best)
        highest = np.maximum(match, highest)
    h.owned(OWNER).id[rows] = best


def _match(
    world: World, context: Context, rows: NDArray[np.int64], identities: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Return the whole match error of households that would have these identities."""
    home = world.households.dwelling[rows].astype(np.int64)
    area = world.dwellings.area[home]
    tastes = context.tastes
    parts = (
        ("error_area", area, tastes.error_area),
        ("error_advert", home, tastes.error_advert),
        ("error_visit", home, tastes.error_visit),
    )
    total = np.zeros(rows.size)
    for stream, other, scale in parts:
        total -= scale * np.log(-np.log(world.streams.uniform(stream, 0, identities, other)))
    return total
