"""Free parameters as coordinates between 0 and 1, and back."""

from __future__ import annotations

import math
from dataclasses import dataclass

_DIGITS = 4


@dataclass(frozen=True)
class Axis:
    """A free parameter with its bounds and the value that it starts from, NaN for none."""

    name: str
    low: float
    high: float
    start: float
    is_log: bool
    is_whole: bool

    def to_unit(self, value: float) -> float:
        """Return the coordinate of a value, 0 at the low bound and 1 at the high one."""
        if self.is_log:
            return math.log(value / self.low) / math.log(self.high / self.low)
        return (value - self.low) / (self.high - self.low)

    def from_unit(self, place: float) -> float:
        """Return the value at a coordinate, rounded to what is simulated and printed."""
        if self.is_log:
            value = self.low * (self.high / self.low) ** place
        else:
            value = self.low + place * (self.high - self.low)
        return self.rounded(value)

    def rounded(self, value: float) -> float:
        """Return a value with four significant digits, or whole, inside the bounds."""
        short = round(value) if self.is_whole else float(f"{value:.{_DIGITS}g}")
        inside = min(max(short, self.low), self.high)
        return int(inside) if self.is_whole else float(inside)
