"""Parameters that a calibration may move, as data: dotted name, bounds, scale."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from simulation.config.consistency import InconsistentError, Problem
from simulation.config.describe import Parameter, parameters_of
from simulation.config.explain import suggestion
from simulation.config.messages import say
from simulation.config.parameter import Settings, param
from simulation.config.scenario import Scenario

_STUDY = "choice of the study"


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
        known = numbers()
        if self.name not in known:
            details = {"suggestion": suggestion(self.name, known)}
            raise InconsistentError(Problem(("name",), "unknown_parameter", details))
        declared = known[self.name]
        low, high = self.bounds
        inside = _at_least(low, declared.low) and _at_least(declared.high, high)
        if not inside or low is None or high is None or low >= high:
            problem = Problem(("name",), "free_bounds", {"range": _range(declared)})
            raise InconsistentError(problem)
        if self.scale == "log" and low <= 0:
            raise InconsistentError(Problem(("scale",), "free_log"))
        return self

    @property
    def bounds(self) -> tuple[float | None, float | None]:
        """Lowest and highest values tried."""
        declared = numbers()[self.name]
        low = declared.low if self.low is None else self.low
        return low, declared.high if self.high is None else self.high

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


def numbers() -> dict[str, Parameter]:
    """Return the numbers of the sections of a scenario by dotted name."""
    found = parameters_of(Scenario)
    return {p.name: p for p in found if p.is_number and p.section and "[]" not in p.name}


def _at_least(value: float | None, low: float | None) -> bool:
    return value is None or low is None or value >= low


def _range(declared: Parameter) -> str:
    low, high = (None if end is None else f"{end:.12g}" for end in (declared.low, declared.high))
    code = {(True, True): "between", (True, False): "at_least", (False, True): "at_most"}
    told = code.get((low is not None, high is not None), "unbounded")
    return say(told, low=low, high=high, unit="")
