"""Checks across fields of a scenario."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from simulation.config.lines import KeyPath
from simulation.config.messages import say


@dataclass(frozen=True)
class Problem:
    """One thing wrong with a scenario: where, the code of the message, and what fills it."""

    path: KeyPath
    code: str
    details: Mapping[str, Any] = field(default_factory=dict)

    def explain(self) -> str:
        """Return the message, without its place."""
        return say(self.code, **self.details)


class InconsistentError(ValueError):
    """Parameters that are each allowed but do not go together."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__("; ".join(problem.explain() for problem in problems))


def policy_problems(start_year: int, years: int, policies: Iterable[Any]) -> tuple[Problem, ...]:
    """Return the policies that start outside the run or end before they start."""
    last = start_year + years - 1
    found = []
    for position, policy in enumerate(policies):
        start = getattr(policy, "start_year", None)
        end = getattr(policy, "end_year", None)
        if start is not None and not start_year <= start <= last:
            path = ("policies", position, "start_year")
            found.append(Problem(path, "starts_outside", {"first": start_year, "last": last}))
        first = start_year if start is None else start
        if end is not None and end < first:
            path = ("policies", position, "end_year")
            found.append(Problem(path, "ends_early", {"start": first}))
    return tuple(found)


def screen_problems(allocation: Any) -> tuple[Problem, ...]:
    """Return what is wrong with the screen of solvency: comfort that begins below its minimum."""
    if allocation.residual_comfort >= allocation.residual_minimum:
        return ()
    path = ("allocation", "residual_comfort")
    details = {"minimum": f"{allocation.residual_minimum:g}"}
    return (Problem(path, "comfort_below_minimum", details),)


def check_day(text: str, first: date, last: date) -> str:
    """Return `text`, a day between two others; raise `InconsistentError` when it is none."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise InconsistentError(Problem((), "not_date")) from None
    if day.isoformat() != text:
        raise InconsistentError(Problem((), "not_date"))
    if not first <= day <= last:
        raise InconsistentError(Problem((), "day_unknown", {"first": first, "last": last}))
    return text
