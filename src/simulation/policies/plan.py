"""The calendar of renewal projects as records, and what is wrong with it, before anything runs."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from simulation.config.consistency import Problem
from simulation.config.lines import KeyPath
from simulation.config.projects import Operation, Project, month_of
from simulation.config.scope import Scope
from simulation.policies import scopes, siting
from simulation.policies.base import Demolition, Order, Refurbishment
from simulation.state.schema import Financing, Work
from simulation.state.world import World

Mask = NDArray[np.bool_]
_BUILDINGS = {"demolition": Work.DEMOLITION, "refurbishment": Work.REFURBISHMENT}
_TENURES = {"owned": Financing.OWNER_OCCUPIED, "rental": Financing.PRIVATE_RENTAL}


@dataclass
class Plan:
    """What projects do, by the month in which it begins.

    Attributes
    ----------
    demolitions, refurbishments
        (month, record).
    buildings
        (month, source, project, operation): homes ordered at a date.
    replacements
        The same: homes ordered for those the project demolishes, from that month on.
    works
        What each residence is to undergo, code of `Work`, shape (residences,).
    by
        Source of these works, likewise.
    """

    demolitions: list[tuple[int, Demolition]] = field(default_factory=list)
    refurbishments: list[tuple[int, Refurbishment]] = field(default_factory=list)
    buildings: list[tuple[int, int, Project, Operation]] = field(default_factory=list)
    replacements: list[tuple[int, int, Project, Operation]] = field(default_factory=list)
    works: NDArray[np.int8] = field(default_factory=lambda: np.zeros(0, np.int8))
    by: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))


def make_plan(world: World, projects: Sequence[Project]) -> tuple[Plan, list[Problem]]:
    """Return the plan of some projects in the territory as it is at the start, and its problems."""
    plan = Plan()
    n_residences = len(world.residences)
    plan.works = np.zeros(n_residences, np.int8)
    plan.by = np.zeros(n_residences, np.int64)
    found: list[Problem] = []
    # Buildings given by row come first, so that volumes are filled with what they leave.
    tasks = [
        (("projects", i, "operations", j), -1 - i, project, operation)
        for i, project in enumerate(projects)
        for j, operation in enumerate(project.operations)
    ]
    found += [p for i, q in enumerate(projects) for p in _unknown(world, q.areas, ("projects", i))]
    found += [p for path, _, _, o in tasks for p in _unknown(world, o.areas, path)]
    wrong = {problem.path[:-2] for problem in found}
    tasks = [t for t in tasks if t[0] not in wrong and (t[3].areas or t[0][:2] not in wrong)]
    for task in sorted(tasks, key=lambda task: not task[3].residences):
        if task[3].kind in _BUILDINGS:
            found += _add_buildings(world, plan, projects, *task)
    for path, source, project, operation in tasks:
        if operation.kind not in _BUILDINGS:
            found += _add_homes(world, plan, path, source, project, operation)
    return plan, found


def areas_of(world: World, project: Project, operation: Operation) -> Mask:
    """Return the areas of an operation, else of its project, else those under renewal, or QPV."""
    named = operation.areas or project.areas
    if named:
        return scopes.areas_in(world, Scope(areas=named))
    renewal = world.areas.is_renewal
    return np.asarray(renewal if renewal.any() else world.areas.is_qpv)


def orders_of(
    world: World, project: Project, operation: Operation, like: NDArray[np.int64]
) -> tuple[Order, ...]:
    """Return the orders of an operation that builds homes like `like`, shape (n,), this month."""
    inside = areas_of(world, project, operation)
    lag = operation.lag_months
    if operation.ends is not None:
        lag = max(0, month_of(operation.ends, world.start_year) - world.month)
    site = np.resize(np.flatnonzero(inside), like.size).astype(np.int64)
    if operation.kind == "diversification":
        return tuple(
            Order(
                like=like[site == area],
                area=int(area),
                due=world.month + lag,
                financing=_TENURES[operation.tenure],
                rent_eur_m2=0.0,
                premium=operation.price_ratio,
                cost_eur=project.costs.diversification,
            )
            for area in np.unique(site)
        )
    programme = siting.Programme(
        operation.plai_share, operation.plai_rent, operation.plus_rent, lag,
        project.costs.rebuilding,
    )  # fmt: skip
    if operation.where != "areas":
        turn = int(like[0]) if like.size else 0
        site = siting.receiving(world, operation.where, like.size, turn, operation.receiving_areas)
    return siting.orders(world, like, site, programme)


def _unknown(world: World, names: Sequence[str], path: KeyPath) -> Iterator[Problem]:
    """Return the areas that the territory does not have."""
    for problem in scopes.unknown_names(world, "areas", names):
        yield Problem((*path, *problem.path), problem.code, problem.details)


def _add_buildings(
    world: World,
    plan: Plan,
    projects: Sequence[Project],
    path: KeyPath,
    source: int,
    project: Project,
    operation: Operation,
) -> Iterator[Problem]:
    """Put the buildings of an operation into the plan."""
    rows = yield from _chosen(world, plan, projects, path, project, operation)
    work = _BUILDINGS[operation.kind]
    plan.works[rows], plan.by[rows] = work, source
    first = month_of(operation.begins, world.start_year)
    length = _length(world, operation)
    for i, row in enumerate(rows):
        month = first + i * operation.spread_months // rows.size
        if work == Work.DEMOLITION:
            record = Demolition(int(row), length, source=source, cost_eur=project.costs.demolition)
            plan.demolitions.append((month, record))
        else:
            plan.refurbishments.append(
                (month, _refurbishment(row, length, source, project, operation))
            )


def _refurbishment(
    row: int, length: int, source: int, project: Project, operation: Operation
) -> Refurbishment:
    return Refurbishment(
        int(row),
        length,
        operation.quality_step,
        operation.charges_cut,
        operation.rent_eur_m2,
        operation.leases == "all",
        source=source,
        cost_eur=project.costs.refurbishment,
    )


def _length(world: World, operation: Operation) -> int:
    if operation.ends is not None:
        first = month_of(operation.begins, world.start_year)
        return max(1, month_of(operation.ends, world.start_year) - first)
    is_demolition = operation.kind == "demolition"
    return operation.notice_months if is_demolition else operation.works_months


def _chosen(
    world: World,
    plan: Plan,
    projects: Sequence[Project],
    path: KeyPath,
    project: Project,
    operation: Operation,
) -> Generator[Problem, None, NDArray[np.int64]]:
    """Return the rows of the buildings of an operation, telling what is wrong with them."""
    inside = areas_of(world, project, operation)[world.residences.area]
    homes, social = siting.sizes(world), siting.oldest_first(world, inside)
    if operation.residences:
        rows = np.array(operation.residences, np.int64)
        for k, row in enumerate(rows):
            here: KeyPath = (*path, "residences", k)
            if row not in social:
                yield Problem(here, "not_social_building", {"row": row})
            elif plan.works[row]:
                other = projects[-1 - int(plan.by[row])].name
                yield Problem(here, "worked_on_twice", {"row": row, "other": other})
            elif row in rows[:k]:
                yield Problem(here, "worked_on_twice", {"row": row, "other": project.name})
        return np.asarray(rows[np.isin(rows, social)])
    free = social[plan.works[social] == Work.NONE]
    most = operation.homes or (operation.share or 0.0) * homes[social].sum()
    rows = np.asarray(free[np.cumsum(homes[free]) <= most])
    if not rows.size:
        yield Problem(path, "nothing_to_work_on")
    return rows


def _add_homes(
    world: World,
    plan: Plan,
    path: KeyPath,
    source: int,
    project: Project,
    operation: Operation,
) -> Iterator[Problem]:
    """Put the homes to build of an operation into the plan."""
    entry = (month_of(operation.begins, world.start_year), source, project, operation)
    if operation.homes is not None:
        plan.buildings.append(entry)
        return
    plan.replacements.append(entry)
    if not any(other.kind == "demolition" for other in project.operations):
        yield Problem((*path, "ratio"), "nothing_demolished")
