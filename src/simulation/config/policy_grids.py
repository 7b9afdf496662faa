"""Scoring grids of policies: a file or [[policies.criteria]] tables, turned into figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from simulation.config.consistency import Problem
from simulation.config.grids import GRID_KEYS, SECTION, figures_of, file_at, read_grid
from simulation.config.lines import KeyPath
from simulation.config.sources import Source

_OWN_KEY = "weight"  # a policy has one of its own: the weight of a scope
_GRID_KEYS = ("criteria", *(key for key in GRID_KEYS if key != _OWN_KEY))


def with_policy_grids(
    source: Source, problems: list[Problem]
) -> tuple[Source, Any, dict[KeyPath, KeyPath]]:
    """Turn the grid that each scoring policy names or holds into figures.

    Returns
    -------
    source
        The scenario, with the grids as they were written, for messages.
    tables
        Its policies, with ``figures`` in place of ``grid`` and ``criteria``.
    written
        Where a grid has what stands at each place of the figures.
    """
    tables = source.data.get("policies", [])
    shown, clean = _copy(tables), _copy(tables)
    places = dict(source.places)
    written: dict[KeyPath, KeyPath] = {}
    for i, table in _holders(tables):
        at: KeyPath = ("policies", i)
        grid: Mapping[str, Any] | None = table
        if "grid" in table:
            grid, of_grid = _grid_file(source, at, table, problems)
            places |= of_grid
        clean[i] = {key: v for key, v in table.items() if key not in ("grid", *_GRID_KEYS)}
        if grid is None:
            continue
        inline = {key: grid[key] for key in _GRID_KEYS if key in grid}
        figures, origins = figures_of(inline if grid is table else grid, problems, at)
        shown[i] = {**table, **grid}
        clean[i]["figures"] = figures
        written |= {(*at, "figures", field): origin for field, origin in origins.items()}
    data = {**source.data, "policies": shown}
    return Source(data, source.top, places, source.folders, source.files), clean, written


def policy_grid_files(source: Source) -> list[Path]:
    """Return the grid files that the policies of a scenario name."""
    tables = source.data.get("policies", [])
    found = [file_at(source, ("policies", i), table) for i, table in _holders(tables)]
    return [path for path in found if path is not None]


def _copy(tables: Any) -> Any:
    return list(tables) if isinstance(tables, (list, tuple)) else tables


def _holders(tables: Any) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Return the scoring policies that have a grid, with their positions."""
    for i, table in enumerate(tables if isinstance(tables, (list, tuple)) else ()):
        named = isinstance(table, Mapping) and table.get("name") == SECTION
        if named and (table.get("grid") is not None or "criteria" in table):
            yield i, table


def _grid_file(
    source: Source, at: KeyPath, table: Mapping[str, Any], problems: list[Problem]
) -> tuple[Mapping[str, Any] | None, Mapping[KeyPath, Any]]:
    """Return what the grid file of a policy holds, None when it cannot be had, and its places."""
    path, where = file_at(source, at, table), (*at, "grid")
    if "criteria" in table:
        problems.append(Problem(where, "grid_or_criteria"))
    elif path is None:
        problems.append(Problem(where, "not_text", {"unit": "", "default": ""}))
    elif not path.is_file():
        problems.append(Problem(where, "is_folder_grid" if path.is_dir() else "no_file"))
    else:
        return read_grid(path, at, problems)
    return None, {}
