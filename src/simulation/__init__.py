"""Peuplement: who lives where in French social housing, and what policies do to it.

``load``, ``run`` and ``compare`` do what the command does; ``HousingModel`` is a Mesa model of one
run; ``Scenario`` is what it runs. Nothing heavy is imported before it is used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from simulation.api import Results, compare, load, run
    from simulation.config.errors import InputError
    from simulation.config.scenario import Scenario
    from simulation.model import HousingModel
    from simulation.results.run_folder import RunFolder

__all__ = [
    "HousingModel",
    "InputError",
    "Results",
    "RunFolder",
    "Scenario",
    "compare",
    "load",
    "run",
]

_HOMES = {
    "HousingModel": "simulation.model",
    "InputError": "simulation.config.errors",
    "Results": "simulation.api",
    "RunFolder": "simulation.results.run_folder",
    "Scenario": "simulation.config.scenario",
    "compare": "simulation.api",
    "load": "simulation.api",
    "run": "simulation.api",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
