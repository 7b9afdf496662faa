"""From patterns to the sweeps that they need: one per setting, with every arm once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from simulation.validation.catalogue import REFERENCE, Setting, arms, replicates_of, settings
from simulation.validation.pattern import Pattern

ENSEMBLE_REPLICATES = 6
"""Runs of each arm with each member of the parameter ensemble."""


def needed(patterns: Iterable[Pattern]) -> dict[str, list[str]]:
    """Return the arms that patterns need in each setting, in the order of the catalogue."""
    asked: dict[str, set[str]] = {}
    for pattern in patterns:
        for claim in pattern.claims:
            for setting, arm in claim.needs:
                asked.setdefault(setting, {REFERENCE}).add(arm)
    found = {}
    for setting in settings():
        names = [arm for arm in arms() if arm in asked.get(setting, ())]
        if names == [REFERENCE]:  # a design has two arms at least
            names = list(arms())[:2]
        if names:
            found[setting] = names
    return found


def design_of(
    setting: Setting,
    names: Sequence[str],
    patterns: Iterable[Pattern],
    territories: Path | None,
    *,
    is_quick: bool,
) -> dict[str, Any]:
    """Return the design of a setting at the calibrated point."""
    return _design(
        setting.name,
        [setting.base(territories)],
        names,
        patterns,
        replicates_of(setting, is_quick=is_quick),
    )


def ensemble_design(
    setting: Setting,
    names: Sequence[str],
    patterns: Iterable[Pattern],
    members: Sequence[Mapping[str, Any]],
) -> dict[str, Any]:
    """Return the design of a setting with every member of the parameter ensemble, one base each."""
    bases = [
        merged(setting.base(None, member_name(setting.name, rank)), member)
        for rank, member in enumerate(members)
    ]
    name = f"{setting.name}-ensemble"
    return _design(name, bases, names, patterns, ENSEMBLE_REPLICATES)


def member_name(setting: str, rank: int) -> str:
    """Return the name of the base of a setting with a member of the ensemble."""
    return f"{setting}-m{rank:02d}"


def merged(base: Any, more: Mapping[str, Any]) -> dict[str, Any]:
    """Return nested tables with those of `more` laid over them."""
    found = dict(base)
    for name, value in more.items():
        inner = found.get(name)
        nested = isinstance(inner, Mapping) and isinstance(value, Mapping)
        found[name] = merged(inner, value) if nested else value
    return found


def _design(
    name: str,
    bases: list[dict[str, Any]],
    names: Sequence[str],
    patterns: Iterable[Pattern],
    replicates: int,
) -> dict[str, Any]:
    tables = sorted({table for pattern in patterns for table in pattern.tables})
    return {
        "name": name,
        "bases": bases,
        "arms": [arms()[arm].as_design() for arm in names],
        "replicates": replicates,
        "outputs": {"tables": tables},
    }
