"""Figures of a calibration: targets before and after, and what each parameter moves."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

from simulation.report.calibration import target_labels
from simulation.report.scorecard import amount, band, number
from simulation.report.style import (
    INK,
    MISS_COLOUR,
    MUTED,
    legend,
    new_figure,
    number_format,
    styled,
)
from simulation.report.words import word

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_INSIDE_COLOUR, _BAND_COLOUR = "#0072B2", "#d9e6f2"
_FURTHEST = 3.0
_DOT = 7
_WIDTH, _HEADER, _ROW_INCH, _SLOPE_HEADER, _SLOPE_INCH = 13.0, 1.9, 0.5, 3.6, 0.34
_SURE = 2.0  # standard errors
_MAP, _DARK = "RdBu_r", 0.6  # share of the strongest colour from which ink must be white


def calibration_figure(
    table: pd.DataFrame, titles: Mapping[str, str], n: int, tried: int, lang: str = "en"
) -> Figure:
    """Draw each target in its band before and after, one panel per scenario.

    Parameters
    ----------
    table
        Table of `analysis.before_after`.
    titles
        Title of each scenario by name, in the order of the panels.
    n
        Simulations behind each mean.
    tried
        Sets of parameters that were tried.
    """
    n_rows = int(table.groupby("scenario").size().max())
    notes = [word("mean_of", lang, n=n), word("sets_tried", lang, n=tried)]
    with styled():
        canvas = new_figure(
            (1, len(titles)),
            (_WIDTH, _HEADER + _ROW_INCH * n_rows),
            word("calibration_title", lang),
            word("calibration_subtitle", lang),
            " ".join((*notes, word("not_forecast", lang))),
            3,
        )
        parts = [table[table["scenario"] == name] for name in titles]
        for axes, rows, title in zip(canvas.panels, parts, titles.values(), strict=True):
            _panel(axes, rows, lang)
            axes.set_title(title)
            is_same = list(rows["target"]) == list(parts[0]["target"])
            if rows is not parts[0] and is_same:
                axes.tick_params(axis="y", labelleft=False)
        legend(canvas, *_keys(canvas.panels[0], lang))
    return canvas.figure


def slopes_figure(effects: pd.DataFrame, table: pd.DataFrame, lang: str = "en") -> Figure:
    """Draw the matrix of `analysis.local_sensitivity`: a row per target, a column per parameter."""
    from simulation.analysis.local_sensitivity import noise_of_effects

    cells = {(c["scenario"], c["target"], c["parameter"]): c for c in effects.to_dict("records")}
    names = list(dict.fromkeys(effects["parameter"]))
    labels, errors = target_labels(table, lang), noise_of_effects(effects)
    rows = [key for key in labels if (*key, names[0]) in cells]
    values = [[cells[*row, name]["effect"] for name in names] for row in rows]
    with styled():
        canvas = new_figure(
            (1, 1),
            (_WIDTH, _SLOPE_HEADER + _SLOPE_INCH * len(rows)),
            word("slopes_title", lang),
            word("slopes_subtitle", lang),
            word("not_forecast", lang),
            0,
        )
        (axes,) = canvas.panels
        most = max(max(map(abs, line)) for line in values) or 1.0
        axes.imshow(values, cmap=_MAP, vmin=-most, vmax=most, aspect="auto")
        for i, row in enumerate(rows):
            for j, name in enumerate(names):
                _write(axes, (j, i), cells[*row, name]["effect"], errors[row], most, lang)
        axes.set_xticks(range(len(names)), names, rotation=35, ha="right", color=INK)
        axes.set_yticks(range(len(rows)), [labels[row] for row in rows], color=INK)
        axes.grid(visible=False)
        axes.tick_params(length=0)
    return canvas.figure


def _write(
    axes: Axes, at: tuple[int, int], value: float, error: float, most: float, lang: str
) -> None:
    is_sure = abs(value) > _SURE * error  # not where the error is unknown
    is_dark = abs(value) > _DARK * most
    axes.text(
        *at,
        number(value, "ratio", lang).replace("-", "−"),
        ha="center",
        va="center",
        size=8,
        weight="bold" if is_sure else "normal",
        color="white" if is_dark else INK,
    )


def _panel(axes: Axes, rows: pd.DataFrame, lang: str) -> None:
    axes.axvspan(-1, 1, color=_BAND_COLOUR, zorder=0)
    for height, row in enumerate(rows.to_dict("records")):
        colour = _INSIDE_COLOUR if row["after_inside"] else MISS_COLOUR
        before, after = (_place(row[f"{time}_position"]) for time in ("before", "after"))
        axes.plot([before, after], [height, height], color=MUTED, linewidth=1, zorder=1)
        axes.plot([before], [height], "o", markerfacecolor="white", color=MUTED, markersize=_DOT)
        half = (row["high"] - row["low"]) / 2
        is_shown = after == row["after_position"] and half < math.inf
        error = row["after_error"] / half if is_shown else None
        axes.errorbar(
            [after], [height], xerr=error, fmt=_marker(row["after_position"]), color=colour,
            capsize=3, markersize=_DOT, zorder=3,
        )  # fmt: skip
        told = f"{amount(row['after_mean'], row['kind'], lang)}  ({band(row, lang)})"
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


def _place(position: float) -> float:
    return min(max(position, -_FURTHEST), _FURTHEST)


def _marker(position: float) -> str:
    if abs(position) <= _FURTHEST:
        return "o"
    return "<" if position < 0 else ">"


def _keys(axes: Axes, lang: str) -> tuple[list[object], list[str]]:
    handles: list[object] = [
        axes.plot([], [], "o", markerfacecolor="white", color=MUTED)[0],
        *(axes.plot([], [], "o", color=colour)[0] for colour in (_INSIDE_COLOUR, MISS_COLOUR)),
    ]
    names = ("start_key", "best_inside_key", "best_outside_key")
    return handles, [word(name, lang) for name in names]
