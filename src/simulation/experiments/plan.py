"""A design resolved: scenarios, points of the uncertain parameters, and the list of runs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from simulation.config.axes import Axis
from simulation.config.design import Design
from simulation.config.scenario import Scenario
from simulation.config.vary import with_values
from simulation.experiments.keys import replicate_key
from simulation.experiments.replicate import Task

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Branch:
    """One scenario of a design: an arm on a base."""

    base: str
    arm: str
    scenario: Scenario


class Pair(NamedTuple):
    """A scenario, and the one that it is compared with."""

    reference: Branch
    other: Branch


@dataclass(frozen=True)
class Run:
    """One run: its number, and its place in the design."""

    number: int
    branch: int
    sample: int
    replicate: int


@dataclass(frozen=True)
class Plan:
    """Everything that a sweep runs, ready to run.

    Runs are numbered from 0: all scenarios of a replicate first, then the replicates of a sample,
    then the samples, so that what is paired is done together. A pilot has one sample: the runs that
    it asks for come after its own.

    Attributes
    ----------
    branches
        Scenarios, base by base, the arms of each in their order.
    axes
        Uncertain parameters.
    places
        Coordinates of the samples between 0 and 1, shape (samples, axes).
    measures
        Names of the measures wanted.
    files
        Files that the design was read from.
    asked
        Replicates that a pilot asked for; None before it is done, or without one.
    """

    design: Design
    branches: tuple[Branch, ...]
    axes: tuple[Axis, ...]
    places: NDArray[np.float64]
    measures: tuple[str, ...]
    files: tuple[Path, ...] = field(default=())
    asked: int | None = None

    @property
    def n_samples(self) -> int:
        """Number of points of the uncertain parameters, 1 when there are none."""
        return len(self.places)

    @property
    def replicates(self) -> int:
        """Runs of each scenario and sample, as far as is known."""
        return self.design.first_replicates if self.asked is None else self.asked

    @property
    def n_runs(self) -> int:
        """Number of runs, as far as is known: of the pilot, before it is done."""
        return self.n_samples * self.replicates * len(self.branches)

    @property
    def most_runs(self) -> int:
        """Number of runs at most."""
        return self.n_samples * self.design.most_replicates * len(self.branches)

    @property
    def is_pilot(self) -> bool:
        """True where the runs of a pilot will tell how many more are needed."""
        return self.design.precision is not None and self.asked is None

    @cached_property
    def samples(self) -> tuple[Mapping[str, float], ...]:
        """Values of the uncertain parameters by name, one mapping for each sample."""
        return tuple(
            {axis.name: axis.from_unit(x) for axis, x in zip(self.axes, row, strict=True)}
            for row in self.places.tolist()
        )

    def run(self, number: int) -> Run:
        """Return a run by its number."""
        rest, branch = divmod(number, len(self.branches))
        sample, replicate = divmod(rest, self.replicates)
        return Run(number, branch, sample, replicate)

    def runs(self) -> Iterator[Run]:
        """Return every run in order."""
        return map(self.run, range(self.n_runs))

    def key(self, run: Run) -> int:
        """Return the key of the draws of a run: that of its replicate."""
        return replicate_key(self.design.key, run.replicate)

    def task(self, run: Run, territory: Path | None = None, *, is_traced: bool = False) -> Task:
        """Return what runs a run; `territory` is the file where it was built already.

        Raises
        ------
        InputError
            The values of the sample do not go together.
        """
        values = self.samples[run.sample]
        branch = self.branches[run.branch]
        task = task_of(branch.scenario, values, self.design.key, run.replicate, territory)
        return replace(task, is_traced=is_traced)


def name_of(branch: Branch) -> str:
    """Return the name that a design gives a scenario: that of its arm, or of its base without."""
    return branch.arm or branch.base


def pairs_of(branches: Sequence[Branch]) -> list[Pair]:
    """Return each scenario with its reference: the first arm on its base, or the first base."""
    if not any(branch.arm for branch in branches):
        return [Pair(branches[0], other) for other in branches[1:]]
    groups: dict[str, list[Branch]] = {}
    for branch in branches:
        groups.setdefault(branch.base, []).append(branch)
    return [Pair(first, other) for first, *rest in groups.values() for other in rest]


def task_of(
    scenario: Scenario,
    values: Mapping[str, float],
    key: int,
    replicate: int,
    territory: Path | None = None,
) -> Task:
    """Return what runs a scenario with some values changed; errors are those of `with_values`."""
    return Task(with_values(scenario, values), key, replicate, territory=territory)
