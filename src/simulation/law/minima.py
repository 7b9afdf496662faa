"""Social minima and family allowances that a household without other income receives, 2022."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.kernels.minima import MinimaParameters

_BASE = 598.54  # RSA, €/month, one person (décret 2022-1068, 1 July 2022)
_SECOND_PERSON = 0.5  # added to the base for a second person (CASF R.262-1)
_FURTHER_PERSON = 0.3
_THIRD_CHILD = 0.4
_HOUSING_DEDUCTION = (71.82, 143.65, 177.77)  # 1, 2, 3 persons and more (CASF R.262-9)
_ALLOWANCE_TWO = 139.84  # family allowances, two children, €/month (CSS L.521-1, July 2022)
_ALLOWANCE_FURTHER = 179.16
_KEPT = 0.61  # share of wages that the in-work benefit leaves (CSS D.843-3)
_OLD_AGE = (953.45, 1480.24)  # ASPA, €/month, alone and couple (CSS D.815-1, 1 July 2022)
_LARGEST = 40  # dependants: a merger of the two largest families stays below
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


def minima_parameters() -> MinimaParameters:
    """Return the amounts in the form that kernels take, for up to 40 dependants."""
    dependants = np.arange(_LARGEST + 1)
    return MinimaParameters(
        income=np.stack([minimum_income(n, dependants) for n in (1, 2)]).astype(np.float64),
        allowances=family_allowances(dependants).astype(np.float64),
        old_age=np.array(_OLD_AGE) * CENTS,
        kept=_KEPT,
    )
