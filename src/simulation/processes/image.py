"""Reputation of areas follows poverty, vacancy, schools, works and care with a lag of years."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulation.processes import recent_works, schools
from simulation.processes.context import Context, mean_by
from simulation.processes.poverty import poverty_of, share_poor_by_area
from simulation.state.schema import DwellingStatus
from simulation.state.table import rows_where
from simulation.state.world import World

OWNER = "image"


def start(world: World, context: Context) -> None:
    """Give each area the image that its present state makes in the long run: no drift from it."""
    memory = world.memory
    _look_around(world, context)
    memory.schools = memory.schools_next
    world.areas.owned(OWNER).image[:] = aim(world, context)


def step(world: World, context: Context) -> None:
    """Move image by a part of its gap to what the area deserves."""
    if world.is_january:
        _look_around(world, context)
    recent_works.fade(world, context.scenario.image.works_years)
    settings, image = context.scenario.image, world.areas.owned(OWNER).image
    wanted = aim(world, context)
    care = context.levers.pull("care", world)
    if care is not None:
        wanted += settings.care_weight * care
    image += settings.speed * (wanted - image)


def aim(world: World, context: Context) -> NDArray[np.float64]:
    """Return the image that each area comes to if nothing changes and nobody cares, (areas,)."""
    memory, settings = world.memory, context.scenario.image
    d, n_areas = world.dwellings, len(world.areas)
    vacant = rows_where(d.status, DwellingStatus.VACANT)
    vacancy = np.bincount(d.area[vacant], minlength=n_areas) / np.maximum(memory.homes, 1.0)
    found = -settings.poverty_weight * _centred(memory.poverty, memory.homes)
    found -= settings.vacancy_weight * _centred(vacancy, memory.homes)
    found -= settings.school_weight * memory.schools
    if memory.works.size:
        found += settings.works_weight * memory.works
    return found


def _look_around(world: World, context: Context) -> None:
    """Count, in January, poverty and homes; schools show what they were a year ago."""
    memory, d = world.memory, world.dwellings
    poverty = poverty_of(world)
    memory.poverty = share_poor_by_area(world, poverty)
    standing = d.status != int(DwellingStatus.DEMOLISHED)
    memory.homes = np.bincount(d.area[standing], minlength=len(world.areas)).astype(np.float64)
    memory.schools = memory.schools_next
    memory.schools_next = schools.share_poor_around(
        world, context.scenario.image.school_radius, poverty
    )


def _centred(values: NDArray[np.float64], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    return values - mean_by(weights, values)
