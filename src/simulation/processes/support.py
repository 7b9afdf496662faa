"""Social support: which tenants are followed this year, and what that changes for them."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.processes.context import Context
from simulation.state.world import World

OWNER = "support"
_PERSISTENT = 0  # who is followed stays so while the share and the home last


def step(world: World, context: Context) -> None:
    """Choose the households that are followed, each January: a share of every residence."""
    owned = world.households.owned(OWNER)
    share = context.levers.pull("followed_share", world)
    if share is None:
        owned.is_followed[:] = False
        return
    rows = _tenants(world)
    residence = world.dwellings.residence[world.households.dwelling[rows]]
    lots = world.streams.uniform("followed", _PERSISTENT, world.households.id[rows], residence)
    owned.is_followed[:] = False
    owned.is_followed[rows] = lots < np.nan_to_num(share)[residence]


def ratios(world: World, context: Context, lever: str, rows: NDArray[Any]) -> NDArray[np.float64]:
    """Return what a lever over residences multiplies for each of some households, shape (n,).

    One for those who are not followed, or have left the social stock since January.
    """
    found = np.ones(rows.size)
    ratio = context.levers.pull(lever, world)
    if ratio is not None:
        h, d = world.households, world.dwellings
        some = np.flatnonzero(h.is_followed[rows] & (h.dwelling[rows] >= 0))
        found[some] = ratio[d.residence[h.dwelling[rows[some]]]]
    return found


def _tenants(world: World) -> NDArray[np.int64]:
    """Return the rows of the tenants of social dwellings."""
    home = world.households.dwelling
    return np.flatnonzero((home >= 0) & world.dwellings.is_social[np.maximum(home, 0)])
