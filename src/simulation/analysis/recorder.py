"""Evaluate batches of points once: from the journal as far as it goes, then by simulation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter

from simulation.analysis.journal import Journal, Record
from simulation.analysis.simulated_moments import Evaluation, MomentFit, Point
from simulation.config.errors import InputError
from simulation.config.messages import say

Told = Callable[["Generation"], object]


@dataclass(frozen=True)
class Generation:
    """A batch that is done: its records, the best so far, whether it was read back."""

    number: int
    records: Sequence[Record]
    best: Record
    was_known: bool


class SpentError(Exception):
    """The evaluations that were allowed are used up."""


class Recorder:
    """Gives the records of batches of points, from the journal as far as it goes, then by runs."""

    def __init__(self, fit: MomentFit, journal: Journal, allowed: int, told: Told | None) -> None:
        self.fit = fit
        self.journal = journal
        self.allowed = allowed
        self.told = told
        self.number = 0
        self.done = 0
        self.best: Record | None = None

    def batch(self, points: Sequence[Point]) -> Sequence[Record]:
        """Return a record for each point.

        Raises
        ------
        SpentError
            As many evaluations as allowed were made before.
        InputError
            The journal holds other points: it was made by other code.
        """
        if self.done >= self.allowed:
            raise SpentError
        known = self.journal.generation(self.number)
        if not known:
            self.journal.keep(self.number, _simulated(self.fit, points))
        records = self.journal.generation(self.number)
        if [record["parameters"] for record in records] != [dict(point) for point in points]:
            raise InputError(
                say("at", where=self.journal.path, what=say("other_journal", names="points"))
            )
        pool = [*([self.best] if self.best else []), *records]
        self.best = min(pool, key=lambda record: record["loss"])
        if self.told is not None:
            self.told(Generation(self.number, records, self.best, bool(known)))
        self.number, self.done = self.number + 1, self.done + len(points)
        return records


def _simulated(fit: MomentFit, points: Sequence[Point]) -> list[Record]:
    started = perf_counter()
    found = fit.evaluate(points)
    seconds = round((perf_counter() - started) / len(points), 3)
    return [{**_record(evaluation), "seconds": seconds} for evaluation in found]


def _record(evaluation: Evaluation) -> Record:
    by_target = evaluation.moments.groupby(["scenario", "target"])["value"]
    told = by_target.agg(["mean", "sem"]).astype(object).reset_index()
    told = told.where(told.notna(), None)
    return {
        "parameters": dict(evaluation.parameters),
        "loss": evaluation.loss,
        "inside": evaluation.inside,
        "refused": evaluation.refused,
        "moments": told.rename(columns={"sem": "standard_error"}).to_dict("records"),
    }
