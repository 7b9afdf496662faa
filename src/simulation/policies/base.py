"""The menu of levers: the only way in which a policy acts.

Each lever says over what it acts, its unit and how the contributions of several policies combine,
so that their order never matters. A policy holds no state and draws no number.
"""

from __future__ import annotations

from abc import ABC
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from simulation.config.consistency import Problem
from simulation.config.errors import InputError
from simulation.config.parameter import Settings, param
from simulation.config.scope import Scope
from simulation.policies import scopes
from simulation.policies.combine import either, multiplied, one_value
from simulation.policies.records import Cost, Platform
from simulation.state.world import MONTHS, World

NO_OPINION = -1
Combiner = Callable[[list[Any]], Any]


@dataclass(frozen=True)
class Target:
    """A share of the year's attributions that a group should reach, honoured by the allocation.

    Attributes
    ----------
    name
        Identity of the tally; two targets of one name are refused.
    share
        Share to reach, 0 to 1.
    quartiles
        Legal quartiles that count.
    areas
        Areas in which it holds, shape (areas,).
    counts_rehoused
        Households rehoused from demolished buildings count whatever their income.
    compliance
        Probability that, while the tally is short, a vacancy is reserved to the group.
    pull
        Points of the group on every vacancy, times compliance, for a shortfall of one: a target
        that falls short by 0.1 adds a tenth of them.
    """

    name: str
    share: float
    quartiles: tuple[int, ...]
    areas: NDArray[np.bool_]
    counts_rehoused: bool
    compliance: float
    pull: float = 0.0


@dataclass(frozen=True)
class Demolition:
    """A residence to empty and demolish.

    Attributes
    ----------
    residence
        Row of the residence.
    notice_months
        Months from the opening of rehousing to the planned demolition.
    """

    residence: int
    notice_months: int

    @property
    def touches(self) -> tuple[int, ...]:
        """Row of the residence."""
        return (self.residence,)


@dataclass(frozen=True)
class Order:
    """Dwellings to build: `like` are the rows of the dwellings whose rooms they copy.

    Attributes
    ----------
    like
        Rows of dwellings that give rooms, surface and charges, shape (n,).
    area
        Row of the area to build in.
    due
        Month of delivery.
    financing
        Code of `Financing`.
    rent_eur_m2
        Rent of the new dwellings.
    """

    like: NDArray[np.int64]
    area: int
    due: int
    financing: int
    rent_eur_m2: float

    @property
    def touches(self) -> tuple[int, ...]:
        """Rows of the dwellings that it replaces."""
        return tuple(self.like.tolist())


def one_opinion(parts: list[NDArray[np.int64]]) -> NDArray[np.int64]:
    """Merge arrays in which `NO_OPINION` means none; two opinions on one row are refused."""
    stacked = np.stack(parts)
    if ((stacked != NO_OPINION).sum(axis=0) > 1).any():
        raise InputError(
            "two policies set the rent of the same dwelling; "
            "give them different scopes or years, or keep one"
        )
    merged: NDArray[np.int64] = stacked.max(axis=0)
    return merged


def added(parts: list[NDArray[np.float64]]) -> NDArray[np.float64]:
    """Add arrays."""
    total: NDArray[np.float64] = np.sum(np.stack(parts), axis=0)
    return total


def highest(parts: list[NDArray[np.float64]]) -> NDArray[np.float64]:
    """Keep the highest value of each row."""
    most: NDArray[np.float64] = np.max(np.stack(parts), axis=0)
    return most


def joined(parts: list[tuple[Any, ...]]) -> tuple[Any, ...]:
    """Put records one after the other."""
    return tuple(record for part in parts for record in part)


@dataclass(frozen=True)
class Lever:
    """What a lever acts over, its unit, how contributions combine; the rest: see `lever`."""

    over: str
    unit: str
    combine: Combiner
    outlives: bool = False
    neutral: float = 0.0
    exclusive: bool = False
    counts: str | None = ""

    @property
    def touches(self) -> str | None:
        """Return what the table of policies counts of it; None when nothing."""
        return self.over.partition(" ")[0] if self.counts == "" else self.counts


