"""The mean of paired differences and how sure it is, over replicates and uncertain worlds.

Differences form a matrix: a row per sample of the uncertain parameters, a column per replicate.
Where all rows share their keys, rows and columns are crossed random effects, and the variance of
the mean is at most the sum of the two mean squares of the layout (each holds the interaction, which
counts twice: the interval errs on the wide side); where each row has keys of its own, rows are
independent.

References
----------
Searle, Casella and McCulloch 1992, Variance Components, ch. 4 (two-way crossed, random);
Satterthwaite 1946, doi:10.2307/3002019 (degrees of freedom); Owen 2007, The pigeonhole bootstrap,
doi:10.1214/07-AOAS122; Schuirmann 1987, doi:10.1007/BF01068419 (two one-sided tests).
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulation.analysis.seeds import seed_of
from simulation.experiments.precision import CONFIDENCE, Interval, t_quantile

Matrix = NDArray[np.float64]
N_RESAMPLES = 2_000
LEAST_UNITS = 5
"""Units that a bootstrap needs: with fewer it is far too sure."""
_STREAM = "bootstrap"
_ROUNDING = 1e-12


class MeanError(NamedTuple):
    """Variance of the mean of a matrix, and the degrees of freedom of its estimate."""

    variance: float
    degrees: float


def mean_error(values: Matrix, *, are_keys_shared: bool = True) -> MeanError:
    """Return how sure the mean of a matrix is, shape (samples, replicates); NaN for one number."""
    n_rows, n_columns = values.shape
    line = _independent(values, are_keys_shared=are_keys_shared)
    if line is not None:
        if line.size < 2:
            return MeanError(math.nan, math.nan)
        return MeanError(float(line.var(ddof=1)) / line.size, line.size - 1)
    squares = (
        n_columns * float(values.mean(axis=1).var(ddof=1)),
        n_rows * float(values.mean(axis=0).var(ddof=1)),
    )
    degrees = (n_rows - 1, n_columns - 1)
    spread = sum(square**2 / n for square, n in zip(squares, degrees, strict=True))
    whole = sum(squares)
    return MeanError(whole / values.size, whole**2 / spread if spread > 0 else min(degrees))


def t_interval(mean: float, error: MeanError, confidence: float = CONFIDENCE) -> Interval:
    """Return a mean with Student's interval; NaN bounds where no error is known."""
    margin = math.nan
    if not math.isnan(error.variance):
        margin = t_quantile(confidence, error.degrees) * math.sqrt(error.variance)
    return Interval(mean, mean - margin, mean + margin)


def bootstrap_interval(
    values: Matrix,
    key: int,
    purpose: str,
    *,
    are_keys_shared: bool = True,
    confidence: float = CONFIDENCE,
    n_resamples: int = N_RESAMPLES,
) -> Interval:
    """Return the mean of a matrix with its bootstrap interval, shape (samples, replicates).

    Independent units: bias-corrected and accelerated (Efron 1987). Crossed samples and replicates:
    both are drawn again, each with its own key (pigeonhole), and the percentiles are taken. NaN
    bounds with fewer than `LEAST_UNITS` replicates, or samples where there are several.

    Parameters
    ----------
    key, purpose
        What the draws depend on: the same give the same interval.
    """
    mean = float(values.mean())
    line = _independent(values, are_keys_shared=are_keys_shared)
    n_units = min(values.shape) if line is None else line.size
    if n_units < LEAST_UNITS:
        return Interval(mean, math.nan, math.nan)
    if _is_constant(values):
        return Interval(mean, mean, mean)
    if line is not None:
        return _accelerated(line, seed_of(key, _STREAM, purpose), confidence, n_resamples)
    means = _pigeonhole(values, seed_of(key, _STREAM, purpose), n_resamples)
    tail = (1 - confidence) / 2
    low, high = np.quantile(means, (tail, 1 - tail))
    return Interval(mean, float(low), float(high))


def p_value(mean: float, error: MeanError, against: float = 0.0) -> float:
    """Return the two-sided p-value that the mean differs from `against` (Student)."""
    from scipy.special import stdtr

    if math.isnan(error.variance):
        return math.nan
    if error.variance == 0:
        return float(mean == against)
    away = abs(mean - against) / math.sqrt(error.variance)
    return 2 * float(stdtr(error.degrees, -away))


def p_equivalence(mean: float, error: MeanError, margin: float) -> float:
    """Return the p-value that the mean lies outside ±`margin`: two one-sided tests.

    A small one says that there is no effect worth the margin, which a large `p_value` never does.
    """
    from scipy.special import stdtr

    if math.isnan(error.variance):
        return math.nan
    if error.variance == 0:
        return float(abs(mean) >= margin)
    return float(stdtr(error.degrees, (abs(mean) - margin) / math.sqrt(error.variance)))


def _independent(values: Matrix, *, are_keys_shared: bool) -> Matrix | None:
    """Return the independent units of a matrix, None where rows and columns are crossed."""
    n_rows, n_columns = values.shape
    line: Matrix | None = None
    if n_rows == 1:
        line = values[0]
    elif n_columns == 1 or not are_keys_shared:
        line = values.mean(axis=1)
    return line


def _is_constant(values: Matrix) -> bool:
    """Return whether numbers are all the same but for their rounding."""
    return bool(np.ptp(values) <= _ROUNDING * np.abs(values).max())


def _accelerated(line: Matrix, seed: int, confidence: float, n_resamples: int) -> Interval:
    from scipy.stats import bootstrap

    mean = float(line.mean())
    if _is_constant(line):
        return Interval(mean, mean, mean)
    found = bootstrap(
        (line,), np.mean, axis=-1, confidence_level=confidence, n_resamples=n_resamples,
        method="BCa", random_state=seed,
    ).confidence_interval  # fmt: skip
    return Interval(mean, float(found.low), float(found.high))


def _pigeonhole(values: Matrix, seed: int, n_resamples: int) -> Matrix:
    """Return means with rows and columns drawn again, shape (n_resamples,)."""
    from simulation.rng import Streams

    streams = Streams(seed)
    weights = []
    for name, n in (("rows", values.shape[0]), ("columns", values.shape[1])):
        drawn = (streams.uniform(name, 0, np.arange(n_resamples * n)) * n).astype(np.int64)
        places = drawn.reshape(n_resamples, n) + n * np.arange(n_resamples)[:, None]
        counts = np.bincount(places.ravel(), minlength=n_resamples * n)
        weights.append(counts.reshape(n_resamples, n) / n)
    means: Matrix = np.einsum("br,rc,bc->b", weights[0], values, weights[1], optimize=True)
    return means
