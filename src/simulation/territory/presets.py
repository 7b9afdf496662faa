"""Shipped territories, from published aggregates."""

from __future__ import annotations

from simulation.territory.preset_description import describe_preset
from simulation.territory.preset_figures import preset_names, read_figures
from simulation.territory.settings import SynthesisSettings
from simulation.territory.synthesis import synthesise
from simulation.territory.territory import Territory

__all__ = ["preset", "preset_names"]


def preset(name: str, *, key: int = 0, settings: SynthesisSettings | None = None) -> Territory:
    """Return a shipped territory; the same key gives the same territory, byte for byte.

    Raises
    ------
    InputError
        No preset has this name; the message lists them.
    """
    return synthesise(describe_preset(name, read_figures(name)), key, settings)
