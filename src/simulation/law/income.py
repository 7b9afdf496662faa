"""Income notions, each derived once from the components that a household holds."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

CENTS = 100
MONTHS = 12
PROFESSIONAL_DEDUCTION = 0.10
"""Flat deduction from wages and pensions (CGI art. 83 3°, art. 158 5 a)."""
EXTRA_ADULT_UNITS = 0.5
CHILD_UNITS = 0.3


def consumption_units(adults: Any, teenagers: Any, children: Any) -> Any:
    """Return OECD-modified consumption units, shape of the arguments.

    1 for the first adult, 0.5 for each further person of 14 and more, 0.3 for each child under 14
    (INSEE, definition c1802).
    """
    return 1.0 + EXTRA_ADULT_UNITS * (adults - 1.0 + teenagers) + CHILD_UNITS * children


def income_before_aid(earnings: Any, replacement: Any, minima: Any) -> NDArray[np.int64]:
    """Return disposable income before housing aid, cents/month.

    The components are net of contributions and income tax.
    """
    return np.asarray(np.asarray(earnings, np.int64) + replacement + minima)


def resource_base(earnings: Any, replacement: Any) -> NDArray[np.float64]:
    """Return the annual resources that housing aid and income ceilings look at, €/year.

    Taxable income after the flat deduction of 10 %; social minima do not count
    (CCH R.822-4; CCH L.441-3 refers to the fiscal reference income).
    """
    taxable = np.asarray(earnings, np.float64) + replacement
    return np.asarray(taxable * (1.0 - PROFESSIONAL_DEDUCTION) * MONTHS / CENTS)
