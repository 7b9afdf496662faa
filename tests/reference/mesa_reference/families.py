"""Children leave home, couples part, adults alone join: competing hazards, drawn for the year."""

from __future__ import annotations

from itertools import groupby
from math import exp, floor
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import ndtri

from mesa_reference.agenda import Agenda
from mesa_reference.household import CENTS, Household, Profile
from mesa_reference.law import resource_base
from mesa_reference.market import reach
from mesa_reference.members import TEENAGER_AGE, take_pay
from mesa_reference.work import single
from simulation.rng import newborn_identities
from simulation.state.schema import Activity, FamilyEvent, Reason

if TYPE_CHECKING:
    from mesa_reference.model import ReferenceModel

_STREAMS = ("child_leaves", "separation", "union")
_KINDS = (FamilyEvent.GROWN_UP, FamilyEvent.SEPARATION, FamilyEvent.UNION)
_MAJORITY = 18


def hazards(rules, adults: int, teenagers: int, age: int) -> list[float]:
    """Return yearly hazards of a departure, a separation and a union."""
    fading = exp(-max(age - rules.settled_age, 0.0) / rules.settled_years)
    return [
        teenagers / (rules.leaving_age - TEENAGER_AGE),
        rules.separation_rate * fading if adults > 1 else 0.0,
        rules.union_rate * fading if adults == 1 else 0.0,
    ]


