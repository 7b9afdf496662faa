"""Say what made a result: software, code, input files."""

from __future__ import annotations

import hashlib
import platform
import subprocess
from importlib import metadata
from pathlib import Path
from typing import Any

from simulation.results.atomic import file_digest

LIBRARIES = ("mesa", "numpy", "scipy", "pandas", "numba", "pydantic", "pyarrow", "matplotlib")
DISTRIBUTION = "peuplement"
_GIT_SECONDS = 10
_PACKAGE = Path(__file__).parents[1]


def software() -> dict[str, Any]:
    """Return the versions of Python, of this package and of the libraries that shape results."""
    return {
        DISTRIBUTION: _version(DISTRIBUTION),
        "python": platform.python_version(),
        "platform": platform.platform(),
        "libraries": {name: _version(name) for name in LIBRARIES},
    }


def git_state() -> dict[str, Any] | None:
    """Return the commit of this code and whether it was changed; None outside its repository."""
    if _git("ls-files", "--error-unmatch", "__init__.py") is None:
        return None
    commit, changes = _git("rev-parse", "HEAD"), _git("status", "--porcelain")
    return None if commit is None else {"commit": commit.strip(), "changed": bool(changes)}


def package_digest() -> str:
    """Return the SHA-256 of the sources of this package, committed or not."""
    digest = hashlib.sha256()
    for source in sorted(_PACKAGE.rglob("*.py")):
        digest.update(source.relative_to(_PACKAGE).as_posix().encode())
        digest.update(source.read_bytes())
    return digest.hexdigest()


def input_files(paths: list[Path]) -> list[dict[str, str]]:
    """Return path and SHA-256 of each input file, once each."""
    unique = dict.fromkeys(path.absolute() for path in paths)
    return [{"path": str(path), "sha256": file_digest(path)} for path in unique]


def _version(distribution: str) -> str | None:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return None


def _git(*arguments: str) -> str | None:
    try:
        done = subprocess.run(  # noqa: S603 - fixed words, no shell
            ["git", *arguments],  # noqa: S607 - the git of the user is meant
            cwd=_PACKAGE,
            capture_output=True,
            text=True,
            timeout=_GIT_SECONDS,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout if done.returncode == 0 else None
