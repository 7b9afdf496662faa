"""Packages of policies as points of a space: which policies, and which values of their numbers."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, cast

from simulation.config.axes import Axis
from simulation.config.errors import InputError
from simulation.config.parameter import Settings
from simulation.config.scenario import Scenario
from simulation.config.vary import POLICIES, with_values

if TYPE_CHECKING:
    from simulation.policies.base import Policy
    from simulation.state.world import World

REFERENCE = "reference"
"""Name of the arm that packages are added to."""
Place = Mapping[str, bool | float]
"""Yes or no for each lever, a coordinate between 0 and 1 for each number, by dotted name."""


@dataclass(frozen=True)
class Package:
    """Policies beside those of the reference, and the numbers of theirs that the search sets."""

    policies: tuple[str, ...]
    values: tuple[tuple[str, float], ...] = ()

    def numbers(self, policy: str) -> dict[str, float]:
        """Return the numbers of one policy by name."""
        head = f"{POLICIES}.{policy}."
        return {k.removeprefix(head): v for k, v in self.values if k.startswith(head)}


@dataclass(frozen=True)
class PackageSpace:
    """Every package that a search may try.

    Attributes
    ----------
    reference
        Scenario that packages are added to.
    levers
        Policies that may be added, by name.
    axes
        Numbers of theirs; the start is the value that the policy gives.
    """

    reference: Scenario
    levers: Mapping[str, Settings]
    axes: tuple[Axis, ...]

    def package(self, place: Place) -> Package:
        """Return the package at a place; numbers of policies that it does not hold do not count."""
        held = tuple(name for name in self.levers if place[f"{POLICIES}.{name}"])
        values = tuple(
            (axis.name, axis.from_unit(float(place[axis.name])))
            for axis in self.axes
            if _policy_of(axis) in held
        )
        return Package(held, values)

    def starts(self) -> Iterator[Place]:
        """Return the places that a search begins with: each policy alone, then all of them."""
        for chosen in [*([name] for name in self.levers), list(self.levers)]:
            levers = {f"{POLICIES}.{name}": name in chosen for name in self.levers}
            yield levers | {axis.name: _start(axis) for axis in self.axes}

    def scenario(self, package: Package, name: str, label: str = "") -> Scenario:
        """Return the reference with a package added.

        Raises
        ------
        InputError
            Its numbers do not go together, or its policies do not in this territory.
        """
        from simulation.policies.package import package_problems

        added = tuple(self.levers[policy] for policy in package.policies)
        policies = (*self.reference.policies, *added)
        update = {"name": name, "label": label, POLICIES: policies}
        scenario = with_values(self.reference.model_copy(update=update), dict(package.values))
        held = cast("tuple[Policy, ...]", scenario.policies)
        found = package_problems(self._world, held, scenario.end_year, scenario.projects)
        if found:
            raise InputError(*(problem.explain() for problem in found))
        return scenario

    @cached_property
    def _world(self) -> World:
        from simulation.experiments.replicate import territory_of
        from simulation.territory.to_world import new_world

        place = territory_of(self.reference.territory)
        return new_world(place, 0, 0, self.reference.start_year, place.tension)


def _policy_of(axis: Axis) -> str:
    return axis.name.split(".")[1]


def _start(axis: Axis) -> float:
    """Return the coordinate of the value that the policy gives, the middle where it has none."""
    if math.isnan(axis.start) or not axis.low <= axis.start <= axis.high:
        return 0.5
    return axis.to_unit(axis.start)
