"""Where in the space of the uncertain parameters an outcome happens.

PRIM, feature scores and the bins of dimensional stacking are those of the EMA Workbench, on our own
tables; nothing else of it is used.

References
----------
Friedman and Fisher 1999 (PRIM), doi:10.1023/A:1008894516817; Bryant and Lempert 2010 (scenario
discovery, quasi-p-values), doi:10.1016/j.techfore.2009.08.002; Jaxa-Rozen and Kwakkel 2018
(feature scores), doi:10.1016/j.envsoft.2018.06.011; LeBlanc, Ward and Wittels 1990, Exploring
N-dimensional databases, Proc. IEEE Visualization: 230–237 (dimensional stacking).
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from simulation.analysis.problem import design_of, parts_of
from simulation.analysis.seeds import seed_of
from simulation.analysis.sweep_table import SweepTable
from simulation.config.errors import InputError
from simulation.config.messages import say

if TYPE_CHECKING:
    import pandas as pd

LEAST_SAMPLES = 50
BETA = 0.5
"""Weight of coverage against density in the choice of a box (van Rijsbergen 1979)."""
LEAST_MASS = 0.05
"""Share of all samples that a box holds at least."""
SIGNIFICANT = 0.05
"""Quasi-p-value above which a restriction of a box is dropped."""
N_PARTS = 5
"""Parts of the samples, each left out in turn to check a box."""
_PEEL = 0.05
_N_TREES = 250
_N_BINS = 3
_LEVELS = 2
BOX_COLUMNS = ("box", "parameter", "low", "high", "is_low_bound", "is_high_bound", "quasi_p")
STATISTICS = ("box", "coverage", "density", "mass", "n_inside", "n_of_interest", "n_restricted")


@dataclass(frozen=True)
class Boxes:
    """Boxes in which an outcome happens.

    Attributes
    ----------
    limits
        One row per restriction, columns `BOX_COLUMNS`; the limits of an end that is not restricted
        are those of the samples.
    statistics
        One row per box, columns `STATISTICS`: coverage (share of all cases that it holds), density
        (share of its samples that are cases), mass (share of all samples); samples of the boxes
        before do not count.
    trajectory
        Every box that was tried on the way to the first: coverage, density, mass, n_restricted,
        is_chosen.
    base_rate
        Share of cases among all samples.
    """

    limits: pd.DataFrame
    statistics: pd.DataFrame
    trajectory: pd.DataFrame
    base_rate: float


def boxes(sweep: SweepTable, outcome: pd.Series[bool], n_boxes: int = 1) -> Boxes:
    """Return boxes of few restrictions that hold many cases and little else.

    Each is the box of the peeling trajectory, without the restrictions that chance may explain,
    with the largest F-measure of coverage and density, where density counts for more (`BETA`). The
    next is looked for among the samples outside of those before.

    Parameters
    ----------
    outcome
        By sample, True for the cases looked for.
    n_boxes
        At most; fewer when no box is denser than the rest.

    Raises
    ------
    InputError
        There are too few samples, or all are cases, or none.
    """
    import pandas as pd

    points, cases = _points(sweep, outcome)
    prim = _prim(points, cases)
    limits: list[dict[str, Any]] = []
    found: list[dict[str, Any]] = []
    trajectory = pd.DataFrame()
    is_free = np.ones(len(points), bool)
    for number in range(n_boxes):
        rows, steps = _next_box(prim)
        if not rows:
            break
        trajectory = steps if number == 0 else trajectory
        limits += [{"box": number, **row} for row in rows]
        found.append({"box": number, **_statistics(points, cases, rows, is_free)})
        is_free &= ~_inside(points, rows)
    return Boxes(
        pd.DataFrame(limits, columns=list(BOX_COLUMNS)),
        pd.DataFrame(found, columns=list(STATISTICS)),
        trajectory,
        float(cases.mean()),
    )


def left_out(sweep: SweepTable, outcome: pd.Series[bool], key: int = 0) -> pd.DataFrame:
    """Return how the first box fares on samples that it was not found with.

    Each part of the samples is left out in turn.

    Returns
    -------
    DataFrame
        One row per part: coverage, density (NaN where no sample of the part is inside), mass.
    """
    import pandas as pd

    points, cases = _points(sweep, outcome)
    design = design_of(sweep.places.index.to_numpy(np.int64), sweep.places.to_numpy(np.float64))
    parts = parts_of(outcome.index.to_numpy(np.int64) // design.block, N_PARTS, key)
    rows = []
    for number in range(int(parts.max()) + 1):
        seen = parts != number
        prim = _prim(points[seen].reset_index(drop=True), cases[seen])
        limits, _ = _next_box(prim)
        rows.append(_statistics(points[~seen], cases[~seen], limits))
    return pd.DataFrame(rows)[["coverage", "density", "mass"]]


def feature_scores(
    sweep: SweepTable, outcome: pd.Series[bool] | pd.Series[float], key: int = 0
) -> pd.DataFrame:
    """Return how much each parameter helps to tell the outcome: parameter, score (they sum to 1).

    Scores are importances in extremely randomised trees.
    """
    library = _workbench("feature_scoring")
    is_yes_or_no = outcome.dtype == bool
    points, values = _points(sweep, outcome)
    with _quiet():
        scores, _ = library.get_ex_feature_scores(
            points, values, mode=_modes().CLASSIFICATION if is_yes_or_no else _modes().REGRESSION,
            nr_trees=_N_TREES, max_features=max(1, round(points.shape[1] / 3)),
            random_state=seed_of(key, "trees"),
        )  # fmt: skip
    named: pd.Series[float] = scores[1]
    return named.rename("score").rename_axis("parameter").reset_index()


def stacked(sweep: SweepTable, outcome: pd.Series[bool], key: int = 0) -> pd.DataFrame:
    """Return the share of cases by bins of the parameters that score highest.

    Returns
    -------
    DataFrame
        Rows and columns are bins of up to two parameters each (indices named after them, of
        intervals); a cell is the share of cases among its samples, NaN where there is none.
    """
    library = _workbench("dimensional_stacking")
    points, cases = _points(sweep, outcome)
    ranked = feature_scores(sweep, outcome, key)["parameter"].tolist()
    rows, columns = ranked[0 : 2 * _LEVELS : 2], ranked[1 : 2 * _LEVELS : 2]
    binned = library.discretize(points[rows + columns], nbins=_N_BINS, with_labels=True)
    binned["share"] = cases.astype(float)
    if not columns:
        alone: pd.DataFrame = binned.groupby(rows, observed=False)[["share"]].mean()
        return alone
    table: pd.DataFrame = binned.pivot_table(
        values="share", index=rows, columns=columns, dropna=False, observed=False
    )
    return table


def _points(sweep: SweepTable, outcome: pd.Series[Any]) -> tuple[pd.DataFrame, NDArray[Any]]:
    """Return the values of the parameters of the samples of an outcome, and the outcome."""
    sweep.needs_factors()
    n = len(outcome)
    if n < LEAST_SAMPLES:
        details = {"n": n, "least": LEAST_SAMPLES, "method": "discovery", "measure": outcome.name}
        raise InputError(say("analysis_few_samples", **details))
    if outcome.dtype == bool and outcome.nunique() < 2:
        details = {"expression": outcome.name, "n": int(outcome.sum()), "total": n}
        raise InputError(say("analysis_all_same", **details))
    # Whole numbers as well: the workbench cannot paste its own integers with numpy 2.
    points = sweep.points.loc[outcome.index].astype(float).reset_index(drop=True)
    return points, outcome.to_numpy()


def _prim(points: pd.DataFrame, cases: NDArray[np.bool_]) -> Any:
    library = _workbench("prim")
    with _quiet():
        return library.Prim(
            points, cases.astype(float), threshold=float(cases.mean()), peel_alpha=_PEEL,
            mass_min=LEAST_MASS, mode=_modes().REGRESSION,
        )  # fmt: skip


def _modes() -> Any:
    return _workbench("scenario_discovery_util").RuleInductionType


def _next_box(prim: Any) -> tuple[list[dict[str, Any]], pd.DataFrame]:
    """Return the restrictions of the next box, none when there is no box, and its trajectory."""
    import pandas as pd

    with _quiet():
        box = prim.find_box()
    n_steps = 0 if box is None else len(box.peeling_trajectory)
    if n_steps < 2:
        return [], pd.DataFrame()
    here = prim.yi_remaining
    cases = prim.y[here] > 0
    cleaned = [_restrictions(box, place, prim.box_init) for place in range(n_steps)]
    told = [_statistics(prim.x.loc[here], cases, rows) for rows in cleaned]
    chosen = max(range(n_steps), key=lambda place: _f_measure(told[place]))
    box.select(chosen)
    columns = ["coverage", "density", "mass", "n_restricted"]
    trajectory = pd.DataFrame([{name: step[name] for name in columns} for step in told])
    return cleaned[chosen], trajectory.assign(is_chosen=np.arange(n_steps) == chosen)


def _f_measure(told: dict[str, Any]) -> float:
    coverage, density = told["coverage"], told["density"]
    whole = BETA**2 * density + coverage
    return float((1 + BETA**2) * coverage * density / whole) if whole > 0 else 0.0


def _restrictions(box: Any, place: int, whole: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the restrictions of a step, without the ends that chance may explain."""
    rows = []
    for name, quasi_p in box.qp[place].items():
        is_kept = [0 <= p <= SIGNIFICANT for p in quasi_p]  # −1: that end is not restricted
        limits = [box.box_lims[place] if kept else whole for kept in is_kept]
        if any(is_kept):
            row = {
                "parameter": name,
                "low": float(limits[0][name].iloc[0]),
                "high": float(limits[1][name].iloc[1]),
                "is_low_bound": is_kept[0],
                "is_high_bound": is_kept[1],
                "quasi_p": max(p for p, kept in zip(quasi_p, is_kept, strict=True) if kept),
            }
            rows.append(row)
    return rows


