"""Run replicates of scenarios, in this process or on several, and gather their tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from simulation.config.errors import InputError
from simulation.config.scenario import Scenario
from simulation.experiments.replicate import Outcome, Task, run_task

if TYPE_CHECKING:
    import pandas as pd

SCENARIO, REPLICATE = "scenario", "replicate"


class Progress(Protocol):
    """Told how far the work is."""

    def start(self, total_months: int) -> None:
        """Learn how many months there are to run."""

    def advance(self, months: int) -> None:
        """Learn that some more months were run."""


@dataclass(frozen=True)
class Runs:
    """Tables of several runs, and how long each took.

    Attributes
    ----------
    tables
        By name; the first columns are the scenario and the replicate.
    timings
        One record per run: scenario, replicate, key, seconds.
    """

    tables: dict[str, pd.DataFrame]
    timings: list[dict[str, Any]] = field(default_factory=list)


def run_replicates(
    scenarios: Scenario | Sequence[Scenario],
    key: int = 0,
    replicates: int = 1,
    *,
    workers: int = 1,
    check_invariants: bool = False,
    is_traced: bool = False,
    progress: Progress | None = None,
) -> Runs:
    """Run every replicate of every scenario; replicate r has the same key in all of them.

    Parameters
    ----------
    scenarios
        One or several, of different names.
    key
        Key of the whole; the same key gives the same tables, whatever the number of workers.
    replicates, workers
        At least 1. More than one worker needs Dask.
    check_invariants
        Check the accounting of the world after each month.
    is_traced
        Keep the whole ledger, with what explains each letting.

    Raises
    ------
    InputError
        Two scenarios share a name, a number is below 1, or Dask is not installed.
    """
    arms = (scenarios,) if isinstance(scenarios, Scenario) else tuple(scenarios)
    _refuse_bad_numbers(arms, replicates, workers)
    tasks = [
        Task(arm, key, r, check_invariants, is_traced) for r in range(replicates) for arm in arms
    ]
    if progress is not None:
        progress.start(sum(task.scenario.n_months for task in tasks))
    outcomes = run_tasks(tasks, workers, progress.advance if progress is not None else _ignore)
    return gather(sorted(outcomes, key=lambda o: (arms.index(o.task.scenario), o.task.replicate)))


def run_tasks(
    tasks: Sequence[Task], workers: int, advance: Callable[[int], object]
) -> Iterator[Outcome]:
    """Run tasks here or on several processes; each outcome comes as soon as it is there."""
    if workers == 1 or len(tasks) == 1:
        yield from _run_here(tasks, advance)
    elif tasks:
        from simulation.experiments.cluster import run_on_cluster

        yield from run_on_cluster(tasks, min(workers, len(tasks)), advance)


def gather(outcomes: Sequence[Outcome]) -> Runs:
    """Return the tables of several outcomes one under the other, in their order."""
    import pandas as pd

    from simulation.experiments.keys import replicate_key

    parts: dict[str, list[pd.DataFrame]] = {}
    timings = []
    for outcome in outcomes:
        task = outcome.task
        told = {SCENARIO: task.scenario.name, REPLICATE: task.replicate}
        key = replicate_key(task.key, task.replicate)
        timings.append({**told, "key": key, "seconds": round(outcome.seconds, 3)})
        for name, columns in outcome.tables.items():
            frame = pd.DataFrame(columns, copy=False)
            frame.insert(0, SCENARIO, task.scenario.name)
            frame.insert(1, REPLICATE, task.replicate)
            parts.setdefault(name, []).append(frame)
    joined = {name: pd.concat(frames, ignore_index=True) for name, frames in parts.items()}
    return Runs(joined, timings)


def _run_here(tasks: Sequence[Task], advance: Callable[[int], object]) -> Iterator[Outcome]:
    for task in tasks:
        yield run_task(task, lambda: advance(1))


def _refuse_bad_numbers(arms: Sequence[Scenario], replicates: int, workers: int) -> None:
    names = [arm.name for arm in arms]
    problems = [
        f'two scenarios are named {name!r}; give each its own name = "…"'
        for name in dict.fromkeys(names)
        if names.count(name) > 1
    ]
    for told, value in (("replicates", replicates), ("workers", workers)):
        if value < 1:
            problems.append(f"--{told} {value}: must be at least 1")
    if problems:
        raise InputError(*problems)


def _ignore(months: int) -> None:
    """Tell nobody."""
