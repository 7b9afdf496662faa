"""M and H of income quartiles, split: QPV and the rest, communes, areas and their residences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation import indicators as i
from simulation.indicators.decomposition import sum_by
from simulation.indicators.sums import entropy_total
from simulation.observers.populations import populations, quartile_of, tables_of, units_of
from simulation.observers.tools import N_QUARTILES, Columns, share, table
from simulation.state.world import World

_FIRST = 0  # column of the first quartile


def observe(world: World) -> Columns:
    """Return one row per population, split, part and index."""
    return table(list(_rows(world)))


def _rows(world: World) -> Iterator[dict[str, Any]]:
    rows = populations(world)
    areas = world.areas
    n_communes = int(areas.commune.max(initial=-1)) + 1
    for population in ("social", "all"):
        quartiles = quartile_of(world, rows[population])
        tables = tables_of(world, units_of(world, rows[population]), quartiles, N_QUARTILES)
        splits = [
            ("qpv", "area", tables["area"], 1 - areas.is_qpv.astype(np.int64), ("qpv", "outside")),
            ("commune", "area", tables["area"], areas.commune, (None,) * n_communes),
        ]
        if "residence" in tables:
            of = world.residences.area
            splits.append(("area", "residence", tables["residence"], of, (None,) * len(areas)))
        head = {"year": world.year, "population": population}
        for split, unit, counts, parts, names in splits:
            for row in _split(counts, parts, names):
                yield {**head, "split": split, "unit": unit, **row}
        for row in _groups(tables["area"]):
            yield {**head, "split": "group", "unit": "area", **row}


def _split(
    counts: NDArray[np.int64], parts: NDArray[Any], names: tuple[str | None, ...]
) -> Iterator[dict[str, Any]]:
    by_part = sum_by(counts, parts, len(names))
    lost, dealt = i.expected_within(counts, parts, len(names)), i.Allocation(by_part)
    information, theil = i.decompose(counts, parts, len(names))
    whole = float(entropy_total(by_part.sum(axis=0).astype(np.float64)))
    population = float(max(by_part.sum(), 1))
    for index, found, expected, scale in (
        ("mutual_information", information, i.expected_mutual_information, population),
        ("theil_h", theil, i.expected_theil_h, whole),
    ):
        by_chance = lost / scale if scale > 0 else np.zeros_like(lost)
        rows = [
            ("between", found.between, expected(dealt)),
            ("within", float(found.within.sum()), float(by_chance.sum())),
        ]
        rows += [
            (f"within_{name}", float(found.within[at]), float(by_chance[at]))
            for at, name in enumerate(names)
            if name is not None
        ]
        for part, value, chance in rows:
            yield _row(index, part, value, found.total, chance)


def _groups(counts: NDArray[np.int64]) -> Iterator[dict[str, Any]]:
    """Yield the first quartile against the rest, and the others among themselves."""
    against, among = i.group_against_rest(counts, _FIRST)
    whole = i.expected_mutual_information(counts)
    rest = np.delete(counts, _FIRST, axis=1)
    two = np.stack([counts[:, _FIRST], rest.sum(axis=1)], axis=1)
    by_chance = i.expected_mutual_information(two)
    total = against + among
    yield _row("mutual_information", "q1_against_rest", against, total, by_chance)
    yield _row("mutual_information", "among_rest", among, total, whole - by_chance)


def _row(index: str, part: str, value: float, total: float, chance: float) -> dict[str, Any]:
    return {
        "index": index,
        "part": part,
        "value": value,
        "share_of_total": float(share(value, total)),
        "expected_random": chance,
        "excess": value - chance,
    }
