"""Solidarity supplement (SLS) by date and zone, and that of many tenants at once."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from simulation.config.errors import InputError
from simulation.kernels.supplement import SupplementParameters, solidarity_supplement
from simulation.law.dated import Day
from simulation.law.families import flatten
from simulation.law.housing_aid import DEFAULT_DATE
from simulation.law.tables import supplement as tables
from simulation.law.tables.rent_index import RENT_INDEX

_FIRST = tables.REFERENCES.values[0].since


def supplement_parameters(zone: str = "2", date: Day = DEFAULT_DATE) -> SupplementParameters:
    """Return the national scale of a zone of the supplement ("1bis", "1", "2" or "3") on a date.

    These zones are not those of the housing aid: "2" is an agglomeration or an intermunicipal
    body of more than 100,000 inhabitants. Another zone or a date before 2009 raises `InputError`.
    """
    references = tables.REFERENCES.at(date)
    if zone not in references:
        known = ", ".join(references)
        raise InputError(f'Zone of the solidarity supplement: "{zone}" is none; choose {known}.')
    (threshold, base), (_, low), (middle_from, middle), (high_from, high) = tables.COEFFICIENTS.at(
        date
    )
    return SupplementParameters(
        threshold=threshold,
        middle=middle_from,
        high=high_from,
        base=base,
        low_step=low,
        middle_step=middle,
        high_step=high,
        reference=references[zone] * RENT_INDEX.at(date) / RENT_INDEX.at(_FIRST),
        cap_share=tables.CAP_SHARE.at(date),
    )


@njit(cache=True)
def _supplement_all(
    parameters: SupplementParameters,
    resources: NDArray[np.float64],
    ceilings: NDArray[np.float64],
    surfaces: NDArray[np.float64],
    rents: NDArray[np.int64],
    exempt: NDArray[np.bool_],
) -> NDArray[np.int64]:
    supplements = np.empty(resources.size, np.int64)
    for i in range(resources.size):
        supplements[i] = int(
            solidarity_supplement(
                parameters, resources[i], ceilings[i], surfaces[i], rents[i], exempt[i]
            )
        )
    return supplements


def monthly_supplement(
    parameters: SupplementParameters,
    resources: Any,
    ceiling: Any,
    surface: Any,
    rent: Any,
    is_exempt: Any = False,
) -> NDArray[np.int64]:
    """Return the supplement of social tenants, cents/month, shape of the arguments.

    `resources` (fiscal reference income) and `ceiling` in €/year, `surface` in m², `rent` in
    cents/month without charges; `is_exempt` in priority neighbourhoods.
    """
    given = (resources, ceiling, surface, rent, is_exempt)
    shape = np.broadcast_shapes(*(np.shape(x) for x in given))
    supplements = _supplement_all(
        parameters,
        flatten(shape, resources, np.float64),
        flatten(shape, ceiling, np.float64),
        flatten(shape, surface, np.float64),
        flatten(shape, rent, np.int64),
        flatten(shape, is_exempt, np.bool_),
    )
    return supplements.reshape(shape)
