"""Social minima and family allowances that a household without other income receives."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.kernels.legal import MinimaParameters
from simulation.kernels.minima import BenefitScales
from simulation.law.dated import Day
from simulation.law.housing_aid import DEFAULT_DATE
from simulation.law.tables import minima as tables
from simulation.law.tables.housing_aid import SOCIAL_DEBT_LEVY

_KEPT = 0.61  # share of wages that the in-work benefit leaves (CSS D.843-3)
_OLD_AGE = (953.45, 1480.24)  # ASPA, €/month, alone and couple (CSS D.815-1, 1 July 2022)
_LARGEST = 40  # dependants: a merger of the two largest families stays below
CENTS = 100
_DECIMALS = 2


def minima_parameters(date: Day = DEFAULT_DATE) -> MinimaParameters:
    """Return the parameters of a date, from September 2016 on; an earlier one raises `InputError`.

    The housing deduction is a share of the basic income of one, two or three persons (CASF
    R262-9); the allowances are what is left after the CRDS.
    """
    base = tables.BASIC_INCOME.at(date)
    second, further, dependant = tables.FAMILY_SHARES.at(date)
    scales = (1.0, 1.0 + second, 1.0 + second + further)
    one, two, three = (
        round(base * scale * share, _DECIMALS)
        for scale, share in zip(scales, tables.HOUSING_SHARES.at(date), strict=True)
    )
    two_dependants, one_more = (
        _after_levy(tables.ALLOWANCE_BASE.at(date) * share, SOCIAL_DEBT_LEVY.at(date))
        for share in tables.ALLOWANCE_SHARES.at(date)
    )
    return MinimaParameters(
        base, second, further, dependant, (one, two, three), two_dependants, one_more
    )


def _after_levy(amount: float, levy: float) -> float:
    """Return euros to the cent less the CRDS, which drops what is under a cent."""
    gross = round(amount, _DECIMALS)
    return round(gross - math.floor(gross * levy * CENTS) / CENTS, _DECIMALS)


def family_allowances(dependants: Any, minima: MinimaParameters) -> NDArray[np.int64]:
    """Return family allowances for `dependants` children, cents/month, shape of the argument."""
    count = np.asarray(dependants)
    further = np.maximum(count - 2, 0)
    amount = np.where(count >= 2, minima.allowance_two + minima.allowance_further * further, 0.0)
    return np.asarray(np.round(amount * CENTS), np.int64)


def minimum_income(adults: Any, dependants: Any, minima: MinimaParameters) -> NDArray[np.int64]:
    """Return what a household without any other income receives, cents/month.

    RSA after the housing deduction, which every household with housing aid or free lodging has.
    """
    adults, dependants = np.asarray(adults), np.asarray(dependants)
    persons = adults + dependants
    scale = 1.0 + minima.second_person * (persons >= 2)
    scale = scale + minima.further_person * np.maximum(persons - 2, 0)
    third = minima.further_dependant - minima.further_person
    scale = scale + third * np.maximum(dependants - 2, 0)
    deduction = np.array(minima.deductions)[np.minimum(persons, 3) - 1]
    return np.asarray(np.round((minima.basic_income * scale - deduction) * CENTS), np.int64)


@lru_cache(maxsize=1)
def benefit_scales(minima: MinimaParameters) -> BenefitScales:
    """Return the amounts in the form that kernels take, for up to 40 dependants.

    The old-age minimum and the share of wages that the in-work benefit leaves are those of 2022.
    """
    dependants = np.arange(_LARGEST + 1)
    return BenefitScales(
        income=np.stack([minimum_income(n, dependants, minima) for n in (1, 2)]).astype(np.float64),
        allowances=family_allowances(dependants, minima).astype(np.float64),
        old_age=np.array(_OLD_AGE) * CENTS,
        kept=_KEPT,
    )
