"""Which mechanism carries which part of segregation: what its absence takes away (pattern P14)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

import numpy as np

from simulation.analysis.paired import mean_error, t_interval
from simulation.validation.catalogue import REFERENCE
from simulation.validation.patterns.p14_structure import (
    ABLATIONS,
    SETTING,
    of_index,
    of_recent,
    of_tenants,
)

if TYPE_CHECKING:
    import pandas as pd

    from simulation.validation.study import Study

MEASURES: Final[Mapping[str, Callable[[Study, str], pd.Series[float]]]] = {
    "ablation_tenants": of_tenants,
    "ablation_recent": of_recent,
    "ablation_index": of_index,
}
"""Gaps of poverty of tenants and of recent movers, QPV less outside; Theil's H of tenants."""


def ablation_table(study: Study) -> pd.DataFrame:
    """Return what each ablation that was run takes away, paired by replicate.

    Returns
    -------
    DataFrame
        Columns measure, arm, replicates, base (mean as it is), change, low, high (Student, 95 %)
        and share: the part of the base that goes. Shares of mechanisms do not add up to one, for
        what one does depends on the others.
    """
    import pandas as pd

    rows = []
    for measure, of in MEASURES.items():
        base = of(study, REFERENCE)
        for arm in ABLATIONS:
            if not study.has(SETTING, arm):
                continue
            values = np.asarray((of(study, arm) - base).dropna(), dtype=np.float64)
            found = t_interval(float(values.mean()), mean_error(values.reshape(1, -1)))
            mean = float(base.mean())
            rows.append(
                {
                    "measure": measure,
                    "arm": arm,
                    "replicates": values.size,
                    "base": mean,
                    "change": found.mean,
                    "low": found.low,
                    "high": found.high,
                    "share": -found.mean / mean,
                }
            )
    return pd.DataFrame(rows)
