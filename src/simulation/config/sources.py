"""Read scenario files and merge those that extend another, remembering where each key came from.

One rule merges a file into the one it extends: tables merge key by key, anything else, lists and
``[[policies]]`` included, replaces what it extends. Two things are never inherited: ``name`` and
``label``. A child that gives ``territory.preset`` or ``territory.file`` drops the other one, and so
for ``scoring.grid`` and ``scoring.criteria``.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from simulation.config.errors import InputError
from simulation.config.lines import KeyPath, key_lines
from simulation.config.messages import say

LARGEST_FILE_BYTES = 1_000_000
_LINE_IN_MESSAGE = re.compile(r" \(at line (\d+), column \d+\)")
_NOT_INHERITED = ("name", "label")
_EXCLUSIVE = {"territory": ("preset", "file"), "scoring": ("grid", "criteria")}


@dataclass(frozen=True)
class Place:
    """Where a key was written; line 0 when the source has no lines."""

    file: str
    line: int = 0

    def __str__(self) -> str:
        return say("line", file=self.file, line=self.line) if self.line else self.file


@dataclass
class Source:
    """What one or several merged files say.

    Attributes
    ----------
    data
        Tables and values, as TOML reads them.
    places
        Where each key was written.
    top
        Name of the file asked for.
    folders
        Folder that relative paths are relative to, for each key path.
    files
        Files read, the one asked for last.
    """

    data: dict[str, Any]
    top: str
    places: dict[KeyPath, Place] = field(default_factory=dict)
    folders: dict[KeyPath, Path] = field(default_factory=dict)
    files: tuple[Path, ...] = ()

    def place(self, path: KeyPath) -> Place:
        """Return where `path`, or else the nearest table around it, was written."""
        for depth in range(len(path), 0, -1):
            if path[:depth] in self.places:
                return self.places[path[:depth]]
        return Place(self.top)


def refuse(where: object, code: str, **details: Any) -> InputError:
    """Return the error that says `code` about a place."""
    return InputError(say("at", where=where, what=say(code, **details)))


def read_file(path: Path, chain: tuple[Path, ...] = ()) -> Source:
    """Read a scenario file and those it extends.

    Raises
    ------
    InputError
        When a file is missing, too large, not UTF-8, not TOML, or extends itself.
    """
    source = read_plain(path)
    if "extends" not in source.data:
        return source
    where = source.place(("extends",))
    parent = source.data.pop("extends")
    if not isinstance(parent, str) or not parent:
        raise refuse(where, "extends_text")
    chain = (*chain, path.resolve())
    target = path.parent / parent
    if target.resolve() in chain:
        names = " → ".join(p.name for p in (*chain, target.resolve()))
        raise refuse(where, "extends_cycle", chain=names)
    if not target.is_file():
        code = "is_folder" if target.is_dir() else "no_file"
        raise refuse(where, "field", field="extends", value=f'"{parent}"', what=say(code))
    return merge(read_file(target, chain), source)


def read_plain(path: Path) -> Source:
    """Read one TOML file; errors are those of `read_file`."""
    source = parse(_read_text(path), str(path), path.parent)
    source.files = (path,)
    return source


def parse(text: str, name: str, folder: Path) -> Source:
    """Read a TOML text; `name` is what messages call it."""
    try:
        data = tomllib.loads(text)
        lines = key_lines(text)
    except tomllib.TOMLDecodeError as error:
        found = _LINE_IN_MESSAGE.search(str(error))
        reason = _LINE_IN_MESSAGE.sub("", str(error)).rstrip(".")
        place = Place(name, int(found.group(1)) if found else text.count("\n") + 1)
        raise refuse(place, "not_toml", reason=reason) from error
    except (ValueError, RecursionError) as error:
        raise refuse(name, "not_toml", reason=error) from error
    places = {path: Place(name, line) for path, line in lines.items()}
    return Source(data, name, places, dict.fromkeys(lines, folder))


def merge(base: Source, child: Source) -> Source:
    """Return `base` as changed by `child`."""
    data = dict(base.data)
    gone: list[KeyPath] = []
    for key in _NOT_INHERITED:
        data.pop(key, None)
        gone.append((key,))
    for table, keys in _EXCLUSIVE.items():
        given = child.data.get(table)
        if isinstance(given, dict) and any(key in given for key in keys):
            inherited = data.get(table)
            if isinstance(inherited, dict):
                data[table] = {k: v for k, v in inherited.items() if k not in keys}
            gone += [(table, key) for key in keys]
    merged = _merged(data, child.data, (), gone)
    places = {p: w for p, w in base.places.items() if not _under(p, gone)} | child.places
    folders = {p: f for p, f in base.folders.items() if not _under(p, gone)} | child.folders
    return Source(merged, child.top, places, folders, (*base.files, *child.files))


def _merged(
    base: dict[str, Any], child: dict[str, Any], path: KeyPath, gone: list[KeyPath]
) -> dict[str, Any]:
    result = dict(base)
    for key, value in child.items():
        here = (*path, key)
        inherited = result.get(key)
        if isinstance(value, dict) and isinstance(inherited, dict):
            result[key] = _merged(inherited, value, here, gone)
        else:
            gone.append(here)
            result[key] = value
    return result


def _under(path: KeyPath, heads: list[KeyPath]) -> bool:
    return any(path[: len(head)] == head for head in heads)


def _read_text(path: Path) -> str:
    if path.is_dir():
        raise refuse(path, "is_folder")
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE_BYTES:
            raise refuse(path, "too_large", size=size, limit=LARGEST_FILE_BYTES)
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise refuse(path, "no_file") from error
    except UnicodeDecodeError as error:
        raise refuse(path, "not_utf8", place=error.start) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise refuse(path, "unreadable", reason=reason) from error
