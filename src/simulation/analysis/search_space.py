"""Free parameters as coordinates between 0 and 1, and back."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from simulation.config.consistency import Problem
from simulation.config.free import FreeFile, FreeParameter
from simulation.config.records import read_records, refuse
from simulation.config.scenario import Scenario
from simulation.config.vary import value_of

_DIGITS = 4


@dataclass(frozen=True)
class Axis:
    """A free parameter with its bounds and the value that it starts from."""

    name: str
    low: float
    high: float
    start: float
    is_log: bool
    is_whole: bool

    def to_unit(self, value: float) -> float:
        """Return the coordinate of a value, 0 at the low bound and 1 at the high one."""
        if self.is_log:
            return math.log(value / self.low) / math.log(self.high / self.low)
        return (value - self.low) / (self.high - self.low)

    def from_unit(self, place: float) -> float:
        """Return the value at a coordinate, rounded to what is simulated and printed."""
        if self.is_log:
            value = self.low * (self.high / self.low) ** place
        else:
            value = self.low + place * (self.high - self.low)
        return self.rounded(value)

    def rounded(self, value: float) -> float:
        """Return a value with four significant digits, or whole, inside the bounds."""
        short = round(value) if self.is_whole else float(f"{value:.{_DIGITS}g}")
        inside = min(max(short, self.low), self.high)
        return int(inside) if self.is_whole else float(inside)


def read_axes(path: str | Path, scenarios: Sequence[Scenario]) -> tuple[Axis, ...]:
    """Return the free parameters of a file, starting from the values of the first scenario.

    Raises
    ------
    InputError
        One message for each problem, with its line; a start outside its bounds is one.
    """
    found, source = read_records(path, FreeFile)
    axes = tuple(axis_of(free, scenarios[0]) for free in found.parameters)
    problems = [
        Problem(("parameters", position, "name"), "free_start", _told(axis, scenarios[0]))
        for position, axis in enumerate(axes)
        if not axis.low <= axis.start <= axis.high
    ]
    refuse(problems, source)
    return axes


def axis_of(free: FreeParameter, scenario: Scenario) -> Axis:
    """Return a free parameter that starts from its value in a scenario."""
    low, high = free.bounds
    assert low is not None
    assert high is not None
    start = value_of(scenario, free.name)
    return Axis(free.name, low, high, start, free.scale == "log", free.is_whole)


def _told(axis: Axis, scenario: Scenario) -> dict[str, object]:
    ends = {"low": f"{axis.low:.12g}", "high": f"{axis.high:.12g}"}
    return {"name": axis.name, "value": f"{axis.start:.12g}", "scenario": scenario.name, **ends}
