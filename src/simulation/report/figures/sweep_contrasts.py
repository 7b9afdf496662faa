"""Contrasts of the arms of a sweep, one panel per measure."""

from __future__ import annotations

import math
from textwrap import fill
from typing import TYPE_CHECKING

from simulation.report.figures.forest import in_shown_units
from simulation.report.style import INK, MUTED, colours, legend, new_figure, number_format, styled
from simulation.report.sweep_story import SweepStory

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

UNIT_WORDS = {"index": "hundredths", "share": "points", "percent": "points", "eur": "of_base"}
MOST_PANELS = 24
_COLUMNS = 3
_TITLE_WIDTH = 46
_WIDTH, _HEADER, _PANEL_INCH, _ROW_INCH = 13.0, 1.5, 1.05, 0.28
_MARGIN_COLOUR = "#e8e8e8"


def sweep_contrasts_figure(contrasts: pd.DataFrame, story: SweepStory) -> Figure:
    """Draw the contrasts of `analysis.sweep_contrasts`; the first `MOST_PANELS` measures."""
    shown = shown_contrasts(contrasts)
    measures = list(dict.fromkeys(shown["measure"]))[:MOST_PANELS]
    arms = list(dict.fromkeys(shown["arm"]))
    n_rows = -(-len(measures) // _COLUMNS)
    base = story.arm(str(shown["base"].iloc[0]))
    height = _HEADER + n_rows * (_PANEL_INCH + _ROW_INCH * len(arms))
    with styled():
        canvas = new_figure(
            (n_rows, _COLUMNS), (_WIDTH, height), story.say("sweep_contrasts_figure"),
            story.say("sweep_contrasts_figure_subtitle", base=base), story.footer(), len(arms),
        )  # fmt: skip
        for axes, measure in zip(canvas.panels, measures, strict=False):
            rows = shown[shown["measure"] == measure]
            _panel(axes, rows, arms, story)
            unit = str(rows["unit"].iloc[0])
            axes.set_title(fill(story.measure(measure), _TITLE_WIDTH), size=9)
            axes.set_xlabel(story.say(UNIT_WORDS.get(unit, unit)), size=8)
        for axes in canvas.panels[len(measures) :]:
            axes.set_visible(False)
        legend(canvas, *canvas.panels[0].get_legend_handles_labels())
    return canvas.figure


def shown_contrasts(contrasts: pd.DataFrame) -> pd.DataFrame:
    """Return contrasts in the units of readers, bootstrap bounds and margins as well."""
    shown = in_shown_units(contrasts)
    one = in_shown_units(contrasts.assign(difference=1.0))["difference"]
    others = ["bootstrap_low", "bootstrap_high", "margin", "half_width_wanted"]
    return shown.assign(**{column: contrasts[column] * one for column in others})


def _panel(axes: Axes, rows: pd.DataFrame, arms: list[str], story: SweepStory) -> None:
    palette = colours([str(rows["base"].iloc[0]), *arms], str(rows["base"].iloc[0]))
    margin = float(rows["margin"].abs().max())
    if not math.isnan(margin):
        axes.axvspan(-margin, margin, color=_MARGIN_COLOUR, zorder=0)
    for row in rows.to_dict("records"):
        height, colour = arms.index(row["arm"]), palette[row["arm"]]
        axes.plot([row["bootstrap_low"], row["bootstrap_high"]], [height] * 2, color=MUTED, lw=1)
        axes.plot([row["low"], row["high"]], [height] * 2, color=colour, lw=4, alpha=0.6)
        axes.plot(
            [row["difference"]], [height], "o", color=colour, label=story.arm(row["arm"]),
            markersize=6,
        )  # fmt: skip
    axes.axvline(0, color=INK, linewidth=1)
    axes.set_ylim(len(arms) - 0.4, -0.6)
    axes.set_yticks([])
    axes.grid(visible=True, axis="x")
    axes.grid(visible=False, axis="y")
    axes.spines["left"].set_visible(False)
    axes.locator_params(axis="x", nbins=5)
    axes.xaxis.set_major_formatter(number_format(story.lang, signed=True))
