"""Income notions, each derived once from the components that a household holds.

| Notion | Unit | Function | Used by |
|---|---|---|---|
| disposable income before housing aid | cents/month | `income_before_aid` | effort, quartiles |
| resource base | €/year | `resource_base` | housing aid, rent reduction |
| fiscal reference income | €/year | `fiscal_reference_income` | income ceilings, supplement |
| disposable income | cents/month | `disposable_income` | poverty, as Filosofi measures it |

The first two years of difference between an income and its use in law (N−2) are left out: the
model's incomes are those of the moment, as the housing aid has read them since 2021.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.kernels.incomes import (
    CENTS,
    CHILD_UNITS,
    EXTRA_ADULT_UNITS,
    MONTHS,
    PROFESSIONAL_DEDUCTION,
    after_deduction,
    consumption_units,
)

__all__ = [
    "CENTS", "CHILD_UNITS", "EXTRA_ADULT_UNITS", "MONTHS", "PROFESSIONAL_DEDUCTION",
    "consumption_units", "disposable_income", "fiscal_reference_income", "income_before_aid",
    "resource_base",
]  # fmt: skip


def income_before_aid(earnings: Any, replacement: Any, minima: Any) -> NDArray[np.int64]:
    """Return disposable income before housing aid, cents/month.

    The components are net of contributions and income tax.
    """
    return np.asarray(np.asarray(earnings, np.int64) + replacement + minima)


def resource_base(
    earnings: Any, replacement: Any, receives_rsa: Any = False
) -> NDArray[np.float64]:
    """Return the annual resources that the housing aid looks at, €/year, not rounded.

    Taxable income after the flat deduction of 10 %; social minima do not count (CCH R822-4), nor
    do the earnings of who receives RSA (CCH R822-15). The floor and the cap of the deduction, and
    the further abatements of unemployed or two-earner households, are left out.
    """
    counted = np.where(receives_rsa, 0.0, np.asarray(earnings, np.float64))
    return np.asarray(after_deduction(counted + replacement))


def fiscal_reference_income(earnings: Any, replacement: Any) -> NDArray[np.float64]:
    """Return the fiscal reference income, that ceilings and supplement look at, €/year.

    Net taxable income of everybody in the household (CGI art. 1417 IV; CCH R441-1). Without the
    abatements of the housing aid, which the model leaves out, it equals `resource_base`.
    """
    return resource_base(earnings, replacement)


def disposable_income(before_aid: Any, aid: Any) -> NDArray[np.int64]:
    """Return disposable income with housing aid, cents/month: what Filosofi publishes over units.

    The rent reduction and the supplement belong to the rent, not to income (INSEE, Filosofi).
    """
    return np.asarray(np.asarray(before_aid, np.int64) + aid)
