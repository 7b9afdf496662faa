"""Reservation holders: who nominates for which share of the vacancies, and what each looks at."""

from __future__ import annotations

import math

from pydantic import model_validator

from simulation.config.behaviour import FREE
from simulation.config.consistency import InconsistentError, Problem
from simulation.config.parameter import Settings, param

FOSSES = "Fosses (95): Action Logement 40, State 30, communes 20, others 10 %"
FLOW = "décret 2020-145"
SHARES = ("prefect_share", "local_share", "action_logement_share", "landlord_share")
_SUM_TOLERANCE = 1e-6


class Reservations(Settings):
    """Shares of the flow, vacancies that leave its base, and how each holder ranks candidates."""

    prefect_share: float = param(
        0.30, unit="1", bounds=(0, 1), source=f"{FLOW}: 30 % at most, 5 of them State staff"
    )
    """Share of the flow that the préfet nominates for; the four shares add to one."""
    local_share: float = param(0.20, unit="1", bounds=(0, 1), source=FOSSES)
    """Share of communes and the EPCI."""
    action_logement_share: float = param(0.40, unit="1", bounds=(0, 1), source=FOSSES)
    """Share of Action Logement, for employees."""
    landlord_share: float = param(0.10, unit="1", bounds=(0, 1), source=FOSSES)
    """Share that landlords keep for themselves."""
    holder_months: int = param(
        2,
        unit="months",
        bounds=(1, 60),
        source="free; politiquedulogement.com: then the landlord houses whom it chooses",
    )
    """Months after which a vacancy that its holder did not let passes to the landlord."""
    transfers_share: float = param(
        0.28, unit="1", bounds=(0, 1), source=f"{FLOW}: withheld for transfers; share free"
    )
    """Share of vacancies kept for sitting tenants, outside the base of the shares."""
    prefect_priority: float = param(
        5.0, unit="points", bounds=(0, 100), source="CCH L.441-1: priority households; weight free"
    )
    """Points of a priority motive on the préfet's vacancies."""
    local_residents: float = param(2.0, unit="points", bounds=(0, 100), source=FREE)
    """Points on local vacancies of those who live in the commune, or ask for it first."""
    action_logement_job: float = param(
        3.0, unit="points", bounds=(0, 100), source="CCH L.313-1: employers pay for it; weight free"
    )
    """Points of a job on the vacancies of Action Logement."""
    landlord_transfers: float = param(2.0, unit="points", bounds=(0, 100), source=FREE)
    """Points of a sitting tenant on the landlord's own vacancies."""
    landlord_solvency: float = param(1.0, unit="points", bounds=(0, 100), source=FREE)
    """Points, there, of a household that could live in comfort: added to steering."""
    landlord_spread: float = param(0.3, unit="log", bounds=(0, 2), source=FREE)
    """Standard deviation of the logarithm of each landlord's own weight of steering."""

    @model_validator(mode="after")
    def _shares_add_to_one(self) -> Reservations:
        total = math.fsum(getattr(self, name) for name in SHARES)
        if abs(total - 1.0) > _SUM_TOLERANCE:
            told = " + ".join(f"{getattr(self, name):g}" for name in SHARES)
            details = {"names": ", ".join(SHARES), "told": told, "total": f"{total:g}"}
            raise InconsistentError(Problem((), "shares_sum", details))
        return self
