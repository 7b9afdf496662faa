"""When a sweep that wants a precision has enough replicates: what its pilot says, and the end.

Everything is computed again from the measures of the pilot, so that a sweep that was interrupted
asks for as many replicates as one that was not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from simulation.config.precision import Precision
from simulation.experiments.parts import REPLICATE, SCENARIO
from simulation.experiments.plan import Pair, Plan, name_of, pairs_of
from simulation.experiments.precision import PrecisionRule

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

PRECISION = "precision"
COLUMNS = (
    "scenario", "reference", "measure", "replicates", "difference", "low", "high", "half_width",
    "wanted", "needed", "is_reached",
)  # fmt: skip


class Reached(NamedTuple):
    """How precise one difference is.

    Attributes
    ----------
    scenario, reference, measure
        What is compared.
    replicates
        Pairs of runs that gave a number.
    difference, low, high
        Mean with Stein's 95 % interval, NaN where a pair of the pilot gave no number.
    half_width, wanted
        Of that interval, and what was wanted.
    needed
        Replicates that it needs by the pilot, whatever is allowed; NaN likewise.
    is_reached
        Whether the interval is as narrow as wanted.
    """

    scenario: str
    reference: str
    measure: str
    replicates: int
    difference: float
    low: float
    high: float
    half_width: float
    wanted: float
    needed: float
    is_reached: bool


def settled(plan: Plan, runs: pd.DataFrame | None, measures: pd.DataFrame | None) -> Plan:
    """Return a plan with the replicates that its pilot asks for, itself before the pilot is done.

    Parameters
    ----------
    runs, measures
        Tables of what is done.
    """
    precision = plan.design.precision
    if precision is None or runs is None:
        return plan
    n_pilot = precision.pilot * len(plan.branches)
    if int((runs[REPLICATE] < precision.pilot).sum()) < n_pilot:
        return plan
    rule = _rule(precision)
    asked = [
        rule.wanted({name: values[:, number] for number, name in enumerate(rule.half_widths)})
        for _, values in _differences(plan, precision, measures, precision.pilot)
    ]
    return replace(plan, asked=max(asked))


def precision_table(plan: Plan, measures: pd.DataFrame | None) -> pd.DataFrame:
    """Return how precise each difference that is wanted is; columns `COLUMNS`."""
    import pandas as pd

    precision = plan.design.precision
    rows = [] if precision is None else list(_reached(plan, precision, measures))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _reached(plan: Plan, precision: Precision, measures: pd.DataFrame | None) -> Iterator[Reached]:
    rule = _rule(precision)
    for pair, values in _differences(plan, precision, measures, plan.replicates):
        for number, (name, wanted) in enumerate(precision.half_widths.items()):
            column = values[:, number]
            there = column[~np.isnan(column)]
            needed = rule.needed(name, column)
            mean = low = high = float("nan")
            if needed is not None:
                mean, low, high = rule.interval(there)
            half = (high - low) / 2
            names = pair.other.scenario.name, pair.reference.scenario.name
            enough = needed is not None and there.size >= needed
            yield Reached(
                *names, name, there.size, mean, low, high, half, wanted,
                float("nan") if needed is None else max(needed, rule.pilot), enough,
            )  # fmt: skip


def _differences(
    plan: Plan, precision: Precision, measures: pd.DataFrame | None, replicates: int
) -> Iterator[tuple[Pair, NDArray[np.float64]]]:
    """Return each pair with its differences, shape (replicates, measures), NaN where missing."""
    names, rows = list(precision.half_widths), range(replicates)
    wide: Any = _means(measures, names, precision.last_years)
    for pair in pairs_of(plan.branches):
        if precision.arms is not None and name_of(pair.other) not in precision.arms:
            continue
        if wide is None:
            yield pair, np.full((replicates, len(names)), np.nan)
            continue
        other, reference = (
            wide[wide.index.get_level_values(SCENARIO) == branch.scenario.name]
            .droplevel(SCENARIO)
            .reindex(rows)
            for branch in (pair.other, pair.reference)
        )
        yield pair, (other - reference).to_numpy(np.float64)


def _means(measures: pd.DataFrame | None, names: list[str], last_years: int) -> pd.DataFrame | None:
    """Return the measures by scenario and replicate, a column for each name; None without any."""
    from simulation.results.measures import mean_of_last_years

    if measures is None:
        return None
    found = measures[measures["measure"].isin(names)]
    if found.empty:
        return None
    wide = mean_of_last_years(found, [SCENARIO, REPLICATE], last_years)
    return wide.reindex(columns=names)


def _rule(precision: Precision) -> PrecisionRule:
    return PrecisionRule(precision.half_widths, pilot=precision.pilot, most=precision.most)
