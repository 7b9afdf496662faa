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
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from simulation.analysis.front import far_apart, robustness_table
from simulation.analysis.packages import Package
from simulation.analysis.proposals import Proposer
from simulation.analysis.read_search import SearchPlan, SearchSource, read_search
from simulation.analysis.search_cost import SearchCost, runs_done, runs_of, seconds_of, trial
from simulation.analysis.search_folder import CONFIRMATION, PLAN, ROBUSTNESS, SearchFolder
from simulation.analysis.search_results import (
    EVALUATED,
    EVALUATIONS,
    FAILED,
    FRONT,
    OBJECTIVES,
    REFUSED,
    SearchResults,
    Tried,
    best,
    evaluations_table,
    front_table,
    signed,
)
from simulation.analysis.search_stages import differences, stage_plan, stage_table
from simulation.analysis.seeds import seed_of
from simulation.analysis.sweep_contrasts import ContrastChoices, sweep_contrasts
from simulation.analysis.sweep_table import SweepTable
from simulation.config.errors import InputError, all_of
from simulation.config.load import digest
from simulation.config.messages import say
from simulation.experiments.batch import Simulate
from simulation.experiments.plan import Plan
from simulation.experiments.replicate import run_task
from simulation.experiments.sweep import Session, SweepProgress, client_of, run_plan
from simulation.experiments.sweep_folder import SweepFolder
from simulation.results.atomic import refuse_existing

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

_STALE = 10
"""Generations in a row without a new package after which the space is taken to be spent."""
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
        session = Session(client, scheduler, simulate, progress, whole=folder.path)
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
        session = Session(client, scheduler, simulate, progress, whole=folder.path)
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


@dataclass(frozen=True)
class _Work:
    """A search under way."""

    folder: SearchFolder
    session: Session

    @property
    def plan(self) -> SearchPlan:
        return self.folder.plan

    def stage(self, out: Path, plan: Plan) -> SweepTable:
        """Return the runs of a sweep, made now unless they were before."""
        _refuse_other(out, plan)
        results = run_plan(plan, out, self.session)
        try:
            table = stage_table(self.plan, results)
        except InputError as error:  # no run has measures
            raise self._no_reference(out, self.plan.search.measures[0]) from error
        for measure in self.plan.search.measures:
            values = table.matrix(measure, table.base).to_numpy(np.float64)
            if not (values.size and np.isfinite(values).all()):
                raise self._no_reference(out, measure)
        return table

    def _no_reference(self, out: Path, measure: str) -> InputError:
        what = say("search_reference", measure=measure, folder=out)
        return InputError(say("at", where=self.folder.path, what=what))


class _Staged:
    """Tells progress of the whole search, of which each sweep is a part."""

    def __init__(self, progress: SweepProgress) -> None:
        self.advance, self.failed, self.note = progress.advance, progress.failed, progress.note

    def start(self, total_months: int) -> None:
        """Leave the total to the search."""


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
            session = replace(session, progress=_Staged(session.progress))
        _search(_Work(folder, replace(session, seconds=seconds)))
    return SearchResults(folder)


def _search(work: _Work) -> None:
    tried, objectives = _explore(work)
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


def _explore(work: _Work) -> tuple[list[Tried], pd.DataFrame]:
    """Return every package tried, and the objectives with their values in the reference."""
    search = work.plan.search
    proposer = Proposer(work.plan.space, search)
    known: dict[Package, Tried] = {}
    objectives, number, stale = None, 0, 0
    while _simulated(known) < search.evaluations and stale < _STALE:
        asked = proposer.ask()
        right = _sorted_out(work.plan, asked, known, number)
        if right:
            table = _generation(work, number, right, known)
            objectives = _objectives(work.plan, table) if objectives is None else objectives
            _tell_generation(work, number, known)
        proposer.tell({package: _values(search.measures, package, known) for package in asked})
        number, stale = number + 1, 0 if right else stale + 1
    assert objectives is not None  # each lever alone is right: it was read so
    return sorted(known.values(), key=lambda one: one.name), objectives


