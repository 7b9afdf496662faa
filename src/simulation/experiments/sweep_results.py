"""Read what a sweep gave, or gives so far."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from simulation.config.errors import InputError
from simulation.config.explain import suggestion
from simulation.config.messages import say
from simulation.experiments.parts import FAILURES, MEASURED, RUNS, TIMINGS
from simulation.experiments.plan import Plan
from simulation.experiments.stopping import precision_table
from simulation.experiments.sweep_folder import PLACES, SAMPLES, SweepFolder
from simulation.results.tables import SUFFIX, read_table

if TYPE_CHECKING:
    import pandas as pd


class SweepResults:
    """Tables of a sweep; those of a sweep that is not complete hold what is done.

    Rows are in the order of the runs. Every table but the samples begins with the columns ``run``,
    ``scenario``, ``sample`` and ``replicate``; runs that share sample and replicate are paired.

    Attributes
    ----------
    path
        The folder.
    plan
        Scenarios, axes and samples; ``plan.design`` is the design.
    """

    def __init__(self, folder: SweepFolder) -> None:
        self._folder = folder
        self.path = folder.path
        self.plan: Plan = folder.plan

    @property
    def is_complete(self) -> bool:
        """True when every run ended, well or not."""
        return self._folder.is_complete

    @property
    def runs(self) -> pd.DataFrame:
        """One row per run that ended, shape (runs, 9 + uncertain parameters).

        After the four: base, arm, key, status, nan_measures, and a column for each uncertain value.

        ``status`` is done, failed (it raised), late (over its limit) or killed (with its process);
        ``nan_measures`` names the measures that had no number in some year.
        """
        return self.table(RUNS)

    @property
    def measures(self) -> pd.DataFrame:
        """Measures, long, shape (runs × measures × years after the spin-up, 7).

        After the four: measure, year, value. Runs that failed have none.
        """
        return self.table(MEASURED)

    @property
    def failures(self) -> pd.DataFrame:
        """One row per run that failed, shape (failures, 10).

        After the four: key, status, problem, trace, config (JSON), replay.
        """
        return self.table(FAILURES)

    @property
    def precision(self) -> pd.DataFrame:
        """How precise the differences are that the design wants, shape (differences, 11).

        Columns as `stopping.Reached`; no row for a design without ``[precision]``.
        """
        return precision_table(self.plan, self._folder.table(MEASURED))

    @property
    def timings(self) -> pd.DataFrame:
        """One row per run: its seconds. The only table that differs when a sweep is run again."""
        return self.table(TIMINGS)

    @property
    def samples(self) -> pd.DataFrame:
        """Values of the uncertain parameters by sample, shape (samples, 1 + parameters)."""
        return read_table(self.path / f"{SAMPLES}{SUFFIX}")

    @property
    def places(self) -> pd.DataFrame:
        """Their coordinates between 0 and 1, as SALib analyses them, same shape."""
        return read_table(self.path / f"{PLACES}{SUFFIX}")

    def table(self, name: str) -> pd.DataFrame:
        """Return a table by its name; one of these, or a table of runs that the design keeps.

        Raises
        ------
        InputError
            The sweep has no such table.
        """
        import pandas as pd

        known = (RUNS, MEASURED, FAILURES, TIMINGS, *self.plan.design.outputs.tables)
        found = self._folder.table(name) if name in known else None
        if found is not None:
            return found
        if name in known:
            return pd.DataFrame({column: [] for column in _EMPTY})
        what = say("sweep_no_table", name=name, suggestion=suggestion(name, known))
        raise InputError(say("at", where=self.path, what=what))


_EMPTY = ("run", "scenario", "sample", "replicate")


def read_results(path: str | Path) -> SweepResults:
    """Return what the folder of a sweep holds, complete or not.

    Raises
    ------
    InputError
        It is no such folder.
    """
    return SweepResults(SweepFolder.open(path))
