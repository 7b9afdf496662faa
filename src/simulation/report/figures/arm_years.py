"""What arms change year after year: a line and its interval for each arm."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING

from simulation.report.figures.arms import ArmsText
from simulation.report.style import (
    INK,
    LINES,
    SCENARIO_COLOURS,
    legend,
    new_figure,
    number_format,
    styled,
)

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

_WIDTH, _HEIGHT, _TITLE_WIDTH = 11.0, 5.2, 58
_BAND_OPACITY = 0.15


def arm_years_figure(table: pd.DataFrame, text: ArmsText) -> Figure:
    """Draw a panel for each measure and a line for each arm.

    Parameters
    ----------
    table
        Columns arm, measure, year, mean, low, high.
    """
    from matplotlib.ticker import MaxNLocator

    with styled():
        canvas = new_figure(
            (1, len(text.panels)), (_WIDTH, _HEIGHT), text.title, text.subtitle, text.footer,
            len(text.rows),
        )  # fmt: skip
        for axes, (measure, title) in zip(canvas.panels, text.panels.items(), strict=True):
            for position, (arm, label) in enumerate(text.rows.items()):
                rows = table[(table["measure"] == measure) & (table["arm"] == arm)]
                rows = rows.sort_values("year")
                colour = SCENARIO_COLOURS[position % len(SCENARIO_COLOURS)]
                style = LINES[position % len(LINES)]
                axes.plot(rows["year"], rows["mean"], color=colour, linestyle=style, label=label)
                axes.fill_between(
                    rows["year"], rows["low"], rows["high"], color=colour, lw=0,
                    alpha=_BAND_OPACITY,
                )  # fmt: skip
            axes.axhline(0, color=INK, linewidth=1)
            axes.set_title(fill(title, _TITLE_WIDTH), size=9)
            axes.margins(x=0.02)
            axes.xaxis.set_major_locator(MaxNLocator(integer=True))
            axes.yaxis.set_major_formatter(number_format(text.lang, signed=True))
        legend(canvas, *canvas.panels[0].get_legend_handles_labels())
    return canvas.figure
