"""Arms one under the other, their names on the left: a dot and an interval in each panel."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from textwrap import fill
from typing import TYPE_CHECKING

from simulation.report.style import (
    INK,
    MUTED,
    SCENARIO_COLOURS,
    legend,
    new_figure,
    number_format,
    styled,
)

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_COLUMNS, _LABEL_WIDTH, _PANEL_WIDTH = 3, 30, 32
_WIDTH, _HEADER, _PANEL_INCH, _ROW_INCH = 11.0, 1.3, 0.85, 0.36
_SPREAD = 0.5
_MARKERS = ("o", "D", "s", "^")


@dataclass(frozen=True)
class ArmsText:
    """Texts of a figure of arms.

    Attributes
    ----------
    title, subtitle, footer
        Over and under the panels.
    rows
        Label of each row by its name, from top to bottom.
    panels
        Title of each panel, unit included, by measure.
    series
        Words of the legend by name, where rows have several dots each.
    lang
        "en" or "fr".
    """

    title: str
    subtitle: str
    footer: str
    rows: Mapping[str, str]
    panels: Mapping[str, str]
    series: Mapping[str, str] = field(default_factory=dict)
    lang: str = "en"


def arms_figure(
    table: pd.DataFrame, text: ArmsText, *, columns: int = _COLUMNS, is_log: bool = False
) -> Figure:
    """Draw a panel for each measure and a row for each arm.

    Parameters
    ----------
    table
        Columns arm, measure, mean, low, high, `reference` (where the line stands, NaN for none),
        `is_sure` (a full dot, otherwise an empty one) and, with several dots a row, series.
    columns
        Panels beside each other.
    is_log
        Whether a ratio counts the same everywhere on the axis.
    """
    n_columns = min(columns, len(text.panels))
    n_rows = -(-len(text.panels) // n_columns)
    height = _HEADER + n_rows * (_PANEL_INCH + _ROW_INCH * len(text.rows))
    with styled():
        canvas = new_figure(
            (n_rows, n_columns), (_WIDTH, height), text.title, text.subtitle, text.footer,
            len(text.series), sharey=True,
        )  # fmt: skip
        for axes, (measure, title) in zip(canvas.panels, text.panels.items(), strict=False):
            _panel(axes, table[table["measure"] == measure], text)
            axes.set_title(fill(title, _PANEL_WIDTH), size=9)
            if is_log:
                axes.set_xscale("log")
            axes.xaxis.set_major_formatter(number_format(text.lang))
        for axes in canvas.panels[len(text.panels) :]:
            axes.set_visible(False)
        labels = [fill(label, _LABEL_WIDTH) for label in text.rows.values()]
        canvas.panels[0].set_ylim(len(labels) - 0.4, -0.6)
        for axes in canvas.panels[::n_columns]:
            axes.set_yticks(range(len(labels)), labels, color=INK)
        if text.series:
            legend(canvas, *canvas.panels[0].get_legend_handles_labels())
    return canvas.figure


def _panel(axes: Axes, rows: pd.DataFrame, text: ArmsText) -> None:
    places = {name: place for place, name in enumerate(text.rows)}
    kinds = list(text.series) or [""]
    for position, kind in enumerate(kinds):
        shift = _SPREAD * ((position + 0.5) / len(kinds) - 0.5)
        colour = SCENARIO_COLOURS[position % len(SCENARIO_COLOURS)]
        label = text.series.get(kind)
        for row in rows.to_dict("records"):
            if row["arm"] not in places or (kind and row["series"] != kind):
                continue
            height = places[row["arm"]] + shift
            shown = colour if row["is_sure"] else MUTED
            axes.plot([row["low"], row["high"]], [height] * 2, color=shown, lw=2)
            axes.plot(
                [row["mean"]], [height], _MARKERS[position], color=shown, markersize=6,
                markerfacecolor=shown if row["is_sure"] else "white", label=label,
            )  # fmt: skip
            label = None
    for reference in rows["reference"].unique():
        if not math.isnan(reference):
            axes.axvline(reference, color=INK, linewidth=1, zorder=0)
    axes.grid(visible=True, axis="x")
    axes.grid(visible=False, axis="y")
    axes.spines["left"].set_visible(False)
    axes.tick_params(axis="y", length=0)
    axes.locator_params(axis="x", nbins=5)
