"""Housing aid of one tenant household: the legal formula, with its kink at the ceiling.

Three steps: `aid_terms` once per household, `aid_for_rent` for each rent, and `kernels.tenant_aid`
for what is paid in the end (rent reduction, levy, whole euros).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulation.kernels.compiled import leaf


class AidParameters(NamedTuple):
    """Parameters of one zone and one date; arrays are indexed by family, see `family_index`.

    Euros a month, but `allowance` and `rounding` in euros a year; rates are pure numbers.
    `falls_from` and `nil_from` are multiples of the rent ceiling.
    """

    rent_ceiling: NDArray[np.float64]
    reference_rent: NDArray[np.float64]
    charges: NDArray[np.float64]
    allowance: NDArray[np.float64]
    family_rate: NDArray[np.float64]
    minimum_share: float
    minimum_amount: float
    ratio_low: float
    ratio_high: float
    rate_low: float
    rate_high: float
    flat_cut: float
    rounding: float
    least_paid: float
    falls_from: float
    nil_from: float


class AidTerms(NamedTuple):
    """What of the formula one household fixes, whatever its rent; euros a month.

    `above` is the resource base over the allowance, €/year; `falls_from` and `nil_from` are rents.
    """

    rent_ceiling: float
    reference_rent: float
    charges: float
    above: float
    family_rate: float
    minimum_share: float
    minimum_amount: float
    ratio_low: float
    ratio_high: float
    rate_low: float
    rate_high: float
    flat_cut: float
    least_paid: float
    falls_from: float
    nil_from: float


@leaf
def family_index(adults: int, dependants: int) -> int:
    """Return 0 for a person alone, 1 for a couple, 1 + dependants for a family."""
    if dependants > 0:
        return 1 + dependants
    return 0 if adults <= 1 else 1


@leaf
def aid_terms(
    parameters: AidParameters, adults: int, dependants: int, resources: float
) -> AidTerms:
    """Return the terms of a household; `resources` in €/year is rounded up to 100 €."""
    family = min(family_index(adults, dependants), parameters.rent_ceiling.size - 1)
    rounded = np.ceil(resources / parameters.rounding) * parameters.rounding
    return AidTerms(
        parameters.rent_ceiling[family],
        parameters.reference_rent[family],
        parameters.charges[family],
        max(0.0, rounded - parameters.allowance[family]),
        parameters.family_rate[family],
        parameters.minimum_share,
        parameters.minimum_amount,
        parameters.ratio_low,
        parameters.ratio_high,
        parameters.rate_low,
        parameters.rate_high,
        parameters.flat_cut,
        parameters.least_paid,
        np.rint(parameters.falls_from * parameters.rent_ceiling[family] * 100.0) / 100.0,
        np.rint(parameters.nil_from * parameters.rent_ceiling[family] * 100.0) / 100.0,
    )


@leaf
def aid_before_cut(terms: AidTerms, rent: float) -> float:
    """Return L + C − Pp in euros/month for a rent without charges in cents; it may be negative.

    L is the rent up to its ceiling, C flat charges, and Pp = max(8.5 % (L + C), P0) +
    (TF + TL) (R − R0) the household's share (CCH D823-16 and 17; arrêté du 27/09/2019, art. 7
    to 15). TL is not rounded to five decimals, so that the aid never falls by a step: at most
    0.20 € a month apart.
    """
    rent_counted = min(rent / 100.0, terms.rent_ceiling)
    covered = rent_counted + terms.charges
    ratio = rent_counted / terms.reference_rent
    rent_rate = terms.rate_low * max(0.0, min(ratio, terms.ratio_high) - terms.ratio_low)
    rent_rate += terms.rate_high * max(0.0, ratio - terms.ratio_high)
    share = max(terms.minimum_share * covered, terms.minimum_amount)
    share += (terms.family_rate + rent_rate) * terms.above
    return covered - share


@leaf
def aid_for_rent(terms: AidTerms, rent: float) -> float:
    """Return the monthly aid in whole cents for a rent without charges in cents.

    aid = L + C − Pp − 5 €, before rent reduction and levy, nothing under the least amount paid.
    This is the aid of social tenants: no social rent comes near the rents at which the aid falls.
    """
    aid = aid_before_cut(terms, rent)
    if aid < terms.least_paid:
        return 0.0
    return max(0.0, np.floor((aid - terms.flat_cut) * 100.0 + 1e-6))


@leaf
def limited_aid_for_rent(terms: AidTerms, rent: float, least_paid: float) -> float:
    """Return the monthly aid with every legal limit, whole cents: private tenants, any date.

    As `aid_for_rent`, but nothing under `least_paid` (€/month), and the aid falls in a straight
    line to nil between two multiples of the rent ceiling (arrêté du 27/09/2019, art. 10 to 12).
    """
    aid = aid_before_cut(terms, rent)
    if aid < least_paid:
        return 0.0
    left = (terms.nil_from - rent / 100.0) / (terms.nil_from - terms.falls_from)
    aid = np.rint(aid * min(1.0, max(0.0, left)) * 100.0) - terms.flat_cut * 100.0
    return max(0.0, aid)


@leaf
def housing_aid(
    parameters: AidParameters, adults: int, dependants: int, rent: float, resources: float
) -> int:
    """Return the monthly aid of one household in cents; see `aid_terms` and `aid_for_rent`."""
    return int(aid_for_rent(aid_terms(parameters, adults, dependants, resources), rent))


@leaf
def limited_housing_aid(
    parameters: AidParameters, adults: int, dependants: int, rent: float, resources: float
) -> int:
    """Return the monthly aid of one household in cents, with limits; see `limited_aid_for_rent`."""
    terms = aid_terms(parameters, adults, dependants, resources)
    return int(limited_aid_for_rent(terms, rent, parameters.least_paid))
