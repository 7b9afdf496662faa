"""Commands on designs: sweep, resume, status, replay."""

from __future__ import annotations

import math
import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from simulation.cli.ending import ends_well, termination
from simulation.config.messages import language, say

if TYPE_CHECKING:
    import pandas as pd

    from simulation.experiments.cost import Cost
    from simulation.experiments.plan import Plan
    from simulation.experiments.sweep_results import SweepResults

_SHOWN_FAILURES = 5
_MINUTE, _HOUR = 60, 3600
_KILO, _MEGA, _GIGA = 1e3, 1e6, 1e9

Folder = Annotated[Path, typer.Argument(help="Folder of a sweep or of a search.")]
Workers = Annotated[
    int | None,
    typer.Option(min=1, help="Processes of this machine; as many as it has cores when left out."),
]
Scheduler = Annotated[
    str | None, typer.Option(help="Dask scheduler to use instead, as in tcp://127.0.0.1:8786.")
]


@ends_well
def sweep(
    design: Annotated[Path, typer.Argument(help="Design file (.toml).")],
    out: Annotated[Path, typer.Option(help="Folder to write; it may not exist yet.")],
    workers: Workers = None,
    scheduler: Scheduler = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Tell the cost, and stop.")] = False,
) -> None:
    """Run every arm of a design on every sample, with the same keys in all of them."""
    from simulation.cli.progress import progress
    from simulation.experiments.sweep import estimate_design, run_design

    number = workers or os.cpu_count() or 1
    if dry_run:
        with termination.held():
            _tell_cost(number, *estimate_design(design, out))
            termination.obey()
        return
    with progress() as shown, termination.held():
        results = run_design(
            design, out, workers=number, scheduler=scheduler, progress=shown,
            told=partial(_begin, number, scheduler),
        )  # fmt: skip
    _tell_end(results)


@ends_well
def resume(folder: Folder, workers: Workers = None, scheduler: Scheduler = None) -> None:
    """Go on with a sweep or a search that was interrupted, to the tables of one that was not."""
    from simulation.analysis.search_folder import is_search
    from simulation.cli.progress import progress
    from simulation.cli.search import resume_search_of
    from simulation.experiments.sweep import resume_design

    number = workers or os.cpu_count() or 1
    if is_search(folder):
        resume_search_of(folder, number, scheduler)
        return
    with progress() as shown, termination.held():
        results = resume_design(
            folder, workers=number, scheduler=scheduler, progress=shown,
            told=partial(_begin, number, scheduler),
        )  # fmt: skip
    _tell_end(results)


@ends_well
def status(folder: Folder) -> None:
    """Tell how far a sweep or a search is: runs done, failed and left, time left, failures."""
    from simulation.analysis.search_folder import is_search
    from simulation.cli.search import tell_status
    from simulation.experiments.status import status_of

    if is_search(folder):
        tell_status(folder)
        return
    found = status_of(folder)
    typer.echo(say("sweep_done", done=found.done, failed=found.failed, left=found.left))
    if found.most_later:
        typer.echo(say("sweep_later", most=found.most_later))
    wait = None if found.seconds_left is None else duration(found.seconds_left)
    told = {**found.session, "wait": wait or "?", "folder": folder}
    if found.is_running:
        typer.echo(say("sweep_running", **told))
    elif found.left == 0:
        typer.echo(say("sweep_complete"))
    elif wait is None:
        typer.echo(say("sweep_not_begun", **told))
    else:
        typer.echo(say("sweep_stopped", **told))
    _tell_failures(found.failures, folder)


@ends_well
def replay(
    folder: Folder,
    run: Annotated[int, typer.Argument(help="Number of the run.")],
    out: Annotated[Path | None, typer.Option(help="Run folder to write.")] = None,
    trace: Annotated[
        bool, typer.Option("--trace", help="Keep the ledger that `peuplement explain` reads.")
    ] = False,
) -> None:
    """Make one run of a sweep again, to see how it fails or to keep all its tables."""
    from simulation.cli.progress import progress
    from simulation.experiments.replay import replay as replay_run

    with progress() as shown, termination.held():
        outcome = replay_run(folder, run, out, is_traced=trace, progress=shown)
    typer.echo(say("sweep_replayed", run=run, seconds=f"{outcome.seconds:.1f}"))
    if out is not None:
        typer.echo(say("sweep_tables", folder=out))


