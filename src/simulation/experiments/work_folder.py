"""A folder that long work is written to, by one process at a time."""

from __future__ import annotations

import fcntl
import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from simulation.config.errors import InputError
from simulation.config.messages import say
from simulation.results.atomic import new_file

SESSION, LOCK = "session.json", "lock"


class WorkFolder:
    """A folder with a lock and the facts of the session that writes to it.

    Attributes
    ----------
    path
        The folder.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def held(self) -> tuple[Path, ...]:
        """Folders that things are written to."""
        return (self.path,)

    def writing(self) -> AbstractContextManager[None]:
        """Turn what a disk refuses during a block into a message."""
        return told_of_disk(self.path)

    def remove_torn(self) -> None:
        """Remove what an interruption left half written."""
        for folder in self.held:
            for torn in folder.glob(".*.part"):
                shutil.rmtree(torn, ignore_errors=True)
                with suppress(OSError):
                    torn.unlink()

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other processes from running this sweep during the block.

        Raises
        ------
        InputError
            Another process runs it, or the folder cannot be written.
        """
        with self.writing():
            stream = (self.path / LOCK).open("a")
        with stream:
            try:
                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                what = say("at", where=self.path, what=say("sweep_busy"))
                raise InputError(what) from error
            yield

    def is_running(self) -> bool:
        """Return whether a process of this machine runs the sweep now."""
        try:
            with (self.path / LOCK).open() as stream:
                fcntl.flock(stream, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        except OSError:
            return False
        return False

    def begin_session(self, facts: Mapping[str, Any]) -> None:
        """Write who runs the sweep, and since when."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with self.writing(), new_file(self.path / SESSION) as path:
            path.write_text(json.dumps({"started": now, **facts}) + "\n", encoding="utf-8")

    def session(self) -> dict[str, Any]:
        """Return what the last session wrote, empty when there was none."""
        try:
            found: dict[str, Any] = json.loads((self.path / SESSION).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return found


@contextmanager
def told_of_disk(folder: Path) -> Iterator[None]:
    """Turn what a disk refuses during a block that writes to a folder into a message."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError(say("sweep_disk", folder=folder, reason=reason)) from error
