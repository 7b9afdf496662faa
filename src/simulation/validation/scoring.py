"""The scorecard: how each claim and each pattern fares, at the point and over the ensemble."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from simulation.analysis.paired import mean_error, t_interval
from simulation.experiments.precision import Interval
from simulation.validation.pattern import MISSING, REPRODUCED, Claim, Pattern, worst
from simulation.validation.study import Study

if TYPE_CHECKING:
    import pandas as pd

ENOUGH_OF_ENSEMBLE = 0.8
"""Share of the ensemble in which a pattern is to hold."""
_UNKNOWN = Interval(math.nan, math.nan, math.nan)


def interval_of(claim: Claim, study: Study) -> tuple[Interval, int]:
    """Return the mean of a claim over replicates with Student's interval, and their number.

    Replicates without a number (nobody to count) are left out; NaN where the runs are missing.
    """
    if not all(study.has(*need) for need in claim.needs):
        return _UNKNOWN, 0
    values = np.asarray(claim.statistic(study).dropna(), dtype=np.float64)
    if values.size == 0:
        return _UNKNOWN, 0
    return t_interval(float(values.mean()), mean_error(values.reshape(1, -1))), values.size


def members_card(patterns: Iterable[Pattern], members: Sequence[Study]) -> pd.DataFrame:
    """Return what each claim gives with each member of the ensemble that it was run with.

    Returns
    -------
    DataFrame
        Columns member, pattern (number), claim, is_needed, mean, holds.
    """
    import pandas as pd

    rows = []
    for member, study in enumerate(members):
        for pattern in patterns:
            for claim in pattern.claims:
                mean = interval_of(claim, study)[0].mean
                if not math.isnan(mean):
                    head = (member, pattern.number, claim.key, claim.is_needed)
                    rows.append((*head, mean, claim.band.holds(mean)))
    columns = ["member", "pattern", "claim", "is_needed", "mean", "holds"]
    return pd.DataFrame(rows, columns=columns).astype({"is_needed": bool, "holds": bool})


def claims_card(patterns: Iterable[Pattern], study: Study, by_member: pd.DataFrame) -> pd.DataFrame:
    """Return a row per claim.

    Parameters
    ----------
    by_member
        Table of `members_card`.

    Returns
    -------
    DataFrame
        Columns pattern (number), claim, is_needed, unit, replicates, mean, low, high (Student,
        95 %), band_low, band_high, verdict, members (of the ensemble with an estimate) and
        share_held: the share of these whose mean lies in the band.
    """
    import pandas as pd

    rows = []
    for pattern in patterns:
        for claim in pattern.claims:
            interval, n = interval_of(claim, study)
            rows.append(
                {
                    "pattern": pattern.number,
                    "claim": claim.key,
                    "is_needed": claim.is_needed,
                    "unit": claim.unit,
                    "replicates": n,
                    "mean": interval.mean,
                    "low": interval.low,
                    "high": interval.high,
                    "band_low": claim.band.low,
                    "band_high": claim.band.high,
                    "verdict": claim.band.verdict(interval),
                }
            )
    own = by_member.groupby(["pattern", "claim"])["holds"]
    shares = own.agg(members="size", share_held="mean").reset_index()
    found = pd.DataFrame(rows).merge(shares, on=["pattern", "claim"], how="left")
    found["members"] = found["members"].fillna(0).astype(int)
    return found


def patterns_card(claims: pd.DataFrame, by_member: pd.DataFrame) -> pd.DataFrame:
    """Return a row per pattern.

    Returns
    -------
    DataFrame
        Columns pattern (number), verdict (the worst of the needed claims that were run), decisive
        (the claims that it comes from), members, share_held (of the ensemble with which every
        needed claim holds) and is_robust (NaN counts as not).
    """
    import pandas as pd

    together = by_member[by_member["is_needed"]].groupby(["pattern", "member"])["holds"].all()
    rows = []
    for number, own in claims[claims["is_needed"]].groupby("pattern", sort=False):
        ran = own[own["verdict"] != MISSING]
        verdict = worst(list(ran["verdict"]))
        decisive = ran.loc[ran["verdict"] == verdict, "claim"]
        held = together[together.index.get_level_values("pattern") == number]
        share = float(held.mean()) if len(held) else math.nan
        rows.append(
            {
                "pattern": number,
                "verdict": verdict,
                "decisive": "" if verdict == REPRODUCED else ", ".join(decisive),
                "members": len(held),
                "share_held": share,
                "is_robust": share >= ENOUGH_OF_ENSEMBLE,
            }
        )
    return pd.DataFrame(rows)
