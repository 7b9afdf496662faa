"""Search for packages of policies that no other beats on every objective, and test them.

A generation of packages is proposed, simulated as a sweep beside the reference with the same keys,
and told to the sampler; and so on until the budget is spent. Packages chosen for their values on
some keys flatter themselves there: those of the front are run again with other keys, then over
samples of what is not known.
"""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from simulation.analysis.exploration import explore
from simulation.analysis.front import far_apart, robustness_table
from simulation.analysis.packages import Package
from simulation.analysis.proposals import Proposer
from simulation.analysis.read_search import SearchPlan, SearchSource, read_search
from simulation.analysis.search_cost import SearchCost, runs_done, runs_of, seconds_of, trial
from simulation.analysis.search_folder import CONFIRMATION, PLAN, ROBUSTNESS, SearchFolder
from simulation.analysis.search_results import (
    EVALUATIONS,
    FRONT,
    OBJECTIVES,
    SearchResults,
    Tried,
    best,
    evaluations_table,
    front_table,
    signed,
)
from simulation.analysis.search_stages import stage_plan
from simulation.analysis.search_work import Staged, Work
from simulation.analysis.seeds import seed_of
from simulation.analysis.sweep_contrasts import ContrastChoices, sweep_contrasts
from simulation.config.errors import InputError, all_of
from simulation.config.messages import say
from simulation.experiments.batch import Simulate
from simulation.experiments.replicate import run_task
from simulation.experiments.sweep import Session, SweepProgress, client_of
from simulation.results.atomic import refuse_existing

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

Told = Callable[[SearchPlan, SearchCost], object]


def run_search(
    search: SearchSource,
    out: str | Path,
    *,
    workers: int = 1,
    scheduler: str | None = None,
    progress: SweepProgress | None = None,
    told: Told | None = None,
    simulate: Simulate = run_task,
) -> SearchResults:
    """Run a search into a new folder, and return its tables.

    Parameters
    ----------
    search
        TOML file, mapping shaped like one, or `PackageSearch`.
    out
        Folder to write; it may not exist yet. What an interruption leaves there is gone on with by
        `resume_search`.
    workers, scheduler
        Processes of this machine, or the address of a Dask scheduler.
    progress
        Told how far the work is.
    told
        Told the plan and its cost before the work begins.
    simulate
        What runs a task; the model but in tests of the search.

    Raises
    ------
    InputError
        The search file is wrong, the folder exists, a library is missing, the cluster does not
        answer, or the reference cannot be simulated.
    """
    plan, _ = all_of(partial(read_search, search), partial(_refuse_out, Path(out)))
    Proposer(plan.space, plan.search)  # is the library there?
    source = Path(search) if isinstance(search, (str, Path)) else None
    with client_of(workers, scheduler, runs_of(plan)) as client:
        folder = SearchFolder.create(Path(out), plan, source)
        session = Session(client, scheduler, simulate, progress, is_part=True)
        return _go_on(folder, session, workers, told)


def resume_search(
    out: str | Path,
    *,
    workers: int = 1,
    scheduler: str | None = None,
    progress: SweepProgress | None = None,
    told: Told | None = None,
    simulate: Simulate = run_task,
) -> SearchResults:
    """Go on with a search that was interrupted; its tables are those of one that was not.

    Raises
    ------
    InputError
        It is no folder of a search, its file or the code changed since, another process runs it,
        or what `run_search` raises.
    """
    folder = SearchFolder.open(out)
    if folder.is_complete:
        return SearchResults(folder)
    folder.refuse_changes()
    with client_of(workers, scheduler, runs_of(folder.plan)) as client:
        session = Session(client, scheduler, simulate, progress, is_part=True)
        return _go_on(folder, session, workers, told)


def estimate_search(
    search: SearchSource, out: str | Path | None = None, *, simulate: Simulate = run_task
) -> tuple[SearchPlan, SearchCost]:
    """Return the plan of a search and about what it costs, once a short run was timed.

    Raises
    ------
    InputError
        The search file is wrong, or the folder that is meant exists already.
    """
    plan = read_search(search)
    if out is not None:
        _refuse_out(Path(out))
    return plan, SearchCost(runs_of(plan), trial(plan, simulate))


def _go_on(
    folder: SearchFolder, session: Session, workers: int, told: Told | None
) -> SearchResults:
    with folder.locked(), _interruptible(folder):
        folder.remove_torn()
        seconds = seconds_of(folder) or trial(folder.plan, session.simulate)
        left = max(runs_of(folder.plan) - runs_done(folder), 1)
        if told is not None:
            told(folder.plan, SearchCost(left, seconds))
        facts = {"host": platform.node(), "pid": os.getpid(), "workers": workers}
        folder.begin_session({**facts, "scheduler": session.scheduler})
        if session.progress is not None:
            session.progress.start(left * folder.plan.space.reference.n_months)
            session = replace(session, progress=Staged(session.progress))
        _search(Work(folder, replace(session, seconds=seconds)))
    return SearchResults(folder)


def _search(work: Work) -> None:
    tried, objectives = explore(work)
    evaluations = evaluations_table(work.plan, tried)
    tables = {EVALUATIONS: evaluations, OBJECTIVES: objectives}
    chosen = _chosen(work.plan, tried)
    contrasts = _confirm(work, chosen) if chosen else None
    tables[FRONT] = front_table(work.plan, evaluations, contrasts)
    if contrasts is not None:
        tables[CONFIRMATION] = contrasts.rename(columns={"arm": "package", "base": "reference"})
        if work.plan.uncertain:
            tables[ROBUSTNESS] = _test(work, chosen)
    work.folder.finish(tables)


def _confirm(work: Work, chosen: Mapping[str, Package]) -> pd.DataFrame:
    """Return the contrasts of packages with the reference on keys that the search never saw."""
    search = work.plan.search
    key = seed_of(search.key, CONFIRMATION)
    plan = stage_plan(
        work.plan, CONFIRMATION, chosen, key, search.confirmation.replicates
    )  # fmt: skip
    table = work.stage(work.folder.path / CONFIRMATION, plan)
    return sweep_contrasts(table, None, ContrastChoices(key=key))  # NaN where runs failed


def _test(work: Work, chosen: Mapping[str, Package]) -> pd.DataFrame:
    """Return how packages fare over the samples of what is not known."""
    search = work.plan.search
    plan = stage_plan(
        work.plan, ROBUSTNESS, chosen, seed_of(search.key, ROBUSTNESS),
        search.confirmation.sample_replicates, work.plan.uncertain, search.confirmation.samples,
    )  # fmt: skip
    table = work.stage(work.folder.path / ROBUSTNESS, plan)
    return robustness_table(search, table)


def _chosen(plan: SearchPlan, tried: list[Tried]) -> dict[str, Package]:
    """Return the packages of the front that are run again."""
    front = best(plan.search, tried)
    rows = far_apart(signed(plan.search, front), plan.search.confirmation.points)
    return {front[row].name: front[row].package for row in rows}


def _refuse_out(out: Path) -> None:
    if (out / PLAN).is_file():
        raise InputError(say("at", where=out, what=say("search_exists", folder=out)))
    refuse_existing(out)


@contextmanager
def _interruptible(folder: SearchFolder) -> Iterator[None]:
    """Say what is kept, and how to go on, of a search that is interrupted."""
    try:
        yield
    except KeyboardInterrupt as error:
        told = {"done": runs_done(folder), "folder": folder.path}
        raise KeyboardInterrupt(say("search_interrupted", **told)) from error
