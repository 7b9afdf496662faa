"""Sets of parameters as data: `[[members]]` of dotted names and values, kept by a calibration."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import model_validator

from simulation.config.consistency import InconsistentError, Problem
from simulation.config.explain import suggestion
from simulation.config.free import bound_problems, near, numbers
from simulation.config.lines import KeyPath
from simulation.config.parameter import Settings, param
from simulation.config.records import read_records

SHIPPED = Path(__file__).with_name("calibration") / "ensemble.toml"
MEMBERS = "members"
_STUDY = "choice of the study"
Member = dict[str, Any]


class EnsembleFile(Settings):
    """Members of an ensemble, each the sections of a scenario file."""

    members: tuple[Member, ...] = param(..., unit="tables", bounds=None, source=_STUDY)

    @model_validator(mode="after")
    def _consistent(self) -> EnsembleFile:
        found = [] if self.members else [Problem((MEMBERS,), "empty_list")]
        for position, member in enumerate(self.members):
            found += _problems(member, (MEMBERS, position))
        if found:
            raise InconsistentError(*found)
        return self


def read_ensemble(path: str | Path | None = None) -> list[Member]:
    """Return the members of a file of `[[members]]`, of the shipped one when left out.

    Returns
    -------
    list
        One nested mapping per member, section to key to value: what `load` takes as overrides.

    Raises
    ------
    InputError
        One message for each problem, with its line.
    """
    found, _ = read_records(SHIPPED if path is None else path, EnsembleFile)
    return list(found.members)


def ensemble_toml(members: Sequence[Mapping[str, float]], notes: Sequence[str]) -> str:
    """Return sets of values by dotted name as a file of `[[members]]`, with notes at its head."""
    lines = [f"# {note}".rstrip() for note in notes]
    for member in members:
        lines += ["", f"[[{MEMBERS}]]", *(f"{name} = {value!r}" for name, value in member.items())]
    return "\n".join(lines) + "\n"


def _problems(member: Mapping[str, Any], at: KeyPath) -> Iterator[Problem]:
    known = numbers()
    if not member:
        yield Problem(at, "empty_list")
    for path, value in _leaves(member, ()):
        name = ".".join(path)
        if name not in known:
            near_it = {"suggestion": suggestion(name, near(name, known))}
            yield Problem((*at, *path), "unknown_parameter", near_it)
        else:
            yield from bound_problems(value, known[name], (*at, *path))


def _leaves(
    table: Mapping[str, Any], path: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], Any]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _leaves(value, (*path, key))
        else:
            yield (*path, key), value
