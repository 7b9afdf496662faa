"""Change numbers of a scenario by their dotted names, checked like those of a file.

The name of a number of a policy begins with ``policies`` and the name of the policy; it stands for
that number of every policy of this name.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from simulation.config.consistency import Problem
from simulation.config.errors import InputError
from simulation.config.explain import problems_of, shown
from simulation.config.lines import KeyPath
from simulation.config.load import policy_name
from simulation.config.messages import say
from simulation.config.parameter import Settings
from simulation.config.scenario import Scenario

POLICIES = "policies"


def value_of(scenario: Scenario, name: str) -> float:
    """Return the number of a scenario that a dotted name stands for, NaN where none is given."""
    found: Any = scenario
    for key in name.split("."):
        found = getattr(found, key)
    return math.nan if found is None else float(found)


def with_values(scenario: Scenario, values: Mapping[str, float]) -> Scenario:
    """Return a scenario in which some numbers, by dotted name, are others.

    Raises
    ------
    InputError
        A value is not allowed, or does not go with those of its section.
    """
    by_section = _by_first_key(values)
    policies = _by_first_key(by_section.pop(POLICIES, {}))
    changed: dict[str, Any] = {
        name: _changed(getattr(scenario, name), inner, (name,))
        for name, inner in by_section.items()
    }
    if policies:
        changed[POLICIES] = tuple(
            _changed(policy, inner, (POLICIES, position))
            if (inner := policies.get(policy_name(policy)))
            else policy
            for position, policy in enumerate(scenario.policies)
        )
    return scenario.model_copy(update=changed)


def as_toml(values: Mapping[str, float]) -> str:
    """Return values by dotted name as the tables of a scenario file."""
    lines: list[str] = []
    section = ""
    for name in sorted(values):
        inside, _, key = name.rpartition(".")
        if inside != section:
            lines += [""] * bool(lines) + [f"[{inside}]"]
            section = inside
        lines.append(f"{key} = {values[name]!r}")
    return "\n".join(lines) + "\n"


def _by_first_key(values: Mapping[str, float]) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for name, value in values.items():
        key, _, rest = name.partition(".")
        found.setdefault(key, {})[rest] = value
    return found


def _changed(settings: Settings, values: Mapping[str, float], path: KeyPath) -> Settings:
    plain: dict[str, Any] = {name: getattr(settings, name) for name in type(settings).model_fields}
    deeper: dict[str, dict[str, float]] = {}
    for name, value in values.items():
        key, _, rest = name.partition(".")
        if rest:
            deeper.setdefault(key, {})[rest] = value
        else:
            plain[key] = value
    for key, inner in deeper.items():
        plain[key] = _changed(plain[key], inner, (*path, key))
    try:
        return type(settings).model_validate(plain)
    except ValidationError as error:
        problems = problems_of(error, type(settings), path)
        raise InputError(*(_told(problem, plain) for problem in problems)) from error


def _told(problem: Problem, plain: Mapping[str, Any]) -> str:
    field, key = ".".join(map(str, problem.path)), str(problem.path[-1])
    if key not in plain:  # the section as a whole
        return say("field_alone", field=field, what=problem.explain())
    return say("field", field=field, value=shown(plain[key]), what=problem.explain())
