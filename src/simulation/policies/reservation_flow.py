"""Who nominates for which share of the vacancies, and how far they follow the agreement (CIA)."""

from __future__ import annotations

import math
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray
from pydantic import model_validator

from simulation.config.consistency import InconsistentError, Problem
from simulation.config.parameter import param
from simulation.config.reservations import SHARES
from simulation.policies.base import LOCALS, NO_OPINION, Policy
from simulation.state.schema import Holder
from simulation.state.world import World

_FLOW = "décret 2020-145"
_FREE = "free: scenario"
_SUM_TOLERANCE = 1e-6
_WITHHELD = ("withheld_share", "transfers_share")
_HOLDERS = {
    "prefect_alignment": Holder.PREFECT,
    "local_alignment": Holder.LOCAL,
    "action_logement_alignment": Holder.ACTION_LOGEMENT,
    "landlord_alignment": Holder.LANDLORD,
    "transfers_alignment": Holder.TRANSFERS,
}
_N_WEIGHTS = 5


class ReservationFlow(Policy):
    """Share the flow of vacancies otherwise, and align its holders with the agreement.

    Mechanism: in the scope the four holders have other shares, other parts are withheld for
    rehousing and kept for transfers, outside the base of the four. Each holder follows targets and
    guidance to a degree: how often it reserves, and how much of their points it counts. What the
    communes give to their own residents counts for more or less.

    Law: flow management of reservations (décret 2020-145); the agreement (CIA, CCH L.441-1-6) binds
    holders to the targets.

    May backfire: what one holder gains another loses; communes that favour their residents house
    those who are there already; what is withheld serves nobody else while it waits.

    Left at its defaults it changes nothing: set the four shares, `withheld_share`,
    `transfers_share`, `carried_share`, an alignment below 1, or `local_ties`.
    """

    key: ClassVar[str] = "reservation_flow"

    prefect_share: float | None = param(None, unit="share", bounds=(0, 1), source=_FLOW)
    """Share of the flow of the préfet; the four shares are given together and add to one."""
    local_share: float | None = param(None, unit="share", bounds=(0, 1), source=_FLOW)
    """Share of communes and the EPCI."""
    action_logement_share: float | None = param(None, unit="share", bounds=(0, 1), source=_FLOW)
    """Share of Action Logement."""
    landlord_share: float | None = param(None, unit="share", bounds=(0, 1), source=_FLOW)
    """Share of the landlord itself."""
    withheld_share: float | None = param(None, unit="share", bounds=(0, 1), source=_FLOW)
    """Most of the vacancies withheld for rehousing; that of the scenario when left out."""
    transfers_share: float | None = param(None, unit="share", bounds=(0, 1), source=_FLOW)
    """Share of vacancies kept for sitting tenants; that of the scenario when left out."""
    carried_share: float = param(1.0, unit="share", bounds=(0, 1), source=_FREE)
    """What is kept in January of the vacancies owed to holders: 0 begins each year anew."""
    prefect_alignment: float = param(1.0, unit="share", bounds=(0, 1), source=_FREE)
    """How far the préfet follows targets and guidance."""
    local_alignment: float = param(1.0, unit="share", bounds=(0, 1), source=_FREE)
    """How far communes and the EPCI do."""
    action_logement_alignment: float = param(1.0, unit="share", bounds=(0, 1), source=_FREE)
    """How far Action Logement does."""
    landlord_alignment: float = param(1.0, unit="share", bounds=(0, 1), source=_FREE)
    """How far landlords do on their own share."""
    transfers_alignment: float = param(1.0, unit="share", bounds=(0, 1), source=_FREE)
    """How far they are followed on the vacancies kept for transfers."""
    local_ties: float = param(1.0, unit="factor", bounds=(0, 20), source=_FREE)
    """What communes give to their own residents, over what the scenario says; 0: nothing."""

    @model_validator(mode="after")
    def _shares_add_to_one(self) -> ReservationFlow:
        given = [getattr(self, name) for name in SHARES]
        if all(share is None for share in given):
            return self
        names = ", ".join(SHARES)
        if any(share is None for share in given):
            raise InconsistentError(Problem((), "shares_together", {"names": names}))
        total = math.fsum(given)
        if abs(total - 1.0) > _SUM_TOLERANCE:
            told = " + ".join(f"{share:g}" for share in given)
            details = {"names": names, "told": told, "total": f"{total:g}"}
            raise InconsistentError(Problem((), "shares_sum", details))
        return self

    def uses(self, lever: str) -> bool:
        """Return whether the policy may pull a lever: that of shares when one is given."""
        if lever == "flow_shares":
            return any(getattr(self, name) is not None for name in (*SHARES, *_WITHHELD))
        return super().uses(lever)

    def flow_shares(self, world: World) -> NDArray[np.float64] | None:
        """Return the shares that are given, in the residences of the scope."""
        if not self.uses("flow_shares"):
            return None
        given = [getattr(self, name) for name in (*SHARES, *_WITHHELD)]
        values = np.array([NO_OPINION if share is None else share for share in given], np.float64)
        return np.where(self.residences(world)[:, None], values, float(NO_OPINION))

    def flow_carried(self, world: World) -> NDArray[np.float64] | None:
        """Return what is kept of the vacancies that the landlords of the scope owe."""
        kept = np.ones(int(world.residences.landlord.max(initial=-1)) + 1)
        landlords = world.residences.landlord[self.residences(world)]
        kept[landlords[landlords >= 0]] = self.carried_share
        return kept

    def alignment(self, world: World) -> NDArray[np.float64] | None:
        """Return how far each holder follows targets and guidance in the scope."""
        inside, strength = self.residences(world), self.strength(world)
        found = np.ones((inside.size, len(_HOLDERS)))
        for name, holder in _HOLDERS.items():
            found[inside, holder] = 1.0 + strength * (getattr(self, name) - 1.0)
        return found

    def letting_weights(self, world: World) -> NDArray[np.float64] | None:
        """Return what local ties count for in the scope."""
        inside = self.residences(world)
        found = np.ones((inside.size, _N_WEIGHTS))
        found[inside, LOCALS] = 1.0 + self.strength(world) * (self.local_ties - 1.0)
        return found
