"""What a social tenant saves: solidarity rent reduction (RLS), and the housing aid then paid."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulation.kernels.compiled import leaf
from simulation.kernels.housing_aid import family_index


class ReductionParameters(NamedTuple):
    """Parameters of one zone and one date; arrays are indexed by family, see `family_index`.

    `amount` and `ceiling` in €/month, `rounding` in €/year; `aid_share` is the share of the
    reduction by which the aid falls, `levy` the CRDS over the aid.
    """

    amount: NDArray[np.float64]
    ceiling: NDArray[np.float64]
    aid_share: float
    levy: float
    rounding: float


@leaf
def rent_reduction(
    parameters: ReductionParameters, adults: int, dependants: int, resources: float
) -> float:
    """Return the reduction of the rent of a social tenant, cents/month.

    Due when a twelfth of the resources (€/year, rounded up as for the aid) is under the ceiling,
    whether or not the tenant receives the aid (CCH L442-2-1). It does not depend on the rent.
    """
    family = min(family_index(adults, dependants), parameters.amount.size - 1)
    rounded = np.ceil(resources / parameters.rounding) * parameters.rounding
    if rounded / 12.0 >= parameters.ceiling[family]:
        return 0.0
    return np.rint(parameters.amount[family] * 100.0)


@leaf
def paid_aid(aid: float, reduction: float, aid_share: float, levy: float) -> float:
    """Return the housing aid paid in the end, cents/month, a whole number of euros.

    From the aid before levy (`aid_for_rent`), less 98 % of the reduction, less the CRDS in whole
    cents, down to the euro (CCH L832-3, D823-16; ordonnance 96-50, art. 14).
    """
    due = max(0.0, aid - aid_share * reduction)
    levied = np.floor(due * levy + 1e-6)
    return np.floor((due - levied) / 100.0 + 1e-9) * 100.0
