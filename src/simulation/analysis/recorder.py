"""Evaluate batches of points, as many as allowed, and remember what each gave."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from simulation.analysis.simulated_moments import Evaluation, MomentFit, Point

Record = dict[str, Any]
Told = Callable[["Generation"], object]


@dataclass(frozen=True)
class Generation:
    """A batch that is done: its records, the best so far, how many were evaluated so far."""

    number: int
    records: Sequence[Record]
    best: Record
    done: int


class SpentError(Exception):
    """The evaluations that were allowed are used up."""


class Recorder:
    """Gives the records of batches of points, and keeps them all."""

    def __init__(self, fit: MomentFit, allowed: int, told: Told | None) -> None:
        self.fit = fit
        self.allowed = allowed
        self.told = told
        self.number = 0
        self.records: list[Record] = []

    @property
    def best(self) -> Record:
        """The record of least loss, the first of several."""
        return min(self.records, key=lambda record: record["loss"])

    def batch(self, points: Sequence[Point]) -> Sequence[Record]:
        """Return a record for each point.

        Raises
        ------
        SpentError
            As many evaluations as allowed were made before.
        """
        if len(self.records) >= self.allowed:
            raise SpentError
        records = [
            {"generation": self.number, **record_of(evaluation)}
            for evaluation in self.fit.evaluate(points)
        ]
        self.records += records
        if self.told is not None:
            self.told(Generation(self.number, records, self.best, len(self.records)))
        self.number += 1
        return records


def record_of(evaluation: Evaluation) -> Record:
    """Return what a set of parameters gave, as plain values."""
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
