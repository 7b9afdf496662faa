"""Contrasts of the arms of a sweep with its base: how large, how sure, and how many more runs.

Each difference is taken within a sample and replicate, which share their draws across arms. The
p-values of one table are adjusted together, those of the tests of no effect likewise.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from simulation.analysis.multiplicity import Correction, adjusted
from simulation.analysis.paired import (
    bootstrap_interval,
    mean_error,
    p_equivalence,
    p_value,
    t_interval,
)
from simulation.analysis.sweep_table import SweepTable
from simulation.config.errors import InputError
from simulation.config.messages import say
from simulation.experiments.precision import CONFIDENCE, replicates_needed

if TYPE_CHECKING:
    import pandas as pd

DIFFERS, SMALL, NO_EFFECT, UNSURE = "differs", "small", "no_effect", "unsure"
COLUMNS = (
    "arm", "base", "measure", "unit", "samples", "replicates", "dropped", "mean_base", "mean_arm",
    "difference", "standard_error", "degrees", "low", "high", "bootstrap_low", "bootstrap_high",
    "unpaired_standard_error", "variance_gain", "share_positive", "p", "p_adjusted", "margin",
    "p_equivalence", "p_equivalence_adjusted", "verdict", "half_width_wanted", "runs_needed",
)  # fmt: skip


@dataclass(frozen=True)
class ContrastChoices:
    """What is asked of the contrasts.

    Attributes
    ----------
    confidence
        Coverage of the intervals; 1 − `confidence` is the level of the tests.
    correction
        How the p-values of the table are adjusted together.
    margins
        For each measure, the largest effect that counts for none.
    half_widths
        For each measure, half the width wanted for its interval.
    key
        Key of the draws of the bootstrap.
    """

    confidence: float = CONFIDENCE
    correction: Correction = "holm"
    margins: Mapping[str, float] = field(default_factory=dict)
    half_widths: Mapping[str, float] = field(default_factory=dict)
    key: int = 0


def sweep_contrasts(
    sweep: SweepTable,
    measures: Sequence[str] | None = None,
    choices: ContrastChoices | None = None,
) -> pd.DataFrame:
    """Return the contrast of each arm with the base, for each measure.

    Parameters
    ----------
    measures
        Those to contrast; all of them when left out, NaN for those that have no two pairs.

    Returns
    -------
    DataFrame
        Columns `COLUMNS`. `variance_gain` is how many times as many unpaired runs would be needed
        for the same interval; `share_positive` the share of samples in which the mean difference
        is above 0; `runs_needed` the replicates (samples, where there are several) for the
        half-width wanted, NaN where samples and replicates are crossed.

    Raises
    ------
    InputError
        There is one arm alone, fewer than two pairs, or no such measure.
    """
    import pandas as pd

    chosen = choices or ContrastChoices()
    asked = list(sweep.measures if measures is None else measures)
    sweep.check(measures=[*asked, *chosen.margins, *chosen.half_widths])
    if not sweep.others:
        raise InputError(say("analysis_one_arm", arm=sweep.base))
    rows = [_row(sweep, arm, measure, chosen) for arm in sweep.others for measure in asked]
    _refuse_few(rows, are_asked=measures is not None)
    table = pd.DataFrame(rows)
    table["p_adjusted"] = adjusted(table["p"], chosen.correction)
    table["p_equivalence_adjusted"] = adjusted(table["p_equivalence"], chosen.correction)
    table["verdict"] = [_verdict(row, 1 - chosen.confidence) for row in table.to_dict("records")]
    return table[list(COLUMNS)]


def _row(sweep: SweepTable, arm: str, measure: str, chosen: ContrastChoices) -> dict[str, Any]:
    """Return what one contrast tells, before the p-values are adjusted."""
    given = sweep.matrix(measure, sweep.base), sweep.matrix(measure, arm)
    n_asked = max(matrix.size for matrix in given)
    base, other = _complete(*given)
    told = {
        "arm": arm,
        "base": sweep.base,
        "measure": measure,
        "unit": sweep.units.get(measure, ""),
        "samples": len(base),
        "replicates": base.shape[1],
    }
    if base.size == 0:
        return told
    shared = sweep.are_keys_shared
    differences = (other - base).to_numpy()
    error = mean_error(differences, are_keys_shared=shared)
    apart = [
        mean_error(values.to_numpy(), are_keys_shared=shared).variance for values in (base, other)
    ]
    mean = float(differences.mean())
    interval = t_interval(mean, error, chosen.confidence)
    drawn = bootstrap_interval(
        differences, chosen.key, f"{arm}:{measure}", are_keys_shared=shared,
        confidence=chosen.confidence,
    )  # fmt: skip
    margin = chosen.margins.get(measure, math.nan)
    by_sample = differences.mean(axis=1)
    return told | {
        "dropped": n_asked - differences.size,
        "mean_base": float(base.to_numpy().mean()),
        "mean_arm": float(other.to_numpy().mean()),
        "difference": mean,
        "standard_error": math.sqrt(error.variance),
        "degrees": error.degrees,
        "low": interval.low,
        "high": interval.high,
        "bootstrap_low": drawn.low,
        "bootstrap_high": drawn.high,
        "unpaired_standard_error": math.sqrt(sum(apart)),
        "variance_gain": sum(apart) / error.variance if error.variance > 0 else math.nan,
        "share_positive": float((by_sample > 0).mean()) if by_sample.size > 1 else math.nan,
        "p": p_value(mean, error),
        "margin": margin,
        "p_equivalence": math.nan if math.isnan(margin) else p_equivalence(mean, error, margin),
        **_needed(differences, error.variance, measure, chosen, are_keys_shared=shared),
    }


def _complete(base: pd.DataFrame, other: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Keep the replicates (samples, where there are several) that both arms have whole."""
    both = base.align(other, join="inner")
    is_known = both[0].notna() & both[1].notna()
    if len(both[0]) == 1:
        kept = is_known.columns[np.asarray(is_known)[0]]
        return both[0][kept], both[1][kept]
    kept = is_known.index[is_known.all(axis=1)]
    return both[0].loc[kept], both[1].loc[kept]


def _needed(
    differences: Any, variance: float, measure: str, chosen: ContrastChoices, *,
    are_keys_shared: bool,
) -> dict[str, float]:  # fmt: skip
    wanted = chosen.half_widths.get(measure, math.nan)
    n_rows, n_columns = differences.shape
    is_crossed = n_rows > 1 and n_columns > 1 and are_keys_shared
    needed = math.nan
    if not (math.isnan(wanted) or math.isnan(variance) or is_crossed):
        n = n_rows if n_rows > 1 else n_columns
        deviation = math.sqrt(variance * n)
        needed = float(replicates_needed(deviation, wanted, chosen.confidence))
    return {"half_width_wanted": wanted, "runs_needed": needed}


def _verdict(row: Mapping[Any, Any], level: float) -> str:
    differs = row["p_adjusted"] <= level
    is_small = row["p_equivalence_adjusted"] <= level
    if differs:
        return SMALL if is_small else DIFFERS
    return NO_EFFECT if is_small else UNSURE


def _refuse_few(rows: Sequence[Mapping[str, Any]], *, are_asked: bool) -> None:
    """Refuse measures asked for that have no error; among all of them, some may have none."""
    few = [row for row in rows if row["samples"] * row["replicates"] < 2]
    if few and (are_asked or len(few) == len(rows)):
        raise InputError(
            *(say("analysis_few_pairs", arm=r["arm"], measure=r["measure"]) for r in few)
        )
