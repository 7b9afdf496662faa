"""Read a TOML file that is no scenario, with the same checks and messages."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from simulation.config.consistency import Problem
from simulation.config.errors import InputError
from simulation.config.load import checked, ordered, sentence
from simulation.config.parameter import Settings
from simulation.config.sources import Source, read_file

Group = TypeVar("Group", bound=Settings)


def read_records(path: str | Path, kind: type[Group]) -> tuple[Group, Source]:
    """Return what a file says, checked, and where it says it.

    Raises
    ------
    InputError
        One message for each problem: file, line, key, value, what is allowed and what to do.
    """
    source = read_file(Path(path))
    problems: list[Problem] = []
    found = checked(kind, source.data, (), problems)
    refuse(problems, source)
    assert found is not None
    return found, source


def refuse(problems: list[Problem], source: Source) -> None:
    """Raise all problems at once, if there are any."""
    if problems:
        raise InputError(*(sentence(problem, source) for problem in ordered(problems, source)))
