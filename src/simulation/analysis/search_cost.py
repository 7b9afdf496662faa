"""What a search costs, told before it runs, and how far it is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from simulation.analysis.read_search import SearchPlan
from simulation.analysis.search_folder import CONFIRMATION, GENERATIONS, ROBUSTNESS, SearchFolder
from simulation.analysis.search_stages import stage_plan
from simulation.experiments.batch import Simulate
from simulation.experiments.cost import cost_of
from simulation.experiments.parts import TIMINGS
from simulation.experiments.sweep import job_of
from simulation.experiments.sweep_folder import SweepFolder


@dataclass(frozen=True)
class SearchCost:
    """Cost of a search.

    Attributes
    ----------
    runs
        Simulations, about: more where generations are short, fewer where the front is.
    seconds
        Of one; None where the trial failed.
    """

    runs: int
    seconds: float | None

    @property
    def cpu_seconds(self) -> float | None:
        """Time that one process would take."""
        return None if self.seconds is None else self.runs * self.seconds


def runs_of(plan: SearchPlan) -> int:
    """Return the runs that a search makes, about: a full front, and full generations."""
    search, again = plan.search, plan.search.confirmation
    generations = -(-search.evaluations // search.population)
    explored = search.replicates * (search.evaluations + generations)
    of_package = again.replicates
    if plan.uncertain:
        of_package += again.samples * again.sample_replicates
    return explored + (min(again.points, search.evaluations) + 1) * of_package


def trial(plan: SearchPlan, simulate: Simulate) -> float | None:
    """Return the seconds of a run, from a short one; None when it fails."""
    first = plan.space.package(next(plan.space.starts()))
    timed = stage_plan(plan, "trial", {"first": first}, plan.search.key, 1)
    cost = cost_of(timed, job_of(timed, {}, simulate))
    return None if cost is None else cost.seconds


def stages_of(folder: SearchFolder) -> list[Path]:
    """Return the folders of the sweeps that are there, in their order."""
    found = sorted((folder.path / GENERATIONS).glob("[0-9]*"))
    last = [folder.path / name for name in (CONFIRMATION, ROBUSTNESS)]
    return [*found, *(path for path in last if path.is_dir())]


def runs_done(folder: SearchFolder) -> int:
    """Return how many runs ended, well or not."""
    tables = [SweepFolder.open(stage).ended() for stage in stages_of(folder)]
    return sum(0 if table is None else len(table) for table in tables)


def seconds_of(folder: SearchFolder) -> float | None:
    """Return the mean seconds of the runs that ended; None before the first one."""
    for stage in stages_of(folder):
        times = SweepFolder.open(stage).table(TIMINGS)
        if times is not None:
            return float(times["seconds"].mean())
    return None
