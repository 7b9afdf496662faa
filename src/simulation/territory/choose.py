"""Find the territory that a scenario names: a shipped preset, or a file."""

from __future__ import annotations

from simulation.config.scenario import TerritoryChoice
from simulation.territory.files import load
from simulation.territory.presets import preset
from simulation.territory.territory import Territory


def territory_of(choice: TerritoryChoice) -> Territory:
    """Return the territory of `choice`."""
    if choice.file is not None:
        return load(choice.file)
    return preset(str(choice.preset))
