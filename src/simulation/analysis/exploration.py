"""Explore a space of packages, generation by generation, until the budget is spent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from simulation.analysis.packages import Package
from simulation.analysis.proposals import Proposer
from simulation.analysis.read_search import SearchPlan
from simulation.analysis.search_results import EVALUATED, FAILED, REFUSED, Tried, best
from simulation.analysis.search_stages import differences, stage_plan
from simulation.analysis.search_work import Work
from simulation.analysis.sweep_table import SweepTable
from simulation.config.errors import InputError
from simulation.config.messages import say

if TYPE_CHECKING:
    import pandas as pd

_STALE = 10
"""Generations in a row without a new package after which the space is taken to be spent."""


def explore(work: Work) -> tuple[list[Tried], pd.DataFrame]:
    """Return every package tried, and the objectives with their values in the reference.

    Raises
    ------
    InputError
        The territory refuses every package, or what `Work.stage` raises.
    """
    search = work.plan.search
    proposer = Proposer(work.plan.space, search)
    known: dict[Package, Tried] = {}
    objectives, number, stale = None, 0, 0
    while _simulated(known) < search.evaluations and stale < _STALE:
        asked = proposer.ask()
        right = _sorted_out(work.plan, asked, known, number)
        if right:
            table = _generation(work, number, right, known)
            objectives = _objectives(work.plan, table) if objectives is None else objectives
            _tell_generation(work, number, known)
        proposer.tell({package: _values(search.measures, package, known) for package in asked})
        number, stale = number + 1, 0 if right else stale + 1
    if objectives is None:
        what = say("search_all_refused", why=next(iter(known.values())).problem)
        raise InputError(say("at", where=work.folder.path, what=what))
    return sorted(known.values(), key=lambda one: one.name), objectives


def _sorted_out(
    plan: SearchPlan, asked: list[Package], known: dict[Package, Tried], number: int
) -> dict[str, Package]:
    """Return the new packages of a generation that are right, as many as the budget allows.

    Those that are not are written down as such.
    """
    left = plan.search.evaluations - _simulated(known)
    right: dict[str, Package] = {}
    for package in asked:
        if not package.policies:
            continue
        name = f"p{len(known) + len(right) + 1:04d}"
        try:
            plan.space.scenario(package, name)
        except InputError as error:
            known[package] = Tried(name, number, package, REFUSED, "; ".join(error.problems))
            continue
        if len(right) < left:
            right[name] = package
    return right


def _generation(
    work: Work, number: int, packages: Mapping[str, Package], known: dict[Package, Tried]
) -> SweepTable:
    search = work.plan.search
    name = f"{search.name}-{number:03d}"[-80:]
    plan = stage_plan(work.plan, name, packages, search.key, search.replicates)
    table = work.stage(work.folder.generation(number), plan)
    found = differences(work.plan, table)
    for arm, package in packages.items():
        values = found.get(arm)
        status = FAILED if values is None else EVALUATED
        problem = say("search_failed") if values is None else ""
        known[package] = Tried(arm, number, package, status, problem, values)
    return table


def _simulated(known: Mapping[Package, Tried]) -> int:
    return sum(one.status != REFUSED for one in known.values())


def _values(
    measures: tuple[str, ...], package: Package, known: Mapping[Package, Tried]
) -> tuple[float, ...] | None:
    """Return the objectives of a package; those of an empty one are the reference's, so 0."""
    if not package.policies:
        return (0.0,) * len(measures)
    return known[package].differences if package in known else None


def _objectives(plan: SearchPlan, table: SweepTable) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(
        {
            "measure": goal.measure,
            "better": goal.better,
            "unit": table.units.get(goal.measure, ""),
            "reference": float(table.matrix(goal.measure, table.base).to_numpy().mean()),
        }
        for goal in plan.search.objectives
    )


def _tell_generation(work: Work, number: int, known: Mapping[Package, Tried]) -> None:
    if work.session.progress is not None:
        search = work.plan.search
        told = {"done": _simulated(known), "total": search.evaluations}
        front = len(best(search, list(known.values())))
        work.session.progress.note(
            say("search_generation", number=number + 1, front=front, **told)
        )  # fmt: skip
