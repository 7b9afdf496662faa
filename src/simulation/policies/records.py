"""Records that levers hand to processes: what a policy or a project has done, and to what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from simulation.config.adverts import Ranking
from simulation.state.schema import NOBODY
from simulation.state.world import MONTHS


@dataclass(frozen=True, kw_only=True)
class Record:
    """What a policy or a project has done; `Levers.pull` writes down who asked for it.

    Attributes
    ----------
    source
        Position of the policy, or −1 − position of the project.
    cost_eur
        Cost of each home, €.
    """

    source: int = NOBODY
    cost_eur: float = 0.0


@dataclass(frozen=True)
class Target(Record):
    """A share of the year's attributions that a group should reach, honoured by the allocation.

    Attributes
    ----------
    name
        Identity of the tally; two targets of one name are refused.
    share
        Share to reach, 0 to 1.
    profiles
        Bit mask of the profiles that count; see `profiles_of`.
    residences
        Residences in which it holds, shape (residences,).
    counts_rehoused
        Households rehoused from demolished buildings count whatever their income.
    compliance
        Probability that, while the tally is short, a vacancy is reserved to the group.
    pull
        Points of the group on every vacancy, times compliance, for a shortfall of one: a target
        that falls short by 0.1 adds a tenth of them.
    per
        What the share must be reached in: all of it together, each area, each residence.
    is_floored
        The share is at least the one observed in the year before the target began.
    memory_months
        Months over which the tally forgets.
    since
        First year of the policy that holds it.
    """

    name: str
    share: float
    profiles: int
    residences: NDArray[np.bool_]
    counts_rehoused: bool
    compliance: float
    pull: float = 0.0
    per: Literal["scope", "area", "residence"] = "scope"
    is_floored: bool = False
    memory_months: float = float(MONTHS)
    since: int = 0


@dataclass(frozen=True)
class Demolition(Record):
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
class Refurbishment(Record):
    """Works on a residence, during which no vacancy of it is let.

    Attributes
    ----------
    residence
        Row of the residence.
    months
        Length of the works.
    quality_step
        Gain of quality, utility.
    charges_cut
        Share by which charges fall: the energy step.
    rent_eur_m2
        Rent afterwards where it is higher than the present one, 0 keeps rents.
    is_for_all
        Sitting tenants pay the rent too, not new leases only.
    """

    residence: int
    months: int
    quality_step: float
    charges_cut: float = 0.0
    rent_eur_m2: float = 0.0
    is_for_all: bool = False

    @property
    def touches(self) -> tuple[int, ...]:
        """Row of the residence."""
        return (self.residence,)


@dataclass(frozen=True)
class Sale(Record):
    """Social homes put up for sale to those who live there.

    Attributes
    ----------
    residences
        Residences concerned, shape (residences,).
    share
        Share of their homes put up for sale this year.
    price_ratio
        Price over that of private homes of the area.
    """

    residences: NDArray[np.bool_]
    share: float
    price_ratio: float


@dataclass(frozen=True, kw_only=True)
class Charter(Record):
    """How households of buildings to demolish are rehoused; see `policies.rehousing_charter`.

    `residences`, shape (residences,), are those that they live in; the rest as in the policy, with
    `commitment` the logit of a vacancy of another landlord that fits none of its priority files,
    −inf for landlords that rehouse in their own stock, +inf for a pool without conditions, and
    `reduction_eur` the lump sums for one or two rooms, three or four, and more.
    """

    residences: NDArray[np.bool_]
    offers: int
    at_once: bool
    visits: int
    tolerance: float
    can_waive: bool
    commitment: float
    outside_share: float
    recent_share: float
    reduction_take_up: float
    reduction_eur: tuple[float, float, float]
    transport_support: float
    school_support: float
    is_platform: bool
    tours: int
    right_to_return: bool


@dataclass(frozen=True)
class Order(Record):
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
        Rent of the new dwellings, if social.
    premium
        Rent or price over that of private homes of the area, if private.
    """

    like: NDArray[np.int64]
    area: int
    due: int
    financing: int
    rent_eur_m2: float
    premium: float = 1.0

    @property
    def touches(self) -> tuple[int, ...]:
        """Rows of the dwellings that it replaces or copies."""
        return tuple(self.like.tolist())


@dataclass(frozen=True)
class Claim:
    """What works a policy will have: `share` of the homes of some residences.

    Attributes
    ----------
    work
        `Work.DEMOLITION`, `Work.REFURBISHMENT` or `Work.SALE`.
    residences
        Among which residences, shape (residences,).
    share
        Share of their social homes by the end, or put up for sale each year, 0 to 1.
    has_rent
        The works set a rent.
    months
        Months of works in one building.
    """

    work: int
    residences: NDArray[np.bool_]
    share: float
    has_rent: bool = False
    months: int = 0


@dataclass(frozen=True)
class Cost:
    """Money that a policy spends in a month: code of `Spending`, and cents."""

    what: int
    cents: int


@dataclass(frozen=True)
class Platform:
    """How the adverts of some residences are answered.

    Attributes
    ----------
    residences
        Residences whose adverts it holds, shape (residences,).
    bids
        Applicants bid; otherwise all who asked for the area are ranked.
    ranking
        ``"score"``, ``"date"`` or ``"lottery"``.
    attention
        Probability that an applicant sees an advert.
    max_bids
        Adverts of the platform that an applicant may bid on in a month.
    """

    residences: NDArray[np.bool_]
    bids: bool
    ranking: Ranking
    attention: float
    max_bids: int

    @property
    def touches(self) -> tuple[int, ...]:
        """Rows of the residences."""
        return tuple(np.flatnonzero(self.residences).tolist())
