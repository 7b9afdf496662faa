"""What a calibration changed: each target at the start and at the best set, on the same draws."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from simulation.analysis.moments import published_value, territory_name
from simulation.analysis.simulated_moments import Evaluation, MomentFit
from simulation.config.targets import Band, Target

if TYPE_CHECKING:
    import pandas as pd

    from simulation.config.scenario import Scenario

TIMES = ("before", "after")


def before_after(fit: MomentFit, before: Evaluation, after: Evaluation) -> pd.DataFrame:
    """Return one row for each scored target of each scenario.

    Returns
    -------
    DataFrame
        Columns scenario, target, label, label_fr, kind, value, low, high, source; and for each of
        before and after: mean and its standard error over replicates, inside, position (−1 and 1
        at the ends of the band).
    """
    import pandas as pd

    told = {
        time: _told(evaluation) for time, evaluation in zip(TIMES, (before, after), strict=True)
    }
    rows = []
    for scenario in fit.scenarios:
        for target in fit.targets:
            key = (scenario.name, target.name)
            is_scored = target.scored and target.holds_for(territory_name(scenario))
            band = fit.bands.get(key) if is_scored else None
            if band is None:
                continue
            row = _what(scenario, target, band)
            for time in TIMES:
                row |= _judged(time, band, told[time].get(key, {}))
            rows.append(row)
    return pd.DataFrame(rows)


def _what(scenario: Scenario, target: Target, band: Band) -> dict[str, Any]:
    value = published_value(target, scenario)
    return {
        "scenario": scenario.name,
        "target": target.name,
        "label": target.title("en"),
        "label_fr": target.title("fr"),
        "kind": target.kind,
        "value": math.nan if value is None else value,
        "low": band.low,
        "high": band.high,
        "source": target.source,
    }


def _judged(time: str, band: Band, told: Mapping[str, float]) -> dict[str, Any]:
    mean = told.get("mean", math.nan)
    return {
        f"{time}_mean": mean,
        f"{time}_error": told.get("sem", math.nan),
        f"{time}_inside": band.holds(mean),
        f"{time}_position": band.position(mean),
    }


def _told(evaluation: Evaluation) -> dict[Any, dict[str, float]]:
    by_target = evaluation.moments.groupby(["scenario", "target"])["value"]
    found: dict[Any, Any] = by_target.agg(["mean", "sem"]).to_dict("index")
    return found
