"""Urban and social management: care of the place, faster works between tenants."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from simulation.config.parameter import param
from simulation.config.scope import Scope
from simulation.policies.base import Policy
from simulation.policies.records import Cost
from simulation.state.schema import DwellingStatus, Spending
from simulation.state.world import MONTHS, World

_CENTS = 100
_SYNTHESIS = "Synthesis: urban and social management, the third lever; size free: scenario"


class NeighbourhoodManagement(Policy):
    """Take care of the areas in scope, and put emptied dwellings in order sooner.

    Mechanism: care enters the image that an area comes to, over years; works between two tenants
    take less time beyond the least one, so that fewer homes stand empty, which image sees too. A
    better image weighs in every choice: who asks, who accepts, who leaves.

    Place: Nantes Métropole (gestion urbaine de proximité), and the contracts of QPV, where
    landlords pay part of it by a rebate on land tax.

    May backfire: what is spent here is not spent elsewhere; a better image raises private rents
    around.
    """

    key: ClassVar[str] = "neighbourhood_management"

    scope: Scope = param(
        Scope(is_qpv=True), unit="scope", bounds=None, source="choice of the territory"
    )
    """Where it acts; QPV when left out. Care is for whole areas, works for residences."""
    care_points: float = param(0.3, unit="utility", bounds=(0, 3), source=_SYNTHESIS)
    """What care adds to the image of an area in the long run, before `image.care_weight`."""
    works_ratio: float = param(0.7, unit="ratio", bounds=(0.1, 2), source=_SYNTHESIS)
    """What multiplies the time of works between tenants beyond the least one; 1: nothing."""
    cost_eur_year: float = param(
        200.0, unit="€/dwelling/year", bounds=(0, 10000), source="free: scenario"
    )
    """Cost of the management for each social dwelling in scope."""

    def care(self, world: World) -> NDArray[np.float64] | None:
        """Return the care of areas in scope."""
        care = self.care_points * self.strength(world)
        return np.where(self.areas(world), care, 0.0) if care > 0.0 else None

    def relet_works(self, world: World, homes: NDArray[np.int64]) -> NDArray[np.float64] | None:
        """Return what multiplies the works of emptied dwellings in scope."""
        ratio = 1.0 + self.strength(world) * (self.works_ratio - 1.0)
        return np.where(self.homes(world, homes), ratio, 1.0) if ratio != 1.0 else None

    def costs(self, world: World) -> tuple[Cost, ...] | None:
        """Return the cost of the social dwellings in scope that stand."""
        d = world.dwellings
        standing = np.flatnonzero(d.is_social & (d.status < DwellingStatus.TO_DEMOLISH))
        count = int(self.homes(world, standing).sum())
        cents = round(count * self.cost_eur_year * self.strength(world) * _CENTS / MONTHS)
        return (Cost(Spending.MANAGEMENT, cents),) if cents else None
