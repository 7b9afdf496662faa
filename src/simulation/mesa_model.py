"""A run as a Mesa model: households as agents, figures of each month in a data collector."""

from __future__ import annotations

from typing import Any

import mesa

from simulation.config.scenario import Scenario
from simulation.model import Run
from simulation.proxies import Proxies
from simulation.territory.territory import Territory


class HousingModel(Run, mesa.Model):
    """One run of a scenario, as any Mesa model; parameters and attributes are those of `Run`.

    Attributes
    ----------
    datacollector
        Named figures of each month.
    """

    # Mesa 3.5 has a property of this name, for scenarios of its own: a plain attribute hides it.
    scenario: Scenario = None  # type: ignore[assignment]

    def __init__(
        self,
        scenario: Scenario,
        key: int = 0,
        territory: Territory | None = None,
        check_invariants: bool = False,
        is_traced: bool = False,
    ) -> None:
        mesa.Model.__init__(self, rng=key)
        Run.__init__(self, scenario, key, territory, check_invariants, is_traced)
        self.datacollector = mesa.DataCollector(
            model_reporters={
                "month": lambda model: model.world.month,
                "open_files": lambda model: model.latest("reconciliation", "open_files"),
                "social_vacant": lambda model: model.latest("reconciliation", "social_vacant"),
                "lettings": lambda model: model.latest("reconciliation", "lettings"),
            }
        )

    @property
    def agents(self) -> Any:
        """Households, residences and landlords as light objects, made when asked for."""
        return Proxies(self.world, self)

    def _collect(self) -> None:
        self.datacollector.collect(self)
