"""What studies share: run a design or go on with it, read it, write figures and results.

A study is a folder with `design.toml` and `run.py`; its sweep goes to `runs/studies/NAME`, its
figures and its table of results stay beside it.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING, Any

import pandas as pd
from PIL import Image

from simulation.analysis.paired import mean_error, t_interval
from simulation.analysis.read_sweep import LAST_YEARS, sweep_table
from simulation.analysis.sweep_contrasts import (
    DIFFERS,
    NO_EFFECT,
    SMALL,
    ContrastChoices,
    sweep_contrasts,
)
from simulation.analysis.sweep_table import ARM, REPLICATE, SAMPLE, SweepTable
from simulation.config.errors import InputError
from simulation.experiments.changes import refuse_changes
from simulation.experiments.sweep_folder import PLAN, SweepFolder
from simulation.experiments.sweep_results import read_results
from simulation.report.figures.arms import ArmsText
from simulation.report.figures.forest import in_shown_units
from simulation.report.style import save
from simulation.report.sweep_story import SweepStory

if TYPE_CHECKING:
    from matplotlib.figure import Figure

RUNS = Path("runs") / "studies"
LANG = "en"
BARS = "Bar: 95 % interval; empty dot: not sure once all comparisons are counted."
_PERCENT, _COLOURS, _NOTE_WIDTH = 100.0, 128, 110
SURE, SMALL_EFFECT = (DIFFERS, SMALL), (SMALL, NO_EFFECT)
_NOTE = (
    "Difference from the first column [95 % interval, of this contrast alone]. Bold: differs, "
    "Holm's correction over the table. ≈: no effect beyond the margin of the hypothesis, likewise. "
    "Pairs save: times as many runs that the same interval takes unpaired, median of the arms."
)


class Study:
    """A study whose runs are made, read back.

    Parameters
    ----------
    script
        Path of its `run.py`.
    last_years
        Years at the end of the runs that measures are averaged over.
    """

    def __init__(self, script: str, last_years: int = LAST_YEARS) -> None:
        self.folder = Path(script).parent
        parser = argparse.ArgumentParser()
        parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
        parser.add_argument("--out", type=Path, default=RUNS / self.folder.name)
        asked = parser.parse_args()
        self._run(asked.out, asked.workers)
        self.results = read_results(asked.out)
        self.last_years = last_years
        self.start_year = self.results.plan.branches[0].scenario.start_year
        self.units: dict[str, str] = {}
        self._values: dict[str, pd.Series[float]] = {}

    def _run(self, out: Path, workers: int) -> None:
        """Run the design by the command: workers would run the script anew, which has no main."""
        asked: list[object] = ["sweep", self.folder / "design.toml", "--out", out]
        if (out / PLAN).is_file():
            _warn_of_changes(out)
            asked = ["resume", out]
        command = [sys.executable, "-m", "simulation.cli", *asked, "--workers", workers]
        ended = subprocess.run(list(map(str, command)), check=False).returncode
        if ended:
            sys.exit(ended)

    def table(self, name: str, **where: object) -> pd.DataFrame:
        """Return the rows of a kept table after the spin-up that are as asked for."""
        found = self.results.table(name)
        found = found[found["year"] >= self.start_year]
        for column, wanted in where.items():
            found = found[found[column] == wanted]
        return found

    def add(self, name: str, unit: str, values: pd.Series[Any]) -> None:
        """Add an output of the study, a number for each run (index: run)."""
        self.units[name] = unit
        self._values[name] = values.astype(float)

    def mean(self, measure: str) -> pd.Series[Any]:
        """Return the mean of a measure over all years, a number for each run."""
        found = self.results.measures
        return found[found["measure"] == measure].groupby("run")["value"].mean()

    def sweep(self, territory: str | None = None, until: int | None = None) -> SweepTable:
        """Return the runs, with the outputs added; `until` a year averages that year alone."""
        years = self.last_years if until is None else 1
        found = sweep_table(self.results, territory=territory, last_years=years, until=until)
        runs = self.results.runs
        if territory is not None:
            runs = runs[runs["base"] == territory]
        added = runs.set_index("run")[[ARM, SAMPLE, REPLICATE]].assign(**self._values)
        return replace(
            found,
            runs=found.runs.merge(added, on=[ARM, SAMPLE, REPLICATE], how="left"),
            measures=[*found.measures, *self._values],
            units={**found.units, **self.units},
        )

    def contrasts(
        self, measures: Sequence[str], margins: Mapping[str, float] | None = None,
        territory: str | None = None, base: str | None = None,
    ) -> pd.DataFrame:  # fmt: skip
        """Return the contrasts of the arms, with the first one or with `base`, as `drawn` does."""
        choices = ContrastChoices(margins=margins or {})
        table = self.sweep(territory)
        return drawn(sweep_contrasts(replace(table, base=base or table.base), measures, choices))

    def by_year(self, measures: Sequence[str]) -> pd.DataFrame:
        """Return the contrasts of each year by itself."""
        years = sorted(self.results.measures["year"].unique())
        return pd.concat(
            drawn(sweep_contrasts(self.sweep(until=int(year)), measures)).assign(year=int(year))
            for year in years
        )

    def levels(self, measures: Sequence[str], territory: str | None = None) -> pd.DataFrame:
        """Return the mean of each arm with its interval; the line stands at that of the base."""
        table, rows = self.sweep(territory), []
        for measure in measures:
            scale = _PERCENT if table.units[measure] in {"share", "index"} else 1.0
            line = scale * float(table.matrix(measure, table.base).mean(axis=None))
            for arm in table.arms:
                values = scale * table.matrix(measure, arm).dropna(axis=1).to_numpy()
                if values.size == 0:
                    continue
                mean, low, high = t_interval(float(values.mean()), mean_error(values))
                rows.append((arm, measure, mean, low, high, line, True))
        columns = [ARM, "measure", "mean", "low", "high", "reference", "is_sure"]
        return pd.DataFrame(rows, columns=columns)

    def text(
        self, title: str, subtitle: str, panels: Mapping[str, str], *,
        series: Mapping[str, str] | None = None, has_base: bool = False,
        rows: Mapping[str, str] | None = None,
    ) -> ArmsText:  # fmt: skip
        """Return the texts of a figure whose rows are the arms."""
        names = {branch.arm: branch.scenario.title for branch in self.results.plan.branches}
        design = self.results.plan.design
        titles = {arm.name: arm.label or arm.name for arm in design.arms} or names
        base = next(iter(titles))
        shown = {name: label for name, label in titles.items() if has_base or name != base}
        story = SweepStory(titles, design.title, len(self.results.runs), LANG)
        return ArmsText(title, subtitle, story.footer(), rows or shown, panels, series or {}, LANG)

    def figure(self, name: str, figure: Figure) -> None:
        """Write a figure of the study, with few colours so that it stays small."""
        folder = self.folder / "figures"
        folder.mkdir(exist_ok=True)
        path = folder / f"{name}.png"
        save(figure, path)
        Image.open(path).convert("RGB").quantize(_COLOURS).save(path, optimize=True)

    def write(self, panels: Mapping[str, str], *tables: tuple[str, pd.DataFrame]) -> None:
        """Write `results.md`: for each title and table, contrasts with their intervals."""
        parts = [f"# Results\n\n{len(self.results.runs)} runs. Made by `run.py`: do not edit.\n"]
        titles = self.text("", "", {}, has_base=True).rows
        for title, table in tables:
            parts.append(f"## {title}\n\n" + markdown(table, panels, titles))
        (self.folder / "results.md").write_text("\n".join(parts), encoding="utf-8")


def _warn_of_changes(out: Path) -> None:
    """Say when runs that are there already were made by another design or code."""
    try:
        refuse_changes(SweepFolder.open(out))
    except InputError as error:
        print(error, file=sys.stderr)


def drawn(contrasts: pd.DataFrame) -> pd.DataFrame:
    """Return contrasts in the units of readers, with the columns that figures of arms take."""
    shown = in_shown_units(contrasts)
    return shown.assign(
        mean=shown["difference"], reference=0.0, is_sure=shown["verdict"].isin(SURE)
    )


def ratio(top: pd.Series[Any], bottom: pd.Series[Any]) -> pd.Series[Any]:
    """Return a ratio, NaN where nothing is below."""
    return top / bottom.where(bottom > 0)


def markdown(contrasts: pd.DataFrame, panels: Mapping[str, str], titles: Mapping[str, str]) -> str:
    """Return a table of contrasts: a line for each measure, a column for each arm."""
    arms = list(dict.fromkeys(contrasts[ARM]))
    heads = [titles[str(contrasts["base"].iloc[0])], *(titles[arm] for arm in arms), "Pairs save"]
    lines = ["| | " + " | ".join(heads) + " |", "|---" * (len(heads) + 1) + "|"]
    for measure, rows in contrasts.groupby("measure", sort=False):
        cells = [_cell(row) for row in rows.set_index(ARM).loc[arms].to_dict("records")]
        first = rows.iloc[0]
        scale = _PERCENT if first["unit"] in {"share", "index"} else 1.0
        level = _number(first["mean_base"] * scale) + " €" * (first["unit"] == "eur")
        saved = f"× {_number(rows['variance_gain'].median())}"
        lines.append("| " + " | ".join([panels[str(measure)], level, *cells, saved]) + " |")
    return "\n".join([*lines, "", *fill(_NOTE, _NOTE_WIDTH).split("\n"), ""])


def _cell(row: Mapping[Any, Any]) -> str:
    text = f"{_number(row['mean'], '+')} [{_number(row['low'])}; {_number(row['high'])}]"
    text = f"**{text}**" if row["is_sure"] else text
    return f"{text} ≈" if row["verdict"] in SMALL_EFFECT else text


def _number(value: float, sign: str = "") -> str:
    places = 0 if abs(value) >= _PERCENT else 1 if abs(value) >= 1 else 2
    return f"{value:{sign},.{places}f}".replace("-", "−").replace(",", "\u202f")
