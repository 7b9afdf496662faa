"""A search for packages of policies as data: levers, objectives, budget, what is not known."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, field_validator, model_validator

from simulation.config.consistency import InconsistentError, Problem
from simulation.config.design import (
    LARGEST_SEED,
    STUDY,
    Uncertainty,
    name_field,
    plain_bases,
    twice,
)
from simulation.config.parameter import Settings, param

LEAST_OBJECTIVES, MOST_OBJECTIVES = 2, 4


class Objective(Settings):
    """A measure to lower or to raise, as the difference from the reference with the same keys."""

    measure: str = param(..., unit="name", bounds=None, source=STUDY)
    """A measure of a run, or spending_keur: what policies spend, thousand euros a year."""
    better: Literal["low", "high"] = param(..., unit="which", bounds=None, source=STUDY)
    """Whether low or high values are wanted."""


class Confirmation(Settings):
    """How the packages of the front are run again, with keys that the search never saw."""

    points: int = param(12, unit="packages", bounds=(1, 100), source=STUDY)
    """Packages of the front that are run again, far apart from each other; all when there are
    fewer."""
    replicates: int = param(8, unit="runs", bounds=(2, 100_000), source=STUDY)
    """Runs of each where everything is as in the base."""
    samples: int = param(30, unit="points", bounds=(2, 1_000_000), source=STUDY)
    """Points of a Latin hypercube of the uncertainties."""
    sample_replicates: int = param(1, unit="runs", bounds=(1, 100_000), source=STUDY)
    """Runs of each package at each of these points."""


class PackageSearch(Settings):
    """Everything that a search for packages runs.

    In Python, `base` also takes a scenario, or a mapping shaped like a scenario file.
    """

    name: str = name_field()
    """Short name; that of the file when left out."""
    label: str = param("", unit="text", bounds=None, source=STUDY)
    """Title for readers; the name when left out."""
    base: str | dict[str, Any] = param(..., unit="path or table", bounds=None, source=STUDY)
    """Scenario file, relative to this one: the reference, that packages are added to."""
    overrides: dict[str, Any] = param({}, unit="tables", bounds=None, source=STUDY)
    """What the reference says instead of the base, such as years = 10."""
    levers: tuple[dict[str, Any], ...] = param(..., unit="tables", bounds=None, source=STUDY)
    """Policies that a package may hold or not, written as [[policies]] of a scenario."""
    parameters: tuple[Uncertainty, ...] = param((), unit="tables", bounds=None, source=STUDY)
    """Numbers of these policies that the search sets, as policies.NAME.PARAMETER."""
    objectives: tuple[Objective, ...] = param(..., unit="tables", bounds=None, source=STUDY)
    """Two to four measures."""
    last_years: int = param(5, unit="years", bounds=(1, 200), source=STUDY)
    """Years at the end of the run that measures are averaged over."""
    replicates: int = param(2, unit="runs", bounds=(1, 100_000), source=STUDY)
    """Runs of each package in the search; replicate r has the same key in all of them."""
    key: int = param(0, unit="key", bounds=(0, 2**53 - 1), source=STUDY)
    """Key of the runs: the same gives the same tables."""
    evaluations: int = param(..., unit="packages", bounds=(2, 1_000_000), source=STUDY)
    """Packages that are simulated, each once."""
    method: Literal["nsga2", "nsga3"] = param("nsga2", unit="which", bounds=None, source=STUDY)
    """NSGA-II, or NSGA-III, which is meant for four objectives and more."""
    population: int = param(16, unit="packages", bounds=(4, 10_000), source=STUDY)
    """Packages of a generation, which are simulated at once."""
    seed: int = param(1, unit="seed", bounds=(1, LARGEST_SEED), source=STUDY)
    """Seed of the sampler, apart from the keys of the runs; never 0."""
    uncertainties: tuple[Uncertainty, ...] = param((), unit="tables", bounds=None, source=STUDY)
    """What is not known: the front is run again over samples of it."""
    confirmation: Confirmation = Field(default_factory=Confirmation)
    time_limit: float | None = param(None, unit="s", bounds=(0.01, None), source=STUDY)
    """Seconds that a run may take, no limit when left out."""

    @field_validator("base", mode="before")
    @classmethod
    def _plain_base(cls, base: Any) -> Any:
        return plain_bases([base])["bases"][0]

    @model_validator(mode="after")
    def _consistent(self) -> PackageSearch:
        found = [*twice("parameters", [free.name for free in self.parameters])]
        found += twice("uncertainties", [free.name for free in self.uncertainties])
        found += twice("objectives", [goal.measure for goal in self.objectives], "measure")
        if not self.levers:
            found.append(Problem(("levers",), "empty_list"))
        if not LEAST_OBJECTIVES <= len(self.objectives) <= MOST_OBJECTIVES:
            told = {"least": LEAST_OBJECTIVES, "most": MOST_OBJECTIVES}
            found.append(Problem(("objectives",), "search_objectives", told))
        moved = {free.name for free in self.parameters}
        found += [
            Problem(("uncertainties", position, "name"), "search_both")
            for position, free in enumerate(self.uncertainties)
            if free.name in moved
        ]
        if found:
            raise InconsistentError(*found)
        return self

    @property
    def title(self) -> str:
        """Label, or the name when there is none."""
        return self.label or self.name

    @property
    def measures(self) -> tuple[str, ...]:
        """Names of the objectives."""
        return tuple(goal.measure for goal in self.objectives)

    @property
    def signs(self) -> tuple[int, ...]:
        """For each objective, what makes low values the better ones when it multiplies them."""
        return tuple(1 if goal.better == "low" else -1 for goal in self.objectives)
