"""Write what a calibration found: best set, scenarios ready to run, tables, figures, ensemble."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from simulation.config.ensemble import ensemble_toml
from simulation.config.vary import as_toml
from simulation.report.style import save
from simulation.report.words import word
from simulation.results.atomic import new_file

if TYPE_CHECKING:
    import pandas as pd

    from simulation.analysis.ensemble import Ensemble
    from simulation.config.scenario import Scenario

BEST, ENSEMBLE, FIGURES = "best.toml", "ensemble.toml", "figures"
_READY = "calibrated-{name}.toml"
_SCENARIO = ".toml"
_OPTIONAL = ("slopes", "directions", "free", "candidates", "spread")


def forget(out: Path) -> None:
    """Remove what an earlier end wrote and this one may not: it would be about another best set."""
    tables = [out / f"{name}.{kind}" for name in _OPTIONAL for kind in ("csv", "parquet")]
    for path in (*tables, out / ENSEMBLE, out / FIGURES / "slopes.png"):
        path.unlink(missing_ok=True)


def write_tables(out: Path, tables: Mapping[str, pd.DataFrame]) -> None:
    """Write tables as Parquet and CSV; those of an earlier end are replaced."""
    from simulation.results.tables import write_table

    for name, table in tables.items():
        with new_file(out / f"{name}.parquet") as path:
            write_table(table, path)
        with new_file(out / f"{name}.csv") as path:
            table.to_csv(path, index=False)


def write_best(
    out: Path,
    best: Mapping[str, float],
    places: Sequence[str],
    scenarios: Sequence[Scenario],
    lang: str,
) -> list[Path]:
    """Write the best set, and a scenario of each territory with it; return these."""
    fragment = as_toml(best)
    with new_file(out / BEST) as path:
        path.write_text(fragment, encoding="utf-8")
    ready = []
    for place, scenario in zip(places, scenarios, strict=True):
        ready.append(out / _READY.format(name=scenario.name))
        label = word("calibrated_label", lang, title=scenario.title)
        with new_file(ready[-1]) as path:
            text = f"{_head(out, place, scenario, label)}\n{fragment}"
            path.write_text(text, encoding="utf-8")
    return ready


def write_figures(
    out: Path,
    targets: pd.DataFrame,
    effects: pd.DataFrame | None,
    titles: Mapping[str, str],
    counts: Mapping[str, int],
    lang: str,
) -> None:
    """Draw the targets before and after, and what each parameter moves."""
    from simulation.report.figures.calibration import calibration_figure, slopes_figure

    (out / FIGURES).mkdir(parents=True, exist_ok=True)
    figure = calibration_figure(targets, titles, counts["checks"], counts["tried"], lang)
    save(figure, out / FIGURES / "targets.png")
    if effects is not None:
        save(slopes_figure(effects, targets, lang), out / FIGURES / "slopes.png")


def write_ensemble(out: Path, found: Ensemble, notes: Sequence[str]) -> None:
    """Write the sets that were kept, every candidate, and how far they spread."""
    tables = {"candidates": found.candidates}
    if found.members:
        tables["spread"] = found.spread()
        with new_file(out / ENSEMBLE) as path:
            path.write_text(ensemble_toml(found.members, notes), encoding="utf-8")
    write_tables(out, tables)


def _head(out: Path, place: str, scenario: Scenario, label: str) -> str:
    """Return the lines of a scenario file that say what it stands on."""
    lines = [f"label = {_quoted(label)}"]
    if place.endswith(_SCENARIO):
        base = os.path.relpath(Path(place).resolve(), out.resolve())
        return "\n".join([f"extends = {_quoted(base)}", *lines, ""])
    choice = scenario.territory
    where = ("preset", choice.preset) if choice.preset else ("file", str(choice.file))
    return "\n".join([*lines, "", "[territory]", f"{where[0]} = {_quoted(where[1])}", ""])


def _quoted(text: str) -> str:
    """Return a text as a basic string of TOML."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
