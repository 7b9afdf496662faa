"""Solidarity supplement (SLS) of one social tenant whose income is far above the ceiling."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from simulation.kernels.compiled import leaf


class SupplementParameters(NamedTuple):
    """Scale of one zone and one date.

    `threshold`, `middle` and `high` are whole percents above the ceiling; `base` is the
    coefficient at the threshold and `*_step` what each further percent adds; `reference` is the
    reference supplement in €/m²/month; `cap_share` bounds rent and supplement over income.
    """

    threshold: float
    middle: float
    high: float
    base: float
    low_step: float
    middle_step: float
    high_step: float
    reference: float
    cap_share: float


@leaf
def excess_coefficient(parameters: SupplementParameters, resources: float, ceiling: float) -> float:
    """Return the coefficient by which income exceeds the ceiling, 0 under the threshold.

    Both in €/year. The excess counts in whole percents: 0.27 at 20 %, then 0.06 more for each
    percent to 59 %, 0.08 to 149 %, 0.10 beyond (CCH R441-21, 1°).
    """
    excess = np.floor(100.0 * resources / ceiling - 100.0 + 1e-9)
    if excess < parameters.threshold:
        return 0.0
    low = min(excess, parameters.middle) - parameters.threshold
    middle = max(0.0, min(excess, parameters.high) - parameters.middle)
    high = max(0.0, excess - parameters.high)
    return (
        parameters.base
        + parameters.low_step * low
        + parameters.middle_step * middle
        + parameters.high_step * high
    )


@leaf
def supplement_rate(parameters: SupplementParameters, resources: float, ceiling: float) -> float:
    """Return coefficient × reference, cents/m²/month; resources and ceiling in €/year."""
    if resources <= ceiling:
        return 0.0
    return excess_coefficient(parameters, resources, ceiling) * parameters.reference * 100.0


@leaf
def supplement_due(rate: float, surface: float, rent: float, most: float) -> float:
    """Return the supplement in whole cents: rate × surface (m²), rent included at most `most`.

    Cents/month; `rent` is without charges.
    """
    return np.floor(max(0.0, min(rate * surface, most - rent)) + 1e-6)


@leaf
def solidarity_supplement(
    parameters: SupplementParameters,
    resources: float,
    ceiling: float,
    surface: float,
    rent: float,
    is_exempt: bool,
) -> float:
    """Return the supplement in whole cents/month.

    coefficient × reference × surface (m²), no more than leaves rent (cents/month, without charges)
    and supplement at 30 % of resources (€/year), and nothing where `is_exempt`: QPV
    (CCH L441-3, L441-4, R441-21). `ceiling` is that of the dwelling's financing, €/year.
    """
    if is_exempt:
        return 0.0
    rate = supplement_rate(parameters, resources, ceiling)
    return supplement_due(rate, surface, rent, parameters.cap_share * resources * 100.0 / 12.0)
