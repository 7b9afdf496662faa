"""Vacancies kept for target households, with the rent paid meanwhile."""

from __future__ import annotations

from typing import ClassVar

from simulation.config.parameter import param
from simulation.policies.base import Policy
from simulation.policies.groups import Hold, profiles_of
from simulation.state.world import World

_FREE = "free: scenario"


class Repopulation(Policy):
    """Keep the vacancies of fragile residences for the households that they lack.

    Mechanism: for `months` months a vacancy is open to the group only, whoever nominates; for each
    month in which nobody of the group takes it, public money pays its rent to the landlord. Then it
    is open to everybody.

    Programme: asked for by those who rebalance large blocks (Synthesis): vacancy held and funded.

    May backfire: if the group does not ask for these residences, money buys empty homes, vacancy
    harms the image of the area, and those who wait are housed later.
    """

    key: ClassVar[str] = "repopulation"

    fragile_from: int = param(4, unit="class", bounds=(0, 10), source=_FREE)
    """Class from which residences of the scope are in; 0: all of them, assessed or not."""
    lowest_quartile: int = param(3, unit="quartile", bounds=(1, 4), source=_FREE)
    """Lowest legal quartile of the households that vacancies are kept for."""
    needs_job: bool = param(False, unit="yes or no", bounds=None, source=_FREE)
    """They are kept for reference persons with a job only."""
    months: int = param(6, unit="months", bounds=(0, 60), source=_FREE)
    """Months for which a vacancy is kept, from the first in which it may be let; 0: never."""
    funded_share: float = param(1.0, unit="share of the rent", bounds=(0, 1), source=_FREE)
    """Share of the rent of an empty kept home that is paid to the landlord."""

    def holds(self, world: World) -> tuple[Hold, ...] | None:
        """Return what is kept, and for whom."""
        r = world.residences
        residences = self.residences(world) & (r.landlord >= 0) & (r.fragility >= self.fragile_from)
        profiles = profiles_of(range(self.lowest_quartile, 5), self.needs_job or None)
        months = round(self.months * self.strength(world))
        if not months or not residences.any():
            return None
        return (Hold(residences, profiles, months, self.funded_share),)