def lever(
    *,
    over: str,
    unit: str,
    combine: Combiner,
    outlives: bool = False,
    neutral: float = 0.0,
    exclusive: bool = False,
    counts: str | None = "",
) -> Callable[[Any], Any]:
    """Declare a method of `Policy` as a lever.

    One that `outlives` the policy is pulled after its last year too: what was begun is finished.
    A value of `neutral` touches nothing; `counts` names what is counted where it is not what the
    lever acts over, None leaves it out. An `exclusive` one takes one policy at a place and time:
    packages with two are refused.
    """

    def mark(method: Any) -> Any:
        method.lever = Lever(over, unit, combine, outlives, neutral, exclusive, counts)
        return method

    return mark


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

    @lever(over="residences × legal quartiles", unit="points", combine=added)
    def residence_points(self, world: World) -> NDArray[np.float64] | None:
        """Return points added to the rank of each quartile in each residence, shape (n, 4)."""
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

    @lever(over="attributions", unit="share", combine=joined, counts="targets")
    def targets(self, world: World) -> tuple[Target, ...] | None:
        """Return the attribution targets of the month."""
        return None

    @lever(over="residences", unit="records", combine=joined)
    def demolitions(self, world: World) -> tuple[Demolition, ...] | None:
        """Return, each January, the residences whose rehousing opens this year."""
        return None

    @lever(over="dwellings", unit="records", combine=joined, outlives=True)
    def rebuilding(self, world: World, demolished: NDArray[np.int64]) -> tuple[Order, ...] | None:
        """Return what is built in place of dwellings demolished this month."""
        return None


LEVERS: dict[str, Lever] = {
    name: method.lever for name, method in vars(Policy).items() if hasattr(method, "lever")
}


class Levers:
    """Every policy of a run, seen through the levers.

    Parameters
    ----------
    policies
        In any order: contributions are combined in the order of their keys.
    first_year
        First year of the run after the spin-up.
    """

    def __init__(self, policies: Iterable[Policy], first_year: int) -> None:
        self.first_year = first_year
        self.policies = sorted(policies, key=lambda p: (p.key, p.model_dump_json()))
        self._used = [frozenset(used(type(policy))) for policy in self.policies]

    def pull(self, name: str, world: World, *arguments: Any) -> Any:
        """Return the combined contributions to the lever `name`, None when there is none.

        What each policy touched goes into the ledger.
        """
        parts = [part for _, part in self.each(name, world, *arguments)]
        return LEVERS[name].combine(parts) if parts else None

    def each(self, name: str, world: World, *arguments: Any) -> list[tuple[int, Any]]:
        """Return the contributions to a lever, each with the position of its policy."""
        if world.month < 0:
            return []
        found = []
        for position, policy in enumerate(self.policies):
            if name not in self._used[position]:
                continue
            acts = policy.has_begun if LEVERS[name].outlives else policy.is_active
            if not acts(world.year, self.first_year):
                continue
            part = getattr(policy, name)(world, *arguments)
            if part is not None:
                found.append((position, part))
                if LEVERS[name].touches is not None:
                    rows, who = _touched(world, LEVERS[name], part, *arguments)
                    world.ledger.touch(position, name, rows, who)
        return found


def used(policy: type[Policy]) -> tuple[str, ...]:
    """Return the levers that a policy overrides, in the order of the menu."""
    return tuple(name for name in LEVERS if getattr(policy, name) is not getattr(Policy, name))


def _touched(
    world: World, lever: Lever, part: Any, *arguments: Any
) -> tuple[NDArray[np.int64], NDArray[np.int64] | None]:
    """Return the rows that a contribution touches, and who stands in them where rows are reused.

    The rows are the first argument of the lever, or positions in what it acts over; records tell
    theirs by `touches`, or count one each.
    """
    if isinstance(part, tuple):
        rows = [row for i, record in enumerate(part) for row in getattr(record, "touches", (i,))]
        return np.unique(np.array(rows, np.int64)), None
    if np.issubdtype(part.dtype, np.integer):
        is_touched = part != NO_OPINION
    else:
        is_touched = ~np.isnan(part) if np.isnan(lever.neutral) else part != lever.neutral
    touched = np.flatnonzero(is_touched if part.ndim == 1 else is_touched.any(axis=1))
    if not arguments:
        return touched, None
    found = np.asarray(arguments[0], np.int64)[touched]
    h = world.households
    if lever.over.startswith("applications"):
        return found, h.id[world.applications.household[found]]
    return found, h.id[found] if lever.over.startswith("households") else None
