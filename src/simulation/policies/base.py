"""The menu of levers: the only way in which a policy acts.

Each lever says over what it acts, its unit and how the contributions of several policies combine,
so that their order never matters. A policy holds no state and draws no number.
"""

from __future__ import annotations

from abc import ABC
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from simulation.config.consistency import Problem
from simulation.config.parameter import Settings, param
from simulation.config.scope import Scope
from simulation.config.scoring import Scoring
from simulation.policies import combine, scopes
from simulation.policies.combine import either, lowest, multiplied, one_value, soonest
from simulation.policies.declare import Lever, added, highest, joined, lever, one_opinion
from simulation.policies.groups import Hold
from simulation.policies.records import (
    Charter,
    Claim,
    Cost,
    Demolition,
    Order,
    Platform,
    Record,
    Refurbishment,
    Sale,
    Target,
)
from simulation.state.world import MONTHS, World

__all__ = [
    "HOLDERS", "JUDGEMENT", "LEVERS", "LOCALS", "NO_OPINION", "REHOUSING_SHARE", "SCORE",
    "STEERING", "TRANSFERS_SHARE", "Charter", "Claim", "Demolition", "Lever",
    "Order", "Policy", "Record", "Refurbishment", "Sale", "Target", "added", "highest",
    "joined", "lever", "one_opinion",
]  # fmt: skip
NO_OPINION = combine.NO_OPINION
SCORE, STEERING, JUDGEMENT, HOLDERS, LOCALS = range(5)
"""Columns of `letting_weights`."""
REHOUSING_SHARE, TRANSFERS_SHARE = 4, 5
"""Columns of `flow_shares` beside those of the four holders."""