def _begin(workers: int, scheduler: str | None, plan: Plan, cost: Cost | None) -> None:
    """Tell the cost; from now on orders to end are held only if the runs are made here."""
    _tell_cost(workers, plan, cost)
    termination.is_held = workers == 1 and scheduler is None
    termination.obey()


def _tell_cost(workers: int, plan: Plan, cost: Cost | None) -> None:
    typer.echo(
        say(
            "sweep_size",
            title=plan.design.title,
            scenarios=len(plan.branches),
            samples=plan.n_samples,
            replicates=plan.replicates,
        )
    )
    if plan.design.precision is not None:
        design, code = plan.design, "sweep_pilot" if plan.is_pilot else "sweep_asked"
        pilot, most = design.first_replicates, design.most_replicates
        told = {"asked": plan.asked, "pilot": pilot, "most": most, "runs": plan.most_runs}
        typer.echo(say(code, **told))
    if cost is None:
        typer.echo(say("sweep_no_cost", runs=plan.n_runs))
        return
    typer.echo(
        say(
            "sweep_cost",
            runs=f"{cost.runs:,}",
            seconds=f"{cost.seconds:.2g}",
            months=f"{cost.months_per_second:.0f}",
            hours=duration(cost.cpu_seconds),
            disk=_size(cost.disk_bytes),
            wait=duration(cost.cpu_seconds / workers),
            workers=workers,
        )
    )


def _tell_end(results: SweepResults) -> None:
    from simulation.experiments.batch import DONE

    runs = results.runs
    done = int((runs["status"] == DONE).sum())
    typer.echo(say("sweep_done", done=done, failed=len(runs) - done, left=0))
    lacking = runs[runs["nan_measures"] != ""]
    if len(lacking):
        names = dict.fromkeys(name for text in lacking["nan_measures"] for name in text.split(", "))
        typer.echo(say("sweep_nan", runs=len(lacking), measures=", ".join(names)))
    _tell_failures(results.failures, results.path)
    for row in results.precision.to_dict("records"):
        typer.echo(_precision_line({str(name): value for name, value in row.items()}))
    typer.echo(say("sweep_tables", folder=results.path))


def _tell_failures(failures: pd.DataFrame | None, folder: Path) -> None:
    if failures is None or not len(failures):
        return
    for told in failures.head(_SHOWN_FAILURES).to_dict("records"):
        shown = {str(name): value for name, value in told.items()}
        shown["replay"] = f"peuplement replay {folder} {shown['run']}"
        typer.echo(say("sweep_failure", **shown))
    more = len(failures) - _SHOWN_FAILURES
    if more > 0:
        typer.echo(say("sweep_more_failures", more=more, file=folder / "failures.parquet"))


def _precision_line(row: dict[str, Any]) -> str:
    """Return how precise a difference is, and what it would take where it is not enough."""
    if math.isnan(row["needed"]):
        return say("precision_unknown", **row)
    numbers = ("difference", "low", "high", "half_width", "wanted")
    told = {**row, "needed": round(row["needed"]), **{n: _number(row[n]) for n in numbers}}
    if row["is_reached"]:
        return say("precision_reached", **told)
    return say("precision_missed", **told)


def _number(value: float) -> str:
    text = f"{value:.3g}"
    return text.replace(".", ",") if language() == "fr" else text


def duration(seconds: float) -> str:
    """Return a time in words of the present language."""
    whole = round(seconds)
    if whole < _MINUTE:
        return say("seconds", seconds=f"{seconds:.2g}" if seconds < 10 else whole)
    if whole < _HOUR:
        return say("minutes", minutes=whole // _MINUTE, seconds=whole % _MINUTE)
    return say("hours", hours=whole // _HOUR, minutes=whole % _HOUR // _MINUTE)


def _size(size: float) -> str:
    for unit, name in ((_GIGA, "GB"), (_MEGA, "MB")):
        if size >= unit:
            return f"{size / unit:.1f} {name}"
    return f"{max(size / _KILO, 1):.0f} kB"
