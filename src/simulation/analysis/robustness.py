"""How arms fare over all samples of what is not known: satisficing and regret.

References
----------
Simon 1956, doi:10.1037/h0042769, and Starr 1963 (satisficing: the share of futures in which a
criterion is met); Savage 1951, doi:10.1080/01621459.1951.10500768 (regret: what is lost against
the best choice of that future). Interval of a share: Wilson 1927, doi:10.2307/2276774.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from simulation.analysis.expression import outcomes
from simulation.analysis.sweep_table import SweepTable
from simulation.config.errors import InputError
from simulation.config.messages import say
from simulation.experiments.precision import CONFIDENCE

if TYPE_CHECKING:
    import pandas as pd

Better = Literal["low", "high"]
BETTER: Final[tuple[Better, ...]] = ("low", "high")
HIGH_REGRET = 0.9


def satisficing(sweep: SweepTable, criterion: str) -> pd.DataFrame:
    """Return for each arm the share of samples in which a criterion is met.

    Returns
    -------
    DataFrame
        Columns arm, samples, met, share, low, high: the interval is Wilson's, over samples.
    """
    import pandas as pd

    rows = []
    for arm in sweep.arms:
        found = outcomes(sweep, criterion, arm)
        n, met = len(found), int(found.sum())
        share = met / n if n else math.nan
        low, high = wilson(met, n)
        told = {"arm": arm, "samples": n, "met": met}
        rows.append({**told, "share": share, "low": low, "high": high})
    return pd.DataFrame(rows)


def regret(sweep: SweepTable, measure: str, better: Better) -> pd.DataFrame:
    """Return the regret of each arm: what it loses, sample by sample, against the best arm there.

    Parameters
    ----------
    better
        Whether a low or a high value is wanted.

    Returns
    -------
    DataFrame
        Columns arm, samples, mean_regret, high_regret (the quantile `HIGH_REGRET`), largest_regret,
        share_best (of the samples; ties count for each), in the unit of the measure.
    """
    import pandas as pd

    sweep.check(measures=[measure])
    if not sweep.others:
        raise InputError(say("analysis_one_arm", arm=sweep.base))
    means = {arm: sweep.matrix(measure, arm).dropna().mean(axis=1) for arm in sweep.arms}
    table = pd.concat(means, axis=1, join="inner").dropna()
    if table.empty:
        raise InputError(say("analysis_nothing", measure=measure, arm=", ".join(sweep.arms)))
    values = table.to_numpy(np.float64) * (1 if better == "high" else -1)
    lost = values.max(axis=1, keepdims=True) - values
    return pd.DataFrame(
        {
            "arm": list(table.columns),
            "samples": len(table),
            "mean_regret": lost.mean(axis=0),
            "high_regret": np.quantile(lost, HIGH_REGRET, axis=0),
            "largest_regret": lost.max(axis=0),
            "share_best": (lost == 0).mean(axis=0),
        }
    )


def wilson(met: int, n: int, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """Return the interval of a share of `met` in `n`; NaN where n is 0."""
    from scipy.special import ndtri

    if n == 0:
        return math.nan, math.nan
    z = float(ndtri((1 + confidence) / 2))
    share = met / n
    centre = (share + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z * math.sqrt(share * (1 - share) / n + z**2 / (4 * n**2)) / (1 + z**2 / n)
    # Rounding would leave the share out where all or none met it, and pass 0 or 1.
    return max(min(centre - half, share), 0.0), min(max(centre + half, share), 1.0)
