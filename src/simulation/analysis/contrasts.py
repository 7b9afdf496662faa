"""Paired contrasts: what changes from one scenario to another, replicate by replicate.

Replicates share their key, hence their draws, across scenarios. The difference is taken within
each replicate, and its mean has the usual interval of Student (paired t). The standard error
that unpaired runs would have given is reported beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from simulation.results.measures import measured

if TYPE_CHECKING:
    import pandas as pd

YEAR, POLICY_YEARS, LAST_YEARS = "year", "policy_years", "last_years"
N_LAST_YEARS = 5
CONFIDENCE = 0.95
_KEYS = ["table", "measure", "unit"]
COLUMNS = (
    "scenario", "base", *_KEYS, "period", "first_year", "last_year", "n", "mean_base",
    "mean_scenario", "difference", "standard_error", "low", "high", "unpaired_standard_error",
    "variance_gain",
)  # fmt: skip


@dataclass(frozen=True)
class Period:
    """Years that a contrast averages over."""

    name: str
    first: int
    last: int


def contrasts(
    tables: Mapping[str, pd.DataFrame],
    base: str,
    *,
    start_year: int,
    policy_years: Mapping[str, tuple[int, int]] | None = None,
) -> pd.DataFrame:
    """Return the contrast of each scenario with `base`, for each measure and period.

    Parameters
    ----------
    tables
        Tables of a comparison, by name.
    base
        Name of the scenario that the others are compared with.
    start_year
        First year after the spin-up; earlier years are left out.
    policy_years
        For each scenario, first and last year in which its policies act; the whole run otherwise.

    Returns
    -------
    DataFrame
        Columns `COLUMNS`. `low` and `high` bound the 95 % interval of `difference`;
        `variance_gain` is how many times as many unpaired runs would be needed. With one
        replicate there is a difference but no error.
    """
    import pandas as pd

    values = measured(tables)
    values = values[values["year"] >= start_year]
    last = int(values["year"].max())
    wide = values.pivot(  # noqa: PD010 - nothing to aggregate: a pair seen twice is an error
        index=[*_KEYS, "replicate", "year"], columns="scenario", values="value"
    )
    parts = []
    for scenario in [name for name in values["scenario"].unique() if name != base]:
        acts = (policy_years or {}).get(scenario, (start_year, last))
        pairs = wide[[base, scenario]].dropna().set_axis(["base", "other"], axis=1)
        for period in periods(start_year, last, acts):
            part = _contrast(pairs, period)
            part.insert(0, "scenario", scenario)
            part.insert(1, "base", base)
            parts.append(part)
    return pd.concat(parts, ignore_index=True)[list(COLUMNS)]


def periods(first: int, last: int, policy_years: tuple[int, int]) -> list[Period]:
    """Return each year, the years of the policies, and the last years of the run."""
    start, end = max(first, policy_years[0]), min(last, policy_years[1])
    return [
        *(Period(YEAR, year, year) for year in range(first, last + 1)),
        Period(POLICY_YEARS, start, end),
        Period(LAST_YEARS, max(first, last - N_LAST_YEARS + 1), last),
    ]


def _contrast(pairs: pd.DataFrame, period: Period) -> pd.DataFrame:
    """Average each replicate over the period, then compare."""
    import numpy as np
    from scipy.special import stdtrit

    year = pairs.index.get_level_values("year")
    inside = pairs[(year >= period.first) & (year <= period.last)]
    runs = inside.groupby([*_KEYS, "replicate"], sort=False).mean()
    runs["difference"] = runs["other"] - runs["base"]
    by_measure = runs.groupby(_KEYS, sort=False)
    n = by_measure.size()
    means, variances = by_measure.mean(), by_measure.var().div(n, axis=0)
    error = np.sqrt(variances["difference"])
    unpaired = variances["base"] + variances["other"]
    margin = error * stdtrit(np.maximum(n - 1, 1), (1 + CONFIDENCE) / 2)
    found: dict[str, Any] = {
        "period": period.name,
        "first_year": period.first,
        "last_year": period.last,
        "n": n,
        "mean_base": means["base"],
        "mean_scenario": means["other"],
        "difference": means["difference"],
        "standard_error": error,
        "low": means["difference"] - margin,
        "high": means["difference"] + margin,
        "unpaired_standard_error": np.sqrt(unpaired),
        "variance_gain": unpaired / variances["difference"].where(variances["difference"] > 0),
    }
    return means[[]].assign(**found).reset_index()
