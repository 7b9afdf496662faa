"""Remember who refused which vacant dwelling, until it is let."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulation.kernels.refusals import Refusals
from simulation.state.world import World


def remember(world: World, households: NDArray[np.int64], dwellings: NDArray[np.int64]) -> None:
    """Add refusals: identities of households, rows of dwellings, shape (n,)."""
    memory = world.memory
    memory.refused_homes = np.concatenate((memory.refused_homes, dwellings))
    memory.refused_by = np.concatenate((memory.refused_by, households))


def forget(world: World, dwellings: NDArray[np.int64]) -> None:
    """Forget who refused dwellings that are let: whoever did may be offered them another time."""
    memory = world.memory
    kept = ~np.isin(memory.refused_homes, dwellings)
    memory.refused_homes, memory.refused_by = memory.refused_homes[kept], memory.refused_by[kept]


def in_force(world: World) -> Refusals:
    """Return the refusals of dwellings that are still to let, in rising order of dwelling."""
    memory = world.memory
    order = np.argsort(memory.refused_homes, kind="stable")
    return Refusals(memory.refused_homes[order], memory.refused_by[order])
