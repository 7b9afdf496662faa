"""Parameters that a calibration may move, as data: dotted name, bounds, scale."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import model_validator

from simulation.config.consistency import InconsistentError, Problem
from simulation.config.describe import Parameter, parameters_of
from simulation.config.explain import suggestion
from simulation.config.lines import KeyPath
from simulation.config.messages import say
from simulation.config.parameter import Settings, param
from simulation.config.scenario import Scenario

SHIPPED = Path(__file__).with_name("calibration") / "free_parameters.toml"
"""Free parameters of the shipped calibration."""
_STUDY = "choice of the study"
_FEW = 8


class FreeParameter(Settings):
    """One free parameter; bounds left out are those of its declaration."""

    name: str = param(..., unit="dotted name", bounds=None, source=_STUDY)
    """Name in a scenario file, with its section: mobility.sensitivity."""
    low: float | None = param(None, unit="as the parameter", bounds=None, source=_STUDY)
    """Lowest value tried."""
    high: float | None = param(None, unit="as the parameter", bounds=None, source=_STUDY)
    """Highest value tried."""
    scale: Literal["linear", "log"] = param("linear", unit="which", bounds=None, source=_STUDY)
    """Scale on which steps are equal."""

    @model_validator(mode="after")
    def _consistent(self) -> FreeParameter:
        found = free_problems(self, numbers())
        if found:
            raise InconsistentError(*found)
        return self

    @property
    def bounds(self) -> tuple[float | None, float | None]:
        """Lowest and highest values tried."""
        return bounds_within(self, numbers()[self.name])

    @property
    def is_whole(self) -> bool:
        """True for a whole number."""
        return numbers()[self.name].is_whole


class FreeFile(Settings):
    """Free parameters of a calibration."""

    parameters: tuple[FreeParameter, ...] = param(..., unit="tables", bounds=None, source=_STUDY)

    @model_validator(mode="after")
    def _each_once(self) -> FreeFile:
        names = [parameter.name for parameter in self.parameters]
        found = [] if names else [Problem(("parameters",), "empty_list")]
        found += [
            Problem(("parameters", later, "name"), "free_twice")
            for later, name in enumerate(names)
            if name in names[:later]
        ]
        if found:
            raise InconsistentError(*found)
        return self


def free_problems(
    free: FreeParameter, known: Mapping[str, Parameter], unknown: str = "unknown_parameter"
) -> list[Problem]:
    """Return what is wrong with the name, the bounds or the scale of a free parameter.

    `unknown` is the code of the message about a name that is not known.
    """
    if free.name not in known:
        return [
            Problem(
                ("name",), unknown, {"suggestion": suggestion(free.name, near(free.name, known))}
            )
        ]
    declared = known[free.name]
    low, high = bounds_within(free, declared)
    told = {"name": free.name, "range": _range(declared)}
    outside = [
        Problem((end,), "free_outside", told)
        for end, value in (("low", free.low), ("high", free.high))
        if not (_at_least(value, declared.low) and _at_least(declared.high, value))
    ]
    if outside:
        return outside
    if low is None or high is None or low >= high:
        return [Problem(("name",), "free_bounds", told)]
    if free.scale == "log" and low <= 0:
        return [Problem(("scale",), "free_log")]
    return []


def bounds_within(free: FreeParameter, declared: Parameter) -> tuple[float | None, float | None]:
    """Return the lowest and highest values tried: its own, else those of the declaration."""
    low = declared.low if free.low is None else free.low
    return low, declared.high if free.high is None else free.high


def bound_problems(value: Any, declared: Parameter, path: KeyPath) -> Iterator[Problem]:
    """Give the problem of a value that a parameter may not have."""
    told = {"range": _range(declared), "default": ""}
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if not is_number or (declared.is_whole and not isinstance(value, int)):
        yield Problem(path, "not_whole" if is_number else "not_number", told)
    elif not (_at_least(value, declared.low) and _at_least(declared.high, value)):
        yield Problem(path, "out_of_range", told)


def numbers() -> dict[str, Parameter]:
    """Return the numbers of the sections of a scenario by dotted name."""
    found = parameters_of(Scenario)
    return {p.name: p for p in found if p.is_number and p.section and "[]" not in p.name}


def near(name: str, known: Mapping[str, Parameter]) -> list[str]:
    """Return the names of the same section, or else those that look alike: not hundreds."""
    section = name.rpartition(".")[0]
    beside = [other for other in known if other.rpartition(".")[0] == section]
    return beside or difflib.get_close_matches(name, known, n=_FEW, cutoff=0.0)


def _at_least(value: float | None, low: float | None) -> bool:
    return value is None or low is None or value >= low


def _range(declared: Parameter) -> str:
    low, high = (None if end is None else f"{end:.12g}" for end in (declared.low, declared.high))
    code = {(True, True): "between", (True, False): "at_least", (False, True): "at_most"}
    told = code.get((low is not None, high is not None), "unbounded")
    return say(told, low=low, high=high, unit="")
