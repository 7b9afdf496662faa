"""The journal of a calibration: one line per evaluation, so that what stopped can go on.

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

FORMAT = "peuplement calibration 1"
Record = dict[str, Any]


class Journal:
    """Records of evaluations in a file, generation by generation.

    Parameters
    ----------
    path
        File to go on with, or to begin.
    about
        What is calibrated, as plain values; None reads a journal whatever it is about.

    Raises
    ------
    InputError
        The file is about something else, is no journal, or is not there to be read.
    """

    def __init__(self, path: Path, about: Mapping[str, Any] | None = None) -> None:
        self.path = path
        self._generations: dict[int, list[Record]] = {}
        plain = None if about is None else json.loads(json.dumps(about))
        if path.exists() or plain is None:
            self._read(plain)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._append([{"format": FORMAT, "about": plain}])

    @property
    def records(self) -> list[Record]:
        """Every evaluation, in order."""
        return [record for found in self._generations.values() for record in found]

    def generation(self, number: int) -> list[Record]:
        """Return the evaluations of a generation, none when it was not run."""
        return self._generations.get(number, [])

    def keep(self, number: int, records: Sequence[Record]) -> None:
        """Write the evaluations of a generation, whole."""
        lines = [{"generation": number, **record} for record in records]
        self._append([{"generation": number, "evaluations": lines}])
        self._generations[number] = lines

    def _read(self, about: Mapping[str, Any] | None) -> None:
        lines = self._whole_lines()
        if not lines or lines[0].get("format") != FORMAT:
            raise InputError(say("at", where=self.path, what=say("no_journal")))
        different = [] if about is None else _different(lines[0]["about"], about)
        if different:
            what = say("other_journal", names=", ".join(different))
            raise InputError(say("at", where=self.path, what=what))
        for line in lines[1:]:
            self._generations[line["generation"]] = line["evaluations"]

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
