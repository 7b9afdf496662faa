"""Vacancies, reservation holders and the commission."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

from mesa_reference.dice import PERSISTENT
from mesa_reference.market import logistic
from simulation.config.reservations import SHARES
from simulation.state.schema import Channel, Financing, Holder

if TYPE_CHECKING:
    from mesa_reference.application import Application
    from mesa_reference.household import Household
    from mesa_reference.model import ReferenceModel
    from mesa_reference.places import Dwelling, Landlord

DAYS_PER_MONTH = 365.25 / 12.0
CENTS = 100
_NEVER_RANKED = float("-inf")
_SOCIAL = (Financing.HLMO, Financing.PLUS, Financing.PLAI, Financing.PLS)


def fits(persons: int, rooms: int, spare: int) -> bool:
    """Return whether a family fits: one room fewer than persons at least, some more at most."""
    return min(persons - 1, 5) <= rooms <= persons + spare


class Flow:
    """The vacancy list of a month, and who may nominate for each."""

    def __init__(self, model: ReferenceModel) -> None:
        self.model, self.rules = model, model.settings.reservations
        self.shares = [getattr(self.rules, name) for name in SHARES]
        self.vacancies: list[Dwelling] = []

    def step(self) -> None:
        """List what can be let, longest empty first, then by lot; give each vacancy a holder."""
        month = self.model.month
        ready = [home for home in self.model.vacant_homes(*_SOCIAL) if home.works_end <= month]
        lot_of = self._lot_of("vacancy_turn")
        ready.sort(key=lambda home: (home.vacant_since, lot_of(home)))
        self._withhold(ready)
        self.model.rehousing.forget_holders()
        self._pass_on()
        free = [home for home in self.vacancies if home.holder == Holder.NONE]
        kept = self._kept_for_transfers(free)
        for home in free:
            if home in kept:
                home.pass_to(Holder.TRANSFERS)
            else:
                home.pass_to(home.residence.landlord.orient(self.shares))

    def _withhold(self, listed: list[Dwelling]) -> None:
        """Keep for rehousing what it would show of the vacancies without a holder.

        Where that is more than a share of the vacancies of a landlord, a draw tells which.
        """
        rehousing = self.model.rehousing
        free = [home for home in listed if home.holder == Holder.NONE]
        of_landlords = Counter(home.residence.landlord for home in free)
        left = {one: self._most_withheld(one, count) for one, count in of_landlords.items()}
        withheld = set()
        for home in sorted(rehousing.would_show(free), key=self._lot_of("withheld")):
            if left[home.residence.landlord] > 0:
                left[home.residence.landlord] -= 1
                withheld.add(home)
        rehousing.withheld = [home for home in listed if home in withheld]
        self.vacancies = [home for home in listed if home not in withheld]

    def _most_withheld(self, landlord: Landlord, n_free: int) -> int:
        """Return the most vacancies that a landlord withholds, whole by a draw of the month."""
        lot = self._lot_of("withheld_rounding")(landlord)
        return int(self.model.settings.allocation.withheld_share * n_free + lot)

    def _lot_of(self, stream: str) -> Callable[[Dwelling | Landlord], float]:
        """Return what draws the lot of the month of a dwelling or landlord."""
        model = self.model
        return lambda one: model.dice.uniform(stream, model.month, one.row)

    def _pass_on(self) -> None:
        """Give to landlords what waited too long with its holder."""
        latest = self.model.month - self.rules.holder_months
        for home in self.vacancies:
            is_held = home.holder not in (Holder.NONE, Holder.LANDLORD)
            if is_held and home.held_since <= latest:
                home.pass_to(Holder.LANDLORD)

    def _kept_for_transfers(self, vacancies: list[Dwelling]) -> set[Dwelling]:
        """Draw the vacancies kept for sitting tenants, at most as many as ask for one."""
        asking = sum(file.is_transfer for file in self.model.queue.files)
        kept = sum(home.holder == Holder.TRANSFERS for home in self.vacancies)
        lot_of, share = self._lot_of("transfers"), self.rules.transfers_share
        drawn = sorted((home for home in vacancies if lot_of(home) < share), key=lot_of)
        return set(drawn[: max(asking - kept, 0)])


class Commission:
    """Candidates of each vacancy, their ranking, offers in turn."""

    def __init__(self, model: ReferenceModel) -> None:
        self.model, self.rules = model, model.settings.allocation
        self.running_costs = self.rules.running_costs * CENTS

    def step(self) -> None:
        """Bring the vacancies of the month before the commission."""
        by_area = self._queues()
        for home in self.model.flow.vacancies:
            for file in self._shortlist(home, by_area[home.area.row]):
                if self.offer(file, home, Channel.COMMISSION):
                    break
        self.model.queue.end_of_lettings()

    def _queues(self) -> list[list[tuple[float, Application]]]:
        """Return the files that ask for each area, with their scores, highest first."""
        queues: list[list[tuple[float, Application]]] = [[] for _ in self.model.areas]
        for entry in self.model.queue.ranked():
            for area in entry[1].asked:
                queues[area.row].append(entry)
        return queues

    def offer(self, file: Application, home: Dwelling, channel: Channel) -> bool:
        """Make an offer, one a month to a file; return whether it is accepted."""
        household = file.household
        household.last_offer = self.model.month
        file.offered += 1
        if self.rules.may_refuse and not household.prefers(home):
            file.refused += 1
            home.refused_by.add(household.identity)
            return False
        self.model.sign_lease(household, home, channel)
        return True

    def _shortlist(
        self, home: Dwelling, queue: list[tuple[float, Application]]
    ) -> list[Application]:
        """Return the candidates ranked highest, best first; a queue is left when none can enter.

        They asked for the area, fit, are under the income ceiling, pass the screen, and have not
        refused it already.
        """
        model, rules = self.model, self.rules
        dice, month, spare = model.dice, model.month, rules.spare_rooms
        steering = home.residence.landlord.steering
        if home.holder == Holder.LANDLORD:
            steering += model.settings.reservations.landlord_solvency
        bonus, most_bonus = self._practice(home)
        reachable = most_bonus + rules.judgement_points / 2.0 + steering
        ceilings = model.law.ceilings[home.financing]
        best: list[tuple[float, int, Application]] = []
        worst = _NEVER_RANKED
        for place, (score, file) in enumerate(queue):
            if score + reachable < worst:
                break
            household, points = file.household, bonus(file, home)
            if (
                household.last_offer == month
                or household.identity in home.refused_by
                or points == _NEVER_RANKED
                or not fits(household.persons, home.rooms, spare)
                or household.resources > ceilings[household.category]
            ):
                continue
            rank = score + points
            u = dice.uniform("judgement", PERSISTENT, household.identity, home.row)
            rank += rules.judgement_points * (u - 0.5)
            if rank + steering < worst:
                continue
            rank += self._comfort(household, home, steering)
            if rank > worst:
                best.append((-rank, place, file))
                best.sort()
                if len(best) >= rules.list_length:
                    del best[rules.list_length :]
                    worst = -best[-1][0]
        return [file for _, _, file in best]

    def _practice(self, home: Dwelling):
        """Return what a holder adds to the score of a file, and the most it adds."""
        rules = self.model.settings.reservations
        if home.holder == Holder.PREFECT:
            return (
                lambda file, home: rules.prefect_priority if file.is_priority else 0.0,
                rules.prefect_priority,
            )
        if home.holder == Holder.LOCAL:
            commune, points = home.area.commune, rules.local_residents
            return lambda file, home: points if file.home_commune == commune else 0.0, points
        if home.holder == Holder.ACTION_LOGEMENT:
            points = rules.action_logement_job
            return lambda file, home: points if file.household.has_job else 0.0, points
        if home.holder == Holder.LANDLORD:
            points = rules.landlord_transfers
            return lambda file, home: points if file.is_transfer else 0.0, points
        return lambda file, home: 0.0 if file.is_transfer else _NEVER_RANKED, 0.0

    def _comfort(self, household: Household, home: Dwelling, steering: float) -> float:
        """Return points for comfort in the home, minus infinity when the screen turns it away."""
        rules, cost = self.rules, self._full_cost(household, home)
        daily = _residual_per_day(household, cost)
        if not self._passes(household, home, cost, daily):
            return _NEVER_RANKED
        above, span = daily - rules.residual_minimum, rules.residual_comfort
        span -= rules.residual_minimum
        if span <= 0.0:
            return steering if above >= 0.0 else 0.0
        return steering * min(1.0, max(0.0, above / span))

    def is_solvent(self, household: Household, home: Dwelling) -> bool:
        """Return whether the screen lets a household pass for a home."""
        cost = self._full_cost(household, home)
        return self._passes(household, home, cost, _residual_per_day(household, cost))

    def _full_cost(self, household: Household, home: Dwelling) -> float:
        """Return the net cost with all running costs, which charges may leave out."""
        running = max(home.charges, self.running_costs * home.surface)
        return household.rights.net_cost(
            home.rent, running, home.surface, home.financing, home.residence.exemption
        )

    def _passes(self, household: Household, home: Dwelling, cost: float, daily: float) -> bool:
        """Draw the screen: soft thresholds on residual income per day and on effort."""
        rules = self.rules
        effort = cost / max(household.income, 1.0)
        solvent = logistic(rules.residual_slope * (daily - rules.residual_minimum)) * logistic(
            rules.effort_slope * (rules.effort_maximum - effort)
        )
        u = self.model.dice.uniform("screen", PERSISTENT, household.identity, home.row)
        return u < solvent


def _residual_per_day(household: Household, cost: float) -> float:
    """Return what is left per consumption unit and day, €."""
    return (household.income - cost) / 100.0 / household.units / DAYS_PER_MONTH
