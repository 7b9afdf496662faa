"""Solidarity rent reduction (RLS) and the housing aid paid, of many tenants at once."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from simulation.kernels.tenant_aid import ReductionParameters, paid_aid, rent_reduction
from simulation.law.dated import Day
from simulation.law.families import extended, flatten
from simulation.law.housing_aid import DEFAULT_DATE, check_zone
from simulation.law.tables import housing_aid as aid_tables
from simulation.law.tables import rent_reduction as tables


def reduction_parameters(zone: int, date: Day = DEFAULT_DATE) -> ReductionParameters:
    """Return the parameters of a zone (1, 2 or 3) on a date, from 2017 on.

    Amounts are nil before February 2018; another zone or an earlier date raises `InputError`.
    """
    check_zone(zone)
    return ReductionParameters(
        amount=extended(tables.AMOUNTS.at(date)[zone]),
        ceiling=extended(tables.CEILINGS.at(date)[zone]),
        aid_share=tables.AID_SHARE.at(date),
        levy=aid_tables.SOCIAL_DEBT_LEVY.at(date),
        rounding=aid_tables.ROUNDING.at(date),
    )


@njit(cache=True)
def _reduce_all(
    parameters: ReductionParameters,
    adults: NDArray[np.int64],
    dependants: NDArray[np.int64],
    resources: NDArray[np.float64],
) -> NDArray[np.int64]:
    reductions = np.empty(adults.size, np.int64)
    for i in range(adults.size):
        reductions[i] = int(rent_reduction(parameters, adults[i], dependants[i], resources[i]))
    return reductions


def monthly_reduction(
    parameters: ReductionParameters, adults: Any, dependants: Any, resources: Any
) -> NDArray[np.int64]:
    """Return the rent reduction of social tenants, cents/month, shape of the arguments."""
    shape = np.broadcast_shapes(*(np.shape(x) for x in (adults, dependants, resources)))
    reductions = _reduce_all(
        parameters,
        flatten(shape, adults, np.int64),
        flatten(shape, dependants, np.int64),
        flatten(shape, resources, np.float64),
    )
    return reductions.reshape(shape)


@njit(cache=True)
def _pay_all(
    parameters: ReductionParameters, aids: NDArray[np.int64], reductions: NDArray[np.int64]
) -> NDArray[np.int64]:
    paid = np.empty(aids.size, np.int64)
    share, levy = parameters.aid_share, parameters.levy
    for i in range(aids.size):
        paid[i] = int(paid_aid(aids[i], reductions[i], share, levy))
    return paid


def monthly_paid_aid(
    parameters: ReductionParameters, aid: Any, reduction: Any = 0
) -> NDArray[np.int64]:
    """Return the aid paid after reduction and levy, cents/month, whole euros, shape (n,).

    `aid` as `law.housing_aid.monthly_aid` returns it; no `reduction` for private tenants.
    """
    shape = np.broadcast_shapes(np.shape(aid), np.shape(reduction))
    paid = _pay_all(parameters, flatten(shape, aid, np.int64), flatten(shape, reduction, np.int64))
    return paid.reshape(shape)
