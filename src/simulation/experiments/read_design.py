"""Read a design, resolve its scenarios, and report everything that is wrong with it at once."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any, cast

from simulation.config.axes import Axis
from simulation.config.consistency import Problem
from simulation.config.describe import Parameter, parameters_of
from simulation.config.design import Arm, Design, Uncertainty, plain_bases
from simulation.config.errors import InputError
from simulation.config.explain import suggestion
from simulation.config.free import bounds_within, free_problems, numbers
from simulation.config.lines import KeyPath
from simulation.config.load import Registry, checked, load_source, ordered, policy_name, sentence
from simulation.config.scenario import Scenario
from simulation.config.sources import Source, merge, read_file, read_plain
from simulation.config.vary import POLICIES
from simulation.experiments.plan import Branch, Plan, name_of, pairs_of
from simulation.experiments.sampling import n_samples, places

DesignSource = str | Path | Mapping[str, Any] | Design
MOST_RUNS = 1_000_000
_UNUSABLE = re.compile(r"[^A-Za-z0-9_-]+")
_OWN_KEYS = ("name", "label")


def read_design(source: DesignSource) -> Plan:
    """Return the plan of a design: a TOML file, a mapping shaped like one, or a `Design`.

    Raises
    ------
    InputError
        One message for each problem: file, line, key, value, what is allowed and what to do.
    """
    from simulation.policies import registry
    from simulation.results.measures import MEASURES

    read = _source(source)
    problems: list[Problem] = []
    messages: list[str] = []
    data = dict(read.data)
    data.setdefault("name", slug(Path(read.top).stem, "design"))
    design = checked(Design, data, (), problems)
    if design is None:
        raise InputError(*(sentence(p, read) for p in ordered(problems, read)))
    policies = registry()
    branches, files = _branches(design, read, policies, problems, messages)
    known = known_numbers(policies)
    problems += _uncertainty_problems(design, branches, known)
    problems += _output_problems(design, [measure.name for measure in MEASURES])
    problems += _precision_problems(design, branches, [measure.name for measure in MEASURES])
    count = n_samples(design.sampling, len(design.uncertainties))
    runs = count * design.most_replicates * max(len(design.bases) * max(len(design.arms), 1), 1)
    if runs > MOST_RUNS:
        told = {"runs": f"{runs:,}", "most": f"{MOST_RUNS:,}"}
        problems.append(Problem(("sampling",), "sampling_large", told))
    messages = [*(sentence(p, read) for p in ordered(problems, read)), *messages]
    if messages:
        raise InputError(*dict.fromkeys(messages))
    axes = tuple(axis_of(free, known[free.name]) for free in design.uncertainties)
    wanted = design.outputs.measures
    measures = tuple(m.name for m in MEASURES) if wanted is None else tuple(dict.fromkeys(wanted))
    points = places(design.sampling, tuple(axis.name for axis in axes))
    return Plan(design, tuple(branches), axes, points, measures, (*files, *read.files))


def known_numbers(registry: Registry) -> dict[str, Parameter]:
    """Return what may be uncertain by dotted name: numbers of scenarios, then of policies."""
    of_policies = {
        f"{POLICIES}.{key}.{parameter.name}": parameter
        for key, kind in registry.items()
        for parameter in parameters_of(kind)
        if parameter.is_number and "." not in parameter.name and "[]" not in parameter.name
    }
    return numbers() | of_policies


def table_names() -> tuple[str, ...]:
    """Return the tables that a run may give and a sweep keep, sorted."""
    from simulation.results.dictionary import TABLES, analysis

    derived = {table.name for table in analysis.TABLES}
    return tuple(sorted(n for n in TABLES if n not in derived and not n.startswith("ledger_")))


def _source(source: DesignSource) -> Source:
    if isinstance(source, Design):
        return Source(source.model_dump(mode="json", exclude_unset=True), "design")
    if isinstance(source, Mapping):
        bases = {key: list(given) for key, given in plain_bases(source.get("bases")).items()}
        return Source(dict(source) | bases, "design")
    return read_plain(Path(source))


def slug(text: str, otherwise: str) -> str:
    """Return a text as a name that tables and files can bear."""
    return _UNUSABLE.sub("-", text).strip("-_")[:80] or otherwise


def _branches(
    design: Design,
    read: Source,
    registry: Registry,
    problems: list[Problem],
    messages: list[str],
) -> tuple[list[Branch], list[Path]]:
    """Return the scenario of every arm on every base; what is wrong is added to the lists."""
    found: list[Branch] = []
    files: list[Path] = []
    problems += _own_key_problems(design)
    common = child(read, ("overrides",), design.overrides)
    several = len(design.bases) > 1
    names: list[str] = []
    for position, given in enumerate(design.bases):
        try:
            base = base_of(given, ("bases", position), read)
        except InputError as error:
            messages += error.problems
            continue
        name = slug(str(base.data.get("name") or _stem(base, position)), "base")
        if name in names:
            problems.append(Problem(("bases", position), "design_twin_bases", {"name": name}))
        names.append(name)
        files += base.files
        for number, arm in enumerate(design.arms or (None,)):
            merged = _with_arm(merge(base, common), arm, number, read)
            words = [*([name] if several or arm is None else []), *([arm.name] if arm else [])]
            merged.data["name"] = "-".join(words)
            merged.data["label"] = (arm.label or arm.name) if arm else base.data.get("label", "")
            try:
                scenario = scenario_of(merged, registry)
            except InputError as error:
                messages += error.problems
                continue
            found.append(Branch(name, arm.name if arm else "", scenario))
            files += [scenario.territory.file] if scenario.territory.file else []
    return found, list(dict.fromkeys(files))


def base_of(given: str | Mapping[str, Any], head: KeyPath, read: Source) -> Source:
    """Return what a base says that stands at `head`: a scenario file, or a table like one.

    Raises
    ------
    InputError
        What `read_file` raises.
    """
    if isinstance(given, Mapping):
        return child(read, head, given)
    folder = read.folders.get(head[:1], Path())
    return read_file(folder / given)


def _stem(base: Source, position: int) -> str:
    return Path(base.top).stem if base.files else f"base{position + 1}"


def _with_arm(base: Source, arm: Arm | None, number: int, read: Source) -> Source:
    if arm is None:
        return Source(dict(base.data), base.top, base.places, base.folders, base.files)
    changed = merge(base, child(read, ("arms", number, "overrides"), arm.overrides))
    if arm.policies is None:
        return changed
    head: KeyPath = ("arms", number)
    own = child(read, head, {POLICIES: list(arm.policies)})
    return merge(changed, own)


def child(read: Source, head: KeyPath, data: Mapping[str, Any]) -> Source:
    """Return a table of the design as a file of its own, with the lines that it has in it."""
    n = len(head)
    places = {path[n:]: place for path, place in read.places.items() if path[:n] == head}
    folders = {path[n:]: place for path, place in read.folders.items() if path[:n] == head}
    return Source(dict(data), read.top, places, folders)


def scenario_of(source: Source, registry: Registry) -> Scenario:
    """Return a scenario whose policies were tried in its territory.

    Raises
    ------
    InputError
        The scenario is wrong, or its policies are in this territory.
    """
    from simulation.experiments.replicate import territory_of
    from simulation.policies.base import Policy
    from simulation.policies.package import package_problems
    from simulation.territory.preset_figures import preset_names
    from simulation.territory.to_world import new_world

    scenario = load_source(source, registry, presets=preset_names())
    if not scenario.policies and not scenario.projects:
        return scenario
    place = territory_of(scenario.territory)
    world = new_world(place, 0, 0, scenario.start_year, place.tension)
    policies = cast("tuple[Policy, ...]", scenario.policies)
    found = package_problems(world, policies, scenario.end_year, scenario.projects)
    if found:
        raise InputError(*(sentence(problem, source) for problem in ordered(found, source)))
    return scenario


def _own_key_problems(design: Design) -> list[Problem]:
    """Return what overrides say that has a place of its own."""
    found = [
        Problem(("overrides", key), "design_own_key", {"key": key})
        for key in _OWN_KEYS
        if key in design.overrides
    ]
    return found + [
        Problem(("arms", number, "overrides", key), "design_own_key", {"key": key})
        for number, arm in enumerate(design.arms)
        for key in (*_OWN_KEYS, POLICIES)
        if key in arm.overrides
    ]


def _uncertainty_problems(
    design: Design, branches: list[Branch], known: Mapping[str, Parameter]
) -> list[Problem]:
    found = []
    for position, free in enumerate(design.uncertainties):
        wrong = free_problems(free, known, "unknown_uncertainty")
        head = ("uncertainties", position)
        found += [Problem((*head, *p.path), p.code, p.details) for p in wrong]
        policy = free.name.split(".")[1] if free.name.startswith(f"{POLICIES}.") else None
        if wrong or policy is None or not branches:
            continue
        held = {policy_name(p) for branch in branches for p in branch.scenario.policies}
        if policy not in held:
            problem = Problem((*head, "name"), "design_nowhere", {"policy": policy})
            found.append(problem)
    return found


def _output_problems(design: Design, measures: Collection[str]) -> list[Problem]:
    wanted = (
        ("measures", "unknown_measure", design.outputs.measures or (), measures),
        ("tables", "unknown_table", design.outputs.tables, table_names()),
    )
    return [
        Problem(("outputs", key, position), code, {"suggestion": suggestion(name, known)})
        for key, code, names, known in wanted
        for position, name in enumerate(names)
        if name not in known
    ]


def _precision_problems(
    design: Design, branches: list[Branch], measures: Collection[str]
) -> list[Problem]:
    if design.precision is None:
        return []
    found = []
    kept = measures if design.outputs.measures is None else design.outputs.measures
    for name in design.precision.half_widths:
        path = ("precision", "half_widths", name)
        if name not in measures:
            told = {"suggestion": suggestion(name, measures)}
            found.append(Problem(path, "unknown_measure", told))
        elif name not in kept:
            found.append(Problem(path, "precision_not_kept"))
    known = list(dict.fromkeys(name_of(pair.other) for pair in pairs_of(branches)))
    for position, name in enumerate(design.precision.arms or ()):
        if known and name not in known:
            told = {"suggestion": suggestion(name, known)}
            found.append(Problem(("precision", "arms", position), "precision_arm", told))
    return found


def axis_of(free: Uncertainty, declared: Parameter, start: float = math.nan) -> Axis:
    """Return an uncertain parameter as an axis; its name and bounds were checked."""
    low, high = bounds_within(free, declared)
    assert low is not None
    assert high is not None
    return Axis(free.name, low, high, start, free.scale == "log", declared.is_whole)
