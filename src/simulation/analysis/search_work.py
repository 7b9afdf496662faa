"""The sweeps of a search under way: made once, kept whatever interrupts them."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from simulation.analysis.read_search import SearchPlan
from simulation.analysis.search_cost import runs_done
from simulation.analysis.search_folder import SearchFolder
from simulation.analysis.search_stages import stage_table
from simulation.analysis.sweep_table import SweepTable
from simulation.config.errors import InputError
from simulation.config.load import digest
from simulation.config.messages import say
from simulation.experiments.plan import Plan
from simulation.experiments.sweep import Session, SweepProgress, run_plan
from simulation.experiments.sweep_folder import SweepFolder

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True)
class Work:
    """A search under way.

    Attributes
    ----------
    folder
        Where it is written.
    session
        What its sweeps are made with.
    """

    folder: SearchFolder
    session: Session

    @property
    def plan(self) -> SearchPlan:
        """What is searched."""
        return self.folder.plan

    def stage(self, out: Path, plan: Plan) -> SweepTable:
        """Return the runs of a sweep, made now unless they were before.

        Raises
        ------
        InputError
            The folder holds other packages, the cluster or the disk ended the sweep, or the
            reference has no number: in some run, or in all of them where something is uncertain.
        """
        refuse_other(out, plan)
        with kept(self.folder):
            results = run_plan(plan, out, self.session)
        try:
            table = stage_table(self.plan, results)
        except InputError as error:  # no run has measures
            raise self._no_reference(out, self.plan.search.measures[0]) from error
        for measure in self.plan.search.measures:
            values = table.matrix(measure, table.base).to_numpy(np.float64)
            known = np.isfinite(values)
            if not (known.any() if plan.axes else values.size and known.all()):
                raise self._no_reference(out, measure)
        return table

    def _no_reference(self, out: Path, measure: str) -> InputError:
        what = say("search_reference", measure=measure, folder=out)
        return InputError(say("at", where=self.folder.path, what=what))


class Staged:
    """Tells progress of the whole search, of which each sweep is a part."""

    def __init__(self, progress: SweepProgress) -> None:
        self.advance, self.failed, self.note = progress.advance, progress.failed, progress.note

    def start(self, total_months: int) -> None:
        """Leave the total to the search."""


def refuse_other(out: Path, plan: Plan) -> None:
    """Refuse a sweep of other packages, which another version of the sampler proposed."""
    if not out.exists():
        return
    there, meant = (
        [digest(branch.scenario) for branch in one.branches]
        for one in (SweepFolder.open(out).plan, plan)
    )
    if there != meant:
        raise InputError(say("at", where=out, what=say("search_other_packages")))


@contextmanager
def kept(folder: SearchFolder) -> Iterator[None]:
    """Say how to go on when the cluster or the disk ends a sweep."""
    from simulation.experiments.cluster import LostError

    try:
        yield
    except (LostError, InputError) as error:
        what = say("sweep_lost", reason=error) if isinstance(error, LostError) else str(error)
        told = {"what": what.rstrip("."), "done": runs_done(folder), "folder": folder.path}
        raise InputError(say("search_kept", **told)) from error
