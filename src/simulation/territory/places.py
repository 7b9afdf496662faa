"""Positions and amenity of areas: synthetic, and labelled so.

Tiles of a hexagonal grid: the areas of a commune lie around its centre in the order of their
codes; communes are discs that do not overlap, the largest in the middle.
"""

from __future__ import annotations

import numpy as np

from simulation.territory.description import Floats, Integers

TILE_KM = 0.8
"""Distance between neighbouring areas, km (assumption: an IRIS covers about 0.6 km²)."""
_GOLDEN_ANGLE = np.pi * (3.0 - np.sqrt(5.0))
_STEP_KM = 0.5
_DEVIATION = 0.3
"""Standard deviation of amenity over homes, utility."""


def positions(commune: Integers, weights: Floats) -> tuple[Floats, Floats]:
    """Return positions in km, shape (n,) each.

    Parameters
    ----------
    commune
        Commune of each area.
    weights
        Homes of each area; the commune with most homes is in the middle.
    """
    x, y = np.zeros(commune.size), np.zeros(commune.size)
    homes = np.bincount(commune, weights)
    placed: list[tuple[float, float, float]] = []
    for rank, row in enumerate(np.argsort(-homes, kind="stable")):
        members = np.nonzero(commune == row)[0]
        if members.size == 0:
            continue
        tiles = hexagonal_spiral(members.size) * TILE_KM
        radius = float(np.hypot(*tiles.T).max()) + TILE_KM / 2
        cx, cy = _free_spot(placed, radius, rank)
        placed.append((cx, cy, radius))
        x[members], y[members] = cx + tiles[:, 0], cy + tiles[:, 1]
    return x, y


def _free_spot(
    placed: list[tuple[float, float, float]], radius: float, rank: int
) -> tuple[float, float]:
    """Return the nearest free place for a disc in the direction that its rank gives."""
    if not placed:
        return 0.0, 0.0
    angle, distance = rank * float(_GOLDEN_ANGLE), 0.0
    while True:
        distance += _STEP_KM
        cx, cy = distance * float(np.cos(angle)), distance * float(np.sin(angle))
        if all(np.hypot(cx - a, cy - b) >= radius + r for a, b, r in placed):
            return cx, cy


def hexagonal_spiral(n: int) -> Floats:
    """Return the n points of a unit hexagonal grid nearest the origin, from the centre out."""
    reach = int(np.ceil(np.sqrt(n))) + 1
    a, b = np.mgrid[-reach : reach + 1, -reach : reach + 1].reshape(2, -1)
    points = np.column_stack([a + b / 2.0, b * np.sqrt(3.0) / 2.0])
    angle = np.arctan2(points[:, 1], points[:, 0])
    order = np.lexsort((np.round(angle, 6), np.round(np.hypot(*points.T), 6)))
    return points[order[:n]]


def standardise(values: Floats, weights: Floats) -> Floats:
    """Return values with weighted mean 0 and the standard deviation of places."""
    mean = np.average(values, weights=weights)
    deviation = float(np.sqrt(np.average((values - mean) ** 2, weights=weights)))
    return np.asarray((values - mean) / (deviation or 1.0) * _DEVIATION)


def amenity(outside_boom: Floats, private_income: Floats, weights: Floats) -> Floats:
    """Return lasting place quality, mean 0 over homes.

    Half from the share of social stock built outside 1949-75, half from the median standard of
    living of private households: two marks of a place that are not made by allocation.
    """
    return standardise(
        standardise(outside_boom, weights) + standardise(np.log(private_income), weights), weights
    )
