"""The scorecard as a figure: where each mean lies in its band, territory by territory."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

from simulation.report.scorecard import amount, band
from simulation.report.style import INK, MISS_COLOUR, legend, new_figure, number_format, styled
from simulation.report.words import word

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_INSIDE_COLOUR, _BAND_COLOUR = "#0072B2", "#d9e6f2"
_FURTHEST = 3.0
_WIDTH, _HEADER, _ROW_INCH = 13.0, 1.7, 0.5


def scorecard_figure(
    card: pd.DataFrame, titles: Mapping[str, str], n: int, source: str, lang: str = "en"
) -> Figure:
    """Draw the scored targets of each scenario, one panel each.

    Parameters
    ----------
    card
        Table of `analysis.scorecard.scorecard`.
    titles
        Title of each scenario by name, in the order of the panels.
    n
        Simulations of each.
    source
        Where the territories come from.
    """
    scored = card[card["scored"]]
    n_rows = int(scored.groupby("scenario").size().max())
    footer = [word("mean_of", lang, n=n), word("source", lang, source=source)]
    with styled():
        canvas = new_figure(
            (1, len(titles)),
            (_WIDTH, _HEADER + _ROW_INCH * n_rows),
            word("scorecard_figure_title", lang),
            word("scorecard_figure_subtitle", lang),
            " ".join((*footer, word("not_forecast", lang))),
            2,
        )
        for position, (axes, name) in enumerate(zip(canvas.panels, titles, strict=True)):
            _panel(axes, scored[scored["scenario"] == name], lang)
            axes.set_title(titles[name])
            if position:
                axes.tick_params(axis="y", labelleft=False)
        legend(canvas, *_keys(canvas.panels[0], lang))
    return canvas.figure


def _panel(axes: Axes, rows: pd.DataFrame, lang: str) -> None:
    axes.axvspan(-1, 1, color=_BAND_COLOUR, zorder=0)
    for height, row in enumerate(rows.to_dict("records")):
        colour = _INSIDE_COLOUR if row["inside"] else MISS_COLOUR
        place = min(max(row["position"], -_FURTHEST), _FURTHEST)
        marker = "o" if place == row["position"] else "<" if place < 0 else ">"
        half = (row["high"] - row["low"]) / 2
        error = row["standard_error"] / half if marker == "o" and half < math.inf else None
        axes.errorbar(
            [place], [height], xerr=error, fmt=marker, color=colour, capsize=3, markersize=7
        )
        told = f"{amount(row['mean'], row['kind'], lang)}  ({band(row, lang)})"
        axes.annotate(
            told, (0, height), (0, 9), textcoords="offset points", ha="center", size=8, color=INK
        )
    axes.set_yticks(range(len(rows)), rows["label_fr" if lang == "fr" else "label"], color=INK)
    axes.set_ylim(len(rows) - 0.5, -0.7)
    axes.set_xlim(-_FURTHEST * 1.1, _FURTHEST * 1.1)
    axes.set_xlabel(word("scorecard_axis", lang))
    axes.xaxis.set_major_formatter(number_format(lang, signed=True))
    axes.grid(visible=True, axis="x")
    axes.grid(visible=False, axis="y")
    axes.spines["left"].set_visible(False)
    axes.tick_params(axis="y", length=0)


def _keys(axes: Axes, lang: str) -> tuple[list[object], list[str]]:
    colours = (_INSIDE_COLOUR, MISS_COLOUR)
    handles: list[object] = [axes.plot([], [], "o", color=colour)[0] for colour in colours]
    return handles, [word("inside_key", lang), word("outside_key", lang)]
