"""The runs of a sweep as one table: what every analysis of this package reads.

One row per run: its arm, the number of its sample of the uncertain parameters, its replicate and
key, and the measures, one number each. Beside it, the points of the samples.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from simulation.config.errors import InputError
from simulation.config.explain import suggestion
from simulation.config.messages import say

if TYPE_CHECKING:
    import pandas as pd

ARM, SAMPLE, REPLICATE, KEY = "arm", "sample", "replicate", "key"


@dataclass(frozen=True)
class SweepTable:
    """Runs of a sweep.

    Attributes
    ----------
    runs
        One row per run that ended: columns arm, sample, replicate, key, and one per measure. A run
        that failed has no row, or NaN.
    measures
        Names of the columns that are results.
    base
        Arm that the others are compared with.
    points
        Values of the parameters that vary: a row per sample of the design (index: its number), a
        column per parameter. No column in a comparison of arms alone.
    places
        The same as coordinates between 0 and 1.
    units
        Unit of each measure, as in `Measure`.
    titles
        Title of each arm for readers.
    """

    runs: pd.DataFrame
    measures: Sequence[str]
    base: str
    points: pd.DataFrame
    places: pd.DataFrame
    units: Mapping[str, str] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)

    @property
    def factors(self) -> list[str]:
        """Names of the parameters that vary."""
        return [str(name) for name in self.points.columns]

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
