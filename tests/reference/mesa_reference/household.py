"""Households: who they are, what they earn, what a home is worth to them."""

from __future__ import annotations

from functools import cached_property
from math import exp, log
from typing import TYPE_CHECKING, NamedTuple

import mesa
import numpy as np

from mesa_reference.dice import PERSISTENT
from mesa_reference.law import (
    Rights,
    ceiling_category,
    consumption_units,
    resource_base,
)
from simulation.state.schema import Activity, Exit, FamilyEvent, Financing

if TYPE_CHECKING:
    from mesa_reference.application import Application
    from mesa_reference.model import ReferenceModel
    from mesa_reference.places import Area, Dwelling

EULER_GAMMA = float(np.euler_gamma)
CENTS = 100
_PLUS, _PRIVATE = int(Financing.PLUS), int(Financing.PRIVATE_RENTAL)


class Profile(NamedTuple):
    """Members and pay of a household."""

    adults: int
    teenagers: int
    children: int
    age: int
    activity: Activity
    earnings: int
    replacement: int
    minima: int
    capacity: int
    shock: float


class Household(mesa.Agent):
    """A household, housed or looking for a home.

    Attributes
    ----------
    identity
        Key of all its draws.
    dwelling, moved_in
        Home and month of entry; None without a home of its own.
    family_month, exit_month, transfer_month
        When its members will change, when it will leave its home, when it will ask for another
        social home; None for not before next January.
    """

    model: ReferenceModel

    def __init__(self, model: ReferenceModel, identity: int, profile: Profile) -> None:
        super().__init__(model)
        self.identity = identity
        self.adults, self.teenagers, self.children = (
            profile.adults, profile.teenagers, profile.children,
        )  # fmt: skip
        self.age, self.activity = profile.age, profile.activity
        self.earnings, self.replacement = profile.earnings, profile.replacement
        self.minima, self.capacity, self.shock = profile.minima, profile.capacity, profile.shock
        self.dwelling: Dwelling | None = None
        self.moved_in = 0
        self.application: Application | None = None
        self.is_present = True
        self.family_month: int | None = None
        self.family_event = FamilyEvent.NONE
        self.exit_month: int | None = None
        self.exit_kind = Exit.NONE
        self.transfer_month: int | None = None
        self.quartile_legal = self.quartile_fixed = 0
        self.last_offer: int | None = None
        self.rehousing_offers = self.rehousing_refused = 0
        self.has_refused = False
        self._area_matches: dict[int, float] = {}
        self._home_match = 0.0
        self.derive_income()

    # ---- members and income ----

    @property
    def dependants(self) -> int:
        """Children and teenagers."""
        return self.teenagers + self.children

    @property
    def is_tenant(self) -> bool:
        """Whether it lives in a social home."""
        return self.dwelling is not None and self.dwelling.is_social

    @property
    def has_job(self) -> bool:
        """Whether the reference person works."""
        return self.activity == Activity.JOB

    @cached_property
    def claims_minima(self) -> bool:
        """Whether it claims what completes a small income: one draw for life."""
        u = self.model.dice.uniform("minima_take_up", PERSISTENT, self.identity)
        return u < self.model.settings.demand.minima_take_up

    def claim_benefits(self) -> None:
        """Receive the minima and allowances it is entitled to now, and derive its income."""
        law, retired = self.model.law, self.activity == Activity.RETIRED
        due = law.completing_benefit(
            self.adults, self.dependants, retired, self.earnings, self.replacement
        )
        if due > 0.0 and self.earnings + self.replacement > 0 and not self.claims_minima:
            due = 0.0
        self.minima = round(law.family_allowances(self.dependants) + due)
        self.derive_income()

    def derive_income(self) -> None:
        """Derive the notions of income, once for everybody who looks at them."""
        self.persons = self.adults + self.dependants
        self.income = self.earnings + self.replacement + self.minima
        self.resources = resource_base(self.earnings, self.replacement)
        self.units = consumption_units(self.adults, self.teenagers, self.children)
        self.category = ceiling_category(self.adults, self.dependants, self.age)
        self._rights: Rights | None = None

    @property
    def rights(self) -> Rights:
        """What it may claim against a rent."""
        if self._rights is None:
            self._rights = Rights(
                self.model.law, self.adults, self.persons - self.adults, self.resources,
                self.category,
            )  # fmt: skip
        return self._rights

    @property
    def income_per_unit(self) -> float:
        """Income before housing aid, €/unit/month."""
        return self.income / CENTS / self.units

    @property
    def is_poor(self) -> bool:
        """Whether it is under the poverty line, housing aid included."""
        home = self.dwelling
        disposable = self.income + self.rights.aid(home.rent, home.financing)
        return disposable / CENTS / self.units < self.model.poverty_line

    def find_quartiles(self) -> None:
        """Compare income with the thresholds of the year and with the fixed ones."""
        income = self.income_per_unit
        model = self.model
        self.quartile_legal = model.thresholds_legal.place(income)
        self.quartile_fixed = model.thresholds_fixed.place(income)

    # ---- tastes ----

    @cached_property
    def cost_weight(self) -> float:
        """Its own weight of what a home costs."""
        tastes = self.model.settings.behaviour
        z = self.model.dice.normal("taste_cost", PERSISTENT, self.identity)
        return tastes.cost_weight * exp(tastes.taste_spread * z)

    @cached_property
    def place_weight(self) -> float:
        """Its own weight of the place."""
        tastes = self.model.settings.behaviour
        z = self.model.dice.normal("taste_place", PERSISTENT, self.identity)
        return tastes.place_weight * exp(tastes.taste_spread * z)

    @property
    def rooms_wanted(self) -> int:
        """Two rooms for one or two persons, then one per person."""
        return max(2, min(self.persons, 5))

    @cached_property
    def areas_heard_of(self) -> list[Area]:
        """Areas it has heard of: drawn evenly, some twice, once for life."""
        model = self.model
        draws = range(model.settings.demand.areas_known)
        u = (model.dice.uniform("known", PERSISTENT, self.identity, k) for k in draws)
        return list(dict.fromkeys(model.areas[int(one * len(model.areas))] for one in u))

    def area_error(self, area: Area) -> float:
        """Return the standard match error with an area, known when it asks."""
        found = self._area_matches.get(area.row)
        if found is None:
            found = self.model.dice.gumbel("error_area", self.identity, area.row)
            self._area_matches[area.row] = found
        return found

    def cost_value(self, cost: float) -> float:
        """Return the value of the share of income left after housing, floored."""
        floor = self.model.income_floor * self.units
        left = max(self.income - cost, floor)
        return self.cost_weight * log(left / max(self.income, floor))

    def tie_value(self, area: Area) -> float:
        """Return what the present home does to the value of an area: attachment less distance."""
        if self.dwelling is None:
            return 0.0
        tastes, own = self.model.settings.behaviour, self.dwelling.area
        if area is own:
            tenure = max(0.0, (self.model.month - self.moved_in) / 12.0)
            return tastes.attachment_weight * (1.0 - exp(-tenure / tastes.attachment_years))
        return -tastes.distance_weight * own.km_to[area.row]

    def net_cost(self, home: Dwelling) -> float:
        """Return what a dwelling would cost it, cents/month."""
        return self.rights.net_cost(
            home.rent, home.charges, home.surface, home.financing, home.residence.exemption
        )

    def value(
        self, home: Dwelling, *, visited: bool = True, net_cost: float | None = None
    ) -> float:
        """Return the utility of a dwelling, with the parts of the match that it knows.

        `net_cost` is given where what is asked is not the rent of the last tenant.
        """
        model, residence, area = self.model, home.residence, home.area
        tastes, dice = model.settings.behaviour, model.dice
        value = self.cost_value(self.net_cost(home) if net_cost is None else net_cost)
        value += tastes.quality_weight * residence.quality + self.place_weight * area.place
        value += tastes.error_area * self.area_error(area)
        value -= tastes.crowding_weight * max(0, self.rooms_wanted - home.rooms)
        if home.is_new:
            value += tastes.newness_weight
        value += tastes.error_advert * dice.gumbel("error_advert", self.identity, home.row)
        if visited:
            value += tastes.error_visit * dice.gumbel("error_visit", self.identity, home.row)
        else:
            value += tastes.error_visit * EULER_GAMMA
        return value + self.tie_value(area)

    def status_quo(self, waited: float = 0.0) -> float:
        """Return the value of staying, or of waiting on without a home after some years."""
        if self.dwelling is None:
            tastes = self.model.settings.behaviour
            return tastes.hosted_value - tastes.hosted_decline * waited
        return self.value(self.dwelling)

    def prefers(self, home: Dwelling) -> bool:
        """Return whether it takes a dwelling that it has visited, rather than what it has."""
        gain = self.status_quo(self.application.years_waited) + self.model.moving_cost
        return self.value(home) > gain

    # ---- moving ----

    def settle(self, home: Dwelling) -> None:
        """Move into an empty dwelling; its file is closed."""
        assert home.occupant is None
        if self.dwelling is not None:
            self.dwelling.become_vacant()
        home.become_let(self)
        self.dwelling, self.moved_in = home, self.model.month
        self.model.moved_this_month.append(self)
        self.close_file()

    def lose_home(self) -> None:
        """Give its home up and stay in the territory."""
        self.dwelling.become_vacant()
        self.dwelling = None
        self.close_file()

    def leave(self) -> None:
        """Leave the territory for good."""
        if self.dwelling is not None:
            self.dwelling.become_vacant()
            self.dwelling = None
        self.close_file()
        self.is_present = False
        self.remove()

    def close_file(self) -> None:
        """Close its file, if it has one open."""
        if self.application is not None:
            self.model.queue.close(self.application)
