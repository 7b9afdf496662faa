"""Command that fits free parameters to a user's own targets."""

from __future__ import annotations

import os
import shlex
import sys
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated

import typer

from simulation.cli.ending import ends_well, termination
from simulation.config.messages import language, say

if TYPE_CHECKING:
    import pandas as pd

    from simulation.analysis.calibration import Calibration
    from simulation.analysis.ensemble import Draws, Ensemble
    from simulation.analysis.fit_setup import Request, Setup
    from simulation.analysis.fit_steps import FitSteps
    from simulation.analysis.recorder import Generation
    from simulation.cli.progress import Bar, Lines

CHECKS, YEARS, WIDTH, CANDIDATES = 4, 3, 0.25, 1000


class Method(StrEnum):
    """How to search."""

    least_squares = "least_squares"
    cma = "cma"


@dataclass(frozen=True)
class _Found:
    """What was found before the ensemble; `effects` is None where it was not asked for."""

    calibration: Calibration
    targets: pd.DataFrame
    effects: pd.DataFrame | None


@ends_well
def calibrate(
    places: Annotated[
        list[str],
        typer.Argument(
            metavar="TERRITORY...", help="Presets, territories (.npz), scenarios (.toml)."
        ),
    ],
    targets: Annotated[Path, typer.Argument(help="Targets (.toml): the last argument.")],
    out: Annotated[Path, typer.Option(help="Folder to write; an interrupted one is gone on with.")],
    parameters: Annotated[
        Path | None, typer.Option(help="Free parameters (.toml) instead of those shipped.")
    ] = None,
    evaluations: Annotated[
        int, typer.Option(min=1, help="Sets of parameters to try; 1 judges the start only.")
    ] = 80,
    method: Annotated[
        Method, typer.Option(help="cma looks further, and takes hundreds of sets.")
    ] = Method.least_squares,
    population: Annotated[int | None, typer.Option(help="Sets of a generation of cma.")] = None,
    replicates: Annotated[int, typer.Option(min=1, help="Runs of each territory and set.")] = 2,
    checks: Annotated[
        int, typer.Option(min=1, help="Further runs, to judge the start and the best set.")
    ] = CHECKS,
    years: Annotated[int, typer.Option(min=1, help="Years compared with the targets.")] = YEARS,
    spin_up_years: Annotated[
        int | None, typer.Option(min=0, help="Instead of those of the scenarios.")
    ] = None,
    key: Annotated[int, typer.Option(min=0, help="Key of every draw of the runs.")] = 1,
    seed: Annotated[int, typer.Option(min=1, help="Seed of the search.")] = 1,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processes; as many as there are cores.")
    ] = None,
    no_slopes: Annotated[
        bool, typer.Option("--no-slopes", help="Leave out what each parameter moves.")
    ] = False,
    ensemble: Annotated[
        int, typer.Option(min=0, help="Sets to keep that meet the targets about as well.")
    ] = 0,
    width: Annotated[
        float, typer.Option(min=0.001, max=1, help="Reach of the ensemble, share of the bounds.")
    ] = WIDTH,
    candidates: Annotated[
        int, typer.Option(min=1, help="Candidates of the ensemble, at most.")
    ] = CANDIDATES,
) -> None:
    """Fit free parameters to targets of one or several territories, with one set for all."""
    from simulation.analysis.calibration import Search
    from simulation.analysis.ensemble import Draws
    from simulation.analysis.fit_setup import Request, prepare

    search = Search(evaluations, method.value, seed, population=population)
    request = Request(
        places, targets, out, search, parameters, years, spin_up_years, key, replicates
    )
    draws = Draws(ensemble, width=width, most=candidates, seed=seed)
    setup = prepare(request)
    number = workers or os.cpu_count() or 1
    try:
        _make(request, setup, draws, checks, number, has_slopes=not no_slopes or ensemble > 0)
    except KeyboardInterrupt:
        raise KeyboardInterrupt(say("calibrate_interrupted")) from None


def _make(
    request: Request, setup: Setup, draws: Draws, checks: int, workers: int, *, has_slopes: bool
) -> None:
    from simulation.analysis.fit_steps import FitSteps
    from simulation.cli.progress import progress

    with progress() as shown, termination.held(workers == 1):
        steps = FitSteps(request, setup, checks=checks, workers=workers, advance=shown.advance)
        _begin(shown, steps, has_slopes=has_slopes)
        calibration = steps.search(partial(_tell, shown, steps))
        shown.note(say("calibrate_checks"))
        targets = steps.check(calibration)
        if has_slopes:
            shown.note(say("calibrate_slopes"))
        effects = steps.slopes(calibration.best) if has_slopes else None
    found = _Found(calibration, targets, effects)
    _tell_end(steps, found, _write(steps, found))
    if draws.members:
        with termination.held(workers == 1):
            kept = _ensemble(steps, found, draws)
        _tell_ensemble(kept, draws, request.out)


