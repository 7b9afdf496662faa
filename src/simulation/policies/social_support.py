"""Social support of tenants: towards a job, or towards another home (Nantes, Dunkerque)."""

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
_SYNTHESIS = "Synthesis: social management, jobs and mobility of tenants; size free: scenario"


class SocialSupport(Policy):
    """Follow a share of the tenants in scope: they find jobs sooner, or move if they wish.

    Mechanism: who is followed is drawn by household, a share of every residence, and stays so
    while it lives there. Those without a job find one at a higher rate; those who live in a fragile
    residence ask for a transfer more often, and their files gain points. What follows for the
    neighbourhood is not said here: higher incomes may keep people there or let them leave.

    Place: Nantes Métropole (paths within neighbourhoods and out of them), CU de Dunkerque.

    May backfire: those who find work may leave, and poorer households follow; transfers take
    vacancies from applicants.
    """

    key: ClassVar[str] = "social_support"

    scope: Scope = param(
        Scope(is_qpv=True), unit="scope", bounds=None, source="choice of the territory"
    )
    """Where tenants are followed; QPV when left out."""
    share: float = param(0.10, unit="share of tenants", bounds=(0, 1), source=_SYNTHESIS)
    """Share of the tenants in scope who are followed, when the policy has grown."""
    job_ratio: float = param(1.5, unit="ratio", bounds=(0, 5), source=_SYNTHESIS)
    """What multiplies their yearly hazard of finding a job; 1: nothing."""
    transfer_ratio: float = param(1.0, unit="ratio", bounds=(0, 10), source=_SYNTHESIS)
    """What multiplies their hazard of asking for a transfer; 1: nothing."""
    transfer_points: float = param(0.0, unit="points", bounds=(0, 100), source=_SYNTHESIS)
    """Points of their files when they ask for a transfer."""
    fragile_from: int = param(0, unit="class", bounds=(0, 10), source=_SYNTHESIS)
    """Lowest fragility class of the residences that tenants are helped out of; 0: any."""
    cost_eur_year: float = param(
        1500.0, unit="€/household/year", bounds=(0, 50000), source="free: scenario"
    )
    """Cost of following a household for a year."""

    def followed_share(self, world: World) -> NDArray[np.float64] | None:
        """Return the share for residences in scope."""
        share = self.share * self.strength(world)
        return np.where(self.social_residences(world), share, np.nan) if share > 0.0 else None

    def job_finding(self, world: World) -> NDArray[np.float64] | None:
        """Return the ratio for residences in scope."""
        return self._ratio(self.job_ratio, self.social_residences(world))

    def transfer_requests(self, world: World) -> NDArray[np.float64] | None:
        """Return the ratio for fragile residences in scope."""
        return self._ratio(self.transfer_ratio, self._fragile(world))

    def application_points(
        self, world: World, files: NDArray[np.int64]
    ) -> NDArray[np.float64] | None:
        """Return points for transfers of followed tenants of fragile residences in scope."""
        if self.transfer_points == 0.0 or self.share == 0.0:
            return None
        h = world.households
        row = world.applications.household[files]
        found = np.zeros(files.size)
        helped = np.flatnonzero(h.is_followed[row] & (h.dwelling[row] >= 0))
        residence = world.dwellings.residence[h.dwelling[row[helped]]]
        found[helped[self._fragile(world)[residence]]] = self.transfer_points
        return found

    def costs(self, world: World) -> tuple[Cost, ...] | None:
        """Return what it costs to follow those who are."""
        h = world.households
        rows = np.flatnonzero(h.is_followed & (h.dwelling >= 0))
        residence = world.dwellings.residence[h.dwelling[rows]]
        count = int(self.social_residences(world)[residence].sum())
        cents = round(count * self.cost_eur_year * _CENTS / MONTHS)
        return (Cost(Spending.SOCIAL_SUPPORT, cents),) if cents else None

    def _fragile(self, world: World) -> NDArray[np.bool_]:
        fragile = world.residences.fragility >= self.fragile_from
        return np.asarray(self.social_residences(world) & fragile)

    def _ratio(self, ratio: float, where: NDArray[np.bool_]) -> NDArray[np.float64] | None:
        if ratio == 1.0 or self.share == 0.0:
            return None
        return np.where(where, ratio, 1.0)
