"""What scenarios are compared on: each measure is one number per run and year."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

RUN_YEAR = ["scenario", "replicate", "year"]
INDEX, SHARE, PERCENT, DAYS, COUNT, EUROS = "index", "share", "percent", "days", "count", "eur"
SECTORS = ("qpv", "outside", "all")
Compute = Callable[["pd.DataFrame"], "pd.Series[float]"]


@dataclass(frozen=True)
class Measure:
    """A number per run and year.

    Attributes
    ----------
    name
        Its name in results.
    table
        The table it is computed from.
    unit
        One of index, share (0 to 1), percent, days, count, eur.
    compute
        From the table to a series indexed by scenario, replicate and year.
    """

    name: str
    table: str
    unit: str
    compute: Compute


def pick(frame: pd.DataFrame, *, column: str, **where: object) -> pd.Series[float]:
    """Sum a column over the rows that match; a missing value makes the sum missing."""
    for name, value in where.items():
        allowed = value if isinstance(value, tuple) else (value,)
        frame = frame[frame[name].isin(allowed)]
    summed: pd.Series[float] = frame.groupby(RUN_YEAR)[column].sum(min_count=1)
    return summed.astype(float)


def _share_of_tenants(frame: pd.DataFrame, sector: str) -> pd.Series[float]:
    """Return the share of the first fixed quartile among the social tenants of a sector."""
    inside = frame[frame["is_qpv"] == (sector == "qpv")]
    sums = inside.groupby(RUN_YEAR)[["q1", "social_households"]].sum()
    whole = sums["social_households"].astype(float)
    return sums["q1"] / whole.where(whole > 0)


def _gap_of_tenants(frame: pd.DataFrame) -> pd.Series[float]:
    return _share_of_tenants(frame, "qpv") - _share_of_tenants(frame, "outside")


def _poor_tenants_outside(frame: pd.DataFrame) -> pd.Series[float]:
    summed: pd.Series[float] = frame[~frame["is_qpv"]].groupby(RUN_YEAR)["q1"].sum()
    return summed.astype(float)


def _segregation() -> list[Measure]:
    found = []
    for population, unit in (("social", "area"), ("social", "residence"), ("all", "area")):
        for index, column in (
            ("dissimilarity_q1", "corrected"),
            ("theil_h", "corrected"),
            ("isolation_q1", "value"),
            ("exposure_q1_to_q4", "value"),
        ):
            where = partial(pick, population=population, unit=unit, grouping="quartile")
            compute = partial(where, column=column, index=index)
            found.append(Measure(f"{index}_{population}_{unit}", "segregation", INDEX, compute))
    return found


def _attributions() -> list[Measure]:
    found = []
    for sector in ("outside", "qpv"):
        poorest = partial(pick, sector=sector, quartile=1)
        counted = partial(poorest, column="share")
        legal = partial(poorest, column="share_with_rehoused")
        others = partial(pick, column="share", sector=sector, quartile=(2, 3, 4))
        better = partial(pick, column="share", sector=sector, quartile=(3, 4))
        found += [
            Measure(f"q1_share_of_leases_{sector}", "attributions", SHARE, counted),
            Measure(f"q1_or_rehoused_share_of_leases_{sector}", "attributions", SHARE, legal),
            Measure(f"q2_to_q4_share_of_leases_{sector}", "attributions", SHARE, others),
            Measure(f"q3_q4_share_of_leases_{sector}", "attributions", SHARE, better),
        ]
    return found


def _by_sector(table: str, units: Mapping[str, str]) -> list[Measure]:
    return [
        Measure(f"{column}_{s}", table, unit, partial(pick, column=column, sector=s))
        for column, unit in units.items()
        for s in SECTORS
    ]


_TENANTS = [
    Measure("q1_share_of_tenants_qpv", "areas", SHARE, partial(_share_of_tenants, sector="qpv")),
    Measure(
        "q1_share_of_tenants_outside", "areas", SHARE, partial(_share_of_tenants, sector="outside")
    ),
    Measure("q1_gap_of_tenants", "areas", SHARE, _gap_of_tenants),
    Measure("q1_tenants_outside", "areas", COUNT, _poor_tenants_outside),
]

MEASURES: tuple[Measure, ...] = (
    *_segregation(),
    *_attributions(),
    *_TENANTS,
    *_by_sector(
        "market",
        {
            "refusals_per_offer": SHARE,
            "vacancy_percent": PERCENT,
            "turnover_percent": PERCENT,
            "mean_wait_days": DAYS,
            "mean_wait_days_q1": DAYS,
            "open_files": COUNT,
            "transfers_share": SHARE,
        },
    ),
    *_by_sector(
        "money", {"rent_due_eur": EUROS, "vacancy_loss_eur": EUROS, "housing_aid_eur": EUROS}
    ),
)


def mean_of_last_years(values: pd.DataFrame, run: list[str], last_years: int) -> pd.DataFrame:
    """Return the mean of each measure over the last years: a row per run, a column per measure.

    Parameters
    ----------
    values
        Measures, long, with the columns year, measure, value.
    run
        Columns that name a run.
    last_years
        Years at the end of each run; those without a number are skipped.
    """
    last = values.groupby(run)["year"].transform("max")
    recent = values[values["year"] > last - last_years]
    wide: pd.DataFrame = recent.pivot_table(index=run, columns="measure", values="value")
    return wide


def measured(
    tables: Mapping[str, pd.DataFrame], measures: tuple[Measure, ...] = MEASURES
) -> pd.DataFrame:
    """Return every measure that the tables allow.

    Returns
    -------
    DataFrame
        Columns table, measure, unit, scenario, replicate, year, value.
    """
    import pandas as pd

    parts = []
    for measure in measures:
        if measure.table not in tables:
            continue
        frame = measure.compute(tables[measure.table]).rename("value").reset_index()
        frame.insert(0, "table", measure.table)
        frame.insert(1, "measure", measure.name)
        frame.insert(2, "unit", measure.unit)
        parts.append(frame)
    return pd.concat(parts, ignore_index=True)
