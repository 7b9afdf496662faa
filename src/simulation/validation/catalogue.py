"""Settings and arms by name, read from the two TOML files beside this one."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from simulation.validation.pattern import Text

REFERENCE = "as_is"
"""Arm that others are compared with, first in every sweep."""
SPIN_UP_YEARS = 6
_FULL, _QUICK = 16, 6


@dataclass(frozen=True)
class Setting:
    """Where patterns are looked for.

    Attributes
    ----------
    territory
        Preset, or file of a territory made from the open tables: a name in the folder that the
        command is given.
    years
        Years after the spin-up.
    overrides
        Anything else that a scenario says.
    replicates
        Runs of each arm at the calibrated point.
    is_quick
        Whether the quick validation runs it.
    in_ensemble
        Whether it is run with every member of the parameter ensemble.
    """

    name: str
    label: Text
    territory: Mapping[str, Any]
    years: int
    overrides: Mapping[str, Any] = field(default_factory=dict)
    replicates: int = _FULL
    is_quick: bool = True
    in_ensemble: bool = True

    @property
    def file(self) -> str | None:
        """File of the territory, None for a preset."""
        return self.territory.get("file")

    def base(self, territories: Path | None, name: str | None = None) -> dict[str, Any]:
        """Return the setting as a base of a design.

        Parameters
        ----------
        territories
            Folder of territories made from the open tables.
        name
            Name of the base, that of the setting when left out.
        """
        place = dict(self.territory)
        if self.file is not None and territories is not None:
            place["file"] = str(territories / self.file)
        return {
            "name": name or self.name,
            "territory": place,
            "years": self.years,
            "spin_up_years": SPIN_UP_YEARS,
            **self.overrides,
        }


@dataclass(frozen=True)
class Arm:
    """What is simulated in a setting: policies, and overrides of parameters for ablations."""

    name: str
    label: Text
    policies: tuple[Mapping[str, Any], ...] = ()
    overrides: Mapping[str, Any] = field(default_factory=dict)

    def as_design(self) -> dict[str, Any]:
        """Return the arm as a design takes it."""
        told: dict[str, Any] = {"name": self.name, "policies": [dict(p) for p in self.policies]}
        return told | ({"overrides": dict(self.overrides)} if self.overrides else {})


@cache
def settings() -> Mapping[str, Setting]:
    """Return every setting by its name."""
    return {name: Setting(name, **table) for name, table in _read("settings.toml").items()}


@cache
def arms() -> Mapping[str, Arm]:
    """Return every arm by its name."""
    return {
        name: Arm(name, **{**table, "policies": tuple(table.get("policies", ()))})
        for name, table in _read("arms.toml").items()
    }


def replicates_of(setting: Setting, *, is_quick: bool) -> int:
    """Return the runs of each arm of a setting."""
    return min(_QUICK, setting.replicates) if is_quick else setting.replicates


def _read(name: str) -> dict[str, Any]:
    text = files("simulation.validation").joinpath(name).read_text(encoding="utf-8")
    return tomllib.loads(text)
