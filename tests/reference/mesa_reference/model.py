"""The month of the model, in idiomatic Mesa: agents, agent sets, plain loops."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from typing import NamedTuple

import mesa
import numpy as np
from scipy.special import ndtri

from mesa_reference.adverts import ChosenLetting
from mesa_reference.application import criteria
from mesa_reference.assessment import Assessment
from mesa_reference.dice import Dice
from mesa_reference.exits import Exits
from mesa_reference.families import Families
from mesa_reference.household import CENTS, Household, Profile
from mesa_reference.law import Law
from mesa_reference.letting import Commission, Flow
from mesa_reference.market import PrivateMarket
from mesa_reference.members import Ageing
from mesa_reference.places import Area, Dwelling, Landlord, Residence
from mesa_reference.queue import Queue
from mesa_reference.rehousing import Demolition, Rehousing
from mesa_reference.renewal import Renewal
from mesa_reference.reputation import Reputation
from mesa_reference.work import WorkingLife
from simulation.model import HousingModel
from simulation.state.schema import Activity, Channel, Financing

_SHARES = (0.25, 0.50, 0.75)
_MEMBERS_AND_PAY = Profile._fields


class Thresholds(tuple):
    """Upper bounds of the first three quartiles of income, €/unit/month."""

    __slots__ = ()

    def place(self, income: float) -> int:
        """Return the quartile of an income, 1 to 4; a bound belongs to the lower one."""
        return 1 + bisect_left(self, income)


class Step(NamedTuple):
    """One step of the month; those of January have a period of 12."""

    name: str
    run: Callable[[], None]
    every_months: int = 1


class ReferenceModel(mesa.Model):
    """The run of a scenario from the world that `simulation` builds.

    Without policies; of projects, demolitions only.

    Parameters
    ----------
    fast
        A model that has not made a step; it is read only.

    Raises
    ------
    ValueError
        When the model has run already, or its scenario asks for what is not stated here.
    """

    def __init__(self, fast: HousingModel) -> None:
        _check(fast)
        super().__init__(rng=fast.key)
        self.settings, world = fast.scenario, fast.world
        self.month = self._first_month = world.month
        self.start_year, self.tension = world.start_year, world.tension
        self.poverty_line = world.poverty_line
        self.dice, self.law = Dice(world.streams), Law(world.law)
        tastes = self.settings.behaviour
        self.moving_cost, self.income_floor = tastes.moving_cost, tastes.income_floor * CENTS
        self.criteria = criteria(self.settings.scoring)
        self.thresholds_legal = self.thresholds_fixed = Thresholds((0.0, 0.0, 0.0))
        self.lettings_last_year: list[tuple[Area, int, Channel]] | None = None
        self._lettings: list[tuple[Area, int, Channel]] = []
        self.moved_last_month: list[Household] = []
        self.moved_this_month: list[Household] = []
        self._build_places(world)
        self.working_life = WorkingLife(self)
        self.ageing = Ageing(self)
        self.queue = Queue(self)
        self._house_everybody(world)
        self.reputation = Reputation(self)
        self.market = PrivateMarket(self)
        self.renewals = [Renewal(self, filling) for filling in self.market.fillings.values()]
        self.families, self.exits = Families(self), Exits(self)
        self.flow, self.commission = Flow(self), Commission(self)
        self.adverts = ChosenLetting(self)
        calendar: dict[int, list[Demolition]] = {}
        for month, record in fast.context.plan.demolitions:
            building = Demolition(self.residences[record.residence], record.notice_months)
            calendar.setdefault(month, []).append(building)
        self.rehousing = Rehousing(self, calendar)
        self.assessment = Assessment(self)
        self.schedule = self._schedule()

    def _schedule(self) -> tuple[Step, ...]:
        return (
            Step("work", lambda: self.people.do(self.working_life.pass_year), 12),
            Step("demography", lambda: self.people.do(self.ageing.grow_older), 12),
            Step("quartiles", self._find_quartiles, 12),
            Step("renewal", self._renew, 12),
            Step("assessment", self.assessment.step, 12),
            Step("works", self.rehousing.advance_works),
            Step("families", self.families.step),
            Step("exits", self.exits.step),
            Step("applications", self.queue.step),
            Step("vacancies", self.flow.step),
            Step("rehousing", self.rehousing.step),
            Step("adverts", self.adverts.step),
            Step("lettings", self.commission.step),
            Step("private moves", self.market.step),
            Step("image", self.reputation.step),
            Step("prices", self.market.move_prices),
        )

    # ---- building ----

    def _build_places(self, world) -> None:
        self.areas = [Area(self, row, world.areas) for row in range(len(world.areas))]
        for area in self.areas:
            area.measure_distances(self.areas)
        n_landlords = int(world.residences.landlord.max(initial=-1)) + 1
        self.landlords = [Landlord(self, number) for number in range(n_landlords)]
        self.vacant: dict[int, set[Dwelling]] = {int(kind): set() for kind in Financing}
        n_residences, n_dwellings = len(world.residences), len(world.dwellings)
        self.residences = [Residence(self, row, world.residences) for row in range(n_residences)]
        self.dwellings = [Dwelling(self, row, world.dwellings) for row in range(n_dwellings)]
        self.social_homes = [home for home in self.dwellings if home.is_social]

    def _house_everybody(self, world) -> None:
        columns = world.households
        named = [getattr(columns, name).tolist() for name in _MEMBERS_AND_PAY]
        for row, values in enumerate(zip(*named, strict=True)):
            profile = Profile(*values)
            profile = profile._replace(activity=Activity(profile.activity))
            household = self.welcome(int(columns.id[row]), profile)
            home = self.dwellings[columns.dwelling[row]]
            household.dwelling, household.moved_in = home, int(columns.moved_in[row])
            home.occupant = household

    def welcome(self, identity: int, profile: Profile) -> Household:
        """Let a household without a home come to the territory."""
        return Household(self, identity, profile)

    # ---- time ----

    @property
    def people(self) -> mesa.agent.AgentSet:
        """Every household that is here."""
        return self.agents_by_type[Household]

    @property
    def year(self) -> int:
        """Calendar year of the present month."""
        return self.start_year + self.month // 12

    @property
    def is_january(self) -> bool:
        """True in the month of the yearly steps."""
        return self.month % 12 == 0

    @property
    def is_first_month(self) -> bool:
        """True in the first month of the spin-up."""
        return self.month == self._first_month

    def step(self) -> None:
        """Run one month."""
        for step in self.schedule:
            if self.month % step.every_months == 0:
                step.run()
        self.end_month()

    def end_month(self) -> None:
        """Go to the next month."""
        self.moved_last_month, self.moved_this_month = self.moved_this_month, []
        self.queue.closed = self.queue.lettings = 0
        self.month += 1
        if self.is_january:
            self.lettings_last_year, self._lettings = self._lettings, []

    # ---- small steps ----

    def vacant_homes(self, *financings: int) -> list[Dwelling]:
        """Return the homes of some financings in which nobody lives, by row."""
        found = [home for kind in financings for home in self.vacant[kind]]
        return sorted(found, key=lambda home: home.row)

    def vacant_by_area(self, *financings: int) -> list[int]:
        """Return how many homes of some financings are vacant in each area."""
        counts = [0] * len(self.areas)
        for kind in financings:
            for home in self.vacant[kind]:
                counts[home.area.row] += 1
        return counts

    def sign_lease(self, household: Household, home: Dwelling, channel: Channel) -> None:
        """Let a social dwelling to a household."""
        self._lettings.append((home.area, household.quartile_legal, channel))
        self.queue.lettings += 1
        household.settle(home)

    def _renew(self) -> None:
        if self.month <= 0:
            for renewal in self.renewals:
                renewal.step()

    def _find_quartiles(self) -> None:
        """Recompute thresholds from the open files, then the quartile of every household."""
        incomes = [file.household.income_per_unit for file in self.queue.files]
        if not incomes:
            demand = self.settings.demand
            z = ndtri(np.array(_SHARES))
            found = demand.income_median * np.exp(demand.income_spread * z) / 12
        else:
            found = np.quantile(incomes, _SHARES)
        self.thresholds_legal = Thresholds(found.tolist())
        if self.month <= 0:
            self.thresholds_fixed = self.thresholds_legal
        self.people.do("find_quartiles")


def _check(fast: HousingModel) -> None:
    scenario = fast.scenario
    kinds = {step.kind for project in scenario.projects for step in project.operations}
    if scenario.policies or kinds - {"demolition"}:
        raise ValueError("the reference knows neither policies nor works other than demolitions")
    if fast.month != fast.context.first_month or len(fast.world.applications):
        raise ValueError("the reference starts from a model that has not made a step")
