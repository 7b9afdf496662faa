"""The folder of an analysis: tables, their CSV, and figures."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulation.results.provenance import git_state, software
from simulation.results.run_folder import RunFolder, write_run_folder

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

FIGURES = "figures"
Draw = Callable[[], "Figure"]


def write_analysis(
    out: Path,
    kind: str,
    source: Path,
    tables: Mapping[str, pd.DataFrame],
    figures: Mapping[str, Draw],
    choices: Mapping[str, Any],
) -> RunFolder:
    """Write an analysis, whole or not at all.

    Parameters
    ----------
    kind
        What was done, such as ``"analyse contrasts"``.
    source
        Folder that was analysed.
    figures
        What draws each, by name.
    choices
        What was asked for.
    """
    manifest = {
        "kind": kind,
        "source": str(source.absolute()),
        "finished": datetime.now(UTC).isoformat(timespec="seconds"),
        "command": sys.argv,
        "choices": dict(choices),
        "software": software(),
        "git": git_state(),
    }

    def extras(folder: Path) -> None:
        from simulation.report.style import save

        for name, table in tables.items():
            table.to_csv(folder / f"{name}.csv", index=False)
        (folder / FIGURES).mkdir()
        for name, draw in figures.items():
            save(draw(), folder / FIGURES / f"{name}.png")

    return write_run_folder(out, tables, manifest, extras)
