"""How many replicates a wanted precision needs, and when to stop adding them.

The rule is Stein's in two stages: a pilot of fixed size tells how many replicates make the interval
narrow enough, and the interval keeps the pilot's variance and degrees of freedom. Its coverage is
exact for normal differences, however often the rule is asked; an interval that is looked at after
each run and kept as soon as it is narrow enough covers less than it says.

References
----------
Stein 1945, A two-sample test for a linear hypothesis whose power is independent of the variance,
Ann. Math. Stat. 16: 243–258, doi:10.1214/aoms/1177731088.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

CONFIDENCE = 0.95
PILOT = 8
MOST = 1_000


class Interval(NamedTuple):
    """A mean with the bounds of its interval."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True)
class PrecisionRule:
    """What precision is wanted, and how far one may go for it.

    Attributes
    ----------
    half_widths
        For each measure, half the width that its interval may have, in its unit.
    confidence
        Coverage of each interval.
    pilot
        Replicates that are run first, at least 2; they alone tell the variance.
    most
        Replicates at most, whatever the rule asks for.
    """

    half_widths: Mapping[str, float]
    confidence: float = CONFIDENCE
    pilot: int = PILOT
    most: int = MOST

    def __post_init__(self) -> None:
        """Refuse what can never be reached."""
        if not self.half_widths or min(self.half_widths.values()) <= 0:
            raise ValueError("half-widths must be above 0, one at least")
        if not 2 <= self.pilot <= self.most:
            raise ValueError("a pilot has 2 replicates at least, and no more than the most allowed")

    def wanted(self, differences: Mapping[str, ArrayLike]) -> int:
        """Return the replicates that the whole needs, by the first `pilot` differences alone.

        Parameters
        ----------
        differences
            For each measure, paired differences in the order of the replicates, shape (n,).
        """
        needs = [self.needed(measure, differences[measure]) for measure in self.half_widths]
        known = [needed for needed in needs if needed is not None]
        if len(known) < len(needs):
            return self.pilot
        return min(max(self.pilot, *known), self.most)

    def needed(self, measure: str, differences: ArrayLike) -> int | None:
        """Return the replicates that a half-width needs, whatever is allowed.

        None where the first `pilot` differences are not all there.
        """
        values = np.asarray(differences, np.float64)[: self.pilot]
        if values.size < self.pilot or np.isnan(values).any():
            return None
        error = t_quantile(self.confidence, self.pilot - 1) * float(values.std(ddof=1))
        return math.ceil((error / self.half_widths[measure]) ** 2)

    def more(self, differences: Mapping[str, ArrayLike]) -> int:
        """Return how many replicates are still to be run; 0 means stop."""
        done = min(len(np.asarray(differences[measure])) for measure in self.half_widths)
        return max(self.wanted(differences) - done, 0)

    def interval(self, values: ArrayLike) -> Interval:
        """Return the mean of all differences of a measure with Stein's interval, shape (n,)."""
        given = np.asarray(values, np.float64)
        spread = given[: self.pilot].std(ddof=1) / math.sqrt(given.size)
        margin = t_quantile(self.confidence, self.pilot - 1) * spread
        mean = float(given.mean())
        return Interval(mean, mean - margin, mean + margin)


def replicates_needed(
    deviation: float, half_width: float, confidence: float = CONFIDENCE, most: int = 1_000_000
) -> int:
    """Return the fewest replicates whose t interval has this half-width, 2 at least.

    Parameters
    ----------
    deviation
        Standard deviation of the paired differences.
    half_width
        Half the width wanted, above 0, in the same unit.
    most
        Returned where more would be needed.
    """
    low, high = 1, 2  # low is too few; double until high is enough
    while high < most and _half_width(deviation, high, confidence) > half_width:
        low, high = high, 2 * high
    high = min(high, most)
    while high - low > 1:
        middle = (low + high) // 2
        is_enough = _half_width(deviation, middle, confidence) <= half_width
        low, high = (low, middle) if is_enough else (middle, high)
    return high


def t_quantile(confidence: float, degrees: float) -> float:
    """Return the quantile of Student's t that bounds a two-sided interval."""
    from scipy.special import stdtrit

    return float(stdtrit(degrees, (1 + confidence) / 2))


def _half_width(deviation: float, n: int, confidence: float) -> float:
    return t_quantile(confidence, n - 1) * deviation / math.sqrt(n)
