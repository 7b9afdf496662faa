"""How far a sweep is, read from its folder while it runs or after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulation.experiments.batch import DONE
from simulation.experiments.parts import FAILURES, STATUS, TIMINGS
from simulation.experiments.sweep_folder import SweepFolder

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Status:
    """How far a sweep is.

    Attributes
    ----------
    done, failed, left
        Runs that ended well, runs that did not, runs to make.
    most_later
        Runs that may follow, at most, once those of the pilot are done.
    seconds_left
        Time left, without these, with the present or last number of workers; None when no run ended
        yet.
    is_running
        Whether a process of this machine runs it now.
    session
        Host, process, workers and start of the present or last session.
    """

    total: int
    done: int
    failed: int
    left: int
    most_later: int
    seconds_left: float | None
    is_running: bool
    session: dict[str, Any]
    failures: pd.DataFrame | None


def status_of(path: str | Path) -> Status:
    """Return how far the sweep of a folder is.

    Raises
    ------
    InputError
        It is no such folder.
    """
    folder = SweepFolder.open(path)
    ended, session = folder.ended(), folder.session()
    n_ended = 0 if ended is None else len(ended)
    done = 0 if ended is None else int((ended[STATUS] == DONE).sum())
    left = folder.plan.n_runs - n_ended
    is_running = not folder.is_complete and folder.is_running()
    return Status(
        total=folder.plan.n_runs,
        done=done,
        failed=n_ended - done,
        left=left,
        most_later=folder.plan.most_runs - folder.plan.n_runs if folder.plan.is_pilot else 0,
        seconds_left=_seconds_left(folder, session, n_ended, left, is_running),
        is_running=is_running,
        session=session,
        failures=folder.table(FAILURES),
    )


def _seconds_left(
    folder: SweepFolder, session: dict[str, Any], n_ended: int, left: int, is_running: bool
) -> float | None:
    """Return the time left at the pace of this session, or else of the runs that are done."""
    since = n_ended - int(session.get("done_before", 0))
    if is_running and since > 0:
        started = datetime.fromisoformat(session["started"])
        return (datetime.now(UTC) - started).total_seconds() * left / since
    times = folder.table(TIMINGS)
    if times is None:
        return None
    return float(times["seconds"].mean()) * left / int(session.get("workers", 1))