class Policy(Settings, ABC):
    """A policy of the territory: parameters, and the levers that it overrides."""

    key: ClassVar[str] = ""
    """Name in scenario files; the same as the name of the module."""

    start_year: int | None = param(
        None, unit="year", bounds=(1900, 2200), source="choice of the territory"
    )
    """First year in which the policy acts; the first year of the run when left out."""
    end_year: int | None = param(
        None, unit="year", bounds=(1900, 2200), source="choice of the territory"
    )
    """Last year in which the policy acts; it goes on to the end when left out."""
    ramp_years: float = param(0.0, unit="years", bounds=(0, 30), source="choice of the territory")
    """Years over which the policy grows to its full strength; at once when 0."""
    scope: Scope = param(Scope(), unit="scope", bounds=None, source="choice of the territory")
    """Where it acts, as a table: is_qpv, is_renewal, is_watch, communes, areas, landlords."""

    def problems(self, world: World) -> tuple[Problem, ...]:
        """Return what is wrong with the policy in this territory, paths from the policy on."""
        return ()

    def claim(self, world: World) -> Claim | None:
        """Return what works the policy will have by the end, so that contradictions are found."""
        return None

    def first_year(self, world: World) -> int:
        """Return the first year in which the policy acts."""
        return world.start_year if self.start_year is None else self.start_year

    def strength(self, world: World) -> float:
        """Return how far the policy has grown, 0 to 1: straight over `ramp_years`."""
        return self._strength_in(world, world.month)

    def _strength_in(self, world: World, month: int) -> float:
        elapsed = month + 1 - MONTHS * (self.first_year(world) - world.start_year)
        if self.ramp_years == 0:
            return float(elapsed > 0)
        return min(1.0, max(0.0, elapsed / (MONTHS * self.ramp_years)))

    def areas(self, world: World) -> NDArray[np.bool_]:
        """Return the areas in scope, shape (areas,)."""
        return scopes.areas_in(world, self.scope)

    def residences(self, world: World) -> NDArray[np.bool_]:
        """Return the residences in scope, shape (residences,)."""
        return scopes.residences_in(world, self.scope)

    def social_residences(self, world: World) -> NDArray[np.bool_]:
        """Return the social residences in scope, shape (residences,)."""
        return np.asarray(self.residences(world) & (world.residences.landlord >= 0))

    def homes(self, world: World, homes: NDArray[Any]) -> NDArray[np.bool_]:
        """Return which of some dwellings are in scope, shape of `homes`."""
        return np.asarray(self.residences(world)[world.dwellings.residence[homes]])

    def uses(self, lever: str) -> bool:
        """Return whether the policy may pull a lever, with the parameters it has."""
        return getattr(type(self), lever) is not getattr(Policy, lever)

    def has_begun(self, year: int, first_year: int) -> bool:
        """Return whether the policy has begun in a year of a run that starts in `first_year`."""
        return (first_year if self.start_year is None else self.start_year) <= year

    def is_active(self, year: int, first_year: int) -> bool:
        """Return whether the policy acts in a year of a run that starts in `first_year`."""
        ended = self.end_year is not None and year > self.end_year
        return self.has_begun(year, first_year) and not ended

    @lever(over="dwellings", unit="cents/month", combine=one_opinion, exclusive=True)
    def relet_rent(self, world: World, homes: NDArray[np.int64]) -> NDArray[np.int64] | None:
        """Return the rent of new leases for emptied dwellings; `NO_OPINION` leaves it."""
        return None

    @lever(over="dwellings", unit="cents/month", combine=one_opinion, exclusive=True)
    def lease_rent(self, world: World, homes: NDArray[np.int64]) -> NDArray[np.int64] | None:
        """Return, each January, the rent of every social dwelling; `NO_OPINION` leaves it."""
        return None

    @lever(over="applications", unit="points", combine=added)
    def application_points(
        self, world: World, files: NDArray[np.int64]
    ) -> NDArray[np.float64] | None:
        """Return points added to the rank of each file, whatever the dwelling."""
        return None

    @lever(over="residences × profiles", unit="points", combine=added)
    def residence_points(self, world: World) -> NDArray[np.float64] | None:
        """Return points added to the rank of each profile in each residence, shape (n, 8).

        Profiles are the four legal quartiles without a job, then the four with one.
        """
        return None

    @lever(over="applications", unit="records", combine=joined, exclusive=True, is_told=True)
    def scoring_grid(self, world: World) -> tuple[Scoring] | None:
        """Return the scoring grid that replaces the one of the scenario."""
        return None

    @lever(over="residences × practices", unit="factor", combine=multiplied, neutral=1.0)
    def letting_weights(self, world: World) -> NDArray[np.float64] | None:
        """Return what each practice counts for in each residence, at least 0, shape (n, 5).

        In this order: the score of files, policies' points included; steering by landlords;
        judgement of the commission; what holders look for; that part of it which is local ties.
        """
        return None

    @lever(over="residences × holders", unit="factor", combine=multiplied, neutral=1.0)
    def alignment(self, world: World) -> NDArray[np.float64] | None:
        """Return how far each holder follows targets and guidance, 0 to 1, shape (n, 5).

        Holders are in the order of `Holder`; the last one is the vacancies kept for transfers.
        """
        return None

    @lever(
        over="residences × shares",
        unit="share, −1 leaves it",
        combine=one_opinion,
        neutral=NO_OPINION,
        exclusive=True,
    )
    def flow_shares(self, world: World) -> NDArray[np.float64] | None:
        """Return the shares of the flow in each residence, shape (n, 6).

        Of the four holders, which add to one, then of what is withheld for rehousing and kept for
        transfers, outside the base of the four.
        """
        return None

    @lever(over="landlords", unit="share", combine=lowest, neutral=1.0)
    def flow_carried(self, world: World) -> NDArray[np.float64] | None:
        """Return, each January, what each landlord keeps of what it owed holders, (landlords,)."""
        return None

    @lever(over="residences", unit="records", combine=joined, exclusive=True)
    def holds(self, world: World) -> tuple[Hold, ...] | None:
        """Return the vacancies kept for some households this month."""
        return None

    @lever(over="residences", unit="years, −1 leaves it", combine=soonest)
    def assessment_years(self, world: World) -> NDArray[np.int64] | None:
        """Return, each January, the years between two assessments of each residence."""
        return None

    @lever(over="households", unit="per year", combine=added)
    def transfer_push(self, world: World, tenants: NDArray[np.int64]) -> NDArray[np.float64] | None:
        """Return what is added to the yearly rate at which households ask for a transfer.

        It is asked for each January, and for a household in the month after it moved in.
        """
        return None

    @lever(over="dwellings", unit="ratio to the ceiling", combine=highest, neutral=1.0)
    def ceiling_ratio(self, world: World, homes: NDArray[np.int64]) -> NDArray[np.float64] | None:
        """Return the income ceiling of the next lease over the legal one; under 1 has no effect."""
        return None

    @lever(over="dwellings", unit="probability", combine=highest)
    def advertised_share(
        self, world: World, homes: NDArray[np.int64]
    ) -> NDArray[np.float64] | None:
        """Return how likely each vacancy is to be advertised before the commission sees it."""
        return None

    @lever(over="adverts", unit="records", combine=joined, exclusive=True, counts="residences")
    def platforms(self, world: World) -> tuple[Platform, ...] | None:
        """Return how the adverts of some residences are answered."""
        return None

    @lever(over="dwellings", unit="ratio", combine=multiplied, neutral=1.0)
    def relet_works(self, world: World, homes: NDArray[np.int64]) -> NDArray[np.float64] | None:
        """Return what multiplies the time of works in emptied dwellings beyond the least one."""
        return None

    @lever(over="residences", unit="share", combine=one_value, neutral=np.nan, exclusive=True)
    def supplement_share(self, world: World) -> NDArray[np.float64] | None:
        """Return, each January, the share of the supplement (SLS) due by residence; NaN: law."""
        return None

    @lever(over="areas", unit="probability", combine=either)
    def known_areas(self, world: World) -> NDArray[np.float64] | None:
        """Return how likely an applicant knows each area beside those it hears of, (areas,)."""
        return None

    @lever(over="areas", unit="probability", combine=either)
    def visited_areas(self, world: World) -> NDArray[np.float64] | None:
        """Return how likely an applicant visits adverts of each area before it bids, (areas,)."""
        return None

    @lever(over="residences", unit="probability", combine=one_value, neutral=np.nan, exclusive=True)
    def followed_share(self, world: World) -> NDArray[np.float64] | None:
        """Return, each January, how likely a tenant of each residence is followed; NaN: no say."""
        return None

    @lever(over="residences", unit="ratio", combine=multiplied, neutral=1.0)
    def job_finding(self, world: World) -> NDArray[np.float64] | None:
        """Return what multiplies the hazard of finding a job of tenants who are followed."""
        return None

    @lever(over="residences", unit="ratio", combine=multiplied, neutral=1.0)
    def transfer_requests(self, world: World) -> NDArray[np.float64] | None:
        """Return what multiplies the hazard of asking to move of tenants who are followed."""
        return None

    @lever(over="policies", unit="cents", combine=joined, counts=None)
    def costs(self, world: World) -> tuple[Cost, ...] | None:
        """Return what the policy spends this month."""
        return None

    @lever(over="areas", unit="utility", combine=added)
    def care(self, world: World) -> NDArray[np.float64] | None:
        """Return what the care of each area, shape (areas,), adds to its image in the long run."""
        return None

    @lever(over="attributions", unit="share", combine=joined, counts="dwellings", is_told=True)
    def targets(self, world: World) -> tuple[Target, ...] | None:
        """Return the attribution targets of the month."""
        return None

    @lever(over="residences", unit="records", combine=joined)
    def demolitions(self, world: World) -> tuple[Demolition, ...] | None:
        """Return, each January, the residences whose rehousing opens this year."""
        return None

    @lever(over="dwellings", unit="records", combine=joined, outlives=True)
    def rebuilding(
        self, world: World, demolished: NDArray[np.int64], is_own: NDArray[np.bool_] | None = None
    ) -> tuple[Order, ...] | None:
        """Return what is built in place of dwellings demolished this month.

        `is_own` tells those that this policy had demolished; all of them when left out.
        """
        return None

    @lever(over="areas", unit="records", combine=joined, counts="dwellings")
    def production(self, world: World) -> tuple[Order, ...] | None:
        """Return, each January, the dwellings ordered this year."""
        return None

    @lever(over="residences", unit="records", combine=joined)
    def refurbishments(self, world: World) -> tuple[Refurbishment, ...] | None:
        """Return, each January, the residences whose works begin this year."""
        return None

    @lever(over="residences", unit="records", combine=joined, counts="dwellings", is_told=True)
    def sales(self, world: World) -> tuple[Sale, ...] | None:
        """Return, each January, the social homes put up for sale to their tenants."""
        return None

    @lever(
        over="residences",
        unit="records",
        combine=joined,
        exclusive=True,
        counts="households",
        is_told=True,
    )
    def rehousing(self, world: World) -> tuple[Charter, ...] | None:
        """Return the charters under which households of buildings to demolish are rehoused."""
        return None


LEVERS: dict[str, Lever] = {
    name: method.lever for name, method in vars(Policy).items() if hasattr(method, "lever")
}
