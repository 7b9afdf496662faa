"""Households leave their homes: competing hazards, drawn for the year."""

from __future__ import annotations

from math import exp
from typing import TYPE_CHECKING

from mesa_reference.agenda import Agenda
from mesa_reference.market import reach
from mesa_reference.members import death_hazard
from simulation.state.schema import Exit, Financing

if TYPE_CHECKING:
    from mesa_reference.household import Household
    from mesa_reference.model import ReferenceModel

_STREAMS = ("exit_ownership", "exit_private", "exit_elsewhere", "exit_death")
_KINDS = (Exit.OWNERSHIP, Exit.PRIVATE_RENTAL, Exit.ELSEWHERE, Exit.DEATH)
_PLUS, _PRIVATE = int(Financing.PLUS), int(Financing.PRIVATE_RENTAL)


class Exits:
    """Who leaves, when, for what; and when tenants will ask for a transfer."""

    def __init__(self, model: ReferenceModel) -> None:
        self.model, self.rates = model, model.settings.mobility
        self.agenda, self.transfers = Agenda(), Agenda()

    def step(self) -> None:
        """Draw the exits to come, then let go those whose month it is."""
        model = self.model
        if model.is_january:
            model.people.do(self._schedule)
        else:
            for household in model.moved_last_month:
                if household.moved_in == model.month - 1:
                    self._schedule(household)
        due = [
            one
            for one in self.agenda.take(model.month)
            if one.exit_month == model.month and one.dwelling is not None
        ]
        self._go(due)

    def _go(self, due: list[Household]) -> None:
        looking = [one for one in due if one.exit_kind in (Exit.OWNERSHIP, Exit.PRIVATE_RENTAL)]
        for household in looking:
            household.lose_home()
            household.exit_month = None
        self.model.market.seekers = looking
        for household in due:
            if household.exit_kind == Exit.DEATH:
                household.leave()
        for household in due:
            if household.exit_kind == Exit.ELSEWHERE:
                household.leave()

    def _schedule(self, household: Household) -> None:
        """Draw the first exit of the year, and the month in which it asks for a transfer."""
        if household.dwelling is None:
            return
        dice, month = self.model.dice, self.model.month
        hazards, transfer = (
            self._of_tenant(household)
            if household.dwelling.is_social
            else self._of_private(household)
        )
        if household.adults > 1:
            hazards[-1] = 0.0  # who loses a partner stays
        when, kind = dice.first_event(_STREAMS, month, household.identity, hazards)
        household.exit_month = when
        household.exit_kind = _KINDS[kind] if kind >= 0 else Exit.NONE
        self.agenda.put(when, household)
        when, _ = dice.first_event(("transfer",), month, household.identity, [transfer])
        household.transfer_month = when
        self.transfers.put(when, household)

    def _of_private(self, household: Household) -> tuple[list[float], float]:
        """Return the hazards of a private household: the mean of its tenure, and death."""
        is_owner = household.dwelling.financing == Financing.OWNER_OCCUPIED
        rate = self.rates.owner_rate if is_owner else self.rates.private_tenant_rate
        return [0.0, 0.0, rate, death_hazard(self.model, household.age)], 0.0

    def _of_tenant(self, tenant: Household) -> tuple[list[float], float]:
        """Return yearly hazards of a social tenant, by what it would gain and can reach."""
        model, rates, market = self.model, self.rates, self.model.market
        wanted, rights = tenant.rooms_wanted - 1, tenant.rights
        typical = market.typical
        price, rent = typical.owner_costs[wanted], typical.rents[wanted]
        away = typical.elsewhere[wanted]
        gap = market.mean_match - tenant.status_quo()
        owning = tenant.cost_value(price) + gap
        letting = tenant.cost_value(rights.net_cost(rent, 0.0, 0.0, _PRIVATE, 1.0)) + gap
        going = tenant.cost_value(rights.net_cost(away, 0.0, 0.0, _PRIVATE, 1.0)) + gap
        young = exp(-max(0.0, tenant.age - rates.settling_age) / rates.settling_age)
        can_buy, can_rent, can_go = (
            young * reach(model, tenant.resources, cost) for cost in (price, rent, away)
        )
        surface = tenant.dwelling.surface
        other = rights.net_cost(typical.social_rents[wanted], 0.0, surface, _PLUS, 0.0)
        social = tenant.cost_value(other) + gap
        ahead = (12 - model.month % 12) / 24.0  # middle of what is left of the year
        years = max(0.0, (model.month - tenant.moved_in) / 12.0) + ahead
        settled = 1.0 - exp(-max(years, 0.0) / rates.transfer_settling)
        hazards = [
            rates.ownership_rate * can_buy * self.response(owning),
            rates.private_rate * can_rent * self.response(letting),
            rates.elsewhere_rate * can_go * self.response(going),
            death_hazard(model, tenant.age),
        ]
        transfer = rates.transfer_rate * self.response(social) * settled
        return [min(hazard, rates.highest_rate) for hazard in hazards], min(
            transfer, rates.highest_rate
        )

    def response(self, gain: float) -> float:
        """Return what a gain in utility multiplies a voluntary hazard by."""
        return exp(min(max(self.rates.sensitivity * gain, -10.0), 3.0))
