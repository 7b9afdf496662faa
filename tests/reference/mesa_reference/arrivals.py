"""Applicants who arrive, drawn from the families and incomes of applicants."""

from __future__ import annotations

from math import exp, sqrt
from typing import TYPE_CHECKING

from scipy.special import ndtri

from mesa_reference.dice import PERSISTENT
from mesa_reference.household import CENTS, Household, Profile
from mesa_reference.law import consumption_units, resource_base
from mesa_reference.work import single
from simulation.state.schema import Activity

if TYPE_CHECKING:
    from mesa_reference.model import ReferenceModel

_EPOCH, _RANKS = 1 << 12, 1 << 24
_APPLICANTS, _FIRST_APPLICANTS = 1 << 41, 1 << 44
_AGE_SPREAD, _OLDEST_WORKER, _MOST_DEPENDANTS, _ATTEMPTS = 18.0, 64, 6, 12


def new_applicants(model: ReferenceModel, count: int, *, at_start: bool = False) -> list[Household]:
    """Let `count` households without a home arrive, and return them.

    An identity is made of month and rank; those of the queue found at the start have their own.
    """
    first = (_FIRST_APPLICANTS if at_start else _APPLICANTS) + (model.month + _EPOCH) * _RANKS
    arrived = []
    for identity in range(first, first + count):
        household = model.welcome(identity, _Applicant(model, identity).profile())
        household.find_quartiles()
        arrived.append(household)
    return arrived


class _Applicant:
    """Draws of one applicant."""

    def __init__(self, model: ReferenceModel, identity: int) -> None:
        self.model, self.identity = model, identity
        self.demand, self.work = model.settings.demand, model.settings.work

    def _draw(self, stream: str, ordinal: int = 0) -> float:
        return self.model.dice.uniform(stream, PERSISTENT, self.identity, 0, ordinal)

    def profile(self) -> Profile:
        """Return members and pay."""
        adults, teenagers, children = self._members()
        age = round(self.demand.age_mean + _AGE_SPREAD * (2.0 * self._draw("age") - 1.0))
        units = consumption_units(adults, teenagers, children)
        least = self.model.law.minimum_income(adults, teenagers + children)
        claims = self._draw("minima_take_up") < self.demand.minima_take_up
        for attempt in range(_ATTEMPTS):
            z = float(ndtri(self._draw("income", attempt)))
            per_unit = self.demand.income_median * exp(self.demand.income_spread * z) / 12
            wanted = round(per_unit * units * CENTS)
            lives_on_minima = wanted <= least and claims
            resources = 0.0 if lives_on_minima else resource_base(wanted, 0)
            kept = self._odds(adults + teenagers + children, resources)
            if self._draw("turns_to_social", attempt) < kept:
                break
        if lives_on_minima:
            activity, pay, minima = Activity.INACTIVE, 0, least
        else:
            activity, pay, minima = self._activity(age), wanted, 0
        capacity, shock = self._endowment(activity, adults, pay, self.demand.income_spread * z)
        earnings = self._wages(activity, adults, pay, teenagers + children, minima)
        return Profile(
            adults, teenagers, children, age, activity, earnings, pay - earnings, minima,
            capacity, single(shock),
        )  # fmt: skip

    def _odds(self, persons: int, resources: float) -> float:
        """Return the odds of turning to social housing here: 1 for whom they are highest.

        The chance of being let no private home, here over elsewhere.
        """
        market, room = self.model.market.typical, max(2, min(persons, 5)) - 1
        slope = self.model.settings.private_market.effort_slope
        cap = self.model.settings.mobility.reach_effort

        def odds(here: float, elsewhere: float) -> float:
            return (1 + exp(slope * (cap - elsewhere))) / (1 + exp(slope * (cap - here)))

        dearness = market.rents[0] / market.elsewhere[0]
        highest = max(odds(dearness * step / 200, step / 200) for step in range(601))
        monthly = max(resources * CENTS / 12, 1.0)
        own = odds(*(rents[room] / monthly for rents in (market.rents, market.elsewhere)))
        return own / max(highest, 1.0)

    def _members(self) -> tuple[int, int, int]:
        demand, kind = self.demand, self._draw("family")
        alone_or_couple = demand.single_share + demand.couple_share
        if kind < alone_or_couple:
            return (2 if kind >= demand.single_share else 1), 0, 0
        adults = 1 if self._draw("lone_parent") < demand.lone_parent_share else 2
        dependants = 1
        while (
            dependants < _MOST_DEPENDANTS
            and self._draw("further_child", dependants) < demand.further_child
        ):
            dependants += 1
        teenagers = sum(
            self._draw("teenager", child) < demand.teenager_share for child in range(dependants)
        )
        return adults, teenagers, dependants - teenagers

    def _activity(self, age: int) -> Activity:
        if self._draw("job") < self.demand.job_share:
            return Activity.JOB
        return Activity.RETIRED if age >= _OLDEST_WORKER else Activity.UNEMPLOYED

    def _endowment(
        self, activity: Activity, adults: int, pay: int, deviation: float
    ) -> tuple[int, float]:
        """Return wages in normal times, and how far they are from them now.

        The passing part of a deviation is normal, given the whole (Bayes); those without a job
        could earn what they have, the entry wage at least.
        """
        work, spread = self.work, self.demand.income_spread
        if activity == Activity.JOB:
            weight = (work.shock_spread / max(spread, work.shock_spread)) ** 2
            noise = float(ndtri(self._draw("first_shock")))
            shock = weight * deviation + work.shock_spread * sqrt(1.0 - weight) * noise
            return round(pay / exp(shock)), shock
        if activity == Activity.RETIRED:
            return round(pay / work.pension_rate), 0.0
        share = self.model.working_life.share_of_reference(adults)
        return round(max(pay, work.entry_wage * CENTS / share)), 0.0

    def _wages(
        self, activity: Activity, adults: int, pay: int, dependants: int, minima: int
    ) -> int:
        """Return what of the pay are wages: all, a partner's, or odd jobs beside the minima."""
        if activity == Activity.JOB:
            return pay
        if activity == Activity.RETIRED:
            return 0
        has_odd_jobs = minima > self.model.law.family_allowances(dependants)
        if activity == Activity.INACTIVE or has_odd_jobs:
            return pay
        share = self.model.working_life.share_of_reference(adults)
        hoped = max(pay, self.work.entry_wage * CENTS / share)
        return min(round((1.0 - share) * hoped), pay)
