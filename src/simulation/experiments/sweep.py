"""Run a design into a folder, and go on with one that was interrupted."""

from __future__ import annotations

import math
import os
import platform
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from simulation.config.errors import InputError, all_of
from simulation.config.messages import say
from simulation.experiments.batch import DONE, Batch, Job, Part, Simulate, batch_of
from simulation.experiments.changes import refuse_changes
from simulation.experiments.cost import Cost, cost_left, cost_of
from simulation.experiments.finish import finish
from simulation.experiments.parts import RUN
from simulation.experiments.plan import Plan
from simulation.experiments.read_design import DesignSource, read_design
from simulation.experiments.replicate import run_task
from simulation.experiments.sweep_folder import PLAN, SweepFolder
from simulation.experiments.sweep_results import SweepResults
from simulation.experiments.work import run_batch
from simulation.results.atomic import refuse_existing

_BATCH_SECONDS, _MORE_PER_WORKER = 2.0, 0.05
"""Length of a batch, so that sending it (3 ms) and writing its part cost little; longer where many
workers share one writer."""
_BATCHES_PER_WORKER = 4
"""At least, so that workers end together."""
Told = Callable[[Plan, Cost | None], object]


class SweepProgress(Protocol):
    """Told how far a sweep is."""

    def start(self, total_months: int) -> None:
        """Learn how many months there are to run."""

    def advance(self, months: int) -> None:
        """Learn that some more months were run, or with 0 that the work goes on."""

    def failed(self, runs: int) -> None:
        """Learn that some more runs failed."""

    def note(self, text: str) -> None:
        """Learn something that people should know while they wait."""


@dataclass(frozen=True)
class Session:
    """What the runs of a sweep are made with, and who is told.

    Attributes
    ----------
    client
        Client of a cluster; None makes the runs in this process.
    seconds
        Of a run, where it is known: nothing is timed before the work begins.
    whole
        Folder to go on with after an interruption; that of the sweep when left out.
    """

    client: Any
    scheduler: str | None = None
    simulate: Simulate = run_task
    progress: SweepProgress | None = None
    told: Told | None = None
    seconds: float | None = None
    whole: Path | None = None


def run_design(
    design: DesignSource,
    out: str | Path,
    *,
    workers: int = 1,
    scheduler: str | None = None,
    progress: SweepProgress | None = None,
    told: Told | None = None,
    simulate: Simulate = run_task,
) -> SweepResults:
    """Run every run of a design into a new folder, and return its tables.

    Parameters
    ----------
    design
        TOML file, mapping shaped like one, or `Design`.
    out
        Folder to write; it may not exist yet. What an interruption leaves there is gone on with by
        `resume_design`.
    workers, scheduler
        Processes of this machine, or the address of a Dask scheduler.
    progress
        Told how far the work is.
    told
        Told the plan and its cost before the work begins.
    simulate
        What runs a task; the model but in tests of the runner.

    Raises
    ------
    InputError
        The design is wrong, the folder exists, the cluster does not answer, or the disk is full.
    """
    plan, _ = all_of(partial(read_design, design), partial(_refuse_out, Path(out)))
    source = Path(design) if isinstance(design, (str, Path)) else None
    with client_of(workers, scheduler, plan.most_runs) as client:
        folder = SweepFolder.create(Path(out), plan, source)
        return _go_on(folder, Session(client, scheduler, simulate, progress, told))


def resume_design(
    out: str | Path,
    *,
    workers: int = 1,
    scheduler: str | None = None,
    progress: SweepProgress | None = None,
    told: Told | None = None,
    simulate: Simulate = run_task,
) -> SweepResults:
    """Run what is left of a sweep that was interrupted, and return its tables.

    Parameters are those of `run_design`; the tables are those of a sweep without interruption.

    Raises
    ------
    InputError
        It is no folder of a sweep, its design or the code changed since, another process runs it,
        or what `run_design` raises.
    """
    folder = SweepFolder.open(out)
    if folder.is_complete:
        folder.remove_parts()
        return SweepResults(folder)
    refuse_changes(folder)
    with client_of(workers, scheduler, folder.plan.most_runs) as client:
        return _go_on(folder, Session(client, scheduler, simulate, progress, told))


def estimate_design(
    design: DesignSource, out: str | Path | None = None, *, simulate: Simulate = run_task
) -> tuple[Plan, Cost | None]:
    """Return the plan of a design and its cost, once one run of each territory was timed.

    Raises
    ------
    InputError
        The design is wrong, or the folder that is meant exists already.
    """
    plan = read_design(design)
    if out is not None:
        _refuse_out(Path(out))
    return plan, cost_of(plan, job_of(plan, {}, simulate))


def run_plan(plan: Plan, out: Path, session: Session) -> SweepResults:
    """Run a plan into a folder, or what is left of it there, and return its tables.

    Raises
    ------
    InputError
        What stands there is no sweep, or what `run_design` raises.
    """
    folder = SweepFolder.open(out) if out.exists() else SweepFolder.create(out, plan)
    return SweepResults(folder) if folder.is_complete else _go_on(folder, session)


def job_of(plan: Plan, territories: dict[int, Path], simulate: Simulate = run_task) -> Job:
    """Return what all runs of a plan share."""
    from simulation.results.provenance import package_digest

    design = plan.design
    return Job(
        package_digest(),
        design.key,
        plan.measures,
        design.outputs.tables,
        design.time_limit,
        territories,
        simulate,
    )


