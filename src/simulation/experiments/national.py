"""The same scenarios on many territories, as one design."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from simulation.config.design import Design
from simulation.config.errors import InputError
from simulation.config.load import as_mapping
from simulation.config.messages import say
from simulation.config.scenario import Scenario

_OWN = ("name", "label", "territory", "policies")
"""What an arm says of itself, or the territory in its stead."""


def territory_files(folder: Path) -> list[Path]:
    """Return the territories of a folder, the largest file first, so that workers end together.

    Raises
    ------
    InputError
        The folder holds none.
    """
    files = sorted(folder.glob("*.npz"), key=lambda file: (-file.stat().st_size, file.name))
    if not files:
        raise InputError(say("national_no_territory", folder=folder))
    return files


def national_design(
    scenarios: Sequence[Scenario],
    files: Sequence[Path],
    *,
    replicates: int = 1,
    key: int = 0,
    measures: Sequence[str] | None = None,
) -> Design:
    """Return a design in which every territory meets every scenario with the same keys.

    Parameters
    ----------
    scenarios
        The reference first; their own territories are not used.
    files
        Territories. The stem of each is the name of its base.
    replicates, key, measures
        As in `Design`.
    """
    plain = [as_mapping(scenario) for scenario in scenarios]
    reference = {name: value for name, value in plain[0].items() if name not in ("name", "label")}
    bases = [
        {**reference, "name": file.stem, "territory": _place(plain[0], file)} for file in files
    ]
    arms = [_arm(scenario, plain[0]) for scenario in plain]
    outputs: dict[str, Any] = {} if measures is None else {"measures": list(measures)}
    return Design.model_validate(
        {
            "name": "national",
            "bases": bases,
            "arms": arms,
            "replicates": replicates,
            "key": key,
            "outputs": outputs,
        }
    )


def _place(scenario: Mapping[str, Any], file: Path) -> dict[str, Any]:
    """Return the territory of a base: what a scenario says of its own holds, but the preset."""
    said = dict(scenario.get("territory", {}))
    said.pop("preset", None)
    return {**said, "file": str(file.absolute())}


def _arm(scenario: Mapping[str, Any], reference: Mapping[str, Any]) -> dict[str, Any]:
    changed = {
        name: value
        for name, value in scenario.items()
        if name not in _OWN and value != reference.get(name)
    }
    return {
        "name": scenario["name"],
        "label": scenario.get("label", ""),
        "policies": list(scenario.get("policies", ())),
        "overrides": changed,
    }
