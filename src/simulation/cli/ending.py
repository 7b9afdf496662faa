"""How commands end: bad input and Ctrl-C have messages and exit codes, not tracebacks."""

from __future__ import annotations

import errno
import functools
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import typer

from simulation.config.errors import InputError
from simulation.config.messages import say

BAD_INPUT, INTERRUPTED = 2, 130
_OF_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO)
Command = TypeVar("Command", bound=Callable[..., Any])


class Termination:
    """Whether the process was told to end, by Ctrl-C or by a request (SIGTERM).

    An exception raised by a signal handler inside compiled code is lost, or breaks it. While months
    run in this process, an order is therefore only noted, and obeyed at the end of the month; a
    second one is obeyed at once.
    """

    code: int | None = None
    is_held: bool = False

    def order(self, code: int) -> None:
        """End with `code`, now or at the end of the month."""
        is_first, self.code = self.code is None, code
        if not (self.is_held and is_first):
            self.obey()

    def obey(self) -> None:
        """End if it was ordered."""
        if self.code == INTERRUPTED:
            raise KeyboardInterrupt
        if self.code is not None:
            sys.exit(self.code)

    @contextmanager
    def held(self, is_held: bool = True) -> Iterator[None]:
        """Note orders only, until `obey` is called or the block ends."""
        self.is_held = is_held
        try:
            yield
        finally:
            self.is_held = False


termination = Termination()


def ends_well(command: Command) -> Command:
    """Turn bad input and full disks into messages and exit code 2, Ctrl-C into exit code 130."""

    @functools.wraps(command)
    def wrapped(*arguments: Any, **options: Any) -> Any:
        try:
            return command(*arguments, **options)
        except InputError as error:
            for problem in error.problems:
                typer.echo(problem, err=True)
            raise typer.Exit(BAD_INPUT) from None
        except OSError as error:
            if error.errno not in _OF_DISK:
                raise
            typer.echo(say("disk", reason=error.strerror), err=True)
            raise typer.Exit(BAD_INPUT) from None
        except KeyboardInterrupt as error:
            typer.echo(str(error) or say("interrupted"), err=True)
            raise typer.Exit(INTERRUPTED) from None

    return wrapped  # type: ignore[return-value]
