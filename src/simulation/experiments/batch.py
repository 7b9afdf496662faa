"""Batches of runs: what is sent to a process, and what comes back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from simulation.experiments.plan import Branch, Plan, Run, task_of
from simulation.experiments.replicate import Outcome, Task, run_task

DONE, FAILED, LATE, KILLED = "done", "failed", "late", "killed"
Simulate = Callable[[Task, Callable[[], object]], Outcome]


@dataclass(frozen=True)
class Job:
    """What all runs of a sweep share.

    Attributes
    ----------
    code
        Digest of the sources that must run it.
    time_limit
        Seconds that a run may take.
    territories
        Files of territories that were built already, by branch.
    simulate
        What runs a task: the model, but in tests of the runner.
    """

    code: str
    key: int
    measures: tuple[str, ...]
    tables: tuple[str, ...]
    time_limit: float | None
    territories: Mapping[int, Path]
    simulate: Simulate = run_task


@dataclass(frozen=True)
class Batch:
    """Some runs, with no more of the plan than they need: small enough to send."""

    job: Job
    branches: Mapping[int, Branch]
    samples: Mapping[int, Mapping[str, float]]
    runs: tuple[Run, ...]

    def task(self, run: Run) -> Task:
        """Return what runs a run; errors are those of `Plan.task`."""
        return task_of(
            self.branches[run.branch].scenario,
            self.samples[run.sample],
            self.job.key,
            run.replicate,
            self.job.territories.get(run.branch),
        )

    def alone(self) -> list[Batch]:
        """Return a batch for each run."""
        return [Batch(self.job, self.branches, self.samples, (run,)) for run in self.runs]


@dataclass(frozen=True)
class Record:
    """How a run ended: its status, and what went wrong."""

    run: Run
    status: str
    seconds: float
    problem: str = ""
    trace: str = ""
    nan_measures: str = ""


@dataclass(frozen=True)
class Part:
    """What a batch gave: how each run ended, and its tables as Parquet files, by name."""

    records: tuple[Record, ...]
    files: Mapping[str, bytes]


def batch_of(plan: Plan, job: Job, numbers: Sequence[int]) -> Batch:
    """Return the batch of some runs of a plan."""
    runs = tuple(plan.run(number) for number in numbers)
    return Batch(
        job,
        {run.branch: plan.branches[run.branch] for run in runs},
        {run.sample: plan.samples[run.sample] for run in runs},
        runs,
    )
