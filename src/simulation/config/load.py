"""Read a scenario, check it, and report everything that is wrong with it at once."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from simulation.config.consistency import Problem, policy_problems
from simulation.config.errors import InputError
from simulation.config.explain import problems_of, shown, suggestion
from simulation.config.grids import SECTION, grid_file, with_grid
from simulation.config.lines import KeyPath
from simulation.config.messages import say
from simulation.config.parameter import Settings
from simulation.config.policy_grids import policy_grid_files, with_policy_grids
from simulation.config.scenario import Scenario
from simulation.config.scope import Scope
from simulation.config.sources import Place, Source, merge, parse, read_file

Registry = Mapping[str, type[Settings]]
Group = TypeVar("Group", bound=Settings)
_UNUSABLE = re.compile(r"[^A-Za-z0-9_-]+")


def load(
    source: str | Path | Mapping[str, Any],
    registry: Registry,
    *,
    presets: Collection[str] | None = None,
    overrides: Mapping[str, Any] | None = None,
) -> Scenario:
    """Return the scenario of a TOML file, or of a mapping shaped like one.

    Parameters
    ----------
    source
        Path of a scenario file, or its content as a mapping.
    registry
        Policies by name.
    presets
        Names of the territories that can be asked for; None does not check them.
    overrides
        Values that win over the file, such as those of the command line.

    Raises
    ------
    InputError
        One message for each problem: file, line, key, value, what is allowed and what to do.
    """
    if isinstance(source, Mapping):
        return _build(Source(dict(source), "scenario"), registry, presets, overrides)
    return _build(read_file(Path(source)), registry, presets, overrides)


def load_source(
    source: Source, registry: Registry, *, presets: Collection[str] | None = None
) -> Scenario:
    """Return the scenario that merged files say; errors are those of `load`."""
    return _build(source, registry, presets, None)


def load_text(
    text: str, registry: Registry, *, presets: Collection[str] | None = None, name: str = "scenario"
) -> Scenario:
    """Return the scenario of a TOML text, which `name` stands for in messages."""
    return _build(parse(text, name, Path()), registry, presets, None)


def at_lines(source: str | Path | Mapping[str, Any], problems: Collection[Problem]) -> InputError:
    """Return the error that places problems found later at the lines of their scenario."""
    if isinstance(source, Mapping):
        read = Source(dict(source), "scenario")
    else:
        read = read_file(Path(source))
    return InputError(*(sentence(problem, read) for problem in ordered(list(problems), read)))


def scenario_files(path: str | Path) -> tuple[Path, ...]:
    """Return the file of a scenario, those it extends, the deepest first, and its grid, before."""
    source = read_file(Path(path))
    grid = grid_file(source)
    grids = [*([] if grid is None else [grid]), *policy_grid_files(source)]
    return (*dict.fromkeys(grids), *source.files)


def resolved(scenario: Scenario) -> dict[str, Any]:
    """Return every parameter of a scenario, given or default, as plain values."""
    plain: dict[str, Any] = scenario.model_dump(mode="json")
    plain["policies"] = [
        {"name": policy_name(policy), **values}
        for policy, values in zip(scenario.policies, plain["policies"], strict=True)
    ]
    return plain


def as_mapping(scenario: Scenario) -> dict[str, Any]:
    """Return a scenario as plain values that `load` takes; what is None is left out."""
    mapping: dict[str, Any] = _without_none(resolved(scenario))
    return mapping


def digest(scenario: Scenario) -> str:
    """Return the SHA-256 of the resolved scenario, wherever its files are."""
    plain = resolved(scenario)
    if plain["territory"]["file"] is not None:
        plain["territory"]["file"] = Path(plain["territory"]["file"]).name
    text = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def policy_name(policy: Settings) -> str:
    """Return the name under which a policy stands in the registry."""
    return str(getattr(policy, "key", "") or getattr(policy, "name", type(policy).__name__))


def _without_none(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _without_none(v) for k, v in value.items() if v is not None}
    return [_without_none(v) for v in value] if isinstance(value, list) else value


def _build(
    source: Source,
    registry: Registry,
    presets: Collection[str] | None,
    overrides: Mapping[str, Any] | None,
) -> Scenario:
    source = _with_overrides(source, overrides or {})
    data = dict(source.data)
    data.setdefault("name", _UNUSABLE.sub("-", Path(source.top).stem).strip("-_") or "scenario")
    problems: list[Problem] = []
    source, written = with_grid(source, problems)
    data[SECTION] = _without_grid(source.data.get(SECTION, {}))
    source, tables, of_policies = with_policy_grids(source, problems)
    data.pop("policies", None)
    policies = _policies(tables, registry, problems)
    _place_territory(data, source, presets, problems)
    scenario = checked(Scenario, data, (), problems)
    written |= of_policies
    problems[:] = [_as_written(problem, written) for problem in problems]
    if isinstance(scenario, Scenario):
        years = scenario.start_year, scenario.years
        problems += policy_problems(*years, policies)
    if problems or not isinstance(scenario, Scenario):
        messages = [sentence(problem, source) for problem in ordered(problems, source)]
        partial = scenario or _without_wrong(data, problems)
        if partial is not None and not any(p.path[:1] == ("territory",) for p in problems):
            right = [policy or _scope_of(tables[i]) for i, policy in enumerate(policies)]
            partial = partial.model_copy(update={"policies": tuple(right)})
            raise InputError(*messages, partial=partial)
        raise InputError(*messages)
    return scenario.model_copy(update={"policies": tuple(policies)})


def _without_wrong(data: Mapping[str, Any], problems: list[Problem]) -> Scenario | None:
    """Return the scenario without its wrong parts, None when its place or years are among them."""
    wrong = {problem.path[0] for problem in problems if problem.path} - {"policies"}
    if not wrong or wrong & {"territory", "start_year", "years"}:
        return None
    right = {key: value for key, value in data.items() if key not in wrong}
    return checked(Scenario, {**right, "name": "scenario"}, (), [])


def _as_written(problem: Problem, written: Mapping[KeyPath, KeyPath]) -> Problem:
    """Return a problem of a figure where its grid has it; a grid falls back on no default."""
    if problem.path not in written:
        return problem
    details = {**problem.details, "default": ""}
    return replace(problem, path=written[problem.path], details=details)


def _without_grid(scoring: Any) -> Any:
    """Return the figures of a grid, without the grid as it was written."""
    if not isinstance(scoring, Mapping):
        return scoring
    return {key: value for key, value in scoring.items() if key not in ("grid", "criteria")}


def _with_overrides(source: Source, overrides: Mapping[str, Any]) -> Source:
    given = {key: value for key, value in overrides.items() if value is not None}
    named = {key: source.data[key] for key in ("name", "label") if key in source.data}
    places: dict[KeyPath, Place] = {(key,): Place(f"--{key}") for key in given}
    kept = {(key,): source.place((key,)) for key in named}
    merged = merge(source, Source(named | given, source.top, kept | places))
    merged.files = source.files
    return merged


def _policies(tables: Any, registry: Registry, problems: list[Problem]) -> list[Settings | None]:
    """Return one policy for each table, None where it is wrong."""
    if not isinstance(tables, (list, tuple)):
        problems.append(Problem(("policies",), "policies_not_tables"))
        return []
    return [_policy(table, i, registry, problems) for i, table in enumerate(tables)]


def _policy(
    table: Any, position: int, registry: Registry, problems: list[Problem]
) -> Settings | None:
    path: KeyPath = ("policies", position)
    if isinstance(table, Settings):
        return table
    if not isinstance(table, Mapping):
        problems.append(Problem(path, "policies_not_tables"))
        return None
    name = table.get("name")
    if not isinstance(name, str):
        code = "policy_without_name"
        problems.append(Problem(path, code, {"suggestion": suggestion(name, registry)}))
        return None
    if name not in registry:
        details = {"suggestion": suggestion(name, registry)}
        problems.append(Problem((*path, "name"), "unknown_policy", details))
        return None
    kind = registry[name]
    own = {k: v for k, v in table.items() if k != "name" or k in kind.model_fields}
    return checked(kind, own, path, problems)


def _scope_of(table: Any) -> Scope | None:
    """Return the scope of a policy that is wrong otherwise, None when that is wrong too."""
    scope = table.get("scope") if isinstance(table, Mapping) else None
    return checked(Scope, scope, (), []) if isinstance(scope, Mapping) else None


def checked(
    kind: type[Group], data: Mapping[str, Any], path: KeyPath, problems: list[Problem]
) -> Group | None:
    """Validate as strict JSON: no text for a number, no boolean for a number, lists for tuples.

    What is wrong is added to `problems`, placed under `path`.
    """
    try:
        return kind.model_validate_json(json.dumps(dict(data), default=_plain), strict=True)
    except ValidationError as error:
        problems += problems_of(error, kind, path)
    return None


def _plain(value: Any) -> Any:
    """Return what JSON can hold for a value that Python users may hand in."""
    if isinstance(value, Settings):
        return value.model_dump(mode="json")
    if isinstance(value, Mapping):
        return dict(value)
    return value.item() if hasattr(value, "item") else str(value)


def _place_territory(
    data: dict[str, Any],
    source: Source,
    presets: Collection[str] | None,
    problems: list[Problem],
) -> None:
    """Make the path of the territory absolute, and check that what is asked for exists."""
    territory = data.get("territory")
    if not isinstance(territory, Mapping):
        return
    preset, file = territory.get("preset"), territory.get("file")
    if isinstance(preset, str) and presets is not None and preset not in presets:
        details = {"suggestion": suggestion(preset, presets)}
        problems.append(Problem(("territory", "preset"), "unknown_preset", details))
    if isinstance(file, (str, Path)) and str(file):
        path = (source.folders.get(("territory", "file"), Path()) / file).absolute()
        data["territory"] = {**territory, "file": str(path)}
        if not path.is_file():
            problems.append(Problem(("territory", "file"), "territory_file"))


def ordered(problems: list[Problem], source: Source) -> list[Problem]:
    """Return problems in the order of files and lines, the file asked for last."""

    def rank(problem: Problem) -> tuple[bool, str, int]:
        place = source.place(problem.path)
        return place.file == source.top, place.file, place.line

    return sorted(problems, key=rank)


def sentence(problem: Problem, source: Source) -> str:
    """Return the message of a problem: file, line, key, value, what is allowed."""
    what = problem.explain()
    if problem.path:
        field = ".".join(map(str, problem.path))
        found, value = _lookup(source.data, problem.path)
        written = found and value is not None and not isinstance(value, (Mapping, list))
        what = (
            say("field", field=field, value=shown(value), what=what)
            if written
            else say("field_alone", field=field, what=what)
        )
    return say("at", where=source.place(problem.path), what=what)


def _lookup(data: Any, path: KeyPath) -> tuple[bool, Any]:
    for key in path:
        try:
            data = data[key]
        except (KeyError, IndexError, TypeError):
            return False, None
    return True, data
