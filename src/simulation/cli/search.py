"""Search for packages of policies: run, go on, tell how far it is."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from simulation.cli.ending import ends_well, termination
from simulation.config.messages import language, say

if TYPE_CHECKING:
    from simulation.analysis.read_search import SearchPlan
    from simulation.analysis.search_cost import SearchCost
    from simulation.analysis.search_results import SearchResults


@ends_well
def search(
    file: Annotated[Path, typer.Argument(help="Search file (.toml).")],
    out: Annotated[Path, typer.Option(help="Folder to write; it may not exist yet.")],
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processes of this machine; as many as it has cores.")
    ] = None,
    scheduler: Annotated[
        str | None, typer.Option(help="Dask scheduler to use instead, as in tcp://127.0.0.1:8786.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Tell the cost, and stop.")] = False,
) -> None:
    """Search for packages of policies that no other beats on every objective, and test them."""
    from simulation.analysis.package_search import estimate_search, run_search
    from simulation.cli.progress import progress

    number = workers or os.cpu_count() or 1
    if dry_run:
        with termination.held():
            _tell_cost(number, *estimate_search(file, out))
            termination.obey()
        return
    with progress() as shown, termination.held():
        results = run_search(
            file, out, workers=number, scheduler=scheduler, progress=shown,
            told=partial(_begin, number, scheduler),
        )  # fmt: skip
    _tell_end(results)


def resume_search_of(folder: Path, workers: int, scheduler: str | None) -> None:
    """Go on with the search of a folder, and draw its figures."""
    from simulation.analysis.package_search import resume_search
    from simulation.cli.progress import progress

    with progress() as shown, termination.held():
        results = resume_search(
            folder, workers=workers, scheduler=scheduler, progress=shown,
            told=partial(_begin, workers, scheduler),
        )  # fmt: skip
    _tell_end(results)


def tell_status(folder: Path) -> None:
    """Tell how far the search of a folder is."""
    from simulation.analysis.search_cost import runs_done, runs_of, seconds_of, stages_of
    from simulation.analysis.search_folder import CONFIRMATION, ROBUSTNESS, SearchFolder
    from simulation.cli.sweeps import duration

    found = SearchFolder.open(folder)
    stages = stages_of(found)
    last = stages[-1].name if stages else ""
    stage = say(f"search_stage_{last}") if last in (CONFIRMATION, ROBUSTNESS) else ""
    done, total = runs_done(found), runs_of(found.plan)
    begun = sum(path.name.isdigit() for path in stages)
    typer.echo(say("search_done", done=done, total=total, generations=begun, stage=stage))
    session, seconds = found.session(), seconds_of(found)
    workers = session.get("workers", 1)
    wait = "?" if seconds is None else duration((total - done) * seconds / workers)
    told = {**session, "workers": workers, "wait": wait, "folder": folder}
    if found.is_complete:
        typer.echo(say("sweep_complete"))
    elif found.is_running():
        typer.echo(say("sweep_running", **told))
    else:
        typer.echo(say("sweep_stopped" if seconds else "sweep_not_begun", **told))


def _begin(workers: int, scheduler: str | None, plan: SearchPlan, cost: SearchCost) -> None:
    """Tell the cost; from now on orders to end are held only if the runs are made here."""
    _tell_cost(workers, plan, cost)
    termination.is_held = workers == 1 and scheduler is None
    termination.obey()


def _tell_cost(workers: int, plan: SearchPlan, cost: SearchCost) -> None:
    from simulation.cli.sweeps import duration

    search, space = plan.search, plan.space
    typer.echo(
        say(
            "search_size",
            title=search.title,
            levers=len(space.levers),
            numbers=len(space.axes),
            objectives=len(search.objectives),
            evaluations=search.evaluations,
            replicates=search.replicates,
        )
    )
    if cost.cpu_seconds is None:
        typer.echo(say("search_no_cost", runs=f"{cost.runs:,}"))
        return
    typer.echo(
        say(
            "search_cost",
            runs=f"{cost.runs:,}",
            seconds=f"{cost.seconds:.2g}",
            hours=duration(cost.cpu_seconds),
            wait=duration(cost.cpu_seconds / workers),
            workers=workers,
        )
    )


def _tell_end(results: SearchResults) -> None:
    from simulation.report.search_figures import FIGURES, write_figures
    from simulation.report.search_story import story_of
    from simulation.report.search_text import search_lines

    for line in search_lines(results, story_of(results, language())):
        typer.echo(line)
    write_figures(results, language())
    typer.echo(say("analysis_written", out=results.path, figures=results.path / FIGURES))
