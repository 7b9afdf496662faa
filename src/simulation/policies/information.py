"""Information on areas: bus tours, visits, marketing of neighbourhoods (Creil)."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from simulation.config.parameter import param
from simulation.config.scope import Scope
from simulation.policies.base import Policy
from simulation.policies.records import Cost
from simulation.state.schema import Spending
from simulation.state.world import MONTHS, World

_CENTS = 100
_SYNTHESIS = "Synthesis: bus tours of the stock, visits, marketing; size free: scenario"


class Information(Policy):
    """Make areas known to applicants beyond those they hear of by themselves.

    Mechanism: each area in scope becomes known to a share of applicants, drawn by household and
    area; they ask for it only if its typical home beats their status quo. With visits, the same
    applicants learn before a bid what others learn after an offer. Marketing adds to the image of
    the areas in scope, which everybody sees.

    Place: Creil Sud Oise (bus tours of the stock, for areas outside QPV); Nantes Métropole (what
    is said of neighbourhoods, for QPV).

    May backfire: those who have least choice may be the only ones to come; applicants who see more
    refuse more of what they are offered elsewhere.
    """

    key: ClassVar[str] = "information"

    scope: Scope = param(
        Scope(is_qpv=False), unit="scope", bounds=None, source="Creil: the stock outside QPV"
    )
    """Areas that are made known; those outside QPV when left out."""
    reach: float = param(0.10, unit="probability", bounds=(0, 1), source=_SYNTHESIS)
    """Share of applicants who come to know an area in scope, when the policy has grown."""
    visits: bool = param(False, unit="yes or no", bounds=None, source=_SYNTHESIS)
    """They also visit what is advertised in these areas before they bid."""
    marketing: float = param(0.0, unit="utility", bounds=(0, 3), source=_SYNTHESIS)
    """What it adds to the image of an area in the long run, before `image.care_weight`."""
    cost_eur_file: float = param(
        60.0, unit="€/file reached/year", bounds=(0, 10000), source="free: scenario"
    )
    """Cost of informing one applicant for a year."""
    cost_eur_area: float = param(0.0, unit="€/area/year", bounds=(0, 1e7), source="free: scenario")
    """Cost of marketing an area for a year."""

    def known_areas(self, world: World) -> NDArray[np.float64] | None:
        """Return how likely an applicant knows each area in scope."""
        reach = self._reach(world)
        return np.where(self.areas(world), reach, 0.0) if reach > 0.0 else None

    def visited_areas(self, world: World) -> NDArray[np.float64] | None:
        """Return how likely an applicant visits adverts in scope before it bids."""
        return self.known_areas(world) if self.visits else None

    def care(self, world: World) -> NDArray[np.float64] | None:
        """Return what marketing adds to the image of areas in scope."""
        marketing = self.marketing * self.strength(world)
        return np.where(self.areas(world), marketing, 0.0) if marketing > 0.0 else None

    def costs(self, world: World) -> tuple[Cost, ...] | None:
        """Return the cost of the applicants reached, of all open files, and of marketing."""
        files = int((world.applications.household >= 0).sum())
        areas = int(self.areas(world).sum()) if self.marketing > 0.0 else 0
        reached = files * self._reach(world) * self.cost_eur_file
        marketed = areas * self.cost_eur_area * self.strength(world)
        cents = round((reached + marketed) * _CENTS / MONTHS)
        return (Cost(Spending.INFORMATION, cents),) if cents else None

    def _reach(self, world: World) -> float:
        return self.reach * self.strength(world)
