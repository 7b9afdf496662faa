"""A design as data: base scenarios, arms, uncertain parameters, sampling, replicates, outputs.

Arms hold what the territory decides (levers); uncertainties what it does not know. Every arm meets
every sample of the uncertainties with the keys of every replicate, so that all are paired.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, field_validator, model_validator

from simulation.config.consistency import InconsistentError, Problem
from simulation.config.free import FreeParameter
from simulation.config.load import as_mapping
from simulation.config.parameter import Settings, param
from simulation.config.precision import Precision
from simulation.config.scenario import Scenario

STUDY = "choice of the study"
_NAME = r"^[A-Za-z0-9][A-Za-z0-9_-]*$"
LARGEST_SEED = 2**31 - 1
Method = Literal["factorial", "latin_hypercube", "sobol", "morris"]
_NEEDS: Mapping[str, tuple[str, ...]] = {
    "factorial": ("levels",),
    "latin_hypercube": ("samples",),
    "sobol": ("samples",),
    "morris": ("trajectories",),
}
_TAKES: Mapping[str, tuple[str, ...]] = {
    "factorial": ("levels",),
    "latin_hypercube": ("samples", "seed"),
    "sobol": ("samples", "second_order", "seed"),
    "morris": ("trajectories", "levels", "seed"),
}


def name_field(unit: str = "name") -> Any:
    """Return the field of a short name that tables and files can bear."""
    extra: dict[str, Any] = {"unit": unit, "source": STUDY}
    return Field(pattern=_NAME, max_length=80, json_schema_extra=extra)


class Arm(Settings):
    """What the territory decides in one arm: a scenario file that extends the base, as a table."""

    name: str = name_field()
    """Short name, used in tables."""
    label: str = param("", unit="text", bounds=None, source=STUDY)
    """Title for readers; the name when left out."""
    policies: tuple[dict[str, Any], ...] | None = param(
        None, unit="tables", bounds=None, source=STUDY
    )
    """Policies, instead of those of the base; the same as the base when left out."""
    overrides: dict[str, Any] = param({}, unit="tables", bounds=None, source=STUDY)
    """Anything else that a scenario file may say, such as behaviour.moving_cost."""


class Uncertainty(FreeParameter):
    """A parameter that is not known; bounds left out are those of its declaration.

    Names of parameters of policies begin with ``policies`` and the name of the policy, as in
    ``policies.attribution_targets.compliance``; they hold in the arms that have it.
    """

    @model_validator(mode="after")
    def _consistent(self) -> Uncertainty:
        """Leave names and bounds to the plan, which knows the policies."""
        return self


class Sampling(Settings):
    """How the space of the uncertain parameters is sampled."""

    method: Method = param("latin_hypercube", unit="which", bounds=None, source=STUDY)
    """Full factorial, Latin hypercube, Saltelli's scheme on Sobol' points, or Morris."""
    samples: int | None = param(None, unit="points", bounds=(1, 1_000_000), source=STUDY)
    """Points of a Latin hypercube; base points of sobol, a power of 2."""
    trajectories: int | None = param(None, unit="trajectories", bounds=(2, 100_000), source=STUDY)
    """Trajectories of morris."""
    levels: int | None = param(None, unit="levels", bounds=(2, 1000), source=STUDY)
    """Values of each parameter: of factorial, and of morris (even, 4 when left out)."""
    second_order: bool = param(False, unit="yes or no", bounds=None, source=STUDY)
    """Whether sobol allows for second-order indices, at twice the cost."""
    seed: int = param(1, unit="seed", bounds=(1, LARGEST_SEED), source=STUDY)
    """Seed of the sampler, apart from the keys of the runs; never 0."""

    @model_validator(mode="after")
    def _consistent(self) -> Sampling:
        taken = _TAKES[self.method]
        given = self.model_fields_set - {"method"}
        found = [
            Problem((name,), "sampling_unused", {"method": self.method, "taken": ", ".join(taken)})
            for name in sorted(given - {*taken})
            if getattr(self, name) is not None
        ]
        found += [
            Problem((name,), "sampling_needs", {"method": self.method})
            for name in _NEEDS[self.method]
            if getattr(self, name) is None
        ]
        if self.method == "sobol" and self.samples and self.samples & (self.samples - 1):
            found.append(Problem(("samples",), "sampling_power"))
        if self.method == "morris" and (self.levels or 0) % 2:
            found.append(Problem(("levels",), "sampling_even"))
        if found:
            raise InconsistentError(*found)
        return self


class Outputs(Settings):
    """What is kept of each run."""

    measures: tuple[str, ...] | None = param(None, unit="names", bounds=None, source=STUDY)
    """Measures, one number per run and year after the spin-up; all of them when left out."""
    tables: tuple[str, ...] = param((), unit="names", bounds=None, source=STUDY)
    """Tables of a run that are kept whole; none when left out."""


class Design(Settings):
    """Scenarios, arms, uncertain parameters and replicates: everything that a sweep runs.

    In Python, `bases` also takes scenarios, and mappings shaped like scenario files.
    """

    name: str = name_field()
    """Short name; that of the file when left out."""
    label: str = param("", unit="text", bounds=None, source=STUDY)
    """Title for readers; the name when left out."""
    bases: tuple[str | dict[str, Any], ...] = param(
        ..., unit="paths or tables", bounds=None, source=STUDY
    )
    """Scenario files, relative to this one, or [[bases]] tables shaped like scenario files."""
    overrides: dict[str, Any] = param({}, unit="tables", bounds=None, source=STUDY)
    """What every base and arm says instead of its own, such as years = 5."""
    arms: tuple[Arm, ...] = param((), unit="tables", bounds=None, source=STUDY)
    """Arms, the reference first; the bases as they are when left out."""
    uncertainties: tuple[Uncertainty, ...] = param((), unit="tables", bounds=None, source=STUDY)
    """Parameters that are not known."""
    sampling: Sampling | None = param(None, unit="table", bounds=None, source=STUDY)
    """How they are sampled; needed when there are some."""
    replicates: int = param(1, unit="runs", bounds=(1, 100_000), source=STUDY)
    """Runs of each arm and sample; replicate r has the same key in all of them."""
    precision: Precision | None = param(None, unit="table", bounds=None, source=STUDY)
    """Run as many replicates as some half-widths need, instead."""
    key: int = param(0, unit="key", bounds=(0, 2**53 - 1), source=STUDY)
    """Key of the whole: the same gives the same tables."""
    outputs: Outputs = Field(default_factory=Outputs)
    time_limit: float | None = param(None, unit="s", bounds=(0.01, None), source=STUDY)
    """Seconds that a run may take, no limit when left out; one that takes more is failed."""

    @field_validator("bases", mode="before")
    @classmethod
    def _plain_bases(cls, bases: Any) -> Any:
        return plain_bases(bases).get("bases", bases)

    @model_validator(mode="after")
    def _consistent(self) -> Design:
        found = [*self._empty(), *twice("arms", [arm.name for arm in self.arms])]
        found += twice("uncertainties", [free.name for free in self.uncertainties])
        if self.uncertainties and self.sampling is None:
            found.append(Problem(("sampling",), "sampling_missing"))
        if self.sampling is not None and not self.uncertainties:
            found.append(Problem(("sampling",), "sampling_of_nothing"))
        found += self._imprecise()
        if found:
            raise InconsistentError(*found)
        return self

    def _empty(self) -> list[Problem]:
        if not self.bases:
            return [Problem(("bases",), "empty_list")]
        if len(self.bases) * max(len(self.arms), 1) == 1 and not self.uncertainties:
            return [Problem(("arms",), "design_alone")]
        return []

    def _imprecise(self) -> list[Problem]:
        """Return what does not go together with the precision that is wanted."""
        if self.precision is None:
            return []
        found = []
        if "replicates" in self.model_fields_set:
            found.append(Problem(("replicates",), "precision_replicates"))
        if self.uncertainties:
            found.append(Problem(("precision",), "precision_uncertain"))
        if max(len(self.arms), 1 if self.arms else len(self.bases)) < 2:
            found.append(Problem(("precision",), "precision_alone"))
        return found

    @property
    def first_replicates(self) -> int:
        """Replicates that are run first: all of them, or those of the pilot."""
        return self.replicates if self.precision is None else self.precision.pilot

    @property
    def most_replicates(self) -> int:
        """Replicates that may be run."""
        return self.replicates if self.precision is None else self.precision.most

    @property
    def title(self) -> str:
        """Label, or the name when there is none."""
        return self.label or self.name


def plain_bases(bases: Any) -> dict[str, tuple[Any, ...]]:
    """Return the bases of a design as texts and mappings; empty when they are no list."""
    if not isinstance(bases, (list, tuple)):
        return {}
    return {"bases": tuple(map(_plain_base, bases))}


def _plain_base(base: Any) -> Any:
    if isinstance(base, Scenario):
        return as_mapping(base)
    return str(base) if isinstance(base, Path) else base


def twice(table: str, names: list[str], key: str = "name") -> list[Problem]:
    """Return a problem for each name of a table that stands there already."""
    return [
        Problem((table, later, key), "design_twice")
        for later, name in enumerate(names)
        if name in names[:later]
    ]
