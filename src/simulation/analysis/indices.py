"""Sensitivity indices of SALib on coordinates and outputs: Morris, Sobol', PAWN, delta.

Every function takes the samples in their order, shape (samples, factors), between 0 and 1, and the
outputs averaged over replicates, shape (samples,), without missing values. It returns a table:
factor (its column), other (the second factor of an interaction, −1 otherwise), index, value, low,
high. Indices estimated with noise may leave [0, 1]: they are not cut. SALib's PAWN and delta seed
numpy's global generator, which nothing of ours draws from.

References
----------
Morris 1991, doi:10.1080/00401706.1991.10484804; Campolongo et al. 2007 (mu*),
doi:10.1016/j.envsoft.2006.10.004; Saltelli et al. 2010 (first and total),
doi:10.1016/j.cpc.2009.09.018; Pianosi and Wagener 2018 (PAWN), doi:10.1016/j.envsoft.2018.07.019;
Plischke et al. 2013 (delta), doi:10.1016/j.ejor.2012.11.047.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from simulation.analysis.problem import Design, Points, problem_of
from simulation.analysis.seeds import checked_seed, seed_of

if TYPE_CHECKING:
    import pandas as pd

MU_STAR, MU, SIGMA = "mu_star", "mu", "sigma"
FIRST, TOTAL, SECOND = "S1", "ST", "S2"
PAWN, DELTA = "pawn", "delta"
DUMMY = -1
"""Factor of a column of chance alone: what an index gives where there is no effect."""
NO_OTHER = -1
COLUMNS = ("factor", "other", "index", "value", "low", "high")
_SLICES = 10
_DELTA_RESAMPLES = 20
_RESAMPLES = 200
_LEAST_SAMPLES = {PAWN: 100, DELTA: 50}  # ten per slice of PAWN; delta smooths
_SPREAD = ("minimum", "median", "maximum")
Output = NDArray[np.float64]


def morris_indices(points: Points, output: Output, design: Design, key: int) -> pd.DataFrame:
    """Return mu*, mu and sigma per whole range of each factor; mu* with its 95 % interval."""
    from SALib.analyze import morris

    n_trajectories = len(output) // design.block
    with _quiet():
        found = morris.analyze(
            problem_of(points.shape[1]), points, output, num_levels=design.n_levels,
            num_resamples=_RESAMPLES, seed=checked_seed(seed_of(key, "morris")),
        )  # fmt: skip
    margins = found["mu_star_conf"] if n_trajectories > 1 else math.nan
    rows = _rows(MU_STAR, found[MU_STAR], margins)
    rows += _rows(MU, found[MU])
    rows += _rows(SIGMA, found[SIGMA] if n_trajectories > 1 else [math.nan] * points.shape[1])
    return _table(rows)


def sobol_indices(n_factors: int, output: Output, design: Design, key: int) -> pd.DataFrame:
    """Return first, total and (where the design has them) second-order indices with intervals."""
    from SALib.analyze import sobol

    if np.ptp(output) == 0:
        return _table(_rows(FIRST, [math.nan] * n_factors) + _rows(TOTAL, [math.nan] * n_factors))
    with _quiet():
        found = sobol.analyze(
            problem_of(n_factors), output, calc_second_order=design.has_second_order,
            num_resamples=_RESAMPLES, seed=checked_seed(seed_of(key, "sobol")),
        )  # fmt: skip
    rows = _rows(FIRST, found["S1"], found["S1_conf"]) + _rows(TOTAL, found["ST"], found["ST_conf"])
    if design.has_second_order:
        for one in range(n_factors):
            for two in range(one + 1, n_factors):
                value, margin = float(found["S2"][one, two]), float(found["S2_conf"][one, two])
                rows.append((one, two, SECOND, value, value - margin, value + margin))
    return _table(rows)


def pawn_indices(points: Points, output: Output, key: int) -> pd.DataFrame:
    """Return the median of PAWN over slices of each factor (low and high: over all slices).

    The row of factor `DUMMY` is what chance alone gives at this number of samples.
    """
    from SALib.analyze import pawn

    with _quiet():
        found = pawn.analyze(
            problem_of(points.shape[1] + 1), _with_dummy(points, key), output, S=_SLICES,
            seed=checked_seed(seed_of(key, PAWN)),
        )  # fmt: skip
    low, value, high = (found[name] for name in _SPREAD)
    n = points.shape[1]
    rows = [
        (i if i < n else DUMMY, NO_OTHER, PAWN, float(value[i]), float(low[i]), float(high[i]))
        for i in range(n + 1)
    ]
    return _table(rows)


def delta_indices(points: Points, output: Output, key: int) -> pd.DataFrame:
    """Return Borgonovo's delta with its 95 % interval; the row of `DUMMY` is chance alone."""
    from SALib.analyze import delta

    n = points.shape[1]
    if np.ptp(output) == 0:
        return _table([(i, NO_OTHER, DELTA, math.nan, math.nan, math.nan) for i in range(n)])
    with _quiet():
        found = delta.analyze(
            problem_of(n + 1), _with_dummy(points, key), output, method="delta",
            num_resamples=_DELTA_RESAMPLES, seed=checked_seed(seed_of(key, DELTA)),
        )  # fmt: skip
    value, margin = found["delta_raw"], found["delta_raw_conf"]
    rows = _rows(DELTA, value, margin)
    last = rows.pop()
    return _table([*rows, (DUMMY, *last[1:])])


def needed_samples(method: str) -> int:
    """Return the fewest samples that a method for any design makes sense with."""
    return _LEAST_SAMPLES[method]


def _rows(index: str, values: Any, margins: Any = math.nan) -> list[tuple[Any, ...]]:
    given = np.asarray(values, np.float64)
    around = np.broadcast_to(np.asarray(margins, np.float64), given.shape)
    return [
        (i, NO_OTHER, index, float(value), float(value - margin), float(value + margin))
        for i, (value, margin) in enumerate(zip(given, around, strict=True))
    ]


def _table(rows: list[tuple[Any, ...]]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(rows, columns=list(COLUMNS))


def _with_dummy(points: Points, key: int) -> Points:
    """Return the points with a column of chance added."""
    from simulation.rng import Streams

    chance = Streams(key).uniform("dummy factor", 0, np.arange(len(points)))
    return np.column_stack([points, chance])


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep what SALib says and sets about warnings inside the block."""
    written = warnings.formatwarning
    with warnings.catch_warnings(), np.errstate(divide="ignore", invalid="ignore"):
        warnings.simplefilter("ignore")
        try:
            yield
        finally:
            warnings.formatwarning = written