class Families:
    """Households that come out of others, and those that join.

    Attributes
    ----------
    new_files
        Households formed this month that want to file.
    """

    def __init__(self, model: ReferenceModel) -> None:
        self.model = model
        self.rules, self.work = model.settings.demography, model.settings.work
        self.agenda = Agenda()
        self.new_files: list[Household] = []
        self._last: list[Household] = []
        self._private_rents: list[float] = []

    def step(self) -> None:
        """Draw the events to come, then let those happen whose month it is."""
        model = self.model
        if model.is_january:
            self._private_rents = model.market.typical.rents
            model.people.do(self._schedule)
        else:
            last = model.month - 1
            for household in model.moved_last_month:
                if household.dwelling is not None and household.moved_in == last:
                    self._schedule(household)
            for household in self._last:
                if household.is_present and household.family_month == last:
                    self._schedule(household)
        due = [one for one in self.agenda.take(model.month) if one.family_month == model.month]
        by_kind = {kind: [one for one in due if one.family_event == kind] for kind in _KINDS}
        for parents in by_kind[FamilyEvent.GROWN_UP]:
            self._child_leaves(parents)
        for couple in by_kind[FamilyEvent.SEPARATION]:
            self._separate(couple)
        self._unite(by_kind[FamilyEvent.UNION])
        self._last = due

    def _schedule(self, household: Household) -> None:
        rates = hazards(self.rules, household.adults, household.teenagers, household.age)
        dice, month = self.model.dice, self.model.month
        when, kind = dice.first_event(_STREAMS, month, household.identity, rates)
        household.family_month = when
        household.family_event = _KINDS[kind] if kind >= 0 else FamilyEvent.NONE
        self.agenda.put(when, household)

    # ---- those who leave ----

    def _child_leaves(self, parents: Household) -> None:
        parents.teenagers -= 1
        self._found(parents, self._young(parents), Reason.GROWN_UP, self.rules.grown_up_files)

    def _young(self, parents: Household) -> Profile:
        """Return who leaves: an age spread evenly from 18 on, wages after the parents'."""
        model, work = self.model, self.work

        def draw(stream: str) -> float:
            return model.dice.uniform(stream, model.month, parents.identity)

        span = 2 * (self.rules.leaving_age - _MAJORITY)
        own = parents.capacity / CENTS * model.working_life.share_of_reference(parents.adults)
        wage = max(own, work.entry_wage)
        inherited = (wage / work.reference_wage) ** work.wage_inheritance
        chance = exp(work.first_wage_spread * float(ndtri(draw("first_wage"))))
        capacity = round(work.first_wage * inherited * chance * CENTS)
        works = draw("first_job") < work.first_job_share
        shock = work.shock_spread * float(ndtri(draw("first_shock"))) if works else 0.0
        return Profile(
            adults=1, teenagers=0, children=0,
            age=_MAJORITY + floor(span * draw("leaving_age")),
            activity=Activity.JOB if works else Activity.UNEMPLOYED,
            earnings=round(capacity * exp(shock)) if works else 0,
            replacement=0, minima=0, capacity=capacity, shock=single(shock),
        )  # fmt: skip

    def _separate(self, couple: Household) -> None:
        """Let either adult leave, with the children or without; who stays keeps the identity."""
        model = self.model
        month, identity = model.month, couple.identity
        reference_stays = model.dice.uniform("who_stays", month, identity) * 2 < 1.0
        takes = model.dice.uniform("children_leave", month, identity) >= self.rules.children_stay
        leaving = model.working_life.part_of(couple, of_reference=not reference_stays)
        staying = model.working_life.part_of(couple, of_reference=reference_stays)
        profile = Profile(
            1, couple.teenagers if takes else 0, couple.children if takes else 0, couple.age,
            leaving.activity, leaving.earnings, leaving.replacement, 0, leaving.capacity,
            leaving.shock,
        )  # fmt: skip
        take_pay(couple, staying)
        couple.adults -= 1
        if takes:
            couple.teenagers = couple.children = 0
        self._found(couple, profile, Reason.SEPARATION, self.rules.separated_files)

    def _found(
        self, parent: Household, profile: Profile, reason: Reason, share_filing: float
    ) -> None:
        """Let who leaves found a household that files, unless it rents or finds elsewhere."""
        model, identity = self.model, parent.identity
        month, kind = model.month, int(reason)
        asks = model.dice.uniform("files_after_leaving", month, identity, 0, kind)
        rents = model.dice.uniform("rents_after_leaving", month, identity, 0, kind)
        persons = profile.adults + profile.teenagers + profile.children
        rent = self._private_rents[max(2, min(persons, 5)) - 1]
        resources = resource_base(profile.earnings, profile.replacement)
        if rents >= reach(model, resources, rent) and asks < share_filing:
            own = int(newborn_identities(np.array([identity]), month, kind)[0])
            new = model.welcome(own, profile)
            new.claim_benefits()
            new.find_quartiles()
            self.new_files.append(new)
        parent.claim_benefits()
        parent.find_quartiles()

    # ---- those who join ----

    def _unite(self, seekers: list[Household]) -> None:
        """Pair those who seek a partner; who finds none goes on seeking next month."""
        month = self.model.month
        couples, alone = self._pairs(seekers)
        for first, second in couples:
            host, mover = self._who_moves(first, second)
            self._pool(host, mover)
            members = mover.adults, mover.teenagers, mover.children
            mover.leave()
            host.adults += members[0]
            host.teenagers += members[1]
            host.children += members[2]
            host.claim_benefits()
            host.find_quartiles()
        for household in alone:
            household.family_month = month + 1
            self.agenda.put(month + 1, household)

    def _pairs(
        self, seekers: list[Household]
    ) -> tuple[list[tuple[Household, Household]], list[Household]]:
        """Return couples and who is left: neighbours by wages and chance within a band of ages."""
        rules, dice, month = self.rules, self.model.dice, self.model.month
        ranked = []
        lots = {one: dice.uniform("partner", month, one.identity) for one in seekers}
        by_capacity = sorted(seekers, key=lambda one: (one.capacity, lots[one]))
        for rank, one in enumerate(by_capacity):
            band = (one.age + month % rules.age_gap) // rules.age_gap
            likeness = rules.homogamy * (rank / len(seekers)) + (1.0 - rules.homogamy) * lots[one]
            ranked.append((band, likeness, one.identity, one))
        ranked.sort(key=lambda entry: entry[:3])
        couples, alone = [], []
        for _, group in groupby(ranked, key=lambda entry: entry[0]):
            band = [entry[-1] for entry in group]
            couples += zip(band[::2], band[1::2], strict=False)
            if len(band) % 2:
                alone.append(band[-1])
        return couples, alone

    @staticmethod
    def _who_moves(first: Household, second: Household) -> tuple[Household, Household]:
        """Return host and mover: they live in the larger home, if there is one."""
        rooms = [one.dwelling.rooms if one.dwelling else 0 for one in (first, second)]
        is_first = rooms[0] > rooms[1] or (
            rooms[0] == rooms[1] and first.identity < second.identity
        )
        return (first, second) if is_first else (second, first)

    @staticmethod
    def _pool(host: Household, mover: Household) -> None:
        """Add the pay of both; the reference person has a job, then the higher wages."""
        takes_over = (
            mover.capacity > host.capacity if host.has_job == mover.has_job else mover.has_job
        )
        if takes_over:
            host.age, host.activity, host.shock = mover.age, mover.activity, mover.shock
        host.capacity += mover.capacity
        host.earnings += mover.earnings
        host.replacement += mover.replacement
