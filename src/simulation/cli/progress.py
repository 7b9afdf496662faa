"""Show how far a run is: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
from time import monotonic
from typing import Any

from simulation.cli.ending import termination
from simulation.config.messages import say

_STEP_PERCENT = 10
_PERCENT = 100
_SECONDS_PER_MINUTE = 60


class Lines:
    """Write a line on standard error at each tenth of the work, with the time left."""

    def __init__(self) -> None:
        self.total = 0
        self.done = 0
        self.n_failed = 0
        self.next = _STEP_PERCENT
        self.started = monotonic()

    def start(self, total_months: int) -> None:
        """Learn how many months there are to run, or to run now that the first ones are done."""
        self.total, self.done, self.next = total_months, 0, _STEP_PERCENT
        self.started = monotonic()

    def advance(self, months: int) -> None:
        """Count months, and write when a further tenth is done."""
        termination.obey()
        self.done += months
        percent = _PERCENT * self.done // max(self.total, 1)
        if percent < self.next:
            return
        self.next = percent - percent % _STEP_PERCENT + _STEP_PERCENT
        spent = monotonic() - self.started
        left = spent * (self.total - self.done) / self.done
        told = say("progress_left", percent=percent, left=duration(left))
        print(told + _failures(self.n_failed), file=sys.stderr, flush=True)

    def failed(self, runs: int) -> None:
        """Count runs that failed; they are told with the next line."""
        self.n_failed += runs

    def note(self, text: str) -> None:
        """Write a line."""
        print(text, file=sys.stderr, flush=True)

    def __enter__(self) -> Lines:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing to close."""


class Bar:
    """Draw a bar with the time left on a terminal."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            Progress,
            TaskProgressColumn,
            TextColumn,
            TimeElapsedColumn,
            TimeRemainingColumn,
        )

        self._bar = Progress(
            BarColumn(),
            TaskProgressColumn(),
            TimeElapsedColumn(),
            TextColumn("→"),
            TimeRemainingColumn(),
            TextColumn("{task.description}"),
            console=Console(stderr=True),
            transient=True,
        )
        self._task: Any = None
        self.n_failed = 0

    def start(self, total_months: int) -> None:
        """Learn how many months there are to run, or to run now that the first ones are done."""
        if self._task is not None:
            self._bar.remove_task(self._task)
        self._task = self._bar.add_task(_failures(self.n_failed), total=total_months)

    def advance(self, months: int) -> None:
        """Move the bar."""
        termination.obey()
        self._bar.advance(self._task, months)

    def failed(self, runs: int) -> None:
        """Count runs that failed, beside the bar."""
        self.n_failed += runs
        self._bar.update(self._task, description=_failures(self.n_failed))

    def note(self, text: str) -> None:
        """Write a line above the bar."""
        self._bar.console.print(text, highlight=False, markup=False)

    def __enter__(self) -> Bar:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()


def progress() -> Lines | Bar:
    """Return a bar when standard error is a terminal, lines otherwise."""
    return Bar() if sys.stderr.isatty() else Lines()


def _failures(runs: int) -> str:
    return say("progress_failed", failed=runs) if runs else ""


def duration(seconds: float) -> str:
    """Return a time as people say it."""
    minutes, rest = divmod(round(seconds), _SECONDS_PER_MINUTE)
    return f"{minutes} min {rest:02d} s" if minutes else f"{rest} s"
