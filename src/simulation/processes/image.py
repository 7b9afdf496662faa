"""Reputation of areas follows poverty and vacancy with a lag of years."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulation.processes.context import Context
from simulation.processes.poverty import share_poor_by_area
from simulation.state.schema import DwellingStatus
from simulation.state.world import World

OWNER = "image"


def step(world: World, context: Context) -> None:
    """Move image by a part of its gap to what poverty and vacancy make of the area."""
    memory, settings = world.memory, context.scenario.image
    d, n_areas = world.dwellings, len(world.areas)
    if world.is_january or not memory.poverty.size:
        memory.poverty = share_poor_by_area(world)
        standing = ~np.isin(d.status, (DwellingStatus.DEMOLISHED, DwellingStatus.SOLD))
        memory.homes = np.bincount(d.area[standing], minlength=n_areas).astype(np.float64)
    vacant = np.flatnonzero(d.status == DwellingStatus.VACANT)
    vacancy = np.bincount(d.area[vacant], minlength=n_areas) / np.maximum(memory.homes, 1.0)
    aim = -settings.poverty_weight * _centred(memory.poverty, memory.homes)
    aim -= settings.vacancy_weight * _centred(vacancy, memory.homes)
    image = world.areas.owned(OWNER).image
    image += settings.speed * (aim - image)


def _centred(values: NDArray[np.float64], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    return values - np.average(values, weights=weights)
