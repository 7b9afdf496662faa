"""Measure targets on the tables of runs: a figure per run and year, then one per run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from simulation.analysis.outputs import probe_tables
from simulation.config.consistency import Problem
from simulation.config.explain import suggestion
from simulation.config.records import read_records, refuse
from simulation.config.targets import Target, TargetsFile
from simulation.results.measures import RUN_YEAR, Measure, measured, pick

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from simulation.config.scenario import Scenario

QUARTILE = "quartile"
_Unknown = tuple[tuple[str, ...], str, Sequence[str]]


def read_targets(path: str | Path, scenarios: Sequence[Scenario] = ()) -> tuple[Target, ...]:
    """Return the targets of a file, once it is known that every table and column exists.

    Parameters
    ----------
    path
        A TOML file of `[[targets]]`.
    scenarios
        Scenarios to be measured: each needs a target that holds for its territory.

    Raises
    ------
    InputError
        One message for each problem, with its line.
    """
    found, source = read_records(path, TargetsFile)
    known = probe_tables()
    problems = []
    for position, target in enumerate(found.targets):
        for key, wrong, names in _unknown(target, known):
            hint = {"suggestion": suggestion(wrong, names)}
            problems.append(Problem(("targets", position, *key), "target_measure", hint))
    problems += _of_no_scenario(found.targets, scenarios)
    refuse(problems, source)
    return found.targets


def yearly(tables: Mapping[str, pd.DataFrame], targets: Sequence[Target]) -> pd.DataFrame:
    """Return the figure of every target for each run and year of the tables.

    Returns
    -------
    DataFrame
        Columns table, measure (name of the target), unit, scenario, replicate, year, value.
    """
    by_name = {target.name: target for target in targets}
    return measured(tables, tuple(_measure(target) for target in by_name.values()))


def moments(values: pd.DataFrame, start_years: Mapping[str, int]) -> pd.DataFrame:
    """Return the mean of yearly figures after the spin-up, one per run and target.

    Parameters
    ----------
    values
        Result of `yearly`.
    start_years
        First year after the spin-up, by scenario.

    Returns
    -------
    DataFrame
        Columns scenario, target, replicate, value; a year without the figure is left out.
    """
    after = values[values["year"] >= values["scenario"].map(start_years)]
    keys = ["scenario", "measure", "replicate"]
    means = after.groupby(keys, sort=False)["value"].mean().reset_index()
    return means.rename(columns={"measure": "target"})


def moments_of(
    tables: Mapping[str, pd.DataFrame], scenarios: Sequence[Scenario], targets: Sequence[Target]
) -> pd.DataFrame:
    """Return the moments of the runs of scenarios; columns are those of `moments`."""
    starts = {scenario.name: scenario.start_year for scenario in scenarios}
    return moments(yearly(tables, targets), starts)


def territory_name(scenario: Scenario) -> str:
    """Return the name that targets give to the territory of a scenario."""
    choice = scenario.territory
    return choice.preset or (choice.file.stem if choice.file else "")


def published_value(target: Target, scenario: Scenario) -> float | None:
    """Return the published value of a target, or the figure of the territory that stands for it."""
    return tension_of(scenario) if target.figure == "tension" else target.value


def tension_of(scenario: Scenario) -> float:
    """Return the open files per yearly letting that a run of the scenario is steered to."""
    from simulation.territory.files import load
    from simulation.territory.preset_figures import read_figures

    choice = scenario.territory
    if choice.tension is not None:
        return choice.tension
    if choice.preset is not None:
        figures = read_figures(choice.preset).values  # noqa: PD011 - no table
        return float(figures["tension"])
    assert choice.file is not None
    return load(choice.file).tension


def _measure(target: Target) -> Measure:
    where: dict[str, Any] = dict(target.where)
    if target.quartiles:
        where[QUARTILE] = target.quartiles
    compute = partial(_figure, column=target.column, per=target.per, where=where)
    return Measure(target.name, target.table, target.kind, compute)


def _figure(
    frame: pd.DataFrame, column: str, per: str | None, where: Mapping[str, Any]
) -> pd.Series[float]:
    found = pick(frame, column=column, **where)
    if per is None:
        return found
    whole = pick(frame, column=per, **where)
    return found / whole.where(whole != 0)


def _unknown(target: Target, known: Mapping[str, pd.DataFrame]) -> list[_Unknown]:
    """Return what a target names and no table has: its key, its name, the names that exist."""
    if target.table not in known:
        return [(("table",), target.table, list(known))]
    frame = known[target.table]
    columns = [str(column) for column in frame.columns if column not in RUN_YEAR]
    named = [(("column",), target.column), *((("where", key), key) for key in target.where)]
    if target.per is not None:
        named.append((("per",), target.per))
    if target.quartiles and QUARTILE not in columns:
        named.append((("quartiles",), QUARTILE))
    wrong: list[_Unknown] = [(key, name, columns) for key, name in named if name not in columns]
    for key, value in target.where.items():
        if key in columns:
            values = [str(v) for v in frame[key].unique()]
            wrong += [(("where", key), value, values)] * (value not in values)
    return wrong


def _of_no_scenario(targets: Sequence[Target], scenarios: Sequence[Scenario]) -> list[Problem]:
    """Return a problem when no target holds for one of the scenarios."""
    named = {name for target in targets for name in target.territories}
    hint = {"suggestion": suggestion("", named)}
    return [
        Problem(("targets",), "target_nowhere", {"name": territory_name(s), **hint})
        for s in scenarios
        if not any(target.holds_for(territory_name(s)) for target in targets)
    ]
