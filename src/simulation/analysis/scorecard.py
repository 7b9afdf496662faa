"""Judge runs by their targets: mean over replicates, inside or outside the band, drift."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from simulation.analysis.moments import (
    moments,
    published_value,
    territory_name,
    yearly,
)
from simulation.analysis.stationarity import drifts, pooled

if TYPE_CHECKING:
    import pandas as pd

    from simulation.config.scenario import Scenario
    from simulation.config.targets import Target

ALL = "all"
COLUMNS = (
    "scenario", "territory", "target", "label", "label_fr", "kind", "scored", "value", "low",
    "high", "n", "mean", "standard_error", "inside", "distance", "position", "drift",
    "drift_standard_error", "status", "source",
)  # fmt: skip


def scorecard(
    tables: Mapping[str, pd.DataFrame],
    scenarios: Mapping[str, Scenario],
    targets: Sequence[Target],
) -> pd.DataFrame:
    """Return one row for each scenario and target of its territory.

    Parameters
    ----------
    tables
        Tables of runs, by name.
    scenarios
        Scenarios of the runs, by name.
    targets
        As `analysis.moments.read_targets` returns them.

    Returns
    -------
    DataFrame
        Columns `COLUMNS`. Means are over the years after the spin-up, then over replicates, with
        the standard error of replicates. `inside` says whether the mean is in the band; it is
        missing where there is no band. `distance` is from what is aimed at, in half bands;
        `position` is −1 and 1 at the ends of the band. Drift is over the same years, see
        `analysis.stationarity`.
    """
    import pandas as pd

    values = yearly(tables, targets)
    starts = {name: scenario.start_year for name, scenario in scenarios.items()}
    by_run = moments(values, starts).groupby(["scenario", "target"])["value"]
    told = by_run.agg(["count", "mean", "sem"]).to_dict("index")
    windows = {
        name: (scenario.start_year, scenario.end_year) for name, scenario in scenarios.items()
    }
    drift = pooled(drifts(values, windows)).set_index(["scenario", "measure"]).to_dict("index")
    rows = [
        _row(name, scenario, target, told.get((name, target.name)), drift.get((name, target.name)))
        for name, scenario in scenarios.items()
        for target in targets
        if target.holds_for(territory_name(scenario))
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def shares_inside(card: pd.DataFrame) -> pd.DataFrame:
    """Return how many scored targets are inside, by scenario and over all (`scenario` = all).

    Returns
    -------
    DataFrame
        Columns scenario, inside, targets, share.
    """
    import pandas as pd

    scored = card[card["scored"]]
    counts = scored.groupby("scenario", sort=False)["inside"].agg(
        inside=lambda column: int(column.fillna(value=False).sum()), targets="size"
    )
    counts.loc[ALL] = counts.sum()
    shares = counts.assign(share=counts["inside"] / counts["targets"]).reset_index()
    return pd.DataFrame(shares)


def _row(
    name: str,
    scenario: Scenario,
    target: Target,
    told: Mapping[Any, Any] | None,
    drift: Mapping[Any, Any] | None,
) -> dict[str, Any]:
    value = published_value(target, scenario)
    band = target.band(value)
    mean = told["mean"] if told else math.nan
    return {
        "scenario": name,
        "territory": territory_name(scenario),
        "target": target.name,
        "label": target.title("en"),
        "label_fr": target.title("fr"),
        "kind": target.kind,
        "scored": target.scored,
        "value": math.nan if value is None else value,
        "low": band.low if band else math.nan,
        "high": band.high if band else math.nan,
        "n": told["count"] if told else 0,
        "mean": mean,
        "standard_error": told["sem"] if told else math.nan,
        "inside": band.holds(mean) if band else None,
        "distance": band.distance(mean) if band else math.nan,
        "position": band.position(mean) if band else math.nan,
        "drift": drift["drift"] if drift else math.nan,
        "drift_standard_error": drift["standard_error"] if drift else math.nan,
        "status": drift["status"] if drift else "",
        "source": target.source,
    }
