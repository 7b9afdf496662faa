"""What the patterns of renewal read: sums over the years of the table of rehousing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulation.validation.study import LAST_YEARS

if TYPE_CHECKING:
    import pandas as pd

    from simulation.validation.study import Study

CYCLE = "Training cycle on rebalancing social housing, synthesis of 7 March 2023"


def poverty_gaps(study: Study, setting: str, arm: str) -> pd.DataFrame:
    """Return the poverty of each QPV less that of the territory, in the last years of the runs.

    All households count, private ones too; one row per replicate, one column per area.
    """
    sheet = study.table("areas", setting, arm, is_qpv=True)
    last = sheet[sheet["year"] > sheet["year"].max() - LAST_YEARS]
    table: pd.DataFrame = last.pivot_table("poverty_gap", "replicate", "area")
    return table


def share(
    study: Study, setting: str, arm: str, part: str, whole: str, groups: tuple[str, ...] = ("all",)
) -> pd.Series[float]:
    """Return one sum over years and groups over another, one number per replicate."""
    table = study.table("rehousing", setting, arm, group=groups)
    sums = table.groupby("replicate")[[part, whole]].sum()
    return (sums[part] / sums[whole]).astype(float)


def left_area(study: Study, setting: str, arm: str) -> pd.Series[float]:
    """Return the share of the rehoused who left their neighbourhood."""
    table = study.table("rehousing", setting, arm, group="all")
    sums = table.groupby("replicate")[["in_same_qpv", "in_same_area", "rehoused"]].sum()
    stayed = sums["in_same_qpv"] + sums["in_same_area"]
    return (1.0 - stayed / sums["rehoused"]).astype(float)


def delay(study: Study, setting: str, arm: str) -> pd.Series[float]:
    """Return the mean months from the opening of rehousing to the move, over all moves."""
    table = study.table("rehousing", setting, arm, group="all")
    months = table["mean_delay_months"].fillna(0.0) * table["rehoused"]
    sums = table.assign(months=months).groupby("replicate")[["months", "rehoused"]].sum()
    return (sums["months"] / sums["rehoused"]).astype(float)