def batches_of(
    plan: Plan, job: Job, numbers: Sequence[int], seconds: float, workers: int
) -> list[Batch]:
    """Return the batches of some runs, of which each takes about `seconds`."""
    wanted = (_BATCH_SECONDS + _MORE_PER_WORKER * workers) / max(seconds, 1e-6)
    fair = len(numbers) / (workers * _BATCHES_PER_WORKER)
    size = max(1, round(min(wanted, fair)))
    return [
        batch_of(plan, job, numbers[begin : begin + size]) for begin in range(0, len(numbers), size)
    ]


def _go_on(folder: SweepFolder, session: Session) -> SweepResults:
    with folder.locked(), _kept_well(folder, session.whole or folder.path):
        folder.remove_torn()
        while left := _left(folder):
            _run_some(folder, session, left)
            folder.settle()
        finish(folder)
    folder.remove_parts()
    return SweepResults(folder)


def _left(folder: SweepFolder) -> list[int]:
    """Return the numbers of the runs that are left, as far as is known."""
    ended = folder.ended()
    done = set() if ended is None else set(ended[RUN].tolist())
    return [number for number in range(folder.plan.n_runs) if number not in done]


def _run_some(folder: SweepFolder, session: Session, left: Sequence[int]) -> None:
    plan = folder.plan
    job = job_of(plan, folder.territories, session.simulate)
    cost = None if session.seconds else cost_left(folder, job, len(left))
    if session.told is not None:
        session.told(plan, cost)
    workers = _begin(folder, session, len(left))
    seconds = session.seconds or (cost.seconds if cost else math.inf)
    batches = batches_of(plan, job, left, seconds, workers)
    keep = _keeper(folder, session.progress, left)
    if session.client is None:
        for batch in batches:
            keep(run_batch(batch, on_month=_pulse(session.progress)))
        return
    from simulation.experiments.cluster import run_batches

    run_batches(session.client, batches, keep)


def _begin(folder: SweepFolder, session: Session, n_left: int) -> int:
    """Write down who runs the sweep; return the runs that are made at once."""
    workers = 1
    if session.client is not None:
        from simulation.experiments.cluster import workers_of

        workers = workers_of(session.client)
        if not workers and session.progress is not None:
            session.progress.note(say("sweep_waiting", address=session.scheduler))
        workers = max(workers, 1)
    facts = {
        "host": platform.node(),
        "pid": os.getpid(),
        "workers": workers,
        "scheduler": session.scheduler,
        "done_before": folder.plan.n_runs - n_left,
    }
    folder.begin_session(facts)
    return workers


def _keeper(
    folder: SweepFolder, progress: SweepProgress | None, left: Sequence[int]
) -> Callable[[Part], None]:
    """Return what writes a part and tells how far the work is."""
    months = [branch.scenario.n_months for branch in folder.plan.branches]
    if progress is not None:
        progress.start(sum(months[folder.plan.run(number).branch] for number in left))

    def keep(part: Part) -> None:
        folder.keep(part)
        if progress is None:
            return
        failed = sum(record.status != DONE for record in part.records)
        if failed:
            progress.failed(failed)
        progress.advance(sum(months[record.run.branch] for record in part.records))

    return keep


def _pulse(progress: SweepProgress | None) -> Callable[[], object] | None:
    """Return what is called each month of a run of this process, to be interrupted by."""
    return None if progress is None else partial(progress.advance, 0)


@contextmanager
def client_of(workers: int, scheduler: str | None, n_runs: int) -> Iterator[Any]:
    """Give the client of a cluster; None where one process, this one, is enough.

    Raises
    ------
    InputError
        There is no worker, Dask is not installed, or the cluster does not answer.
    """
    if workers < 1:
        raise InputError(say("sweep_workers", workers=workers))
    if workers == 1 and scheduler is None:
        yield None
        return
    from simulation.experiments.cluster import cluster

    with cluster(min(workers, n_runs), scheduler) as client:
        yield client


@contextmanager
def _kept_well(folder: SweepFolder, whole: Path) -> Iterator[None]:
    """Say what is kept, and how to go on, of a sweep that is interrupted."""
    from simulation.experiments.cluster import LostError

    try:
        yield
    except KeyboardInterrupt as error:
        raise KeyboardInterrupt(say("sweep_interrupted", **_how_far(folder, whole))) from error
    except LostError as error:
        raise _interrupted(folder, whole, say("sweep_lost", reason=error)) from error
    except InputError as error:
        raise _interrupted(folder, whole, str(error)) from error


def _interrupted(folder: SweepFolder, whole: Path, what: str) -> InputError:
    return InputError(say("sweep_kept", what=what.rstrip("."), **_how_far(folder, whole)))


def _how_far(folder: SweepFolder, whole: Path) -> dict[str, object]:
    ended = folder.ended()
    done = 0 if ended is None else len(ended)
    return {"done": done, "total": folder.plan.n_runs, "folder": whole}


def _refuse_out(out: Path) -> None:
    if (out / PLAN).is_file():
        raise InputError(say("at", where=out, what=say("sweep_exists", folder=out)))
    refuse_existing(out)