def _sorted_out(
    plan: SearchPlan, asked: list[Package], known: dict[Package, Tried], number: int
) -> dict[str, Package]:
    """Return the new packages of a generation that are right, as many as the budget allows.

    Those that are not are written down as such.
    """
    left = plan.search.evaluations - _simulated(known)
    right: dict[str, Package] = {}
    for package in asked:
        if not package.policies:
            continue
        name = f"p{len(known) + len(right) + 1:04d}"
        try:
            plan.space.scenario(package, name)
        except InputError as error:
            known[package] = Tried(name, number, package, REFUSED, "; ".join(error.problems))
            continue
        if len(right) < left:
            right[name] = package
    return right


def _generation(
    work: _Work, number: int, packages: Mapping[str, Package], known: dict[Package, Tried]
) -> SweepTable:
    search = work.plan.search
    name = f"{search.name}-{number:03d}"[-80:]
    plan = stage_plan(work.plan, name, packages, search.key, search.replicates)
    table = work.stage(work.folder.generation(number), plan)
    found = differences(work.plan, table)
    for arm, package in packages.items():
        values = found.get(arm)
        status = FAILED if values is None else EVALUATED
        problem = say("search_failed") if values is None else ""
        known[package] = Tried(arm, number, package, status, problem, values)
    return table


def _confirm(work: _Work, chosen: Mapping[str, Package]) -> pd.DataFrame:
    """Return the contrasts of packages with the reference on keys that the search never saw."""
    search = work.plan.search
    key = seed_of(search.key, CONFIRMATION)
    plan = stage_plan(
        work.plan, CONFIRMATION, chosen, key, search.confirmation.replicates
    )  # fmt: skip
    table = work.stage(work.folder.path / CONFIRMATION, plan)
    return sweep_contrasts(table, search.measures, ContrastChoices(key=key))


def _test(work: _Work, chosen: Mapping[str, Package]) -> pd.DataFrame:
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


def _simulated(known: Mapping[Package, Tried]) -> int:
    return sum(one.status != REFUSED for one in known.values())


def _values(
    measures: tuple[str, ...], package: Package, known: Mapping[Package, Tried]
) -> tuple[float, ...] | None:
    """Return the objectives of a package; those of an empty one are the reference's, so 0."""
    if not package.policies:
        return (0.0,) * len(measures)
    return known[package].differences if package in known else None


def _objectives(plan: SearchPlan, table: SweepTable) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(
        {
            "measure": goal.measure,
            "better": goal.better,
            "unit": table.units.get(goal.measure, ""),
            "reference": float(table.matrix(goal.measure, table.base).to_numpy().mean()),
        }
        for goal in plan.search.objectives
    )


def _tell_generation(work: _Work, number: int, known: Mapping[Package, Tried]) -> None:
    if work.session.progress is not None:
        search = work.plan.search
        told = {"done": _simulated(known), "total": search.evaluations}
        front = len(best(search, list(known.values())))
        work.session.progress.note(
            say("search_generation", number=number + 1, front=front, **told)
        )  # fmt: skip


def _refuse_other(out: Path, plan: Plan) -> None:
    """Refuse a sweep of other packages, which another version of the sampler proposed."""
    if not out.exists():
        return
    there, meant = (
        [digest(branch.scenario) for branch in one.branches]
        for one in (SweepFolder.open(out).plan, plan)
    )
    if there != meant:
        raise InputError(say("at", where=out, what=say("search_other_packages")))


def _refuse_out(out: Path) -> None:
    if (out / PLAN).is_file():
        raise InputError(say("at", where=out, what=say("search_exists", folder=out)))
    refuse_existing(out)


@contextmanager
def _interruptible(folder: SearchFolder) -> Iterator[None]:
    """Say how to go on when the work is interrupted between two sweeps."""
    try:
        yield
    except KeyboardInterrupt as error:
        if str(error):
            raise
        raise KeyboardInterrupt(say("search_interrupted", folder=folder.path)) from error
