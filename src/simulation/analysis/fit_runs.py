"""Simulate scenarios for a calibration: each run once, its moments kept in a journal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from simulation.analysis.journal import Journal, Moments
from simulation.analysis.moments import moments_of
from simulation.config.load import digest

if TYPE_CHECKING:
    import pandas as pd

    from simulation.config.scenario import Scenario
    from simulation.config.targets import Target
    from simulation.experiments.replicate import Outcome, Task

_ANY_NAME = "run"
COLUMNS = ("scenario", "target", "replicate", "value")


@dataclass(frozen=True)
class FitRuns:
    """Gives the moments of scenarios, from the journal or by the project's own runner.

    Attributes
    ----------
    replicates
        Numbers of the replicates; the same number has the same draws in every scenario.
    workers
        Processes. They live for one call: whatever they hold is given back after it.
    advance
        Told the months that were run.
    """

    journal: Journal
    key: int
    replicates: range
    workers: int = 1
    advance: Callable[[int], object] = lambda _months: None

    def __call__(self, scenarios: Sequence[Scenario], targets: Sequence[Target]) -> pd.DataFrame:
        """Return the moments of scenarios of distinct names: columns `COLUMNS`."""
        import pandas as pd

        from simulation.experiments.replicate import Task
        from simulation.experiments.runner import run_tasks

        tasks = [Task(scenario, self.key, r) for scenario in scenarios for r in self.replicates]
        wanted = {_name(task): task for task in tasks if self.journal.find(_name(task)) is None}
        for outcome in run_tasks(list(wanted.values()), self.workers, self.advance):
            self.journal.keep(_name(outcome.task), _measured(outcome, targets))
        rows = [
            (task.scenario.name, target, task.replicate, value)
            for task in tasks
            for target, value in (self.journal.find(_name(task)) or {}).items()
        ]
        return pd.DataFrame(rows, columns=list(COLUMNS))

    def with_replicates(self, replicates: range) -> FitRuns:
        """Return the same with other replicates."""
        return replace(self, replicates=replicates)


def _name(task: Task) -> str:
    """Return what a run is known by, whatever its scenario is called."""
    plain = task.scenario.model_copy(update={"name": _ANY_NAME, "label": ""})
    return f"{digest(plain)}:{task.replicate}"


def _measured(outcome: Outcome, targets: Sequence[Target]) -> Moments:
    from simulation.experiments.runner import gather

    tables = gather([outcome]).tables
    found = moments_of(tables, [outcome.task.scenario], targets)
    return dict(zip(found["target"], found["value"].astype(float), strict=True))
