"""The folder of a run: a manifest that says what was done, and one Parquet file per table."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulation.config.errors import InputError
from simulation.results.atomic import file_digest, new_file, new_folder
from simulation.results.tables import SUFFIX, n_rows, read_table, write_table

if TYPE_CHECKING:
    import pandas as pd

MANIFEST = "manifest.json"
FORMAT = "peuplement run 1"
Extras = Callable[[Path], None]


class RunFolder:
    """A folder of results, checked against its manifest.

    Attributes
    ----------
    path
        The folder.
    manifest
        What was run, with what, when, and the SHA-256 of each table.
    """

    def __init__(self, path: Path, manifest: Mapping[str, Any]) -> None:
        self.path = path
        self.manifest = manifest

    @classmethod
    def open(cls, path: str | Path) -> RunFolder:
        """Open a folder of results.

        Raises
        ------
        InputError
            It is no such folder, or a table is missing or was changed.
        """
        folder = Path(path)
        manifest = _read_manifest(folder)
        problems = [
            f"{folder / entry['file']}: missing or changed since the run; run it again"
            for entry in manifest["tables"].values()
            if not (folder / entry["file"]).is_file()
            or file_digest(folder / entry["file"]) != entry["sha256"]
        ]
        if problems:
            raise InputError(*problems)
        return cls(folder, manifest)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the tables."""
        return tuple(self.manifest["tables"])

    def table(self, name: str) -> pd.DataFrame:
        """Return a table.

        Raises
        ------
        InputError
            The folder has no such table.
        """
        if name not in self.names:
            raise InputError(f"{self.path}: no table {name!r}; it has {', '.join(self.names)}")
        return read_table(self.path / self.manifest["tables"][name]["file"])

    def tables(self) -> dict[str, pd.DataFrame]:
        """Return every table by name."""
        return {name: self.table(name) for name in self.names}


def write_run_folder(
    path: Path,
    tables: Mapping[str, pd.DataFrame],
    manifest: Mapping[str, Any],
    extras: Extras | None = None,
) -> RunFolder:
    """Write a folder of results, whole or not at all.

    Parameters
    ----------
    path
        Where; nothing may be there.
    tables
        Tables by name.
    manifest
        What to record; the list of tables is added.
    extras
        Writes further files, such as figures, into the folder that it is given.
    """
    with new_folder(path) as folder:
        for name, table in tables.items():
            write_table(table, folder / f"{name}{SUFFIX}")
        if extras is not None:
            extras(folder)
        whole = write_manifest(folder, manifest, tables)
    return RunFolder(path, whole)


def write_manifest(
    folder: Path, manifest: Mapping[str, Any], names: Iterable[str]
) -> dict[str, Any]:
    """Write the manifest of a folder whose tables are there, and return it."""
    entries = {}
    for name in sorted(names):
        file = folder / f"{name}{SUFFIX}"
        told = {"rows": n_rows(file), "sha256": file_digest(file)}
        entries[name] = {"file": file.name, **told}
    whole = {"format": FORMAT, **manifest, "tables": entries}
    text = json.dumps(whole, indent=2, ensure_ascii=False)
    with new_file(folder / MANIFEST) as path:
        path.write_text(text + "\n", encoding="utf-8")
    return whole


def _read_manifest(folder: Path) -> dict[str, Any]:
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"{folder}: not a folder of results (no readable {MANIFEST})") from error
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise InputError(f"{folder}: not a folder of results of the format {FORMAT!r}")
    return manifest
