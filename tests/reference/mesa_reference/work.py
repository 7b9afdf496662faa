"""Working life: jobs lost and found, wages, retirement, and what two adults earn each."""

from __future__ import annotations

from ctypes import c_float
from math import exp, sqrt
from typing import TYPE_CHECKING, NamedTuple

from simulation.state.schema import Activity

if TYPE_CHECKING:
    from mesa_reference.household import Household
    from mesa_reference.model import ReferenceModel

CENTS = 100
_JOB, _UNEMPLOYED, _RETIRED, _INACTIVE = (
    Activity.JOB, Activity.UNEMPLOYED, Activity.RETIRED, Activity.INACTIVE,
)  # fmt: skip


def single(value: float) -> float:
    """Return a number with the precision in which passing deviations of wages are kept."""
    return c_float(value).value


class Pay(NamedTuple):
    """Activity and pay of one adult or one household, cents/month."""

    activity: Activity
    capacity: int
    shock: float
    earnings: int
    replacement: int


class WorkingLife:
    """The yearly chain between job, unemployment, minima and retirement."""

    def __init__(self, model: ReferenceModel) -> None:
        self.model, self.rules = model, model.settings.work
        self.entry_wage = self.rules.entry_wage * CENTS
        self.reference_wage = self.rules.reference_wage * CENTS
        self.first_retirement = self.rules.retirement_age - self.rules.retirement_spread
        self.last_retirement = self.rules.retirement_age + self.rules.retirement_spread

    def share_of_reference(self, adults: int) -> float:
        """Return the share of the household's wages that the reference person earns."""
        return self.rules.reference_share if adults > 1 else 1.0

    def pass_year(self, household: Household) -> None:
        """Let a household retire, change job, or go on with other wages; settle its benefits."""
        before = household.activity
        if before == _RETIRED:
            return
        if self._retires(household):
            household.activity, household.shock = _RETIRED, 0.0
            household.replacement = round(household.capacity * self.rules.pension_rate)
            household.earnings = 0
            household.claim_benefits()
            return
        after = self._next_activity(household)
        household.activity = after
        if after == _JOB:
            self._earn(household, goes_on=before == _JOB)
        elif before == _JOB:
            self._lose(household)
        elif after != before:
            household.replacement = 0
        if after == _JOB or after != before:
            household.claim_benefits()

    def _retires(self, household: Household) -> bool:
        """Draw a retirement: they spread evenly over the years around the mean age."""
        if household.age < self.first_retirement:
            return False
        chance = 1.0 / max(self.last_retirement - household.age, 1)
        model = self.model
        return model.dice.uniform("retirement", model.month, household.identity) < chance

    def _next_activity(self, household: Household) -> Activity:
        """Draw what the reference person does this year; low wages lose jobs sooner."""
        rules, before = self.rules, household.activity
        u = self.model.dice.uniform("work", self.model.month, household.identity)
        wage = household.capacity * self.share_of_reference(household.adults)
        ease = (max(wage, self.entry_wage) / self.reference_wage) ** rules.wage_risk
        if before == _JOB:
            return _UNEMPLOYED if u < 1.0 - exp(-rules.job_loss / ease) else _JOB
        if before == _INACTIVE:
            return _JOB if u < 1.0 - exp(-rules.job_finding_inactive * ease) else _INACTIVE
        found = rules.job_finding * ease
        total = found + rules.benefits_end
        happens = 1.0 - exp(-total)
        if u >= happens:
            return _UNEMPLOYED
        return _JOB if u * total < happens * found else _INACTIVE

    def _earn(self, household: Household, *, goes_on: bool) -> None:
        """Pay wages around their level, which grows until careers end; benefits end."""
        rules, model = self.rules, self.model
        deviate = model.dice.normal("shock", model.month, household.identity)
        if not goes_on:
            household.replacement = 0
            household.shock = single(rules.shock_spread * deviate)
        else:
            if household.age < rules.career_age:
                household.capacity = round(household.capacity * (1.0 + rules.career_growth))
            rho = rules.shock_persistence
            noise = rules.shock_spread * sqrt(1.0 - rho * rho) * deviate
            household.shock = single(rho * household.shock + noise)
        household.earnings = round(household.capacity * exp(household.shock))

    def _lose(self, household: Household) -> None:
        """Replace the wage of the reference person by a benefit; a partner's goes on."""
        lost = household.earnings * self.share_of_reference(household.adults)
        household.replacement += round(lost * self.rules.replacement_rate)
        household.earnings = round(household.earnings - lost)

    def part_of(self, couple: Household, *, of_reference: bool) -> Pay:
        """Return activity and pay of one of two adults: the reference person or the partner.

        A reference person without a job keeps the benefits, its partner the wages; pensions are
        shared as wages are.
        """
        rules = self.rules
        share = rules.reference_share if of_reference else 1.0 - rules.reference_share
        if couple.activity in (_JOB, _RETIRED):
            wages, benefits = couple.earnings * share, couple.replacement * share
        elif of_reference:
            wages, benefits = 0, couple.replacement
        else:
            wages, benefits = couple.earnings, 0
        wages = round(wages)
        activity = couple.activity
        if not of_reference and activity not in (_JOB, _RETIRED):
            activity = _JOB if wages > 0 else _INACTIVE
        return Pay(activity, round(couple.capacity * share), couple.shock, wages, round(benefits))
