"""One family of errors for whatever a user can get wrong; the command line exits with code 2."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


class InputError(Exception):
    """Carry one or several messages about bad input, ready to be read.

    Attributes
    ----------
    problems
        One message each: where, what was found, what is allowed, what to do.
    partial
        What is right of the input, if anything could be made of it, to look for further problems.
    """

    def __init__(self, *problems: str, partial: Any = None) -> None:
        self.problems = problems
        self.partial = partial
        super().__init__("\n".join(problems))


def all_of(*steps: Callable[[], Any]) -> list[Any]:
    """Return what each step gives, or raise the problems of all of them at once."""
    given: list[Any] = []
    problems: list[str] = []
    for step in steps:
        try:
            given.append(step())
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(*dict.fromkeys(problems))
    return given
