"""What a sweep will cost, told before it runs: one short run of each territory is timed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from simulation.config.scenario import TerritoryChoice
from simulation.experiments.batch import Job
from simulation.experiments.parts import TIMINGS
from simulation.experiments.plan import Plan, Run
from simulation.experiments.replicate import Outcome, place_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from simulation.experiments.sweep_folder import SweepFolder

_WARM_MONTHS = 12
"""The first year of a process loads or compiles what the model needs: it is not counted."""
_TRIALS = 5
_TEXT_BYTES, _NUMBER_BYTES = 1.0, 8.0
"""Of a value in Parquet, about: texts repeat, numbers hardly."""
_LABEL_BYTES = 1.0
_TINY = 1e-9
_MEASURED_BYTES = _NUMBER_BYTES + 2.0


@dataclass(frozen=True)
class Cost:
    """Cost of some runs.

    Attributes
    ----------
    runs
        How many.
    seconds
        Of one run, mean over the scenarios.
    months_per_second
        Simulated months per second of one process.
    disk_bytes
        Size of the tables, about.
    """

    runs: int
    seconds: float
    months_per_second: float
    disk_bytes: float

    @property
    def cpu_seconds(self) -> float:
        """Time that one process would take."""
        return self.runs * self.seconds


def cost_left(folder: SweepFolder, job: Job, runs: int) -> Cost | None:
    """Return the cost of the runs that are left, from those that are done or else by a trial."""
    plan, times = folder.plan, folder.table(TIMINGS)
    if times is None:
        return cost_of(plan, job)
    files = [file for part in folder.parts for file in part.iterdir()]
    disk = sum(file.stat().st_size for file in files) / len(times)
    seconds = float(times["seconds"].mean())
    return Cost(runs, seconds, _mean_months(plan) / max(seconds, _TINY), disk * runs)


def cost_of(plan: Plan, job: Job) -> Cost | None:
    """Return the cost of a sweep; None when its first run fails.

    The first scenario of each territory is run for two years, whatever its length; of more than
    `_TRIALS` territories, the others are taken to cost as much for each byte of their files.
    """
    n_runs = plan.n_runs
    trials: dict[TerritoryChoice, tuple[float, float]] = {}
    files: dict[TerritoryChoice, Path | None] = {}
    seconds = disk = 0.0
    for number, branch in enumerate(plan.branches):
        place = place_of(branch.scenario.territory)
        files.setdefault(place, job.territories.get(number, place.file))
        if place not in trials and len(trials) < _TRIALS:
            timed = _timed(plan, job, plan.run(number))
            if timed is None:
                return None
            trials[place] = timed
        a_month, a_year = trials[place] if place in trials else _by_size(trials, files, place)
        scenario = branch.scenario
        seconds += a_month * scenario.n_months / len(plan.branches)
        rows = len(plan.measures) * scenario.years + len(plan.axes) + 1
        disk += (rows * _MEASURED_BYTES + a_year * scenario.n_months / 12) / len(plan.branches)
    return Cost(n_runs, seconds, _mean_months(plan) / max(seconds, _TINY), n_runs * disk)


def _by_size(
    trials: Mapping[TerritoryChoice, tuple[float, float]],
    files: Mapping[TerritoryChoice, Path | None],
    place: TerritoryChoice,
) -> tuple[float, float]:
    """Return what a month and a year cost by the size of a territory's file, the mean without."""
    sizes = {one: file.stat().st_size for one, file in files.items() if file is not None}
    tried = sum(sizes.get(one, 0) for one in trials)
    scale = sizes[place] / tried if tried and place in sizes else 1 / len(trials)
    a_month, a_year = (scale * sum(cost) for cost in zip(*trials.values(), strict=True))
    return a_month, a_year


def _mean_months(plan: Plan) -> float:
    return sum(branch.scenario.n_months for branch in plan.branches) / len(plan.branches)


def _timed(plan: Plan, job: Job, run: Run) -> tuple[float, float] | None:
    """Return the seconds of a month, and the bytes of a year of the tables that are kept."""
    ticks: list[float] = []
    try:
        task = plan.task(run, job.territories.get(run.branch))
        short = task.scenario.model_copy(update={"spin_up_years": 1, "years": 1})
        outcome = job.simulate(replace(task, scenario=short), lambda: ticks.append(perf_counter()))
    except Exception:  # noqa: BLE001 - the sweep itself writes down how runs fail
        return None
    timed = ticks[_WARM_MONTHS - 1 :]
    if len(timed) < 2:
        return None
    return (timed[-1] - timed[0]) / (len(timed) - 1), _year_bytes(outcome, job.tables)


def _year_bytes(outcome: Outcome, names: tuple[str, ...]) -> float:
    years = outcome.task.scenario.n_months / 12
    whole = sum(_bytes(outcome.tables[name]) for name in names if name in outcome.tables)
    return float(whole) / years


def _bytes(columns: Mapping[str, NDArray[Any]]) -> float:
    rows = max((len(column) for column in columns.values()), default=0)
    numeric = sum(column.dtype.kind in "biuf" for column in columns.values())
    texts = len(columns) - numeric
    return rows * (numeric * _NUMBER_BYTES + texts * _TEXT_BYTES + 4 * _LABEL_BYTES)
