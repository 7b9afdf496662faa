"""Social minima and family allowances that a household without other income receives, 2022."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

_BASE = 598.54  # RSA, €/month, one person (décret 2022-1068, 1 July 2022)
_SECOND_PERSON = 0.5  # added to the base for a second person (CASF R.262-1)
_FURTHER_PERSON = 0.3
_THIRD_CHILD = 0.4
_HOUSING_DEDUCTION = (71.82, 143.65, 177.77)  # 1, 2, 3 persons and more (CASF R.262-9)
_ALLOWANCE_TWO = 139.84  # family allowances, two children, €/month (CSS L.521-1, July 2022)
_ALLOWANCE_FURTHER = 179.16
_KEPT = 0.61  # share of wages that the in-work benefit leaves (CSS D.843-3)
_OLD_AGE = (953.45, 1480.24)  # ASPA, €/month, alone and couple (CSS D.815-1, 1 July 2022)
CENTS = 100


def family_allowances(dependants: Any) -> NDArray[np.int64]:
    """Return family allowances for `dependants` children, cents/month, shape of the argument."""
    further = np.maximum(np.asarray(dependants) - 2, 0)
    amount = np.where(np.asarray(dependants) >= 2, _ALLOWANCE_TWO + _ALLOWANCE_FURTHER * further, 0)
    return np.asarray(np.round(amount * CENTS), np.int64)


def minimum_income(adults: Any, dependants: Any) -> NDArray[np.int64]:
    """Return what a household without any other income receives, cents/month.

    RSA after the housing deduction, which every household with housing aid or free lodging has.
    """
    adults, dependants = np.asarray(adults), np.asarray(dependants)
    persons = adults + dependants
    scale = 1.0 + _SECOND_PERSON * (persons >= 2)
    scale = scale + _FURTHER_PERSON * np.maximum(persons - 2, 0)
    scale = scale + (_THIRD_CHILD - _FURTHER_PERSON) * np.maximum(dependants - 2, 0)
    deduction = np.array(_HOUSING_DEDUCTION)[np.minimum(persons, 3) - 1]
    return np.asarray(np.round((_BASE * scale - deduction) * CENTS), np.int64)


def means_tested_benefit(
    adults: Any, dependants: Any, earnings: Any, replacement: Any, is_retired: Any
) -> NDArray[np.int64]:
    """Return the benefit that completes small incomes, cents/month, shape of the arguments.

    Of working age, RSA and in-work benefit together: the minimum income, less benefits and pensions
    in full and less the part of wages that is not kept, so that 100 € of wages bring 61 €. The
    flat bonuses of the in-work benefit are left out. Retired: the old-age minimum, less all income.
    """
    earnings, replacement = np.asarray(earnings, np.int64), np.asarray(replacement, np.int64)
    working_age = minimum_income(adults, dependants) - replacement - (1.0 - _KEPT) * earnings
    old_age = np.array(_OLD_AGE)[np.minimum(adults, 2) - 1] * CENTS - replacement - earnings
    amount = np.where(is_retired, old_age, working_age)
    return np.asarray(np.round(np.maximum(amount, 0.0)), np.int64)
