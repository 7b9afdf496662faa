"""What was simulated for the validation, as claims read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from simulation.experiments.sweep_results import SweepResults

LAST_YEARS = 5
"""Years at the end of the runs that levels are averaged over, as in contrasts."""


@dataclass(frozen=True)
class Source:
    """The runs of a setting: those of one base scenario in a sweep."""

    results: SweepResults
    base: str
    cache: dict[str, pd.DataFrame] = field(default_factory=dict, compare=False)

    def frame(self, name: str) -> pd.DataFrame:
        """Return a table of all arms after the spin-up, with the columns arm and replicate."""
        if name not in self.cache:
            self.cache[name] = self._read(name)
        return self.cache[name]

    @cached_property
    def _runs(self) -> pd.DataFrame:
        runs = self.results.runs
        return runs[(runs["base"] == self.base) & (runs["status"] == "done")][["run", "arm"]]

    def _read(self, name: str) -> pd.DataFrame:
        frame = self.results.table(name)
        start = {
            branch.arm: branch.scenario.start_year
            for branch in self.results.plan.branches
            if branch.base == self.base
        }
        joined = frame.drop(columns=["scenario", "sample"]).merge(self._runs, on="run")
        if "year" not in joined:
            return joined
        return joined[joined["year"] >= joined["arm"].map(start)]


class Study:
    """The runs of several settings.

    Parameters
    ----------
    sources
        Runs by the name of their setting.
    """

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self._sources = dict(sources)

    def has(self, setting: str, arm: str) -> bool:
        """Return whether an arm was run in a setting."""
        source = self._sources.get(setting)
        return source is not None and arm in set(source._runs["arm"])  # noqa: SLF001

    def table(self, name: str, setting: str, arm: str, **where: object) -> pd.DataFrame:
        """Return the rows of a table of an arm after the spin-up.

        Parameters
        ----------
        where
            Value that a column must have, or a tuple of values, as in ``sector="qpv"``.

        Returns
        -------
        DataFrame
            The columns of the table, with `replicate`.
        """
        frame = self._sources[setting].frame(name)
        frame = frame[frame["arm"] == arm]
        for column, value in where.items():
            allowed = value if isinstance(value, tuple) else (value,)
            frame = frame[frame[column].isin(allowed)]
        return frame

    def measure(
        self, name: str, setting: str, arm: str, years: range | None = None
    ) -> pd.Series[float]:
        """Return a measure averaged over years, one number per replicate.

        Parameters
        ----------
        name
            One of `simulation.results.measures`.
        years
            Years from the start year on, 0 the first; the last five when left out.
        """
        frame = self.table("measures", setting, arm, measure=name)
        return self.over_years(frame, "value", setting, arm, years)

    def difference(
        self, name: str, setting: str, arm: str, base: str = "as_is", years: range | None = None
    ) -> pd.Series[float]:
        """Return a measure of an arm less that of another with the same draws."""
        return self.measure(name, setting, arm, years) - self.measure(name, setting, base, years)

    def over_years(
        self,
        frame: pd.DataFrame,
        column: str,
        setting: str,
        arm: str,
        years: range | None = None,
    ) -> pd.Series[float]:
        """Return the mean of a yearly column over years, one number per replicate."""
        first, last = self.span(setting, arm)
        chosen = range(last - first + 1)[-LAST_YEARS:] if years is None else years
        kept = frame[(frame["year"] - first).isin(list(chosen))]
        mean: pd.Series[float] = kept.groupby("replicate")[column].mean()
        return mean.astype(float)

    def span(self, setting: str, arm: str) -> tuple[int, int]:
        """Return the first and the last year of an arm after its spin-up."""
        source = self._sources[setting]
        for branch in source.results.plan.branches:
            if (branch.base, branch.arm) == (source.base, arm):
                return branch.scenario.start_year, branch.scenario.end_year
        raise KeyError((setting, arm))
