"""Segregation by income among areas, residences and communes, with what chance would give."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulation import indicators as i
from simulation.indicators.ordinal import SPREADS
from simulation.observers.census import Census, take
from simulation.observers.populations import (
    GROUPS,
    decile_of,
    populations,
    quartile_of,
    tables_of,
    units_of,
)
from simulation.observers.tools import Columns, table
from simulation.state.world import World

SCALE_KM: Final = 1.0
"""Distance at which the proximity of two areas falls to 1/e, km: a walk of a quarter of an hour."""
N_NEAREST: Final = 4
"""Areas around an area that are its surroundings: its sides on the tile grid of a synthesis."""


class Found(NamedTuple):
    """An index of a table: its value, what chance gives, and the highest it can be."""

    name: str
    value: float
    expected: float
    highest: float = 1.0


def observe(world: World, census: Census | None = None) -> Columns:
    """Return one row per population, unit, grouping and index; the census where it is at hand."""
    return table(list(_rows(world, take(world) if census is None else census)))


def indices(counts: NDArray[np.int64], grouping: str) -> Iterator[Found]:
    """Yield every index of a table of counts, the groups poorest first.

    Parameters
    ----------
    counts
        Households by unit and group, shape (units, groups).
    grouping
        One of `simulation.observers.populations.GROUPS`: deciles have the rank-order indices,
        quartiles those of their order too.
    """
    chance, sheet = i.Allocation(counts), i.Sheet(counts)
    if grouping == "decile":
        yield Found("rank_order_h", i.rank_order_h(sheet), i.expected_rank_order_h(chance))
        yield Found("rank_order_r", i.rank_order_r(sheet), i.expected_rank_order_r(chance))
        return
    poorest = "q1" if grouping == "quartile" else "poor"
    best_off = "q4" if grouping == "quartile" else "others"
    last = counts.shape[1] - 1
    for name, value, expected in (
        ("dissimilarity", i.dissimilarity, i.expected_dissimilarity),
        ("gini", i.gini, i.expected_gini),
        ("atkinson", i.atkinson, i.expected_atkinson),
        ("correlation_ratio", i.correlation_ratio, i.expected_correlation_ratio),
        ("isolation", i.isolation, i.expected_isolation),
    ):
        yield Found(f"{name}_{poorest}", value(sheet, 0), expected(chance, 0))
    met, met_by_chance = i.exposure(sheet, 0, last), i.expected_exposure(chance, 0, last)
    yield Found(f"exposure_{poorest}_to_{best_off}", met, met_by_chance)
    yield Found("theil_h", i.theil_h(sheet), i.expected_theil_h(chance))
    entropy = chance.entropy / max(chance.population, 1)
    information = i.mutual_information(sheet), i.expected_mutual_information(chance)
    yield Found("mutual_information", *information, entropy)
    if grouping == "quartile":
        yield from _of_many(sheet, chance)


def _of_many(sheet: i.Sheet, chance: i.Allocation) -> Iterator[Found]:
    for name, value, expected in (
        (
            "multigroup_dissimilarity",
            i.multigroup_dissimilarity,
            i.expected_multigroup_dissimilarity,
        ),
        ("multigroup_gini", i.multigroup_gini, i.expected_multigroup_gini),
        ("relative_diversity", i.relative_diversity, i.expected_relative_diversity),
    ):
        yield Found(name, value(sheet), expected(chance))
    for spread in SPREADS:
        found = i.ordinal_segregation(sheet, spread)
        yield Found(f"ordinal_{spread}", found, i.expected_ordinal_segregation(chance, spread))


def _of_surroundings(world: World, counts: NDArray[np.int64]) -> Iterator[Found]:
    x, y = (np.asarray(each, np.float64) for each in (world.areas.x_km, world.areas.y_km))
    for name, weights in _weights(x.tobytes(), y.tobytes()).items():
        h = i.spatial_theil_h(counts, weights), i.expected_spatial_theil_h(counts, weights)
        yield Found(f"spatial_theil_h_{name}", *h)
        d = (
            i.spatial_dissimilarity(counts, weights),
            i.expected_spatial_dissimilarity(counts, weights),
        )
        yield Found(f"spatial_dissimilarity_{name}", *d)


@lru_cache(maxsize=2)
def _weights(x: bytes, y: bytes) -> dict[str, NDArray[np.float64]]:
    """Return proximities of areas; they do not move, so that a run computes them once."""
    x_km, y_km = np.frombuffer(x), np.frombuffer(y)
    found = {
        "decay": i.distance_decay(x_km, y_km, SCALE_KM),
        "nearest": i.nearest(x_km, y_km, N_NEAREST),
    }
    for weights in found.values():
        weights.setflags(write=False)
    return found


def _rows(world: World, census: Census) -> Iterator[dict[str, Any]]:
    poverty = np.ones(len(world.households), np.int64)
    poverty[census.rows[census.is_poor]] = 0
    for population, rows in populations(world).items():
        groups = {
            "quartile": quartile_of(world, rows),
            "poverty": poverty[rows],
            "decile": decile_of(world, rows),
        }
        units = units_of(world, rows)
        for grouping, n_groups in GROUPS.items():
            for unit, counts in tables_of(world, units, groups[grouping], n_groups).items():
                found = list(indices(counts, grouping))
                if unit == "area" and grouping == "quartile":
                    found += _of_surroundings(world, counts)
                for each in found:
                    yield {
                        "year": world.year,
                        "population": population,
                        "unit": unit,
                        "grouping": grouping,
                        "index": each.name,
                        "value": each.value,
                        "expected_random": each.expected,
                        "corrected": i.corrected(each.value, each.expected, each.highest),
                    }
