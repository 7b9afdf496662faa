"""Income ceilings above the law's, by order of the préfet (CCH R.441-1-1)."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from simulation.config.parameter import param
from simulation.policies.base import Policy
from simulation.state.schema import Financing
from simulation.state.world import World

_LAW = "CCH R.441-1-1"


class IncomeCeilingDerogation(Policy):
    """Let households above the income ceiling into QPV and into residences of aided tenants.

    Mechanism: where the order holds, files up to `ratio` times the ceiling of the financing are
    eligible; who takes the dwelling is left to choices and to the commission.

    Law: in QPV, and in residences in which more than 65 % of tenants have housing aid, not for
    PLAI, at most six years (CCH R.441-1-1).

    May backfire: better-off households may not want these dwellings, nor pass before those who
    wait; above 120 % of the ceiling they owe the supplement out of QPV.
    """

    key: ClassVar[str] = "income_ceiling_derogation"

    ratio: float = param(1.3, unit="ratio to the ceiling", bounds=(1, 3), source=f"free; {_LAW}")
    """Income ceiling over the legal one; 1 changes nothing."""
    in_qpv: bool = param(True, unit="yes or no", bounds=None, source=_LAW)
    """The order holds in the QPV of the scope."""
    aided_share: float = param(0.65, unit="share of tenants", bounds=(0, 1), source=_LAW)
    """Residences with a larger share of tenants with housing aid, last January, are in; 1: none."""
    years: int = param(6, unit="years", bounds=(1, 6), source=_LAW)
    """Years that the order lasts, from the first year of the policy."""

    def ceiling_ratio(self, world: World, homes: NDArray[np.int64]) -> NDArray[np.float64] | None:
        """Return the ratio where the order holds, 1 elsewhere and once it has ended."""
        if world.year >= self.first_year(world) + self.years:
            return None
        residences = world.residences
        holds = residences.aided > self.aided_share
        if self.in_qpv:
            holds = holds | world.areas.is_qpv[residences.area]
        holds &= self.residences(world) & (residences.financing != Financing.PLAI)
        raised = 1.0 + self.strength(world) * (self.ratio - 1.0)
        return np.where(holds[world.dwellings.residence[homes]], raised, 1.0)
