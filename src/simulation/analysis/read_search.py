"""Read a search file, resolve its scenarios, and report all that is wrong with it at once."""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from simulation.analysis.packages import REFERENCE, PackageSpace
from simulation.config.axes import Axis
from simulation.config.consistency import Problem
from simulation.config.describe import Parameter
from simulation.config.design import Uncertainty
from simulation.config.errors import InputError
from simulation.config.explain import suggestion
from simulation.config.free import free_problems
from simulation.config.load import Registry, as_mapping, checked, ordered, policy_name, sentence
from simulation.config.parameter import Settings
from simulation.config.scenario import Scenario
from simulation.config.search import PackageSearch
from simulation.config.sources import Source, merge, read_plain
from simulation.config.vary import POLICIES
from simulation.experiments.read_design import (
    axis_of,
    base_of,
    child,
    known_numbers,
    scenario_of,
    slug,
)

SearchSource = str | Path | Mapping[str, Any] | PackageSearch
SPENDING = "spending_keur"
"""What policies and projects spend, thousand euros a year, mean of the run after the spin-up."""
_OWN_KEYS = ("name", "label", POLICIES)


@dataclass(frozen=True)
class SearchPlan:
    """Everything that a search runs, ready to run.

    Attributes
    ----------
    space
        The reference and the packages that may be tried.
    uncertain
        What is not known.
    files
        Files that it was read from.
    """

    search: PackageSearch
    space: PackageSpace
    uncertain: tuple[Axis, ...]
    files: tuple[Path, ...] = field(default=())


def read_search(source: SearchSource) -> SearchPlan:
    """Return the plan of a search: a TOML file, a mapping shaped like one, or a `PackageSearch`.

    Raises
    ------
    InputError
        One message for each problem: file, line, key, value, what is allowed and what to do.
    """
    from simulation.policies import registry

    read = _source(source)
    data = dict(read.data)
    data.setdefault("name", slug(Path(read.top).stem, "search"))
    problems: list[Problem] = []
    search = checked(PackageSearch, data, (), problems)
    if search is None:
        raise InputError(*(sentence(p, read) for p in ordered(problems, read)))
    policies = registry()
    known = known_numbers(policies)
    problems += _own_key_problems(search)
    problems += _measure_problems(search)
    problems += _lever_problems(search)
    base, levers, messages = _resolved(search, read, policies)
    held = {str(table.get("name")) for table in search.levers}
    problems += _free_problems("parameters", search.parameters, known, held, "search_no_lever")
    if base is not None:
        held |= {policy_name(policy) for policy in base.policies}
        problems += _free_problems(
            "uncertainties", search.uncertainties, known, held, "search_nowhere"
        )
        problems += _base_problems(search, base)
    messages = [*(sentence(p, read) for p in ordered(problems, read)), *messages]
    if messages:
        raise InputError(*dict.fromkeys(messages))
    assert base is not None
    axes = tuple(axis_of(f, known[f.name], _start(levers, f.name)) for f in search.parameters)
    uncertain = tuple(axis_of(free, known[free.name]) for free in search.uncertainties)
    place = base.territory.file
    files = (*read.files, *([] if place is None else [place]))
    return SearchPlan(search, PackageSpace(base, levers, axes), uncertain, files)


def _source(source: SearchSource) -> Source:
    if isinstance(source, PackageSearch):
        return Source(source.model_dump(mode="json", exclude_unset=True), "search")
    if isinstance(source, Mapping):
        base = source.get("base")
        plain = {"base": as_mapping(base)} if isinstance(base, Scenario) else {}
        return Source(dict(source) | plain, "search")
    return read_plain(Path(source))


def _resolved(
    search: PackageSearch, read: Source, registry: Registry
) -> tuple[Scenario | None, dict[str, Settings], list[str]]:
    """Return the reference, the policy of each lever as it stands there, and what is wrong."""
    try:
        given = base_of(search.base, ("base",), read)
    except InputError as error:
        return None, {}, list(error.problems)
    merged = merge(given, child(read, ("overrides",), search.overrides))
    merged.data["name"], merged.data["label"] = REFERENCE, given.data.get("label", "")
    try:
        base = scenario_of(merged, registry)
    except InputError as error:
        return None, {}, list(error.problems)
    levers: dict[str, Settings] = {}
    messages: list[str] = []
    for position, table in enumerate(search.levers):
        try:
            levers[str(table.get("name"))] = _lever(merged, read, position, table, registry)
        except InputError as error:
            messages += error.problems
    read.files = tuple(dict.fromkeys((*given.files, *read.files)))
    return base, levers, messages


def _lever(
    base: Source, read: Source, position: int, table: Mapping[str, Any], registry: Registry
) -> Settings:
    """Return a policy, tried beside those of the reference."""
    own = list(base.data.get(POLICIES, []))
    path = (POLICIES, len(own))
    mine = child(read, ("levers", position), table)
    places = {(*path, *key): place for key, place in mine.places.items()}
    folders = {(*path, *key): folder for key, folder in mine.folders.items()}
    both = Source(
        base.data | {POLICIES: [*own, dict(table)]}, read.top, base.places | places,
        base.folders | folders, base.files,
    )  # fmt: skip
    return scenario_of(both, registry).policies[-1]


def _start(levers: Mapping[str, Settings], name: str) -> float:
    _, policy, key = name.split(".")
    value = getattr(levers[policy], key)
    return math.nan if value is None else float(value)


def _own_key_problems(search: PackageSearch) -> list[Problem]:
    return [
        Problem(("overrides", key), "design_own_key", {"key": key})
        for key in _OWN_KEYS
        if key in search.overrides
    ]


def _measure_problems(search: PackageSearch) -> list[Problem]:
    from simulation.results.measures import MEASURES

    known = [*(measure.name for measure in MEASURES), SPENDING]
    return [
        Problem(
            ("objectives", position, "measure"), "unknown_measure",
            {"suggestion": suggestion(goal.measure, known)},
        )
        for position, goal in enumerate(search.objectives)
        if goal.measure not in known
    ]  # fmt: skip


def _lever_problems(search: PackageSearch) -> list[Problem]:
    names = [json.dumps(table.get("name"), default=str) for table in search.levers]
    return [
        Problem(("levers", later, "name"), "design_twice")
        for later, name in enumerate(names)
        if name in names[:later]
    ]


def _base_problems(search: PackageSearch, base: Scenario) -> list[Problem]:
    """Return the levers that the reference pulls already, and years that it does not have."""
    there = {policy_name(policy) for policy in base.policies}
    found = [
        Problem(("levers", position, "name"), "search_in_base")
        for position, table in enumerate(search.levers)
        if table.get("name") in there
    ]
    if search.last_years > base.years:
        found.append(Problem(("last_years",), "search_years", {"years": base.years}))
    return found


def _free_problems(
    table: str,
    given: tuple[Uncertainty, ...],
    known: Mapping[str, Parameter],
    held: Collection[str],
    nowhere: str,
) -> list[Problem]:
    """Return what is wrong with names and bounds; numbers of policies need one of `held`."""
    found = []
    for position, free in enumerate(given):
        head = (table, position)
        wrong = free_problems(free, known, "unknown_uncertainty")
        found += [Problem((*head, *p.path), p.code, p.details) for p in wrong]
        if wrong:
            continue
        first, *rest = free.name.split(".")
        if table == "parameters" and first != POLICIES:
            found.append(Problem((*head, "name"), "search_not_policy"))
        elif first == POLICIES and rest[0] not in held:
            found.append(Problem((*head, "name"), nowhere, {"policy": rest[0]}))
    return found
