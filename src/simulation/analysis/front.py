"""Packages that no other beats on every objective, and how they fare when they are run again.

References
----------
Pareto dominance and its front: Deb 2001, Multi-Objective Optimization using Evolutionary
Algorithms, Wiley, ch. 2. Choice of points far apart from each other: Gonzalez 1985,
doi:10.1016/0304-3975(85)90224-5.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from simulation.analysis.robustness import regret, wilson
from simulation.analysis.sweep_table import ARM, SweepTable
from simulation.config.search import PackageSearch

if TYPE_CHECKING:
    import pandas as pd

Values = NDArray[np.float64]
EVERY = "every_objective"
"""Stands for a measure where all objectives are meant at once."""


def is_on_front(values: Values) -> NDArray[np.bool_]:
    """Return which rows no other row dominates, shape (n,); low values are the better ones.

    Parameters
    ----------
    values
        Shape (n, objectives). Equal rows do not dominate each other.
    """
    not_worse = np.all(values[:, None] <= values[None], axis=2)
    better = np.any(values[:, None] < values[None], axis=2)
    return np.asarray(~np.any(not_worse & better, axis=0), np.bool_)


def far_apart(values: Values, most: int) -> list[int]:
    """Return at most `most` rows that are far apart from each other, in increasing order.

    The best row of each objective comes first, then whichever is furthest from those chosen, each
    objective being scaled by its range.
    """
    if len(values) <= most:
        return list(range(len(values)))
    spread = np.ptp(values, axis=0)
    scaled = (values - values.min(axis=0)) / np.where(spread > 0, spread, 1.0)
    chosen = list(dict.fromkeys(int(row) for row in scaled.argmin(axis=0)))[:most]
    while len(chosen) < most:
        apart = np.linalg.norm(scaled[:, None] - scaled[chosen][None], axis=2).min(axis=1)
        apart[chosen] = -1.0
        chosen.append(int(apart.argmax()))
    return sorted(chosen)


def robustness_table(search: PackageSearch, sweep: SweepTable) -> pd.DataFrame:
    """Return how each package fares over the samples of what is not known.

    Returns
    -------
    DataFrame
        A row for each package that ran and objective, then one of `EVERY`: package, measure,
        better, unit, samples; share (in which it is better than the reference, replicates
        averaged), low, high (Wilson's interval, over samples); share_worse; mean_difference from
        the reference; and the regret against the best package of each sample, the reference among
        them: mean_regret, high_regret (quantile 0.9), largest_regret, share_best. For `EVERY`,
        share counts the samples in which it is better on some objective and worse on none,
        share_worse those in which it is worse on some and better on none; the rest is NaN.
    """
    import pandas as pd

    sweep = _without_failures(search, sweep)
    lost: dict[str, dict[Any, Any]] = {}
    for goal in search.objectives:
        found = regret(sweep, goal.measure, goal.better).set_index("arm")
        lost[goal.measure] = found.drop(columns="samples").to_dict("index")
    rows = []
    for arm in sweep.others:
        gains = _gains(search, sweep, arm)
        for goal, sign in zip(search.objectives, search.signs, strict=True):
            told: dict[str, Any] = {
                "package": arm, "measure": goal.measure, "better": goal.better,
                "unit": sweep.units.get(goal.measure, ""),
            }  # fmt: skip
            of_arm = lost[goal.measure][arm]
            gain = gains[goal.measure]
            told |= {**_share(gain > 0), "share_worse": float((gain < 0).mean())}
            rows.append({**told, "mean_difference": -sign * float(gain.mean()), **of_arm})
        every = {"package": arm, "measure": EVERY, "better": "", "unit": ""}
        is_gain = (gains >= 0).all(axis=1) & (gains > 0).any(axis=1)
        is_loss = (gains <= 0).all(axis=1) & (gains < 0).any(axis=1)
        rows.append({**every, **_share(is_gain), "share_worse": float(is_loss.mean())})
    return pd.DataFrame(rows)


def confirmed_front(search: PackageSearch, contrasts: pd.DataFrame) -> list[str]:
    """Return the packages that no other, nor the reference, dominates on the runs made again."""
    wide = contrasts.pivot(index="arm", columns="measure", values="difference").dropna()  # noqa: PD010 - a contrast seen twice is an error
    names = [str(name) for name in wide.index]
    values = wide[list(search.measures)].to_numpy(np.float64) * np.array(search.signs)
    with_reference = np.vstack([values, np.zeros(values.shape[1])])
    kept = is_on_front(with_reference)
    return [name for name, is_kept in zip(names, kept[:-1], strict=True) if is_kept]


def _without_failures(search: PackageSearch, sweep: SweepTable) -> SweepTable:
    """Leave out the packages without a run that ended well: no sample would be left for others."""
    ended = sweep.runs.dropna(subset=list(search.measures))[ARM].unique()
    return replace(sweep, runs=sweep.runs[sweep.runs[ARM].isin(ended)])


def _gains(search: PackageSearch, sweep: SweepTable, arm: str) -> pd.DataFrame:
    """Return by sample what a package gains on the reference, above 0 where it is better."""
    import pandas as pd

    columns: dict[str, Any] = {}
    for goal, sign in zip(search.objectives, search.signs, strict=True):
        matrix = sweep.matrix(goal.measure, arm, minus=sweep.base)
        columns[goal.measure] = -sign * matrix.dropna().mean(axis=1)
    found: pd.DataFrame = pd.concat(columns, axis=1, join="inner")
    return found


def _share(is_better: pd.Series[bool]) -> dict[str, float]:
    n, met = len(is_better), int(is_better.sum())
    low, high = wilson(met, n)
    return {"samples": n, "share": met / n if n else np.nan, "low": low, "high": high}
