"""How commands end: bad input and Ctrl-C have messages and exit codes, not tracebacks."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from typing import Any, TypeVar

import typer

from simulation.config.errors import InputError
from simulation.config.messages import say

BAD_INPUT, INTERRUPTED = 2, 130
Command = TypeVar("Command", bound=Callable[..., Any])


class Termination:
    """Whether the process was told to end.

    An exception raised in a signal handler is lost when it lands in a callback that cannot raise;
    the progress of a run asks again each month.
    """

    code: int | None = None

    def order(self, code: int) -> None:
        """End with `code`, now or at the next month."""
        self.code = code
        sys.exit(code)

    def obey(self) -> None:
        """End if it was ordered."""
        if self.code is not None:
            sys.exit(self.code)


termination = Termination()


def ends_well(command: Command) -> Command:
    """Turn bad input into messages and exit code 2, Ctrl-C into exit code 130."""

    @functools.wraps(command)
    def wrapped(*arguments: Any, **options: Any) -> Any:
        try:
            return command(*arguments, **options)
        except InputError as error:
            for problem in error.problems:
                typer.echo(problem, err=True)
            raise typer.Exit(BAD_INPUT) from None
        except KeyboardInterrupt:
            typer.echo(say("interrupted"), err=True)
            raise typer.Exit(INTERRUPTED) from None

    return wrapped  # type: ignore[return-value]
