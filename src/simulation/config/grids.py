"""Scoring grids: TOML tables that an agglomeration edits, turned into the figures of a scenario.

A grid replaces the default one whole: a criterion that it leaves out counts for nothing. Each
option of a criterion is a field of `config.scoring.Scoring`, so that every figure of a grid can be
changed alone, by a scenario or by a sensitivity analysis.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from simulation.config.consistency import Problem
from simulation.config.explain import suggestion
from simulation.config.lines import KeyPath
from simulation.config.sources import Place, Source, read_plain

SECTION = "scoring"
NO_CAP = 1000.0
_SHIPPED = Path(__file__).with_name("grids") / "default.toml"


@dataclass(frozen=True)
class Criterion:
    """What a criterion of a grid may give.

    Attributes
    ----------
    options
        Field of `Scoring` that each option fills; the first one must be given.
    neutral
        Value of each option that is left out; None where it must be given.
    """

    options: Mapping[str, str]
    neutral: Mapping[str, float | None]


def _yes_or_no(name: str) -> Criterion:
    return Criterion({"points": name}, {"points": None})


def _beyond(name: str, threshold: str) -> Criterion:
    options = {"points": name, "threshold": threshold}
    return Criterion(options, dict.fromkeys(options))


CRITERIA: dict[str, Criterion] = {
    "seniority": Criterion(
        {"per_year": "seniority_per_year", "cap": "seniority_cap"},
        {"per_year": None, "cap": NO_CAP},
    ),
    "long_wait": _beyond("long_wait", "long_wait_years"),
    "priority": _yes_or_no("priority"),
    "no_home": _yes_or_no("no_home"),
    "transfer": _yes_or_no("transfer"),
    "over_occupied": _yes_or_no("over_occupied"),
    "under_occupied": _yes_or_no("under_occupied"),
    "lone_parent": _yes_or_no("lone_parent"),
    "family_size": _beyond("family_size", "family_size_persons"),
    "age_under": _beyond("age_under", "age_under_years"),
    "age_over": _beyond("age_over", "age_over_years"),
    "job": _yes_or_no("job"),
    "effort_above": _beyond("effort_above", "effort_above_rate"),
    "income_per_unit_below": _beyond("income_per_unit_below", "income_per_unit_below_eur"),
}
GRID_KEYS: dict[str, float] = {
    "weight": 1.0, "refusal_malus": 0.0, "free_refusals": 0, "malus_cap": NO_CAP
}  # fmt: skip
"""Keys of a grid beside its criteria, and their value when they are left out."""


def shipped_grid() -> dict[str, float]:
    """Return the figures of the default grid by field of `Scoring`."""
    source = read_plain(_SHIPPED)
    problems: list[Problem] = []
    figures, _ = figures_of(source.data, problems)
    if problems:
        raise ValueError(f"{_SHIPPED}: " + "; ".join(p.explain() for p in problems))
    return figures


def grid_file(source: Source) -> Path | None:
    """Return the grid file that a scenario names, None when it names none."""
    return file_at(source, (SECTION,), source.data.get(SECTION))


def file_at(source: Source, at: KeyPath, table: Any) -> Path | None:
    """Return the grid file that the table at `at` names, None when it names none."""
    name = table.get("grid") if isinstance(table, Mapping) else None
    if not isinstance(name, (str, Path)) or not str(name):
        return None
    return source.folders.get((*at, "grid"), Path()) / name


def with_grid(source: Source, problems: list[Problem]) -> tuple[Source, dict[KeyPath, KeyPath]]:
    """Return a scenario in which the grid it names or holds is turned into figures.

    Returns
    -------
    source
        The scenario, with the grid as it was written beside its figures.
    written
        Where the grid has what stands at each place of the figures, for messages.
    """
    table = source.data.get(SECTION)
    if not isinstance(table, Mapping) or not table.keys() & {"grid", "criteria"}:
        return source, {}
    if "grid" in table and "criteria" in table:
        problems.append(Problem((SECTION, "grid"), "grid_or_criteria"))
        return source, {}
    if "grid" in table and grid_file(source) is None:
        problems.append(Problem((SECTION, "grid"), "not_text", {"unit": "", "default": ""}))
        return source, {}
    path = grid_file(source)
    if path is not None and not path.is_file():
        code = "is_folder_grid" if path.is_dir() else "no_file"
        problems.append(Problem((SECTION, "grid"), code))
        return source, {}
    own = {key: value for key, value in table.items() if key not in ("grid", "criteria")}
    grid: Mapping[str, Any] = table
    places = source.places
    if "grid" in table:
        grid, of_grid = _read(source, problems)
        places = of_grid | places
    figures, origins = figures_of(grid, problems)
    shown = {**figures, **own, "criteria": grid.get("criteria")}
    written: dict[KeyPath, KeyPath] = {
        (SECTION, field): path for field, path in origins.items() if field not in own
    }
    written |= {(SECTION, key): (SECTION, key) for key in GRID_KEYS}
    data = {**source.data, SECTION: shown}
    return Source(data, source.top, places, source.folders, source.files), written


def _read(
    source: Source, problems: list[Problem]
) -> tuple[Mapping[str, Any], dict[KeyPath, Place]]:
    """Return what the grid file holds, and where it has what stands under `SECTION`."""
    path = grid_file(source) or Path()
    return read_grid(path, (SECTION,), problems)


def read_grid(
    path: Path, at: KeyPath, problems: list[Problem]
) -> tuple[Mapping[str, Any], dict[KeyPath, Place]]:
    """Return what a grid file holds, and where it has what stands under `at`."""
    found = read_plain(path)
    for key in sorted(found.data.keys() - {"criteria", *GRID_KEYS}):
        known = suggestion(key, ["criteria", *GRID_KEYS])
        problems.append(Problem((*at, key), "unknown_key", {"suggestion": known}))
    places = {(*at, *key): place for key, place in found.places.items()}
    return found.data, {(*at, "criteria"): Place(str(path))} | places


def figures_of(
    grid: Mapping[str, Any], problems: list[Problem], at: KeyPath = (SECTION,)
) -> tuple[dict[str, Any], dict[str, KeyPath]]:
    """Return the figures of a grid by field of `Scoring`, and where each was written."""
    figures: dict[str, Any] = {key: grid.get(key, default) for key, default in GRID_KEYS.items()}
    for criterion in CRITERIA.values():
        figures[next(iter(criterion.options.values()))] = 0.0
    origins: dict[str, KeyPath] = {}
    tables = grid.get("criteria")
    path: KeyPath = (*at, "criteria")
    if not isinstance(tables, (list, tuple)) or not tables:
        problems.append(Problem(path, "grid_empty" if not tables else "grid_not_tables"))
        return figures, origins
    seen: set[str] = set()
    for position, table in enumerate(tables):
        here = (*path, position)
        name = _name(table, here, seen, problems)
        if name is not None:
            _take(name, table, here, figures, origins, problems)
    return figures, origins


def _name(table: Any, path: KeyPath, seen: set[str], problems: list[Problem]) -> str | None:
    """Return the criterion of a table, None when there is none that can be read."""
    if not isinstance(table, Mapping):
        problems.append(Problem(path, "grid_not_tables"))
        return None
    name = table.get("criterion")
    if not isinstance(name, str) or name not in CRITERIA:
        code = "unknown_criterion" if "criterion" in table else "criterion_missing"
        where = (*path, "criterion") if "criterion" in table else path
        problems.append(Problem(where, code, {"suggestion": suggestion(name, CRITERIA)}))
        return None
    if name in seen:
        problems.append(Problem((*path, "criterion"), "criterion_twice", {"name": name}))
        return None
    seen.add(name)
    return name


def _take(
    name: str,
    table: Mapping[str, Any],
    path: KeyPath,
    figures: dict[str, Any],
    origins: dict[str, KeyPath],
    problems: list[Problem],
) -> None:
    """Write the options of one criterion into `figures`."""
    criterion = CRITERIA[name]
    for option in sorted(table.keys() - {"criterion", *criterion.options}):
        details = {"name": name, "suggestion": suggestion(option, criterion.options)}
        problems.append(Problem((*path, option), "unknown_option", details))
    for option, field in criterion.options.items():
        neutral = criterion.neutral[option]
        if option not in table and neutral is None:
            problems.append(Problem(path, "option_missing", {"name": name, "option": option}))
        value = table.get(option, neutral)
        code = _what_is_wrong(value) if option in table else None
        if code is not None:
            problems.append(Problem((*path, option), code, {"range": "", "default": ""}))
            continue
        if value is not None:
            figures[field] = value
            origins[field] = (*path, option) if option in table else path


def _what_is_wrong(value: Any) -> str | None:
    """Return the code of the message about a value that is no finite number, None for one."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return "not_number"
    return None if math.isfinite(value) else "not_finite"
