"""What claims on neighbourhoods read from tables by area: means and gaps by sector."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from simulation.validation.study import Study

QPV, OUTSIDE = True, False


def mean_of_areas(
    study: Study,
    column: str,
    weight: str,
    setting: str,
    arm: str,
    years: range | None = None,
    is_qpv: bool | None = None,
) -> pd.Series[float]:
    """Return a column of the table `areas` as a mean over areas, then years, by replicate.

    Parameters
    ----------
    weight
        Column that areas weigh by; areas without a value are left out.
    years
        Years from the start year on; the last five when left out.
    is_qpv
        QPV or the other areas; all of them when left out.
    """
    frame = study.table("areas", setting, arm)
    if is_qpv is not None:
        frame = frame[frame["is_qpv"] == is_qpv]
    known = frame[frame[column].notna()]
    product = (known[column] * known[weight]).rename("value")
    keys = [known["replicate"], known["year"]]
    by_year = product.groupby(keys).sum() / known[weight].groupby(keys).sum()
    return study.over_years(by_year.rename("value").reset_index(), "value", setting, arm, years)


def gap(
    study: Study, column: str, weight: str, setting: str, arm: str, years: range | None = None
) -> pd.Series[float]:
    """Return the mean of a column in QPV less that outside, by replicate; see `mean_of_areas`."""
    inside, outside = (
        mean_of_areas(study, column, weight, setting, arm, years, is_qpv)
        for is_qpv in (QPV, OUTSIDE)
    )
    return inside - outside
