"""Housing aid (APL) of one tenant household: the legal formula, with its kink at the ceiling."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray


class AidParameters(NamedTuple):
    """Parameters of one zone and one date; arrays are indexed by family, see `family_index`.

    Euros a month, but `allowance` and `rounding` in euros a year; rates are pure numbers.
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


@njit(cache=True)
def family_index(adults: int, dependants: int) -> int:
    """Return 0 for a person alone, 1 for a couple, 1 + dependants for a family."""
    if dependants > 0:
        return 1 + dependants
    return 0 if adults <= 1 else 1


@njit(cache=True)
def housing_aid(
    parameters: AidParameters, adults: int, dependants: int, rent: int, resources: float
) -> int:
    """Return the monthly aid in cents for a rent without charges in cents.

    aid = L + C − Pp − 5 €, with L the rent up to its ceiling, C flat charges, and
    Pp = max(8.5 % (L + C), P0) + (TF + TL) (R − R0) the household's share
    (arrêté du 27 septembre 2019, art. 7 to 16). `resources` in €/year is rounded up to 100 €.
    """
    family = min(family_index(adults, dependants), parameters.rent_ceiling.size - 1)
    rent_counted = min(rent / 100.0, parameters.rent_ceiling[family])
    covered = rent_counted + parameters.charges[family]
    ratio = rent_counted / parameters.reference_rent[family]
    rent_rate = parameters.rate_low * max(
        0.0, min(ratio, parameters.ratio_high) - parameters.ratio_low
    ) + parameters.rate_high * max(0.0, ratio - parameters.ratio_high)
    rounded = np.ceil(resources / parameters.rounding) * parameters.rounding
    above = max(0.0, rounded - parameters.allowance[family])
    share = max(parameters.minimum_share * covered, parameters.minimum_amount)
    share += (parameters.family_rate[family] + rent_rate) * above
    aid = covered - share - parameters.flat_cut
    return int(max(0.0, np.floor(aid * 100.0 + 1e-6)))
