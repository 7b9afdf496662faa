"""Buildings to demolish: rehousing opens, households receive offers, empty buildings fall.

As without a policy: each household is offered some withheld vacancies, see `showing`, and takes the
best one that beats a stay whose value falls with time. Who is left may go private, see `outlets`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mesa_reference.outlets import Outlets
from mesa_reference.showing import look, years_late
from simulation.state.schema import Channel, DwellingStatus

if TYPE_CHECKING:
    from mesa_reference.household import Household
    from mesa_reference.model import ReferenceModel
    from mesa_reference.places import Dwelling, Residence

_LEAST_OFFERS = 2


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
        self.outlets = Outlets(model)

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

    def would_show(self, free: list[Dwelling]) -> set[Dwelling]:
        """Return the vacancies that somebody would be shown if all were withheld.

        More for each household, the later its building is.
        """
        usual, more = self.allocation.rehousing_offers, self.rules.late_vacancies
        return {
            home
            for household in self.households
            for home in look(household, free, usual + int(more * years_late(household)))
        }

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
            offers = look(household, free, self.allocation.rehousing_offers, taken)
            choice = self._choose(household, offers)
            if choice is not None:
                taken.add(choice)
                accepted.append((household, choice))
        for household, home in accepted:
            self.model.sign_lease(household, home, Channel.REHOUSING)
        left = self.households
        cost = self.model.settings.behaviour.moving_cost
        self.outlets.step(left, {one: self._bar(one) + cost for one in left})

    def _choose(self, household: Household, offers: list[Dwelling]) -> Dwelling | None:
        """Return the best offer, if it beats a stay that has lost some of its value."""
        if not offers:
            return None
        bar, best = self._bar(household), None
        for home in offers:
            value = household.value(home)
            if value > bar:
                bar, best = value, home
        household.last_offer = self.model.month
        household.rehousing_offers += len(offers)
        if best is None:
            household.rehousing_refused += len(offers)
            for home in offers:
                home.refused_by.add(household.identity)
            due = max(self.allocation.rehousing_offers, _LEAST_OFFERS)
            if household.rehousing_refused >= due:
                household.has_refused = True
        return best

    def _bar(self, household: Household) -> float:
        """Return what a stay is worth by now."""
        return household.status_quo() - self._pressure(household)

    def _pressure(self, household: Household) -> float:
        """Return what staying has lost of its value."""
        opened = (self.model.month - household.dwelling.residence.rehousing_opens) / 12
        lost = self.allocation.rehousing_pressure * opened
        late = years_late(household)
        return lost + self.rules.procedure_pressure * late * household.has_refused