def _begin(shown: Bar | Lines, steps: FitSteps, *, has_slopes: bool) -> None:
    """Tell the size of the work, less what the journal holds."""
    setup, request = steps.setup, steps.request
    n = len(setup.scenarios)
    kept = len(setup.journal)
    sets = request.search.evaluations + (2 * len(setup.axes) if has_slopes else 0)
    total = (sets * request.replicates + 2 * steps.checks) * setup.months
    shown.start(max(total - kept * setup.months // n, setup.months))
    shown.note(
        say(
            "calibrate_begins",
            parameters=len(setup.axes),
            targets=len(steps.fit.bands),
            runs=n * request.replicates,
            kept=kept,
        )
    )


def _tell(shown: Bar | Lines, steps: FitSteps, done: Generation) -> None:
    shown.note(
        say(
            "calibrate_generation",
            done=done.done,
            allowed=steps.request.search.evaluations,
            loss=f"{done.best['loss']:.3f}",
            inside=done.best["inside"],
            targets=len(steps.fit.bands),
        )
    )


def _write(steps: FitSteps, found: _Found) -> list[Path]:
    from simulation.analysis.local_sensitivity import identification, unidentified
    from simulation.report import calibration_folder as folder

    out, scenarios = steps.request.out, steps.setup.scenarios
    folder.forget(out)
    tables = {"evaluations": found.calibration.table(), "targets": found.targets}
    if found.effects is not None:
        directions = identification(found.effects)
        tables |= {"slopes": found.effects, "directions": directions}
        tables["free"] = unidentified(found.effects)
    folder.write_tables(out, tables)
    counts = {"checks": steps.checks, "tried": len(found.calibration.records)}
    folder.write_figures(out, found.targets, found.effects, _titles(steps), counts, language())
    best = found.calibration.best["parameters"]
    return folder.write_best(out, best, steps.request.places, scenarios, language())


def _ensemble(steps: FitSteps, found: _Found, draws: Draws) -> Ensemble:
    """Keep sets; how many candidates it takes is not known, so each batch is told."""
    from simulation.cli.progress import duration
    from simulation.report.calibration_folder import write_ensemble

    started = monotonic()

    def told(drawn: int, kept: int) -> None:
        wanted = max(draws.members - kept, 0)
        left = duration((monotonic() - started) * wanted / kept) if kept else None
        note: dict[str, object] = {"drawn": drawn, "kept": kept, "members": draws.members}
        note["left"] = left or say("ensemble_unknown")
        typer.echo(say("ensemble_batch", **note), err=True)

    typer.echo(say("ensemble_begins", members=draws.members, most=draws.most), err=True)
    assert found.effects is not None
    quiet = steps.with_advance(lambda _months: termination.obey())
    kept = quiet.ensemble(found.calibration.best, found.effects, draws, told)
    write_ensemble(steps.request.out, kept, _notes(steps, kept))
    return kept


def _notes(steps: FitSteps, kept: Ensemble) -> list[str]:
    """Return what the file of an ensemble says of itself."""
    command = " ".join(["peuplement", *map(shlex.quote, sys.argv[1:])])
    told = {
        "members": len(kept.members),
        "drawn": len(kept.candidates),
        "names": ", ".join(scenario.name for scenario in steps.setup.scenarios),
        "command": command,
    }
    return say("ensemble_notes", **told).split("\n")


def _tell_end(steps: FitSteps, found: _Found, ready: list[Path]) -> None:
    from simulation.analysis.local_sensitivity import unidentified
    from simulation.config.vary import as_toml
    from simulation.report import calibration as text
    from simulation.report.words import word

    lang, calibration = language(), found.calibration
    lines = [*text.target_lines(found.targets, _titles(steps), steps.checks, lang), ""]
    n = len(calibration.records)
    if found.effects is not None:
        lines += [*text.slope_lines(found.effects, found.targets, lang), ""]
        lines += [*text.free_lines(unidentified(found.effects), lang), ""]
    is_start = calibration.best is calibration.start
    lines.append(word("calibration_kept" if is_start else "calibration_best", lang, n=n))
    lines += ["", as_toml(calibration.best["parameters"])]
    names = ", ".join(_titles(steps).values())
    lines += [word("calibration_warning", lang, names=names), ""]
    scenarios = ", ".join(map(str, ready))
    lines.append(word("calibration_files", lang, scenarios=scenarios, out=steps.request.out))
    for line in lines:
        typer.echo(line)


def _tell_ensemble(kept: Ensemble, draws: Draws, out: Path) -> None:
    from simulation.report.calibration import ensemble_lines
    from simulation.report.calibration_folder import ENSEMBLE

    typer.echo("")
    for line in ensemble_lines(kept, draws.members, out / ENSEMBLE, language()):
        typer.echo(line)


def _titles(steps: FitSteps) -> dict[str, str]:
    return {scenario.name: scenario.title for scenario in steps.setup.scenarios}
