"""Buildings to demolish: rehousing opens, households receive offers, empty buildings fall.

As without a policy: each household is shown some withheld vacancies that fit and are neutral in
cost, of any landlord, and takes the best one that beats a stay whose value falls with time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from simulation.state.schema import Channel, DwellingStatus

if TYPE_CHECKING:
    from mesa_reference.household import Household
    from mesa_reference.model import ReferenceModel
    from mesa_reference.places import Dwelling, Residence

_MOST_ROOMS, _LEAST_OFFERS = 5, 2


class Demolition(NamedTuple):
    """A building to demolish, and the months from the opening of rehousing to the date planned."""

    residence: Residence
    notice_months: int


class Rehousing:
    """Calendar of demolitions, and the offers of a month.

    Attributes
    ----------
    withheld
        Vacancies of the month that only rehousing may take.
    """

    def __init__(self, model: ReferenceModel, calendar: dict[int, list[Demolition]]) -> None:
        self.model, self.calendar = model, calendar
        self.rules, self.allocation = model.settings.rehousing, model.settings.allocation
        self.withheld: list[Dwelling] = []
        self._leaving: list[Residence] = []

    # ---- works ----

    def advance_works(self) -> None:
        """Open rehousing where it is time, and demolish what is due and empty."""
        month = self.model.month
        for residence, notice_months in self.calendar.get(month, ()):
            if residence.rehousing_opens is None:
                residence.open_rehousing(notice_months)
                self._leaving.append(residence)
        for residence in list(self._leaving):
            is_empty = all(home.occupant is None for home in residence.dwellings)
            if is_empty and residence.demolition_due <= month:
                self._leaving.remove(residence)
                for home in residence.dwellings:
                    home.status = DwellingStatus.DEMOLISHED
                self.model.reputation.note_works(residence.area, len(residence.dwellings))

    def forget_holders(self) -> None:
        """Take dwellings that can be let no more from their reservation holders."""
        for residence in self._leaving:
            for home in residence.dwellings:
                home.lose_holder()

    # ---- offers ----

    @property
    def households(self) -> list[Household]:
        """Who still lives in buildings to demolish, longest waiting first."""
        found = [
            home.occupant
            for residence in self._leaving
            for home in residence.dwellings
            if home.occupant is not None
        ]
        return sorted(found, key=lambda one: (one.dwelling.residence.rehousing_opens, one.identity))

    def n_to_show(self) -> int:
        """Return how many vacancies are shown this month: more once buildings are late."""
        households = self.households
        late = sum(self._years_late(one) for one in households)
        shown = self.allocation.rehousing_offers * len(households)
        return int(shown + self.rules.late_vacancies * late)

    def step(self) -> None:
        """Offer withheld dwellings, household after household."""
        households, month = self.households, self.model.month
        for household in households:
            if household.dwelling.residence.rehousing_opens == month:
                household.rehousing_offers = household.rehousing_refused = 0
                household.has_refused = False
        free = sorted(self.withheld, key=lambda home: home.row)
        taken: set[Dwelling] = set()
        accepted = []
        for household in households:
            offers = self._look(household, free, taken)
            choice = self._choose(household, offers)
            if choice is not None:
                taken.add(choice)
                accepted.append((household, choice))
        for household, home in accepted:
            self.model.sign_lease(household, home, Channel.REHOUSING)

    def _look(
        self, household: Household, free: list[Dwelling], taken: set[Dwelling]
    ) -> list[Dwelling]:
        """Return the first dwellings that fit, from a drawn place of the list on."""
        if not free:
            return []
        model, late = self.model, self._years_late(household)
        old_cost = household.net_cost(household.dwelling)
        limit = old_cost * (1.0 + self.allocation.neutrality + self.rules.late_tolerance * late)
        more_rooms = int(self.rules.late_rooms * late)
        resources = household.resources / (1.0 + self.rules.late_ceiling * late)
        u = model.dice.uniform("rehousing_list", model.month, household.identity)
        first, persons, offers = int(u * len(free)), household.persons, []
        for home in free[first:] + free[:first]:
            least = min(persons - 1, _MOST_ROOMS) - more_rooms
            most = persons + self.allocation.spare_rooms + more_rooms
            if home in taken or not least <= home.rooms <= most:
                continue
            ceiling = model.law.ceilings[home.financing][household.category]
            if resources <= ceiling and household.net_cost(home) <= limit:
                offers.append(home)
                if len(offers) == self.allocation.rehousing_offers:
                    break
        return offers

    def _choose(self, household: Household, offers: list[Dwelling]) -> Dwelling | None:
        """Return the best offer, if it beats a stay that has lost some of its value."""
        if not offers:
            return None
        bar, best = household.status_quo() - self._pressure(household), None
        for home in offers:
            value = household.value(home)
            if value > bar:
                bar, best = value, home
        household.last_offer = self.model.month
        household.rehousing_offers += len(offers)
        if best is None:
            household.rehousing_refused += len(offers)
            due = max(self.allocation.rehousing_offers, _LEAST_OFFERS)
            if household.rehousing_refused >= due:
                household.has_refused = True
        return best

    def _years_late(self, household: Household) -> float:
        """Return years since the planned demolition, 0 before it."""
        due = household.dwelling.residence.demolition_due
        return max(0.0, (self.model.month - due) / 12)

    def _pressure(self, household: Household) -> float:
        """Return what staying has lost of its value."""
        opened = (self.model.month - household.dwelling.residence.rehousing_opens) / 12
        lost = self.allocation.rehousing_pressure * opened
        late = self._years_late(household)
        return lost + self.rules.procedure_pressure * late * household.has_refused
