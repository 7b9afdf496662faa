"""Rents in constant euros: social ones move by policy, private ones at each letting.

What the private market asks is in `prices`.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulation.policies.base import NO_OPINION
from simulation.processes.context import Context, social_homes
from simulation.state.world import World

OWNER = "rent"


def step(world: World, context: Context) -> None:
    """Set, in January, the rents of the leases that policies change."""
    homes = social_homes(world)
    _write(world, homes, context.levers.pull("lease_rent", world, homes))


def set_reletting_rents(world: World, context: Context, homes: NDArray[np.int64]) -> None:
    """Set the rents of the next leases of emptied dwellings, and keep those of their last ones."""
    if homes.size:
        d, owned = world.dwellings, world.dwellings.owned(OWNER)
        new = homes[d.last_rent_of[homes] != d.vacant_since[homes]]
        owned.last_rent[new] = d.rent[new]
        owned.last_rent_of[new] = d.vacant_since[new]
        _write(world, homes, context.levers.pull("relet_rent", world, homes))


def set_private_rents(world: World, homes: NDArray[np.int64], rents: NDArray[np.int64]) -> None:
    """Set the rents, cents/month, at which private homes were just let."""
    _write(world, homes, rents)


def _write(world: World, homes: NDArray[np.int64], rents: NDArray[np.int64] | None) -> None:
    if rents is not None:
        changed = rents != NO_OPINION
        world.dwellings.owned(OWNER).rent[homes[changed]] = rents[changed]
