"""Rent reduction, housing aid paid and solidarity supplement of many households at once."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from simulation.kernels.bill import OWNED, bill, cost_terms
from simulation.kernels.legal import Law
from simulation.law.families import flatten

# As columns of the world hold them: what these call is then compiled once for both.
_TYPES = (
    np.int8, np.int64, np.float64, np.float64, np.int8,
    np.int64, np.float64, np.int8, np.float64,
)  # fmt: skip


class Bills(NamedTuple):
    """Amounts of each household, cents/month; net cost = rent + charges − reduction − aid + sup."""

    reduction: NDArray[np.int64]
    aid: NDArray[np.int64]
    supplement: NDArray[np.int64]


@njit(cache=True)
def _bill_all(
    law: Law,
    adults: NDArray[np.int8],
    dependants: NDArray[np.int64],
    resources: NDArray[np.float64],
    fiscal_incomes: NDArray[np.float64],
    categories: NDArray[np.int8],
    rents: NDArray[np.int64],
    surfaces: NDArray[np.float64],
    financings: NDArray[np.int8],
    exemptions: NDArray[np.float64],
) -> NDArray[np.int64]:
    found = np.empty((3, rents.size), np.int64)
    for i in range(rents.size):
        if financings[i] == OWNED:
            found[:, i] = 0
            continue
        terms = cost_terms(
            law, adults[i], dependants[i], resources[i], fiscal_incomes[i], categories[i]
        )
        due = bill(terms, float(rents[i]), surfaces[i], financings[i], exemptions[i])
        found[0, i], found[1, i], found[2, i] = due.reduction, due.aid, due.supplement
    return found


def monthly_bills(
    law: Law,
    adults: Any,
    dependants: Any,
    resources: Any,
    fiscal_income: Any,
    category: Any,
    rent: Any,
    surface: Any,
    financing: Any,
    exemption: Any,
) -> Bills:
    """Return what law takes off each rent and adds to it, shape of the arguments.

    Parameters
    ----------
    resources, fiscal_income
        €/year, see `law.income`.
    category
        Category for the income ceilings, see `law.ceilings`.
    rent
        Without charges, cents/month.
    surface
        m².
    financing
        Codes of `Financing`: they tell social tenants from private ones and owners.
    exemption
        Share of the supplement that is not due: 0 by the national scale, 1 in QPV.
    """
    given = (
        adults, dependants, resources, fiscal_income, category, rent, surface, financing, exemption
    )  # fmt: skip
    shape = np.broadcast_shapes(*(np.shape(values) for values in given))
    columns = (flatten(shape, values, dtype) for values, dtype in zip(given, _TYPES, strict=True))
    found = _bill_all(law, *columns)
    return Bills(*(amounts.reshape(shape) for amounts in found))
