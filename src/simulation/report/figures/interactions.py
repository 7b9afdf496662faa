"""Which parameters act together: second-order indices of Sobol' as shades."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from simulation.report.figures.indices import MOST_PANELS, outputs_in, ranked
from simulation.report.style import INK, MUTED, new_figure, styled
from simulation.report.sweep_story import SweepStory

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

FIRST, SECOND = "S1", "S2"
MOST_PARAMETERS = 8
_COLUMNS = 2
_WIDTH, _HEADER, _PANEL_INCH, _CELL_INCH = 13.0, 1.5, 1.7, 0.36
_TITLE_WIDTH = 60
_MAP = "Blues"  # one hue, light to dark: ordered in grey and for colour-blind readers
_DARK = 0.55


def has_interactions(table: pd.DataFrame) -> bool:
    """Return whether a table of indices has some of second order."""
    return bool((table["index"] == SECOND).any())


def interactions_figure(table: pd.DataFrame, story: SweepStory) -> Figure:
    """Draw the first- and second-order indices of outputs, one panel each.

    The diagonal is what each parameter does alone, the cells under it what two do together and
    neither alone; bold where the interval leaves out 0.

    Parameters
    ----------
    table
        Table of `analysis.sensitivity` or `analysis.surrogate` with second-order indices.
    """
    method = str(table["method"].iloc[0])
    outputs = outputs_in(table)[:MOST_PANELS]
    n_names = min(table["parameter"].nunique(), MOST_PARAMETERS)
    n_rows = -(-len(outputs) // _COLUMNS)
    height = _HEADER + n_rows * (_PANEL_INCH + _CELL_INCH * n_names)
    with styled():
        canvas = new_figure(
            (n_rows, min(_COLUMNS, len(outputs))), (_WIDTH, height),
            story.say("interactions_title"), story.say("interactions_subtitle"),
            story.footer(story.say("method_of", title=story.say(f"method_{method}"))), 0,
        )  # fmt: skip
        for axes, (output, rows) in zip(canvas.panels, outputs, strict=False):
            _cells(axes, rows, ranked(rows, method)[:MOST_PARAMETERS], story)
            axes.set_title(story.heading(*output, _TITLE_WIDTH), size=9)
        for axes in canvas.panels[len(outputs) :]:
            axes.set_visible(False)
    return canvas.figure


def _cells(axes: Axes, rows: pd.DataFrame, names: list[str], story: SweepStory) -> None:
    import matplotlib as mpl

    values, is_sure = _matrix(rows, names)
    axes.imshow(values, cmap=mpl.colormaps[_MAP], vmin=0, vmax=1, aspect="auto")
    for row, column in np.argwhere(~np.isnan(values)).tolist():
        value, sure = float(values[row, column]), bool(is_sure[row, column])
        ink = "white" if value > _DARK else INK if sure else MUTED
        axes.text(
            column, row, story.index(value), ha="center", va="center", color=ink, size=8,
            weight="bold" if sure else "normal",
        )  # fmt: skip
    axes.set_yticks(range(len(names)), names, size=8, color=INK)
    short = [name.rpartition(".")[2] for name in names]
    axes.set_xticks(range(len(names)), short, size=7, color=INK, rotation=30, ha="right")
    axes.tick_params(length=0)
    axes.grid(visible=False)


def _matrix(rows: pd.DataFrame, names: list[str]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return the indices with first order on the diagonal, and where 0 is left out."""
    place = {name: number for number, name in enumerate(names)}
    values = np.full((len(names), len(names)), math.nan)
    is_sure = np.zeros(values.shape, bool)
    for row in rows[rows["index"].isin([FIRST, SECOND])].to_dict("records"):
        one = str(row["parameter"])
        two = str(row["other"]) if row["index"] == SECOND else one
        if one in place and two in place:
            cell = max(place[one], place[two]), min(place[one], place[two])
            values[cell], is_sure[cell] = row["value"], row["low"] > 0
    return values, is_sure
