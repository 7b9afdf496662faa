"""Read the free parameters of a calibration as axes, starting from a scenario."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from simulation.config.axes import Axis
from simulation.config.consistency import Problem
from simulation.config.free import FreeFile, FreeParameter
from simulation.config.records import read_records, refuse
from simulation.config.scenario import Scenario
from simulation.config.vary import value_of


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
