"""Run a batch in one process.

A run that raises or takes too long is written down with all that is needed to see it again, and the
rest of the batch goes on.
"""

from __future__ import annotations

import signal
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from time import perf_counter

from simulation.config.messages import say
from simulation.experiments.batch import DONE, FAILED, KILLED, LATE, Batch, Part, Record
from simulation.experiments.plan import Run
from simulation.experiments.replicate import Outcome

_STUCK_FACTOR, _STUCK_MARGIN = 2.0, 10.0  # s: when a run that counts no more months is killed


class OtherCodeError(Exception):
    """Process with another version of the code than the one that sent the batch."""


class LateError(Exception):
    """The run takes more time than allowed."""


def run_batch(
    batch: Batch, *, may_kill: bool = False, on_month: Callable[[], object] | None = None
) -> Part:
    """Run every run of a batch.

    Parameters
    ----------
    may_kill
        Let a run that is stuck end its process, which another one replaces.
    on_month
        Called after each month; what it raises that is no `Exception` ends the batch.

    Raises
    ------
    OtherCodeError
        The process has another version of the code.
    """
    from simulation.experiments.parts import part_of

    if _code() != batch.job.code:
        raise OtherCodeError
    records, outcomes = [], []
    for run in batch.runs:
        record, outcome = _run_one(batch, run, may_kill, on_month)
        records.append(record)
        outcomes += [] if outcome is None else [(run, outcome)]
    return part_of(batch, records, outcomes)


def killed(batch: Batch) -> Part:
    """Return what is written of runs that ended their process each time."""
    from simulation.experiments.parts import part_of

    told = say("sweep_killed")
    return part_of(batch, [Record(run, KILLED, 0.0, told) for run in batch.runs], [])


def _run_one(
    batch: Batch, run: Run, may_kill: bool, told: Callable[[], object] | None
) -> tuple[Record, Outcome | None]:
    limit = batch.job.time_limit
    started = perf_counter()

    def on_month() -> None:
        if told is not None:
            told()
        if limit is not None and perf_counter() - started > limit:
            raise LateError

    try:
        with _alarm(limit if may_kill else None):
            outcome = batch.job.simulate(batch.task(run), on_month)
    except LateError:
        seconds = perf_counter() - started
        return Record(run, LATE, seconds, say("sweep_late", limit=f"{limit:g}")), None
    except Exception as error:  # noqa: BLE001 - a run may fail in any way; it is written down
        seconds, trace = perf_counter() - started, traceback.format_exc()
        return Record(run, FAILED, seconds, problem_of(error), trace), None
    return Record(run, DONE, perf_counter() - started), outcome


def problem_of(error: Exception) -> str:
    """Return an error on one line."""
    return " ".join(f"{type(error).__name__}: {error}".split())


@contextmanager
def _alarm(limit: float | None) -> Iterator[None]:
    """End this process if the block takes far more than the limit, even inside a kernel."""
    if limit is None or signal.getsignal(signal.SIGALRM) != signal.SIG_DFL:
        yield
        return
    signal.setitimer(signal.ITIMER_REAL, _STUCK_FACTOR * limit + _STUCK_MARGIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


@cache
def _code() -> str:
    from simulation.results.provenance import package_digest

    return package_digest()
