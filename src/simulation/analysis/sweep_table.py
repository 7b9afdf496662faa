"""The runs of a sweep as one table: what every analysis of this package reads.

One row per run: its arm, the number of its sample of the uncertain parameters, its replicate and
key, the values of the parameters, and the measures.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from simulation.config.errors import InputError
from simulation.config.explain import suggestion
from simulation.config.messages import say

if TYPE_CHECKING:
    import pandas as pd

ARM, SAMPLE, REPLICATE, KEY = "arm", "sample", "replicate", "key"


class Factor(Protocol):
    """An uncertain parameter: its bounds, and where a value lies between them."""

    @property
    def name(self) -> str:
        """Dotted name, the column of its values."""

    @property
    def low(self) -> float:
        """Lowest value tried."""

    @property
    def high(self) -> float:
        """Highest value tried."""

    def to_unit(self, value: float) -> float:
        """Return the coordinate of a value, 0 at the low bound and 1 at the high one."""


@dataclass(frozen=True)
class SweepTable:
    """Runs of a sweep.

    Attributes
    ----------
    runs
        One row per run that ended: columns arm, sample, replicate, key, one per factor (its value)
        and one per measure.
    factors
        What was varied, none for a comparison of arms alone.
    measures
        Names of the columns that are results.
    base
        Arm that the others are compared with.
    units
        Unit of each measure, as in `measures.Measure`.
    """

    runs: pd.DataFrame
    factors: Sequence[Factor]
    measures: Sequence[str]
    base: str
    units: Mapping[str, str] = field(default_factory=dict)

    @property
    def arms(self) -> list[str]:
        """Names of the arms, the base first."""
        found = [str(name) for name in self.runs[ARM].unique()]
        return [self.base, *(name for name in found if name != self.base)]

    @property
    def others(self) -> list[str]:
        """Names of the arms but the base."""
        return self.arms[1:]

    @property
    def are_keys_shared(self) -> bool:
        """True where a replicate has the same key in all samples."""
        by_replicate = self.runs.groupby(REPLICATE)[KEY]
        return bool((by_replicate.min() == by_replicate.max()).all())

    @property
    def samples(self) -> NDArray[np.int64]:
        """Numbers of the samples that have a run, increasing."""
        return np.unique(self.runs[SAMPLE].to_numpy(np.int64))

    def matrix(self, measure: str, arm: str, minus: str | None = None) -> pd.DataFrame:
        """Return a measure by sample (rows) and replicate (columns), NaN where it is missing.

        Parameters
        ----------
        measure, arm
            What is asked for.
        minus
            Arm whose value of the same sample and replicate is taken away.

        Raises
        ------
        InputError
            There is no such measure or arm.
        """
        self.check(measures=[measure], arms=[arm, *([] if minus is None else [minus])])
        found = self._wide(measure, arm)
        return found if minus is None else found - self._wide(measure, minus)

    def points(self, samples: Sequence[int] | NDArray[np.int64] | None = None) -> pd.DataFrame:
        """Return the values of the factors, one row per sample, in the order of the samples."""
        names = [factor.name for factor in self.factors]
        found = self.runs.drop_duplicates(SAMPLE).set_index(SAMPLE)[names].sort_index()
        return found if samples is None else found.loc[list(samples)]

    def unit_points(self, samples: Sequence[int] | NDArray[np.int64] | None = None) -> pd.DataFrame:
        """Return the coordinates of the factors, between 0 and 1, one row per sample."""
        found = self.points(samples).astype(float)
        for factor in self.factors:
            found[factor.name] = [factor.to_unit(value) for value in found[factor.name]]
        return found

    def check(self, measures: Sequence[str] = (), arms: Sequence[str] = ()) -> None:
        """Raise `InputError` for each measure or arm that there is none of."""
        asked = (("analysis_measure", measures, self.measures), ("analysis_arm", arms, self.arms))
        problems = [
            say(code, name=name, suggestion=suggestion(name, known))
            for code, names, known in asked
            for name in dict.fromkeys(names)
            if name not in known
        ]
        if problems:
            raise InputError(*problems)

    def needs_factors(self) -> None:
        """Raise `InputError` where nothing was varied."""
        if not self.factors:
            raise InputError(say("analysis_no_factors"))

    def _wide(self, measure: str, arm: str) -> pd.DataFrame:
        rows = self.runs[self.runs[ARM] == arm]
        wide: pd.DataFrame = rows.pivot(  # noqa: PD010 - a run seen twice is an error
            index=SAMPLE, columns=REPLICATE, values=measure
        )
        return wide.astype(float).sort_index().sort_index(axis=1)