def _statistics(
    points: pd.DataFrame, cases: NDArray[np.bool_], rows: list[dict[str, Any]],
    is_free: NDArray[np.bool_] | None = None,
) -> dict[str, Any]:  # fmt: skip
    inside = _inside(points, rows)
    if is_free is not None:
        inside &= is_free
    held, n_inside, n_cases = int((inside & cases).sum()), int(inside.sum()), int(cases.sum())
    return {
        "coverage": held / n_cases if n_cases else math.nan,
        "density": held / n_inside if n_inside else math.nan,
        "mass": float(inside.mean()),
        "n_inside": n_inside,
        "n_of_interest": held,
        "n_restricted": len(rows),
    }


def _inside(points: pd.DataFrame, rows: list[dict[str, Any]]) -> NDArray[np.bool_]:
    inside = np.ones(len(points), bool)
    for row in rows:
        column = points[row["parameter"]].to_numpy()
        if row["is_low_bound"]:
            inside &= column >= row["low"]
        if row["is_high_bound"]:
            inside &= column <= row["high"]
    return inside


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep to itself what the workbench warns of: its runner, and ways of pandas now deprecated."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _workbench(module: str) -> Any:
    """Import a module of the algorithms of the EMA Workbench.

    Raises
    ------
    InputError
        It is not installed.
    """
    try:
        with _quiet():
            return import_module(f"ema_workbench.analysis.{module}")
    except ImportError as error:
        raise InputError(say("analysis_needs_explore", library="ema-workbench")) from error
