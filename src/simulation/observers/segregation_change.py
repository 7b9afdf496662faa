"""How segregation among areas changed: by composition, or by sorting."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulation.indicators import decompose_changes, mutual_information, theil_h
from simulation.observers.tools import Columns, table

_QUARTILES = ("q1", "q2", "q3", "q4")


def observe(first: Columns, last: Columns) -> Columns:
    """Return one row per index: the change between two years of social tenants among areas.

    Parameters
    ----------
    first, last
        Tables of `simulation.observers.areas` of two years, the same areas in the same order.
    """
    before, after = _counts(first), _counts(last)
    rows = []
    changes = decompose_changes(before, after, (mutual_information, theil_h))
    for name, change in zip(("mutual_information", "theil_h"), changes, strict=True):
        rows.append(
            {
                "year": int(last["year"][0]),
                "since": int(first["year"][0]),
                "index": name,
                "before": change.before,
                "after": change.after,
                "change": change.after - change.before,
                "composition": change.composition,
                "composition_groups": change.groups,
                "composition_areas": change.units,
                "structure": change.structure,
                "new_areas": change.new,
                "gone_areas": change.gone,
            }
        )
    return table(rows)


def _counts(areas: Columns) -> NDArray[np.int64]:
    return np.stack([areas[quartile] for quartile in _QUARTILES], axis=1)
