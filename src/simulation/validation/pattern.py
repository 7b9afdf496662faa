"""A pattern: what the field states, and the claims on simulated tables that it stands on.

A claim is one number per replicate, paired wherever it is a difference, and the band in which it
must lie. Verdicts look at Student's 95 % interval of its mean over replicates:

reproduced
    the whole interval lies in the band (for "no effect" this is an equivalence test);
weakly
    the mean lies in the band, the interval does not, or not whole;
contrary
    the band asks for an effect in one direction and the whole interval lies in the other;
not
    anything else.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from simulation.experiments.precision import Interval

if TYPE_CHECKING:
    import pandas as pd

    from simulation.validation.study import Study

REPRODUCED, WEAKLY, NOT, CONTRARY, MISSING = "reproduced", "weakly", "not", "contrary", "missing"
VERDICTS: Final = (REPRODUCED, WEAKLY, NOT, CONTRARY, MISSING)
"""From best to worst: a pattern has the worst verdict of the claims that it needs."""
Text = Mapping[str, str]
"""A text for people by language: en, fr."""
Need = tuple[str, str]
"""A setting and an arm, by their names in `settings.toml` and `arms.toml`."""


@dataclass(frozen=True)
class Band:
    """Where the mean of a claim must lie, ends included."""

    low: float = -math.inf
    high: float = math.inf

    def __post_init__(self) -> None:
        if not self.low < self.high or (math.isinf(self.low) and math.isinf(self.high)):
            raise ValueError(f"a band from {self.low} to {self.high} cannot fail or cannot hold")

    def holds(self, value: float) -> bool:
        """Return whether a value lies in the band; never for NaN."""
        return self.low <= value <= self.high

    def verdict(self, interval: Interval) -> str:
        """Return the verdict on a mean with its 95 % interval."""
        if math.isnan(interval.mean) or math.isnan(interval.low):
            return MISSING
        if self.holds(interval.low) and self.holds(interval.high):
            return REPRODUCED
        if self.holds(interval.mean):
            return WEAKLY
        return CONTRARY if self._is_opposed(interval) else NOT

    def _is_opposed(self, interval: Interval) -> bool:
        if math.isinf(self.high):
            return self.low >= 0 and interval.high < 0
        return math.isinf(self.low) and self.high <= 0 and interval.low > 0


def at_least(value: float) -> Band:
    """Return the band of all that is `value` or more."""
    return Band(low=value)


def at_most(value: float) -> Band:
    """Return the band of all that is `value` or less."""
    return Band(high=value)


def within(low: float, high: float) -> Band:
    """Return the band between two values."""
    return Band(low, high)


@dataclass(frozen=True)
class Claim:
    """One testable part of a pattern.

    Attributes
    ----------
    key
        Short name, unique in its pattern.
    text
        What must be seen, in a sentence.
    statistic
        From the study to a series: one number per replicate (index: replicate).
    needs
        Settings and arms that it reads.
    band
        Where the mean must lie.
    why
        Why there.
    unit
        share, percent, index, days, months, count, eur or ratio.
    is_needed
        False for what is shown beside and does not bear on the verdict.
    """

    key: str
    text: Text
    statistic: Callable[[Study], pd.Series[float]]
    needs: tuple[Need, ...]
    band: Band
    why: Text
    unit: str = "share"
    is_needed: bool = True


@dataclass(frozen=True)
class Pattern:
    """What the field states, and what the model must show for it.

    Attributes
    ----------
    number
        Its place in the list, 1 to 17.
    title, statement
        A few words, then what is stated, in words of our own.
    reference
        Who states it.
    tables
        Tables of runs that its claims read, beside the measures.
    claims
        All that are needed must hold.
    """

    number: int
    title: Text
    statement: Text
    reference: str
    claims: tuple[Claim, ...]
    tables: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Name in tables, as in P1."""
        return f"P{self.number}"


def worst(verdicts: list[str]) -> str:
    """Return the worst of several verdicts, `MISSING` when there is none."""
    return max(verdicts, key=VERDICTS.index, default=MISSING)
