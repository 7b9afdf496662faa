"""Income ceilings of social housing, regions other than Île-de-France, 2022.

Source: arrêté du 29 juillet 1987, annexes I and II, as revalued by arrêté du 28 décembre 2021.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.state.schema import Financing

_PLUS = (21139, 28231, 33949, 40985, 48214, 54338)  # €/year by category of household
_PLUS_FURTHER = 6061
_PLAI = (11626, 16939, 20370, 22665, 26519, 29886)
_PLAI_FURTHER = 3333
_PLS_RATIO = 1.3  # PLS ceilings are 130 % of PLUS (CCH D.331-17)
_CATEGORIES = 12


def _scale(values: tuple[int, ...], further: int) -> NDArray[np.float64]:
    more = [values[-1] + further * (i + 1) for i in range(_CATEGORIES - len(values))]
    return np.array([*values, *more], np.float64)


def household_category(adults: Any, dependants: Any) -> NDArray[np.int64]:
    """Return the category of household, 0 for a person alone up to the largest families.

    A person alone with one dependant counts as three persons (arrêté du 29 juillet 1987, art. 1).
    """
    persons = np.asarray(adults, np.int64) + dependants
    lone_parent = (np.asarray(adults) == 1) & (np.asarray(dependants) > 0)
    return np.asarray(np.minimum(persons - 1 + lone_parent, _CATEGORIES - 1), np.int64)


def ceiling_table() -> NDArray[np.float64]:
    """Return ceilings in €/year, shape (financing, category); HLMO follows PLUS."""
    table = np.empty((4, _CATEGORIES))
    plus = _scale(_PLUS, _PLUS_FURTHER)
    table[Financing.HLMO] = plus
    table[Financing.PLUS] = plus
    table[Financing.PLAI] = _scale(_PLAI, _PLAI_FURTHER)
    table[Financing.PLS] = plus * _PLS_RATIO
    return table
