"""Runs that stand for the model in tests of sweeps; a module that other processes can import."""

import os
import signal
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from simulation.experiments.keys import replicate_key
from simulation.experiments.replicate import Outcome, Task

MEASURE = "vacancy_percent_all"


def design(**changes: Any) -> dict[str, Any]:
    """Return a design of 2 arms, 3 samples and 2 replicates on the demo."""
    plain: dict[str, Any] = {
        "name": "fake",
        "bases": [{"name": "demo", "territory": {"preset": "demo"}}],
        "overrides": {"years": 2, "spin_up_years": 1},
        "arms": [{"name": "calm"}, {"name": "wild"}],
        "uncertainties": [{"name": "mobility.sensitivity"}],
        "sampling": {"samples": 3},
        "replicates": 2,
        "outputs": {"measures": [MEASURE], "tables": ["market"]},
    }
    return {k: v for k, v in {**plain, **changes}.items() if v is not None}


def value_of(task: Task) -> float:
    """Return a number that depends on the key and on what is uncertain."""
    return task.scenario.mobility.sensitivity + replicate_key(task.key, task.replicate) / 2**48


def plain(task: Task, on_month: Callable[[], object]) -> Outcome:
    """Return a table of three years, as a run gives it."""
    scenario = task.scenario
    for _ in range(scenario.n_months):
        on_month()
    year = np.arange(scenario.start_year - scenario.spin_up_years, scenario.end_year + 1)
    columns = {
        "year": year,
        "sector": np.full(year.size, "all"),
        "vacancy_percent": value_of(task) + (year - scenario.start_year),
    }
    return Outcome(task, {"market": columns}, 0.0)


def slow(task: Task, on_month: Callable[[], object]) -> Outcome:
    """Take a tenth of a second."""
    time.sleep(0.1)
    return plain(task, on_month)


def troubled(task: Task, on_month: Callable[[], object]) -> Outcome:
    """Fail in the wild arm, in another way in each replicate."""
    if task.scenario.name == "wild" and task.replicate == 0:
        raise ValueError("torn\nroof")
    if task.scenario.name == "wild" and task.replicate == 1:
        while True:
            time.sleep(0.01)
            on_month()
    outcome = plain(task, on_month)
    if task.scenario.name == "wild" and task.replicate == 2:
        outcome.tables["market"]["vacancy_percent"][-1] = np.nan
    if task.scenario.name == "wild" and task.replicate == 3:
        del outcome.tables["market"]["sector"]
    return outcome


def deadly(task: Task, on_month: Callable[[], object]) -> Outcome:
    """End the process in one run."""
    if task.scenario.name == "wild" and task.replicate == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return slow(task, on_month)


WILD_SPREAD = 0.5


def noisy(task: Task, on_month: Callable[[], object]) -> Outcome:
    """Add to the wild arm an effect that differs from replicate to replicate."""
    outcome = plain(task, on_month)
    if task.scenario.name == "wild":
        draw = replicate_key(1 + task.key, task.replicate) / 2**48
        outcome.tables["market"]["vacancy_percent"] += 1.0 + WILD_SPREAD * (draw - 0.5)
    return outcome


def gap(task: Task, on_month: Callable[[], object]) -> Outcome:
    """Give no number in one replicate of the wild arm."""
    outcome = noisy(task, on_month)
    if task.scenario.name == "wild" and task.replicate == 1:
        outcome.tables["market"]["vacancy_percent"][:] = np.nan
    return outcome
