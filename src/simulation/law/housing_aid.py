"""Housing aid parameters by date and zone, and the aid of many households at once.

Figures: arrêté du 27 septembre 2019 as revalued on 1 July 2022 (arrêté du 10 août 2022).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from simulation.kernels.housing_aid import AidParameters, housing_aid

_FAMILIES = 12
_CEILINGS_2022 = {  # €/month: alone, couple, one dependant, each further one (arrêté, art. 8)
    1: (308.50, 372.07, 420.52, 61.01),
    2: (268.87, 329.10, 370.32, 53.90),
    3: (252.00, 305.48, 342.52, 49.09),
}
_REFERENCE_ZONE = 2
_CHARGES_2022 = (56.12, 12.72)  # €/month: base, each dependant (art. 9)
_ALLOWANCES_2022 = (4870, 6977, 8322, 8509, 8834, 9163, 9488, 9816)  # €/year (art. 14)
_FURTHER_ALLOWANCE_2022 = 323
_FAMILY_RATES = (0.0283, 0.0315, 0.0270, 0.0238, 0.0201, 0.0185, 0.0179, 0.0173)  # TF (art. 14)
_FURTHER_FAMILY_RATE = -0.0006
_MINIMUM_SHARE, _MINIMUM_AMOUNT_2022 = 0.085, 36.63  # P0 (art. 13)
_RATIOS, _RENT_RATES = (0.45, 0.75), (0.0045, 0.0068)  # TL (art. 14)
_FLAT_CUT, _ROUNDING = 5.0, 100.0  # €/month (décret 2017-1413); €/year (CCH R.822-3)


def _extend(values: tuple[float, ...], step: float) -> NDArray[np.float64]:
    further = [values[-1] + step * (i + 1) for i in range(_FAMILIES - len(values))]
    return np.array([*values, *further], np.float64)


def aid_parameters(zone: int) -> AidParameters:
    """Return the parameters of a zone (1, 2 or 3), at 1 July 2022."""
    charges, further_charges = _CHARGES_2022
    return AidParameters(
        rent_ceiling=_extend(_CEILINGS_2022[zone][:3], _CEILINGS_2022[zone][3]),
        reference_rent=_extend(
            _CEILINGS_2022[_REFERENCE_ZONE][:3], _CEILINGS_2022[_REFERENCE_ZONE][3]
        ),
        charges=_extend((charges, charges), further_charges),
        allowance=_extend(_ALLOWANCES_2022, _FURTHER_ALLOWANCE_2022),
        family_rate=np.maximum(_extend(_FAMILY_RATES, _FURTHER_FAMILY_RATE), 0.0),
        minimum_share=_MINIMUM_SHARE,
        minimum_amount=_MINIMUM_AMOUNT_2022,
        ratio_low=_RATIOS[0],
        ratio_high=_RATIOS[1],
        rate_low=_RENT_RATES[0],
        rate_high=_RENT_RATES[1],
        flat_cut=_FLAT_CUT,
        rounding=_ROUNDING,
    )


@njit(cache=True)
def _aid_all(
    parameters: AidParameters,
    adults: NDArray[Any],
    dependants: NDArray[Any],
    rents: NDArray[np.int64],
    resources: NDArray[np.float64],
) -> NDArray[np.int64]:
    aids = np.empty(adults.size, np.int64)
    for i in range(adults.size):
        aids[i] = housing_aid(parameters, adults[i], dependants[i], rents[i], resources[i])
    return aids


def monthly_aid(
    parameters: AidParameters, adults: Any, dependants: Any, rent: Any, resources: Any
) -> NDArray[np.int64]:
    """Return the housing aid of each household, cents/month, shape (n,).

    `rent` in cents/month without charges, `resources` in €/year (see `law.income.resource_base`).
    `dependants` counts teenagers and children.
    """
    shape = np.broadcast_shapes(*(np.shape(x) for x in (adults, dependants, rent, resources)))

    def flat(values: Any, dtype: Any) -> NDArray[Any]:
        return np.ascontiguousarray(np.broadcast_to(np.asarray(values), shape), dtype).reshape(-1)

    aids = _aid_all(
        parameters,
        flat(adults, np.int64),
        flat(dependants, np.int64),
        flat(rent, np.int64),
        flat(resources, np.float64),
    )
    return aids.reshape(shape)
