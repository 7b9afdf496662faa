"""Social minima and family allowances of many households, in one pass."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from simulation.kernels.compiled import leaf
from simulation.rng import draw

RETIRED = 2  # `state.schema.Activity`


class BenefitScales(NamedTuple):
    """Amounts in cents a month; see `law.minima`.

    Attributes
    ----------
    income
        Minimum income by adults (1, 2) and dependants, shape (2, n).
    allowances
        Family allowances by dependants, shape (n,).
    old_age
        Old-age minimum by adults, shape (2,).
    kept
        Share of wages that the in-work benefit leaves.
    """

    income: NDArray[np.float64]
    allowances: NDArray[np.float64]
    old_age: NDArray[np.float64]
    kept: float


class Claimants(NamedTuple):
    """Columns of households that decide what they are entitled to."""

    id: NDArray[Any]
    adults: NDArray[Any]
    teenagers: NDArray[Any]
    children: NDArray[Any]
    activity: NDArray[Any]
    earnings: NDArray[Any]
    replacement: NDArray[Any]


@leaf
def means_tested(
    law: BenefitScales,
    adults: int,
    dependants: int,
    is_retired: bool,
    earnings: float,
    replacement: float,
) -> float:
    """Return the benefit that completes a small income, cents/month.

    Of working age, RSA and in-work benefit together: the minimum income, less benefits and pensions
    in full and less the part of wages that is not kept, so that 100 € of wages bring 61 €. The
    flat bonuses of the in-work benefit are left out. Retired: the old-age minimum, less all income.
    """
    place = min(adults, law.old_age.size) - 1
    if is_retired:
        return max(law.old_age[place] - replacement - earnings, 0.0)
    number = min(dependants, law.allowances.size - 1)
    return max(law.income[place, number] - replacement - (1.0 - law.kept) * earnings, 0.0)


@njit(cache=True)
def entitlements(
    law: BenefitScales,
    stream: np.uint64,
    take_up: float,
    rows: NDArray[Any],
    claimants: Claimants,
) -> NDArray[np.int64]:
    """Return minima and family allowances of the households `rows`, cents/month, shape (n,).

    Some never claim what completes a small income (one draw for life); family allowances come by
    themselves, and whoever has no other income claims in the end.
    """
    amounts = np.empty(rows.size, np.int64)
    for i in range(rows.size):
        row = rows[i]
        dependants = claimants.teenagers[row] + claimants.children[row]
        pay, benefits = claimants.earnings[row], claimants.replacement[row]
        retired = claimants.activity[row] == RETIRED
        due = means_tested(law, claimants.adults[row], dependants, retired, pay, benefits)
        may_renounce = due > 0.0 and pay + benefits > 0
        if may_renounce and draw(stream, 0, claimants.id[row], 0, 0) >= take_up:
            due = 0.0
        number = min(dependants, law.allowances.size - 1)
        amounts[i] = np.int64(np.rint(law.allowances[number] + due))
    return amounts
