"""Published figures that a run should give, as data: what is measured, the band, the source."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from pydantic import model_validator

from simulation.config.consistency import InconsistentError, Problem
from simulation.config.parameter import Settings, param

STUDY = "choice of the study"
MISSING_DISTANCE = 100.0
"""Distance, in scales, that counts for a figure that the run could not give."""
_PERCENT = 100.0


@dataclass(frozen=True)
class Band:
    """Where a figure should lie; `scale` is the distance that counts for 1, half the band."""

    low: float
    high: float
    scale: float
    aims_at_centre: bool

    def holds(self, value: float) -> bool:
        """Return whether a value is inside, ends included; a missing one is not."""
        return self.low <= value <= self.high

    def distance(self, value: float) -> float:
        """Return the signed distance from what is aimed at, in scales.

        What is aimed at is the centre, or else the whole band; a missing value is far from both.
        """
        if math.isnan(value):
            return MISSING_DISTANCE
        if self.aims_at_centre:
            return (value - (self.low + self.high) / 2) / self.scale
        return (max(value - self.high, 0.0) - max(self.low - value, 0.0)) / self.scale

    def position(self, value: float) -> float:
        """Return where a value lies, −1 at the low end and 1 at the high end, in half bands.

        A band with one end is as wide as two scales, and what lies further inside is at its end.
        """
        if math.isinf(self.high):
            return min((value - self.low) / self.scale - 1, 1.0)
        if math.isinf(self.low):
            return max((value - self.high) / self.scale + 1, -1.0)
        return (2 * value - self.low - self.high) / (self.high - self.low)


class Target(Settings):
    """One published figure, and where in the tables of a run it is found.

    A figure of a year is the sum of `column` over the rows that match, over that of `per` if it is
    given; the figure of a run is the mean over its years after the spin-up.
    """

    name: str = param(..., unit="name", bounds=None, source=STUDY)
    """Short name, used in tables."""
    label: str = param("", unit="text", bounds=None, source=STUDY)
    """Name for readers, in English; the short one when left out."""
    label_fr: str = param("", unit="text", bounds=None, source=STUDY)
    """Name for readers, in French; the English one when left out."""
    table: str = param(..., unit="table of a run", bounds=None, source=STUDY)
    """Table that holds the figure."""
    column: str = param(..., unit="column of the table", bounds=None, source=STUDY)
    """Column that holds the figure."""
    per: str | None = param(None, unit="column of the table", bounds=None, source=STUDY)
    """Column that the figure is divided by."""
    where: dict[str, str] = param({}, unit="column = value", bounds=None, source=STUDY)
    """Rows that count, such as sector = "qpv"."""
    quartiles: tuple[int, ...] = param((), unit="quartiles", bounds=None, source=STUDY)
    """Quartiles that count, of a table by quartile."""
    kind: Literal["share", "percent", "days", "ratio", "count"] = param(
        ..., unit="how it is shown", bounds=None, source=STUDY
    )
    """Kind of number: a share is shown in percent."""
    territories: tuple[str, ...] = param((), unit="names", bounds=None, source=STUDY)
    """Territories that it holds for; all when left out."""
    value: float | None = param(None, unit="as the column", bounds=None, source=STUDY)
    """Published value."""
    figure: Literal["tension"] | None = param(
        None, unit="figure of the territory", bounds=None, source=STUDY
    )
    """Figure of the territory that stands for the value."""
    low: float | None = param(None, unit="as the column", bounds=None, source=STUDY)
    """Low end of the band."""
    high: float | None = param(None, unit="as the column", bounds=None, source=STUDY)
    """High end of the band."""
    plus_minus: float | None = param(None, unit="as the column", bounds=(1e-12, None), source=STUDY)
    """Half the band, around the value."""
    plus_minus_percent: float | None = param(
        None, unit="% of the value", bounds=(1e-9, None), source=STUDY
    )
    """Half the band, in percent of the value."""
    scale: float | None = param(None, unit="as the column", bounds=(1e-12, None), source=STUDY)
    """Distance that counts for 1 in the loss; half the band when left out."""
    aim: Literal["centre", "band"] = param("centre", unit="which", bounds=None, source=STUDY)
    """Whether a calibration aims at the centre of the band or anywhere inside."""
    scored: bool = param(True, unit="yes or no", bounds=None, source=STUDY)
    """Whether it counts; otherwise it is shown only."""
    source: str = param(..., unit="text", bounds=None, source=STUDY)
    """Who published the figure."""

    @model_validator(mode="after")
    def _consistent(self) -> Target:
        codes = self._wrong()
        if codes:
            details = {"high": self.high}
            raise InconsistentError(*(Problem((key,), code, details) for key, code in codes))
        return self

    def _wrong(self) -> list[tuple[str, str]]:
        ends = self.low is not None or self.high is not None
        around = [key for key in ("plus_minus", "plus_minus_percent") if getattr(self, key)]
        found = []
        if self.value is not None and self.figure is not None:
            found.append(("figure", "target_value"))
        if ends + len(around) > 1:
            found.append((around[-1], "target_band"))
        elif around and self.value is None and self.figure is None:
            found.append((around[0], "target_no_value"))
        elif self.scored and not ends and not around:
            found.append(("scored", "target_no_band"))
        if self.low is not None and self.high is not None and self.low >= self.high:
            found.append(("low", "target_order"))
        if ends and None in (self.low, self.high) and self.scale is None:
            found.append(("low" if self.high is None else "high", "target_scale"))
        return found

    @property
    def measure(self) -> tuple[object, ...]:
        """What is measured, whatever the territory."""
        rows = tuple(sorted(self.where.items())), self.quartiles
        return self.table, self.column, self.per, rows, self.kind

    def holds_for(self, territory: str) -> bool:
        """Return whether the target is one of a territory."""
        return not self.territories or territory in self.territories

    def title(self, lang: str) -> str:
        """Return the name for readers."""
        return (self.label_fr if lang == "fr" else "") or self.label or self.name

    def band(self, value: float | None) -> Band | None:
        """Return the band around the published value, None where there is none.

        Parameters
        ----------
        value
            The published value, or the figure of the territory that stands for it.
        """
        low, high = self.low, self.high
        if value is not None and self.plus_minus is not None:
            low, high = value - self.plus_minus, value + self.plus_minus
        elif value is not None and self.plus_minus_percent is not None:
            half = abs(value) * self.plus_minus_percent / _PERCENT
            low, high = value - half, value + half
        if low is None and high is None:
            return None
        whole = low is not None and high is not None
        ends = -math.inf if low is None else low, math.inf if high is None else high
        scale = self.scale if self.scale is not None else (ends[1] - ends[0]) / 2
        return Band(*ends, scale, whole and self.aim == "centre")


class TargetsFile(Settings):
    """Targets of one or several territories."""

    targets: tuple[Target, ...] = param(..., unit="tables", bounds=None, source=STUDY)

    @model_validator(mode="after")
    def _each_once(self) -> TargetsFile:
        found = [] if self.targets else [Problem(("targets",), "empty_list")]
        for later, target in enumerate(self.targets):
            namesakes = [other for other in self.targets[:later] if other.name == target.name]
            path = ("targets", later, "name")
            if any(_share_a_territory(target, other) for other in namesakes):
                found.append(Problem(path, "target_twice"))
            elif any(target.measure != other.measure for other in namesakes):
                found.append(Problem(path, "target_measures"))
        if found:
            raise InconsistentError(*found)
        return self


def _share_a_territory(one: Target, other: Target) -> bool:
    everywhere = not one.territories or not other.territories
    return everywhere or bool({*one.territories} & {*other.territories})
