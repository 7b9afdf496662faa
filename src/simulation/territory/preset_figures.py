"""Read the published aggregates of a preset; each figure has a value, a unit and a source."""

from __future__ import annotations

import difflib
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from simulation.config.errors import InputError

_FOLDER = files("simulation.territory") / "presets"
_COMMON = "_common"


@dataclass(frozen=True)
class Figures:
    """Aggregates of a preset: `values` and `sources` by name of figure."""

    label: str
    city: str
    values: dict[str, Any]
    sources: dict[str, str]


@cache
def preset_names() -> tuple[str, ...]:
    """Return the names of the shipped presets, sorted."""
    names = (entry.name.removesuffix(".toml") for entry in _FOLDER.iterdir())
    return tuple(sorted(name for name in names if not name.startswith("_")))


def read_figures(name: str) -> Figures:
    """Return the figures of a preset.

    Raises
    ------
    InputError
        No preset has this name.
    """
    if name not in preset_names():
        near = difflib.get_close_matches(name, preset_names(), n=1)
        hint = f" Did you mean {near[0]!r}?" if near else ""
        raise InputError(
            f"preset {name!r} does not exist. Presets: {', '.join(preset_names())}.{hint}"
        )
    own = tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    common = tomllib.loads((_FOLDER / f"{_COMMON}.toml").read_text(encoding="utf-8"))
    figures = {**common, **{key: item for key, item in own.items() if isinstance(item, dict)}}
    return Figures(
        label=own["label"],
        city=own["city"],
        values={key: item["value"] for key, item in figures.items()},
        sources={key: item["source"] for key, item in figures.items()},
    )
