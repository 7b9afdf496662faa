"""Segregation of fixed income quartiles, by area and by residence, with what chance would give."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.indicators import (
    corrected,
    dissimilarity,
    expected_dissimilarity,
    expected_exposure,
    expected_isolation,
    expected_theil_h,
    exposure,
    isolation,
    theil_h,
)
from simulation.observers.tools import Columns, housed, quartile_counts, table
from simulation.state.world import World

_FIRST, _LAST = 0, 3  # columns of the first and the fourth quartile


def observe(world: World) -> Columns:
    """Return one row per population, unit and index."""
    rows: list[dict[str, Any]] = []
    for population, social_only in (("social", True), ("all", False)):
        households = housed(world, social_only)
        homes = world.households.dwelling[households]
        by_area = quartile_counts(world, households, world.dwellings.area[homes], len(world.areas))
        rows += _indices(world, population, "area", by_area)
        if social_only:
            residence = world.dwellings.residence[homes]
            counts = quartile_counts(world, households, residence, len(world.residences))
            rows += _indices(world, population, "residence", counts)
    return table(rows)


def _indices(
    world: World, population: str, unit: str, counts: NDArray[np.int64]
) -> list[dict[str, Any]]:
    pairs = {
        "dissimilarity_q1": (dissimilarity(counts, _FIRST), expected_dissimilarity(counts, _FIRST)),
        "theil_h": (theil_h(counts), expected_theil_h(counts)),
        "isolation_q1": (isolation(counts, _FIRST), expected_isolation(counts, _FIRST)),
        "exposure_q1_to_q4": (
            exposure(counts, _FIRST, _LAST),
            expected_exposure(counts, _FIRST, _LAST),
        ),
    }
    return [
        {
            "year": world.year,
            "population": population,
            "unit": unit,
            "index": name,
            "value": value,
            "expected_random": expected,
            "corrected": corrected(value, expected),
        }
        for name, (value, expected) in pairs.items()
    ]
