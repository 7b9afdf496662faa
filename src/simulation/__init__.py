"""Peuplement: who lives where in French social housing, and what policies do to it.

``load``, ``run`` and ``compare`` do what the command does, and so ``run_design``, ``resume_design``
and ``read_results`` for a ``Design`` of many runs; ``HousingModel`` is a Mesa model of one run;
``Scenario`` is what it runs. Nothing heavy is imported before it is used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from simulation.api import Results, compare, load, run
    from simulation.config.design import Design
    from simulation.config.errors import InputError
    from simulation.config.scenario import Scenario
    from simulation.experiments.sweep import resume_design, run_design
    from simulation.experiments.sweep_results import read_results
    from simulation.model import HousingModel
    from simulation.results.run_folder import RunFolder

__all__ = [
    "Design",
    "HousingModel",
    "InputError",
    "Results",
    "RunFolder",
    "Scenario",
    "compare",
    "load",
    "read_results",
    "resume_design",
    "run",
    "run_design",
]

_HOMES = {
    "Design": "simulation.config.design",
    "HousingModel": "simulation.model",
    "InputError": "simulation.config.errors",
    "Results": "simulation.api",
    "RunFolder": "simulation.results.run_folder",
    "Scenario": "simulation.config.scenario",
    "compare": "simulation.api",
    "load": "simulation.api",
    "read_results": "simulation.experiments.sweep_results",
    "resume_design": "simulation.experiments.sweep",
    "run": "simulation.api",
    "run_design": "simulation.experiments.sweep",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
