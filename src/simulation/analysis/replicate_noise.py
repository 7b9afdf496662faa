"""How much of an output's variance is the noise of replicates, and what is left after averaging.

Samples share their keys: what a replicate adds to all samples alike cancels when samples are
compared, and only the rest (the interaction) disturbs the indices.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Noise(NamedTuple):
    """The noise of an output.

    Attributes
    ----------
    replicates
        Runs that were averaged for each sample.
    share_of_run
        Share of the variance of single runs that replicates make, 0 to 1; NaN with one replicate.
    share_of_mean
        Share of the variance of the averaged outputs that is noise still; NaN likewise.
    deviation_of_mean
        Standard deviation of that noise, in the unit of the output; NaN likewise.
    """

    replicates: int
    share_of_run: float
    share_of_mean: float
    deviation_of_mean: float


def noise_of(values: NDArray[np.float64], *, are_keys_shared: bool = True) -> Noise:
    """Return the noise of an output, shape (samples, replicates), without missing values."""
    n_samples, n_replicates = values.shape
    if n_replicates < 2 or n_samples < 2:
        return Noise(n_replicates, math.nan, math.nan, math.nan)
    means = values.mean(axis=1)
    within = values - means[:, None]
    common = 0.0
    degrees = n_samples * (n_replicates - 1)
    if are_keys_shared:
        by_replicate = within.mean(axis=0)
        within = within - by_replicate
        degrees -= n_replicates - 1
    rest = float((within**2).sum()) / degrees
    if are_keys_shared:
        common = max(float(by_replicate.var(ddof=1)) - rest / n_samples, 0.0)
    of_means = float(means.var(ddof=1))
    signal = max(of_means - rest / n_replicates, 0.0)
    whole = signal + common + rest
    if whole == 0:
        return Noise(n_replicates, 0.0, 0.0, 0.0)
    share = min(rest / n_replicates / of_means, 1.0) if of_means > 0 else 1.0
    return Noise(n_replicates, (common + rest) / whole, share, math.sqrt(rest / n_replicates))


def morris_floor(noise: Noise, n_levels: int) -> float:
    """Return the mean absolute elementary effect that noise alone gives (half-normal mean).

    An effect is the difference of two averaged outputs over the step of the grid.
    """
    step = n_levels / (2 * (n_levels - 1))
    return math.sqrt(2 / math.pi) * math.sqrt(2) * noise.deviation_of_mean / step
