"""Schools: poor children among the children who live around an area."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulation.processes.poverty import Poverty, poverty_of
from simulation.state.world import World


def share_poor_around(
    world: World, radius_km: float, known: Poverty | None = None
) -> NDArray[np.float64]:
    """Return the share of poor children around each area, shape (areas,).

    Dependants of all housed households count, those of area b for 1 − distance/`radius_km` in area
    a, none from the radius on; where no child lives around, the share of the territory is taken.
    `known` is what `poverty_of` returns, when it is at hand.
    """
    h, n_areas = world.households, len(world.areas)
    rows, is_poor = poverty_of(world) if known is None else known
    has_children = h.persons[rows] > h.adults[rows]
    rows, is_poor = rows[has_children], is_poor[has_children]
    children = (h.persons[rows] - h.adults[rows]).astype(np.float64)
    area = world.dwellings.area[h.dwelling[rows]]
    all_ = np.bincount(area, weights=children, minlength=n_areas)
    poor = np.bincount(area, weights=children * is_poor, minlength=n_areas)
    near = _nearness(world, radius_km)
    around = near @ all_
    overall = poor.sum() / max(all_.sum(), 1.0)
    return np.where(around > 0, near @ poor / np.where(around > 0, around, 1.0), overall)


def _nearness(world: World, radius_km: float) -> NDArray[np.float64]:
    """Return 1 at no distance, falling evenly to 0 at the radius, shape (areas, areas)."""
    x, y = world.areas.x_km, world.areas.y_km
    distance = np.hypot(x[:, None] - x[None, :], y[:, None] - y[None, :])
    return np.asarray(np.maximum(1.0 - distance / radius_km, 0.0))
