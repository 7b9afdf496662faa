"""Housing aid parameters by date, zone and sector, and the aid of many households at once."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from simulation.config.errors import InputError
from simulation.kernels.housing_aid import AidParameters, housing_aid, limited_housing_aid
from simulation.law.dated import Day
from simulation.law.families import extend, extended, flatten
from simulation.law.tables import housing_aid as tables

DEFAULT_DATE = "2022-07-01"
"""The model keeps constant euros of the territory's year: the law of that July."""

_REFERENCE_ZONE = 2
"""Reference rents are the ceilings of zone 2 (arrêté du 27/09/2019, art. 14)."""


def check_zone(zone: int) -> None:
    """Raise `InputError` when `zone` is no zone of the housing aid."""
    if zone not in {1, 2, 3}:
        raise InputError(f"Zone of the housing aid: {zone} is none; choose 1, 2 or 3.")


def aid_parameters(zone: int, date: Day = DEFAULT_DATE, sector: str = "social") -> AidParameters:
    """Return the parameters of a zone (1, 2 or 3) on a date, from October 2016 on.

    `sector` is "social" or "private": the least amount paid differs. A date before the first
    figures, or another zone, raises `InputError`.
    """
    check_zone(zone)
    ceilings = tables.RENT_CEILINGS.at(date)
    charges, further_charges = tables.CHARGES.at(date)
    (ratio_low, rate_low), (ratio_high, rate_high) = tables.RENT_RATES.at(date)
    falls_from, nil_from = tables.LIMITS.at(date)[zone]
    return AidParameters(
        rent_ceiling=extended(ceilings[zone]),
        reference_rent=extended(ceilings[_REFERENCE_ZONE]),
        charges=extend((charges, charges), further_charges),
        allowance=extended(tables.ALLOWANCES.at(date)),
        family_rate=np.maximum(extended(tables.FAMILY_RATES.at(date)), 0.0),
        minimum_share=tables.MINIMUM_SHARE.at(date),
        minimum_amount=tables.MINIMUM_AMOUNT.at(date),
        ratio_low=ratio_low,
        ratio_high=ratio_high,
        rate_low=rate_low,
        rate_high=rate_high,
        flat_cut=tables.FLAT_CUT.at(date),
        rounding=tables.ROUNDING.at(date),
        least_paid=tables.LEAST_PAID.at(date)[sector],
        falls_from=falls_from,
        nil_from=nil_from,
    )


@njit(cache=True)
def _aid_all(
    parameters: AidParameters,
    adults: NDArray[Any],
    dependants: NDArray[Any],
    rents: NDArray[np.int64],
    resources: NDArray[np.float64],
    limited: bool,
) -> NDArray[np.int64]:
    aids = np.empty(adults.size, np.int64)
    for i in range(adults.size):
        if limited:
            aids[i] = limited_housing_aid(
                parameters, adults[i], dependants[i], rents[i], resources[i]
            )
        else:
            aids[i] = housing_aid(parameters, adults[i], dependants[i], rents[i], resources[i])
    return aids


def monthly_aid(
    parameters: AidParameters,
    adults: Any,
    dependants: Any,
    rent: Any,
    resources: Any,
    limited: bool = False,
) -> NDArray[np.int64]:
    """Return the housing aid of each household before levy, cents/month, shape (n,).

    `rent` in cents/month without charges, `resources` in €/year (see `law.income.resource_base`).
    `dependants` counts teenagers and children. `limited` applies the least amount paid and the
    fall above high rents, as private tenants need (see `limited_aid_for_rent`).
    """
    shape = np.broadcast_shapes(*(np.shape(x) for x in (adults, dependants, rent, resources)))
    aids = _aid_all(
        parameters,
        flatten(shape, adults, np.int64),
        flatten(shape, dependants, np.int64),
        flatten(shape, rent, np.int64),
        flatten(shape, resources, np.float64),
        limited,
    )
    return aids.reshape(shape)
