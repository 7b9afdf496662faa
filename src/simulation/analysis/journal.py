"""The journal of a calibration: a line per run, so that nothing is simulated twice.

The first line says what is calibrated; a journal of something else is refused. A last line that an
interruption tore is dropped.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from simulation.config.errors import InputError
from simulation.config.messages import say

FORMAT = "peuplement calibration 2"
Moments = Mapping[str, float]


class Journal:
    """Moments of runs in a file, by the name of the run.

    Nothing is written before the first run is kept.

    Parameters
    ----------
    path
        File to go on with, or to begin.
    about
        What is calibrated, as plain values.

    Raises
    ------
    InputError
        The file is about something else, or is no journal.
    """

    def __init__(self, path: Path, about: Mapping[str, Any]) -> None:
        self.path = path
        self._about = json.loads(json.dumps(about))
        self._runs: dict[str, Moments] = {}
        if path.exists():
            self._read()

    def __len__(self) -> int:
        """Return how many runs are kept."""
        return len(self._runs)

    def find(self, run: str) -> Moments | None:
        """Return the moments of a run, None when it was not kept."""
        return self._runs.get(run)

    def keep(self, run: str, moments: Moments) -> None:
        """Write the moments of a run."""
        if not self.path.exists():
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._append([{"format": FORMAT, "about": self._about}])
        self._append([{"run": run, "moments": moments}])
        self._runs[run] = moments

    def _read(self) -> None:
        lines = self._whole_lines()
        if not lines or lines[0].get("format") != FORMAT:
            raise InputError(say("at", where=self.path, what=say("no_journal")))
        different = _different(lines[0]["about"], self._about)
        if different:
            names = ", ".join(say(f"about_{name}") for name in different)
            what = say("other_journal", names=names)
            raise InputError(say("at", where=self.path, what=what))
        self._runs = {line["run"]: line["moments"] for line in lines[1:]}

    def _whole_lines(self) -> list[dict[str, Any]]:
        """Return the lines that can be read, and cut the file after them."""
        content = self.path.read_bytes() if self.path.is_file() else b""
        whole = content[: content.rfind(b"\n") + 1]
        if len(whole) < len(content):
            os.truncate(self.path, len(whole))
        try:
            return [json.loads(line) for line in whole.splitlines()]
        except ValueError as error:
            raise InputError(say("at", where=self.path, what=say("no_journal"))) from error

    def _append(self, lines: Sequence[Mapping[str, Any]]) -> None:
        with self.path.open("a", encoding="utf-8") as stream:
            stream.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
            stream.flush()
            os.fsync(stream.fileno())


def _different(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    return [name for name in sorted({*old, *new}) if old.get(name) != new.get(name)]
