"""Say whether yearly figures still drift: their last years against those just before.

With `n` years on each side (at most 3, half of the window), the drift of a run is the mean of the
last `n` years less that of the `n` before. Its standard error takes the years as independent draws
around the mean of their side, with one variance for both. Files and vacancies last over years, so
that this error is rather too small. Over replicates, drifts are averaged and their errors pooled.

Stated rule: a figure is *settled* when its drift and its standard error are both under 5 % of its
level, *drifting* when the drift is above that and above two standard errors, and *unclear*
otherwise: more years or more replicates are needed to tell.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from simulation.results.measures import MEASURES, measured

if TYPE_CHECKING:
    import pandas as pd

    from simulation.config.scenario import Scenario

SETTLED, DRIFTING, UNCLEAR = "settled", "drifting", "unclear"
MOST_YEARS = 3
TOLERANCE = 0.05
"""Drift that does not matter, as a share of the level."""
N_ERRORS = 2.0
WATCHED = (
    "turnover_percent_all",
    "refusals_per_offer_all",
    "q1_share_of_leases_outside",
    "vacancy_percent_all",
    "open_files_all",
)
"""Measures that the spin-up should have settled."""
_ONE = ["scenario", "measure", "unit"]
COLUMNS = (
    "scenario", "replicate", "measure", "unit", "first_year", "last_year", "n_years", "before",
    "last", "drift", "standard_error", "status",
)  # fmt: skip


def spin_up(tables: Mapping[str, pd.DataFrame], scenarios: Mapping[str, Scenario]) -> pd.DataFrame:
    """Return the drift of each watched measure at the end of the spin-up, one row per run.

    Parameters
    ----------
    tables
        Tables of runs, by name.
    scenarios
        Scenarios of the runs, by name.
    """
    watched = tuple(measure for measure in MEASURES if measure.name in WATCHED)
    windows = {
        name: (scenario.start_year - scenario.spin_up_years, scenario.start_year - 1)
        for name, scenario in scenarios.items()
    }
    return drifts(measured(tables, watched), windows)


def drifts(values: pd.DataFrame, windows: Mapping[str, tuple[int, int]]) -> pd.DataFrame:
    """Return the drift of each measure of each run in the last years of a window.

    Parameters
    ----------
    values
        Columns measure, unit, scenario, replicate, year, value.
    windows
        First and last year looked at, by scenario; one of a single year tells nothing.

    Returns
    -------
    DataFrame
        Columns `COLUMNS`; `before` and `last` are means, and the status is that of one run.
    """
    import pandas as pd

    parts = [_drifts(values[values["scenario"] == name], *years) for name, years in windows.items()]
    found = pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)
    return found[list(COLUMNS)]


def pooled(drift: pd.DataFrame) -> pd.DataFrame:
    """Return drifts averaged over replicates, with their pooled error and status."""
    import numpy as np

    by_measure = drift.groupby(_ONE, sort=False)
    means = by_measure[["before", "last", "drift"]].mean()
    squares = drift.assign(standard_error=drift["standard_error"] ** 2).groupby(_ONE, sort=False)
    total = squares["standard_error"].sum(min_count=1)
    means["standard_error"] = np.sqrt(total) / by_measure.size()
    means["n_years"] = by_measure["n_years"].first()
    return means.assign(status=_status(means)).reset_index()


def _drifts(values: pd.DataFrame, first: int, last: int) -> pd.DataFrame:
    import numpy as np
    import pandas as pd

    n_years = min(MOST_YEARS, (last - first + 1) // 2)
    if n_years < 1:
        return pd.DataFrame(columns=list(COLUMNS))
    middle = last - n_years
    before = _side(values, middle - n_years + 1, middle).add_prefix("before_")
    found = before.join(_side(values, middle + 1, last).add_prefix("last_"))
    variance = found[["before_var", "last_var"]].mean(axis=1, skipna=False)
    found = found.rename(columns={"before_mean": "before", "last_mean": "last"}).assign(
        drift=found["last_mean"] - found["before_mean"],
        standard_error=np.sqrt(variance * (1 / found["before_size"] + 1 / found["last_size"])),
        first_year=middle - n_years + 1,
        last_year=last,
        n_years=n_years,
    )
    return found.assign(status=_status(found)).reset_index()


def _side(values: pd.DataFrame, first: int, last: int) -> pd.DataFrame:
    inside = values[values["year"].between(first, last)].dropna(subset=["value"])
    by_run = inside.groupby([*_ONE, "replicate"], sort=False)["value"]
    return by_run.agg(["mean", "var", "size"])


def _status(found: pd.DataFrame) -> pd.Series[str]:
    import numpy as np
    import pandas as pd

    size, error = found["drift"].abs(), found["standard_error"]
    allowed = TOLERANCE * (found["before"] + found["last"]).abs() / 2
    settled = (size <= allowed) & (error <= allowed)
    drifting = (size > allowed) & (size > N_ERRORS * error)
    told = np.where(settled, SETTLED, np.where(drifting, DRIFTING, UNCLEAR))
    return pd.Series(told, index=found.index, dtype=str)
