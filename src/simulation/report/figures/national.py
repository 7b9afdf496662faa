"""Effect of a scenario in every agglomeration, against the rents of its QPV."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from simulation.report.style import (
    INK,
    MUTED,
    SCENARIO_COLOURS,
    new_figure,
    number_format,
    styled,
)
from simulation.report.words import word

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_SIZE = (11.0, 6.4)
_PERCENT = 100.0
_LARGEST_DOT, _NAMED = 900.0, 8
_FEWEST = 3


def national_figure(table: pd.DataFrame, arm: str, source: str, lang: str = "en") -> Figure:
    """Draw one dot for each agglomeration with QPV.

    Parameters
    ----------
    table
        Rows of one arm and one measure, a share: columns label, social_dwellings, rent_ratio,
        difference, first_year, last_year.
    arm
        Title of the scenario.
    """
    rows = table.dropna(subset=["rent_ratio", "difference"])
    years = {"first": int(table["first_year"].iloc[0]), "last": int(table["last_year"].iloc[0])}
    with styled():
        canvas = new_figure(
            (1, 1),
            _SIZE,
            word("national_title", lang, scenario=arm),
            word("national_subtitle", lang, n=len(rows), **years),
            " ".join((word("source", lang, source=source), word("not_forecast", lang))),
            0,
        )
        _draw(canvas.panels[0], rows, lang)
    return canvas.figure


def _draw(axes: Axes, rows: pd.DataFrame, lang: str) -> None:
    x, y = rows["rent_ratio"].to_numpy(float), rows["difference"].to_numpy(float) * _PERCENT
    size = rows["social_dwellings"].to_numpy(float)
    axes.axhline(0, color=MUTED, lw=0.8)
    axes.scatter(
        x, y, s=_LARGEST_DOT * size / size.max(), color=SCENARIO_COLOURS[0], alpha=0.45, lw=0
    )
    if len(rows) >= _FEWEST:
        slope, level = np.polyfit(x, y, 1)
        ends = np.array([x.min(), x.max()])
        axes.plot(ends, level + slope * ends, color=INK, lw=1.2, ls="--")
    for row in np.argsort(-size, kind="stable")[:_NAMED]:
        # "EPCI 243300316 (Bordeaux)": the name of its largest commune is enough here.
        label = str(rows["label"].iloc[row]).rpartition("(")[2].rstrip(")")
        axes.annotate(label, (x[row], y[row]), (6, 5), textcoords="offset points", size=8)
    axes.set_xlabel(word("national_x", lang))
    axes.set_ylabel(word("national_y", lang))
    axes.xaxis.set_major_formatter(number_format(lang))
    axes.yaxis.set_major_formatter(number_format(lang, signed=True))
