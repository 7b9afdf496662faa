"""What a household pays for a home: rent and charges, less reduction and aid, plus supplement.

Two steps: `cost_terms` once per household, then `bill` or `net_cost` for each home.
"""

from __future__ import annotations

from typing import NamedTuple

from simulation.kernels.compiled import leaf
from simulation.kernels.housing_aid import (
    AidTerms,
    aid_for_rent,
    aid_terms,
    limited_aid_for_rent,
)
from simulation.kernels.legal import Law
from simulation.kernels.supplement import supplement_due, supplement_rate
from simulation.kernels.tenant_aid import paid_aid, rent_reduction

PLUS, PRIVATE, OWNED = 1, 4, 5  # codes of `state.schema.Financing`


class CostTerms(NamedTuple):
    """What one household fixes of its net cost, whatever the home.

    `least_private` in €/month, `reduction` in cents/month, `aid_share` and `levy` as in
    `ReductionParameters`. `supplement` in cents/m²/month for each social financing; rent and
    supplement are at most `rent_cap`, cents/month.
    """

    aid: AidTerms
    least_private: float
    reduction: float
    aid_share: float
    levy: float
    supplement: tuple[float, float, float, float]
    rent_cap: float


class Bill(NamedTuple):
    """Rent reduction, housing aid paid and solidarity supplement of one home, cents/month."""

    reduction: float
    aid: float
    supplement: float


@leaf
def cost_terms(
    law: Law, adults: int, dependants: int, resources: float, fiscal_income: float, category: int
) -> CostTerms:
    """Return the terms of a household; resource base and fiscal income in €/year."""
    scale, ceilings = law.supplement, law.ceilings
    return CostTerms(
        aid_terms(law.aid, adults, dependants, resources),
        law.least_private,
        rent_reduction(law.reduction, adults, dependants, resources),
        law.reduction.aid_share,
        law.reduction.levy,
        (
            supplement_rate(scale, fiscal_income, ceilings[0, category]),
            supplement_rate(scale, fiscal_income, ceilings[1, category]),
            supplement_rate(scale, fiscal_income, ceilings[2, category]),
            supplement_rate(scale, fiscal_income, ceilings[3, category]),
        ),
        scale.cap_share * fiscal_income * 100.0 / 12.0,
    )


@leaf
def bill(terms: CostTerms, rent: float, surface: float, financing: int, exemption: float) -> Bill:
    """Return what law takes off a rent and adds to it, in whole cents.

    Social tenants have reduction, aid as paid and supplement, private ones an aid of their own,
    owners nothing. Nobody is let off more than the rent, and a home without a rent opens no right.

    Parameters
    ----------
    rent
        Without charges, cents/month.
    surface
        m², for the supplement.
    financing
        Code of `state.schema.Financing`.
    exemption
        Share of the supplement that is not due there: 0 by the national scale, 1 in QPV.
    """
    if rent <= 0.0 or financing == OWNED:
        return Bill(0.0, 0.0, 0.0)
    if financing == PRIVATE:
        private = limited_aid_for_rent(terms.aid, rent, terms.least_private)
        return Bill(0.0, paid_aid(private, 0.0, terms.aid_share, terms.levy), 0.0)
    reduction = min(terms.reduction, rent)
    aid = paid_aid(aid_for_rent(terms.aid, rent), reduction, terms.aid_share, terms.levy)
    rate = terms.supplement[financing] * (1.0 - exemption)
    return Bill(reduction, aid, supplement_due(rate, surface, rent, terms.rent_cap))


@leaf
def net_cost(
    terms: CostTerms,
    rent: float,
    charges: float,
    surface: float,
    financing: int,
    exemption: float,
) -> float:
    """Return rent and charges less reduction and aid, plus supplement, cents/month; see `bill`."""
    due = bill(terms, rent, surface, financing, exemption)
    return rent + charges - due.reduction - due.aid + due.supplement
