"""Make a folder of files appear whole, or not at all."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from simulation.config.errors import InputError
from simulation.config.messages import say

_BLOCK_BYTES = 1 << 20
_OPEN_MODE, _FILE_MODE = 0o777, 0o666


def refuse_existing(path: Path) -> None:
    """Refuse an output path that exists already, or that cannot be made.

    Raises
    ------
    InputError
        The path exists, or what should be one of its folders is a file or is closed to writing.
    """
    if path.exists() or path.is_symlink():
        raise InputError(say("at", where=path, what=say("out_exists")))
    ancestor = _existing_ancestor(path)
    if not ancestor.is_dir():
        raise InputError(say("at", where=path, what=say("out_in_file", file=ancestor)))
    if not os.access(ancestor, os.W_OK | os.X_OK):
        raise InputError(say("at", where=path, what=say("out_closed", folder=ancestor)))


@contextmanager
def new_folder(path: Path) -> Iterator[Path]:
    """Give a temporary folder that takes the name `path` when the block ends well.

    Its files are synced to disk before the one rename; whatever ends the block otherwise, Ctrl-C
    included, removes it. The folder stands in the nearest folder that exists already, so that
    nothing else is made before the end.

    Raises
    ------
    InputError
        The path exists already, or cannot be made.
    """
    path = path.absolute()
    refuse_existing(path)
    prefix = f".{path.name}."
    temporary = Path(tempfile.mkdtemp(dir=_existing_ancestor(path), prefix=prefix, suffix=".part"))
    try:
        yield temporary
        _sync(temporary)
        temporary.chmod(_OPEN_MODE & ~_umask())
        path.parent.mkdir(parents=True, exist_ok=True)
        refuse_existing(path)
        temporary.rename(path)
        _sync_one(path.parent)
    except BaseException:
        shutil.rmtree(temporary, ignore_errors=True)
        raise


@contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """Give a temporary file that takes the name `path`, or its place, when the block ends well."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        temporary.chmod(_FILE_MODE & ~_umask())
        _sync_one(temporary)
        temporary.replace(path)
        _sync_one(path.parent)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK_BYTES):
            digest.update(block)
    return digest.hexdigest()


def _existing_ancestor(path: Path) -> Path:
    return next(folder for folder in path.absolute().parents if folder.exists())


def _sync(folder: Path) -> None:
    for inner in sorted(folder.rglob("*")):
        _sync_one(inner)
    _sync_one(folder)


def _sync_one(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
