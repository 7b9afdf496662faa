"""Many questions at once: p-values adjusted so that chance alone seldom answers yes."""

from __future__ import annotations

from typing import Final, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

Correction = Literal["holm", "benjamini_hochberg", "none"]
CORRECTIONS: Final[tuple[Correction, ...]] = ("holm", "benjamini_hochberg", "none")


def adjusted(p: ArrayLike, correction: Correction) -> NDArray[np.float64]:
    """Return adjusted p-values, shape (n,), in the order given; NaN stays and does not count.

    Holm bounds the chance of one false yes among all, whatever ties the measures together;
    Benjamini and Hochberg bound the share of false ones among the yes, for measures that are
    independent or move together.
    """
    given = np.asarray(p, np.float64)
    found = given.copy()
    is_known = ~np.isnan(given)
    if correction == "holm":
        found[is_known] = holm(given[is_known])
    elif correction == "benjamini_hochberg" and is_known.any():
        from scipy.stats import false_discovery_control

        found[is_known] = false_discovery_control(given[is_known], method="bh")
    return found


def holm(p: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the p-values of Holm's step-down test, shape (n,).

    References
    ----------
    Holm 1979, A simple sequentially rejective multiple test procedure, Scand. J. Stat. 6: 65–70.
    """
    order = np.argsort(p, kind="stable")
    times = np.arange(p.size, 0, -1)
    stepped = np.minimum(np.maximum.accumulate(p[order] * times), 1.0)
    found = np.empty_like(stepped)
    found[order] = stepped
    return found
