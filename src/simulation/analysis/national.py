"""What scenarios change in each territory of a national design, beside what the territory is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from simulation.state.schema import Financing

if TYPE_CHECKING:
    import pandas as pd

_EUROS = 100.0
PLACE = ("epci", "label", "social_dwellings", "homes", "tension", "rent_ratio", "qpv_share")


def places(files: Sequence[Path]) -> pd.DataFrame:
    """Return one row per territory file, columns of `PLACE`.

    `rent_ratio` is the mean rent per m² in QPV over that outside, `qpv_share` the share of social
    dwellings in QPV; both NaN without QPV.
    """
    import pandas as pd

    from simulation.territory.files import load

    rows = []
    for file in files:
        territory = load(file)
        dwellings, areas = territory.dwellings, territory.areas
        financing = territory.residences["financing"][dwellings["residence"]]
        social = ~np.isin(financing, (Financing.PRIVATE_RENTAL, Financing.OWNER_OCCUPIED))
        area = territory.residences["area"][dwellings["residence"]]
        in_qpv = areas["is_qpv"].astype(bool)[area]
        rent = [_rent_per_m2(dwellings, social & here) for here in (in_qpv, ~in_qpv)]
        rows.append(
            {
                "epci": file.stem,
                "label": territory.label,
                "social_dwellings": int(social.sum()),
                "homes": int(social.size),
                "tension": territory.tension,
                "rent_ratio": rent[0] / rent[1],
                "qpv_share": float(in_qpv[social].mean()) if in_qpv.any() else np.nan,
            }
        )
    return pd.DataFrame(rows, columns=list(PLACE))


def _rent_per_m2(dwellings: dict[str, np.ndarray], chosen: np.ndarray) -> float:
    if not chosen.any():
        return float("nan")
    surface = dwellings["surface"][chosen].sum()
    return float(dwellings["rent"][chosen].sum() / _EUROS / surface)


def effects(
    measures: pd.DataFrame, runs: pd.DataFrame, first_year: int, last_year: int
) -> pd.DataFrame:
    """Return, for each territory, arm and measure, the mean of the reference and the difference.

    Parameters
    ----------
    measures, runs
        Tables of the design: ``measures`` with columns run, measure, year, value; ``runs`` with
        run, base, arm, sample, replicate, the reference arm first.
    first_year, last_year
        Years over which each run is averaged, both included.

    Returns
    -------
    DataFrame
        Columns epci, arm, measure, reference, difference, standard_error (NaN with one pair),
        pairs. Differences are paired: same territory, same key.
    """
    import pandas as pd

    chosen = measures[measures["year"].between(first_year, last_year)]
    means = chosen.groupby(["run", "measure"], sort=False)["value"].mean().reset_index()
    told = runs[["run", "base", "arm", "sample", "replicate"]]
    joined = told.merge(means, on="run", suffixes=("", "_measured"))
    reference = told["arm"].iloc[0]
    by = ["base", "sample", "replicate", "measure"]
    base = joined[joined["arm"] == reference].set_index(by)["value"]
    rows = []
    for arm, part in joined[joined["arm"] != reference].groupby("arm", sort=False):
        values = part.set_index(by)["value"]
        pairs = pd.DataFrame({"reference": base, "difference": values - base}).dropna()
        grouped = pairs.groupby(level=["base", "measure"], sort=False)
        found = grouped.mean()
        found["standard_error"] = grouped["difference"].sem()
        found["pairs"] = grouped.size()
        found.insert(0, "arm", arm)
        rows.append(found.reset_index().rename(columns={"base": "epci"}))
    return pd.concat(rows, ignore_index=True)
