"""Recent works: the share of homes of an area that works touched, an effect that fades."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.state.world import MONTHS, World


def note(world: World, homes: NDArray[Any]) -> None:
    """Remember dwellings that were delivered, refurbished or demolished this month."""
    memory, n_areas = world.memory, len(world.areas)
    if not memory.works_done.size:
        memory.works_done = np.zeros(n_areas)
    memory.works_done += np.bincount(world.dwellings.area[homes], minlength=n_areas)


def fade(world: World, years: float) -> NDArray[np.float64]:
    """Return the effect of works so far by area, older ones by e a `years`, and this month's added.

    The works of a month count as a share of the homes of the area, 1 at most.
    """
    memory, n_areas = world.memory, len(world.areas)
    before = memory.works if memory.works.size else np.zeros(n_areas)
    memory.works = before * np.exp(-1.0 / (MONTHS * years))
    if memory.works_done.size:
        homes = np.maximum(memory.homes, memory.works_done)
        memory.works += memory.works_done / np.maximum(homes, 1.0)
        memory.works_done = np.zeros(0)
    return memory.works
