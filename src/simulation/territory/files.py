"""Write a territory to one file and read it back.

The file is a NumPy archive: one array per column (`areas/commune`), and the scalars, labels,
targets and notes as one JSON text. Bytes depend on the territory alone.
"""

from __future__ import annotations

import io
import json
import os
import tempfile
import zipfile
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np

from simulation.config.errors import InputError
from simulation.territory.territory import Arrays, Territory

FORMAT = "peuplement territory 1"
_TABLES = ("areas", "residences", "dwellings", "households")
_LABELS = ("communes", "iris", "area_labels", "notes")
_TEXT = "text.json"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date of a zip archive: bytes must not tell the time
_READABLE = 0o644


def save(territory: Territory, path: Path | str) -> None:
    """Write the territory to `path`, under a temporary name first.

    Raises
    ------
    InputError
        The folder does not exist or cannot be written.
    """
    target = Path(path)
    try:
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    except OSError as error:
        raise InputError(f"{target}: cannot be written ({error.strerror}).") from error
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(_to_bytes(territory))
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).chmod(_READABLE)
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _to_bytes(territory: Territory) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        text = json.dumps(_text(territory), ensure_ascii=False, sort_keys=True)
        _put(archive, _TEXT, text.encode())
        for table in _TABLES:
            columns: Arrays = getattr(territory, table)
            for name in sorted(columns):
                part = io.BytesIO()
                np.lib.format.write_array(
                    part, np.ascontiguousarray(columns[name]), allow_pickle=False
                )
                _put(archive, f"{table}/{name}.npy", part.getvalue())
    return buffer.getvalue()


def _put(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, content)


def _text(territory: Territory) -> dict[str, Any]:
    scalars = {
        one.name: getattr(territory, one.name)
        for one in fields(territory)
        if one.name not in _TABLES
    }
    return {"format": FORMAT, **scalars}


def load(path: Path | str) -> Territory:
    """Read a territory that `save` wrote.

    Raises
    ------
    InputError
        The file is missing, damaged, or is not a territory.
    """
    source = Path(path)
    advice = "Build it again with `peuplement territory build`."
    if not source.is_file():
        raise InputError(f"{source}: this territory file does not exist. {advice}")
    try:
        with zipfile.ZipFile(source) as archive:
            text: dict[str, Any] = json.loads(archive.read(_TEXT))
            tables = _tables(archive)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, EOFError) as error:
        raise InputError(f"{source}: not a readable territory file ({error}). {advice}") from error
    if text.pop("format", None) != FORMAT:
        raise InputError(f"{source}: not of the format {FORMAT!r}. {advice}")
    for name in _LABELS:
        text[name] = tuple(text.get(name, ()))
    try:
        return Territory(**{**text, **tables})
    except TypeError as error:
        raise InputError(f"{source}: not a complete territory file ({error}). {advice}") from error


def _tables(archive: zipfile.ZipFile) -> dict[str, Arrays]:
    tables: dict[str, Arrays] = {table: {} for table in _TABLES}
    for entry in archive.namelist():
        table, _, column = entry.removesuffix(".npy").partition("/")
        if table in tables:
            part = io.BytesIO(archive.read(entry))
            tables[table][column] = np.lib.format.read_array(part, allow_pickle=False)
    return tables
