"""The law in force in one territory, as numbers and arrays that kernels take."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulation.kernels.housing_aid import AidParameters
from simulation.kernels.supplement import SupplementParameters
from simulation.kernels.tenant_aid import ReductionParameters


class MinimaParameters(NamedTuple):
    """Basic income (RSA) and family allowances, €/month; shares are of `basic_income`.

    `deductions` are what housing takes off for one, two, three persons and more; `allowance_two`
    and `allowance_further` are paid for two dependants and for each further one.
    """

    basic_income: float
    second_person: float
    further_person: float
    further_dependant: float
    deductions: tuple[float, float, float]
    allowance_two: float
    allowance_further: float


class Law(NamedTuple):
    """Legal parameters of one date and one territory; `law.in_force.law_in_force` makes them.

    `aid` is of social tenants; private ones differ by `least_private` only, the least amount paid
    to them, €/month. `ceilings` are incomes in €/year, shape (social financing, category).
    """

    aid: AidParameters
    least_private: float
    reduction: ReductionParameters
    supplement: SupplementParameters
    ceilings: NDArray[np.float64]
    minima: MinimaParameters
