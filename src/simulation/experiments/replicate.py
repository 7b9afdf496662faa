"""Run one replicate of one scenario, with the territory read once per process."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from simulation.config.scenario import Scenario, TerritoryChoice
from simulation.experiments.keys import replicate_key

if TYPE_CHECKING:
    from simulation.territory.territory import Territory

_TERRITORIES_KEPT = 4


@dataclass(frozen=True)
class Task:
    """One replicate of one scenario: small enough to send to another process."""

    scenario: Scenario
    key: int
    replicate: int
    check_invariants: bool = False
    is_traced: bool = False
    territory: Path | None = None
    """File of the territory where it was built already; one that is not there is built here."""


@dataclass(frozen=True)
class Outcome:
    """What a task gave: its tables as columns, and the seconds it took."""

    task: Task
    tables: dict[str, dict[str, Any]]
    seconds: float


def run_task(task: Task, on_month: Callable[[], object] | None = None) -> Outcome:
    """Run a task, calling `on_month` after each month."""
    from simulation.model import Run

    started = perf_counter()
    model = Run(
        task.scenario,
        key=replicate_key(task.key, task.replicate),
        territory=territory_of(task.scenario.territory, task.territory),
        check_invariants=task.check_invariants,
        is_traced=task.is_traced,
    )
    for _ in range(model.n_months):
        model.step()
        if on_month is not None:
            on_month()
    return Outcome(task, model.tables(), perf_counter() - started)


def territory_of(choice: TerritoryChoice, built: Path | None = None) -> Territory:
    """Return the territory of a choice, read once in this process."""
    if built is not None and built.is_file():
        choice = TerritoryChoice(file=built)
    return _territory(place_of(choice))


def place_of(choice: TerritoryChoice) -> TerritoryChoice:
    """Return the choice without what the model adds to a territory: one copy serves all."""
    return choice.model_copy(update={"tension": None, "private_rent": None})


@lru_cache(maxsize=_TERRITORIES_KEPT)
def _territory(choice: TerritoryChoice) -> Territory:
    from simulation.territory import choose

    return choose.territory_of(choice)
