"""One family of errors for whatever a user can get wrong; the command line exits with code 2."""

from __future__ import annotations


class InputError(Exception):
    """Carry one or several messages about bad input, ready to be read.

    Attributes
    ----------
    problems
        One message each: where, what was found, what is allowed, what to do.
    """

    def __init__(self, *problems: str) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))
