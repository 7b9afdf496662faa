"""What Python users call: load a scenario, run it, compare scenarios.

The functions of this module are those of the package: `simulation.load`, `simulation.run` and
`simulation.compare`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any, cast

from simulation.config.errors import InputError
from simulation.config.messages import language
from simulation.config.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd

    from simulation.config.scope import Scope
    from simulation.experiments.runner import Progress, Runs
    from simulation.policies.base import Policy
    from simulation.report.story import Story

Source = str | Path | Mapping[str, Any] | Scenario
CONTRASTS = "contrasts"
SPIN_UP = "spin_up"
FIGURES = "figures"


@dataclass(frozen=True)
class Results:
    """What a run or a comparison gave.

    Attributes
    ----------
    tables
        Tables by name; the first columns are the scenario and the replicate.
    manifest
        What was run, with what.
    path
        Folder it was written to, None when it was not.
    """

    tables: dict[str, pd.DataFrame]
    manifest: Mapping[str, Any]
    path: Path | None = None


@dataclass(frozen=True)
class _Arm:
    scenario: Scenario
    files: tuple[Path, ...]


def load(source: Source, *, overrides: Mapping[str, Any] | None = None) -> Scenario:
    """Return the scenario of a TOML file, or of a mapping shaped like one.

    Parameters
    ----------
    source
        Path of a file, its content as a mapping, or a scenario.
    overrides
        Values that win over those of the source.

    Raises
    ------
    InputError
        One message for each problem of the scenario.
    """
    from simulation.config.load import as_mapping
    from simulation.config.load import load as load_with
    from simulation.policies import registry
    from simulation.territory.preset_figures import preset_names

    if isinstance(source, Scenario):
        if all(value is None for value in (overrides or {}).values()):
            return source
        source = as_mapping(source)
    return load_with(source, registry(), presets=preset_names(), overrides=overrides)


def check_package(scenario: Scenario, source: Source | None = None) -> None:
    """Raise `InputError` when policies contradict each other or do not suit the territory.

    `source` is what the scenario was loaded from: a file gives messages their lines.
    """
    from simulation.config.load import at_lines, resolved
    from simulation.experiments.replicate import territory_of
    from simulation.policies.package import package_problems
    from simulation.territory.to_world import new_world

    if not scenario.policies and not scenario.projects:
        return
    place = territory_of(scenario.territory)
    world = new_world(place, 0, 0, scenario.start_year, place.tension)
    policies = cast("tuple[Policy | Scope | None, ...]", scenario.policies)
    found = package_problems(world, policies, scenario.end_year, scenario.projects)
    if not found:
        return
    if isinstance(source, Scenario) or source is None:
        source = resolved(scenario)
    raise at_lines(source, found)


def load_checked(source: Source, *, overrides: Mapping[str, Any] | None = None) -> Scenario:
    """Return the scenario of `load`, once its policies were checked in their territory.

    Raises
    ------
    InputError
        One message for each problem of the scenario or of its package, all of them at once.
    """
    problems: tuple[str, ...] = ()
    try:
        scenario = load(source, overrides=overrides)
    except InputError as error:
        if error.partial is None:
            raise
        scenario, problems = error.partial, error.problems
    try:
        check_package(scenario, source)
    except InputError as error:
        problems += error.problems
    if problems:
        raise InputError(*dict.fromkeys(problems))
    return scenario


def run(
    scenario: Source,
    *,
    key: int = 0,
    replicates: int = 1,
    years: int | None = None,
    workers: int = 1,
    out: str | Path | None = None,
    check_invariants: bool = False,
    is_traced: bool = False,
    progress: Progress | None = None,
) -> Results:
    """Run replicates of a scenario and return their tables.

    Parameters
    ----------
    scenario
        A scenario, or what `load` takes.
    key
        Key of every draw: the same gives the same tables.
    replicates, workers
        How many runs, on how many processes of this machine.
    years
        Years to run instead of those of the scenario.
    out
        Folder to write; it may not exist yet. Nothing is written when left out.
    check_invariants
        Check the accounting of the world after each month.
    is_traced
        Keep the whole ledger, from which ``peuplement explain`` tells the story of a household.
    progress
        Told how far the work is.

    Raises
    ------
    InputError
        The scenario is wrong, or the folder exists already.
    """
    arms = _prepared([scenario], years, out)
    options = {
        "workers": workers,
        "check_invariants": check_invariants,
        "is_traced": is_traced,
        "progress": progress,
    }
    started = perf_counter()
    runs = _runs(arms, key, replicates, options)
    manifest = _manifest("run", arms, key, replicates, runs, perf_counter() - started)
    return _kept(_with_spin_up(runs.tables, arms), manifest, out)


def compare(
    base: Source,
    *others: Source,
    key: int = 0,
    replicates: int = 8,
    years: int | None = None,
    workers: int = 1,
    out: str | Path | None = None,
    check_invariants: bool = False,
    progress: Progress | None = None,
    lang: str | None = None,
) -> Results:
    """Run paired replicates of scenarios and contrast each with the first.

    The table ``contrasts`` holds the differences and their intervals. A folder also gets figures,
    and the contrasts as CSV. Parameters and errors are those of `run`; `lang` is the language of
    the figures, "en" or "fr".
    """
    from simulation.analysis.contrasts import contrasts

    if not others:
        raise InputError("a comparison needs a base and at least one other scenario")
    arms = _prepared([base, *others], years, out)
    first = arms[0].scenario
    options = {"workers": workers, "check_invariants": check_invariants, "progress": progress}
    started = perf_counter()
    runs = _runs(arms, key, replicates, options)
    acts = {arm.scenario.name: _policy_years(arm.scenario) for arm in arms}
    table = contrasts(runs.tables, first.name, start_year=first.start_year, policy_years=acts)
    manifest = _manifest("compare", arms, key, replicates, runs, perf_counter() - started)
    story = _story(arms, replicates, lang or language())
    tables = {**_with_spin_up(runs.tables, arms), CONTRASTS: table}
    return _kept(tables, manifest, out, story)


def _prepared(sources: Sequence[Source], years: int | None, out: str | Path | None) -> list[_Arm]:
    """Load every scenario and look at the output, and report all that is wrong at once."""
    from simulation.results.atomic import refuse_existing

    problems: list[str] = []
    arms: list[_Arm] = []
    if out is not None:
        try:
            refuse_existing(Path(out))
        except InputError as error:
            problems += error.problems
    for source in sources:
        try:
            arms.append(_arm(source, years))
        except InputError as error:
            problems += error.problems
    problems += _unlike(arms)
    if problems:
        raise InputError(*dict.fromkeys(problems))
    return arms


def _arm(source: Source, years: int | None) -> _Arm:
    from simulation.config.load import scenario_files

    scenario = load_checked(source, overrides={"years": years})
    files = scenario_files(source) if isinstance(source, (str, Path)) else ()
    territory = scenario.territory.file
    return _Arm(scenario, files if territory is None else (*files, territory))


def _unlike(arms: Sequence[_Arm]) -> list[str]:
    """Return why scenarios cannot be compared year by year."""
    scenarios = [arm.scenario for arm in arms]
    problems = []
    for name in ("start_year", "years", "spin_up_years"):
        values = {getattr(scenario, name) for scenario in scenarios}
        if len(values) > 1:
            told = ", ".join(f"{s.name}: {getattr(s, name)}" for s in scenarios)
            problems.append(f"scenarios compared need the same {name} ({told})")
    return problems


def _runs(arms: Sequence[_Arm], key: int, replicates: int, options: dict[str, Any]) -> Runs:
    from simulation.experiments.runner import run_replicates

    return run_replicates([arm.scenario for arm in arms], key, replicates, **options)


def _manifest(
    kind: str, arms: Sequence[_Arm], key: int, replicates: int, runs: Runs, seconds: float
) -> dict[str, Any]:
    from simulation.results.manifest import manifest_of

    given = [(arm.scenario, arm.files) for arm in arms]
    return manifest_of(kind, given, key, replicates, runs.timings, seconds)


def _with_spin_up(
    tables: Mapping[str, pd.DataFrame], arms: Sequence[_Arm]
) -> dict[str, pd.DataFrame]:
    """Return the tables of runs and that of how settled they were at the end of the spin-up."""
    from simulation.analysis.stationarity import spin_up

    scenarios = {arm.scenario.name: arm.scenario for arm in arms}
    return {**tables, SPIN_UP: spin_up(tables, scenarios)}


def _kept(
    tables: dict[str, pd.DataFrame],
    manifest: dict[str, Any],
    out: str | Path | None,
    story: Story | None = None,
) -> Results:
    if out is None:
        return Results(tables, manifest)
    from simulation.results.run_folder import write_run_folder

    def extras(folder: Path) -> None:
        from simulation.report.comparison import write_figures

        if story is not None:
            tables[CONTRASTS].to_csv(folder / f"{CONTRASTS}.csv", index=False)
            write_figures(folder / FIGURES, tables, tables[CONTRASTS], story)

    written = write_run_folder(Path(out), tables, manifest, extras)
    return Results(tables, written.manifest, written.path)


def _policy_years(scenario: Scenario) -> tuple[int, int]:
    """Return the first and the last year in which some policy acts; the whole run without any."""
    starts = [getattr(p, "start_year", None) or scenario.start_year for p in scenario.policies]
    ends = [getattr(p, "end_year", None) or scenario.end_year for p in scenario.policies]
    return min(starts, default=scenario.start_year), max(ends, default=scenario.end_year)


def _story(arms: Sequence[_Arm], replicates: int, lang: str) -> Story:
    from simulation.report.story import Story
    from simulation.report.words import word

    scenarios = [arm.scenario for arm in arms]
    built = any(scenario.territory.file is not None for scenario in scenarios)
    return Story(
        titles={scenario.name: scenario.title for scenario in scenarios},
        start_year=scenarios[0].start_year,
        replicates=replicates,
        source=word("source_tables" if built else "source_preset", lang),
        lang=lang,
    )
