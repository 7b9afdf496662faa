"""Rents in constant euros: social ones move by policy, private ones at each letting.

What the private market asks is in `prices`.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulation.policies.base import NO_OPINION
from simulation.processes.context import CENTS, Context, social_homes
from simulation.state.world import World

OWNER = "rent"


def step(world: World, context: Context) -> None:
    """Set, in January, the rents of the leases that policies change."""
    homes = social_homes(world)
    _write(world, homes, context.levers.pull("lease_rent", world, homes))


def set_reletting_rents(world: World, context: Context, homes: NDArray[np.int64]) -> None:
    """Set the rents of the next leases of emptied dwellings, and keep those of their last ones."""
    if homes.size:
        end_reductions(world, homes)
        raise_rents(world, homes)
        d, owned = world.dwellings, world.dwellings.owned(OWNER)
        new = homes[d.last_rent_of[homes] != d.vacant_since[homes]]
        owned.last_rent[new] = d.rent[new]
        owned.last_rent_of[new] = d.vacant_since[new]
        _write(world, homes, context.levers.pull("relet_rent", world, homes))


def set_private_rents(world: World, homes: NDArray[np.int64], rents: NDArray[np.int64]) -> None:
    """Set the rents, cents/month, at which private homes were just let."""
    _write(world, homes, rents)


def reduce_rents(world: World, homes: NDArray[np.int64], cuts: NDArray[np.int64]) -> None:
    """Lower the rents of dwellings just let by a reduction that lasts as long as the lease."""
    owned = world.dwellings.owned(OWNER)
    owned.rent[homes] -= cuts.astype(np.int32)
    owned.rent_cut[homes] = cuts


def end_reductions(world: World, homes: NDArray[np.int64]) -> None:
    """Give emptied dwellings their full rent back."""
    cut = homes[world.dwellings.rent_cut[homes] > 0]
    owned = world.dwellings.owned(OWNER)
    owned.rent[cut] += owned.rent_cut[cut]
    owned.rent_cut[cut] = 0


def raise_rents(world: World, homes: NDArray[np.int64]) -> None:
    """Raise rents to what refurbishment allows, where they are below; see `new_rent`."""
    d = world.dwellings
    allowed = d.surface[homes] * world.residences.new_rent[d.residence[homes]] * CENTS
    raised = np.round(allowed).astype(np.int64)
    _write(world, homes, np.maximum(raised, d.rent[homes]))


def _write(world: World, homes: NDArray[np.int64], rents: NDArray[np.int64] | None) -> None:
    if rents is not None:
        changed = rents != NO_OPINION
        owned = world.dwellings.owned(OWNER)
        owned.rent[homes[changed]] = rents[changed]
        owned.rent_cut[homes[changed]] = 0
