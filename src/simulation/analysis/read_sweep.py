"""Read the folder of a sweep or of a comparison as the one table that analyses take."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulation.analysis.sweep_table import ARM, KEY, REPLICATE, SAMPLE, SweepTable
from simulation.config.errors import InputError
from simulation.config.explain import suggestion
from simulation.config.messages import say

if TYPE_CHECKING:
    from simulation.experiments.sweep_results import SweepResults
    from simulation.results.run_folder import RunFolder

LAST_YEARS = 5
"""Years at the end of the run that measures are averaged over."""
_COMPARE = "compare"


def read_sweep(
    path: str | Path, *, territory: str | None = None, last_years: int = LAST_YEARS
) -> SweepTable:
    """Return the runs of a folder of `peuplement sweep` or of `peuplement compare`.

    Parameters
    ----------
    territory
        Base scenario to look at, where a design puts its arms on several.
    last_years
        Years at the end of each run that measures are averaged over; missing years are skipped.

    Raises
    ------
    InputError
        It is no such folder, nothing has ended yet, or `territory` is needed or unknown.
    """
    from simulation.experiments.sweep_folder import PLAN
    from simulation.experiments.sweep_results import read_results

    folder = Path(path)
    if (folder / PLAN).is_file():
        return sweep_table(read_results(folder), territory=territory, last_years=last_years)
    return _comparison(_opened(folder), last_years)


def sweep_table(
    results: SweepResults,
    *,
    territory: str | None = None,
    last_years: int = LAST_YEARS,
    until: int | None = None,
) -> SweepTable:
    """Return the runs of a sweep, complete or not; see `read_sweep`.

    Parameters
    ----------
    until
        Last year to look at; the last of the runs when left out.
    """
    from simulation.experiments.sweep_folder import PLAN
    from simulation.results.measures import MEASURES, mean_of_last_years

    runs, plan = results.runs, results.plan
    branches = plan.branches
    bases = list(dict.fromkeys(branch.base for branch in branches))
    if any(branch.arm for branch in branches):
        chosen = _chosen(bases, territory)
        branches = tuple(branch for branch in branches if branch.base == chosen)
        names = {branch.scenario.name: branch.arm for branch in branches}
    else:
        names = {branch.scenario.name: branch.base for branch in branches}
    titles = {names[branch.scenario.name]: branch.scenario.title for branch in branches}
    measures = results.measures
    if measures.empty:
        raise InputError(say("at", where=results.path / PLAN, what=say("analysis_nothing_yet")))
    if until is not None:
        measures = measures[measures["year"] <= until]
    runs = runs[runs["scenario"].isin(list(names))]
    runs = runs.assign(**{ARM: runs["scenario"].map(names)})
    units = {measure.name: measure.unit for measure in MEASURES if measure.name in plan.measures}
    measures = measures[measures["scenario"].isin(list(names))]
    values = mean_of_last_years(measures, ["run"], last_years)
    joined = runs[["run", ARM, SAMPLE, REPLICATE, KEY]].join(values, on="run").drop(columns="run")
    joined = joined.reindex(columns=[ARM, SAMPLE, REPLICATE, KEY, *plan.measures])
    points, places = (frame.set_index(SAMPLE) for frame in (results.samples, results.places))
    return SweepTable(
        joined, plan.measures, next(iter(titles)), points, places, units, titles
    )  # fmt: skip


def _comparison(folder: RunFolder, last_years: int) -> SweepTable:
    """Return a comparison as a sweep of one sample, in which nothing varies."""
    import pandas as pd

    from simulation.results.measures import mean_of_last_years, measured

    scenarios: Sequence[Mapping[str, Any]] = folder.manifest["scenarios"]
    titles = {told["name"]: told["resolved"]["label"] or told["name"] for told in scenarios}
    start = int(scenarios[0]["resolved"]["start_year"])
    values = measured(folder.tables())
    values = values[values["year"] >= start]
    wide = mean_of_last_years(values, ["scenario", REPLICATE], last_years).reset_index()
    wide.columns = [ARM if name == "scenario" else str(name) for name in wide.columns]
    keys = {(run["scenario"], run[REPLICATE]): run[KEY] for run in folder.manifest["runs"]}
    measures = [name for name in wide.columns if name not in (ARM, REPLICATE)]
    runs = wide.assign(**{SAMPLE: 0})
    runs[KEY] = [keys[run] for run in zip(runs[ARM], runs[REPLICATE], strict=True)]
    units = {str(m): str(u) for m, u in zip(values["measure"], values["unit"], strict=True)}
    empty = pd.DataFrame(index=pd.Index([0], name=SAMPLE))
    return SweepTable(
        runs[[ARM, SAMPLE, REPLICATE, KEY, *measures]], measures, next(iter(titles)), empty, empty,
        units, titles,
    )  # fmt: skip


def _chosen(bases: list[str], territory: str | None) -> str:
    if territory is None and len(bases) == 1:
        return bases[0]
    if territory not in bases:
        asked = territory or ""
        if not asked:
            raise InputError(say("analysis_which_territory", known=", ".join(bases)))
        known = suggestion(asked, bases)
        raise InputError(say("analysis_territory", name=asked, suggestion=known))
    return territory


def _opened(folder: Path) -> RunFolder:
    from simulation.results.run_folder import MANIFEST, RunFolder

    if not (folder / MANIFEST).is_file():
        raise InputError(say("analysis_not_results", path=folder))
    found = RunFolder.open(folder)
    if found.manifest.get("kind") != _COMPARE:
        raise InputError(say("analysis_not_results", path=folder))
    return found
