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
    if world.is_january or not memory.poverty.size:
        memory.poverty = share_poor_by_area(world)
    homes = _homes_by_area(world, None)
    vacancy = _homes_by_area(world, DwellingStatus.VACANT) / np.maximum(homes, 1)
    aim = -settings.poverty_weight * _centred(memory.poverty, homes)
    aim -= settings.vacancy_weight * _centred(vacancy, homes)
    image = world.areas.owned(OWNER).image
    image += settings.speed * (aim - image)


def _homes_by_area(world: World, status: DwellingStatus | None) -> NDArray[np.float64]:
    areas = world.dwellings.area
    if status is not None:
        areas = areas[world.dwellings.status == status]
    return np.bincount(areas, minlength=len(world.areas)).astype(np.float64)


def _centred(values: NDArray[np.float64], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    return values - np.average(values, weights=weights)
