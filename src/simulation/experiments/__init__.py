"""Designs of many runs: `Design` says what, `run_design` runs it, `read_results` reads it back."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from simulation.config.design import Arm, Design, Outputs, Sampling, Uncertainty
    from simulation.experiments.sweep import estimate_design, resume_design, run_design
    from simulation.experiments.sweep_results import SweepResults, read_results

__all__ = [
    "Arm",
    "Design",
    "Outputs",
    "Sampling",
    "SweepResults",
    "Uncertainty",
    "estimate_design",
    "read_results",
    "resume_design",
    "run_design",
]

_HOMES = {
    "simulation.config.design": ("Arm", "Design", "Outputs", "Sampling", "Uncertainty"),
    "simulation.experiments.sweep": ("estimate_design", "resume_design", "run_design"),
    "simulation.experiments.sweep_results": ("SweepResults", "read_results"),
}


def __getattr__(name: str) -> Any:
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(module), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
