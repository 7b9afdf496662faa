"""Sensitivity indices: bars, the plane of Morris, and how they settle."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from simulation.report.style import (
    INK,
    LINES,
    MUTED,
    SCENARIO_COLOURS,
    legend,
    new_figure,
    number_format,
    styled,
)
from simulation.report.sweep_story import SweepStory

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

RANKED = {"morris": "mu_star", "sobol": "ST", "surrogate": "ST", "pawn": "pawn", "delta": "delta"}
"""The index that orders the parameters, by method."""
_DRAWN = {**{method: (index,) for method, index in RANKED.items()}, "sobol": ("S1", "ST"),
          "surrogate": ("S1", "ST")}  # fmt: skip
MOST_PANELS, MOST_BARS, _MOST_LINES = 6, 15, 6
_COLUMNS = 2
_MARKERS = "osD^vP"
_WIDTH, _HEADER, _PANEL_INCH, _BAR_INCH = 13.0, 1.5, 0.9, 0.27
_PLANE_INCH, _LINE_INCH = 4.6, 3.2
_OUTPUT = ["measure", "arm", "minus"]
_DUMMY = "—"
_TITLE_WIDTH = 60
Floors = Mapping[tuple[str, str, str], float]


def indices_figure(table: pd.DataFrame, story: SweepStory, floors: Floors | None = None) -> Figure:
    """Draw the indices of outputs, one panel each, the strongest parameters first.

    Parameters
    ----------
    table
        Table of `analysis.sensitivity` or `analysis.surrogate` for one method.
    floors
        For each output (measure, arm, minus), what noise alone gives.
    """
    method = str(table["method"].iloc[0])
    outputs = outputs_in(table)
    n_bars = min(table["parameter"].nunique(), MOST_BARS)
    n_rows = -(-len(outputs) // _COLUMNS)
    height = _HEADER + n_rows * (_PANEL_INCH + _BAR_INCH * n_bars)
    subtitle = "pawn_subtitle" if method == "pawn" else "sensitivity_subtitle"
    with styled():
        canvas = new_figure(
            (n_rows, min(_COLUMNS, len(outputs))), (_WIDTH, height),
            story.say("sensitivity_title"), story.say(subtitle),
            story.footer(story.say("method_of", title=story.say(f"method_{method}"))), 3,
        )  # fmt: skip
        for axes, (output, rows) in zip(canvas.panels, outputs, strict=False):
            _bars(axes, rows, method, story, (floors or {}).get(output, math.nan))
            axes.set_title(story.heading(*output, _TITLE_WIDTH), size=9)
        _hide(canvas.panels, len(outputs))
        _legend(canvas)
    return canvas.figure


def morris_plane(table: pd.DataFrame, story: SweepStory, floors: Floors | None = None) -> Figure:
    """Draw µ* against σ, one panel for each output, the strongest parameters named."""
    outputs = outputs_in(table)
    n_rows = -(-len(outputs) // _COLUMNS)
    with styled():
        canvas = new_figure(
            (n_rows, min(_COLUMNS, len(outputs))), (_WIDTH, _HEADER + n_rows * _PLANE_INCH),
            story.say("plane_title"), story.say("plane_subtitle"), story.footer(), 2,
        )  # fmt: skip
        for axes, (output, rows) in zip(canvas.panels, outputs, strict=False):
            _plane(axes, rows, story, (floors or {}).get(output, math.nan))
            axes.set_title(story.heading(*output, _TITLE_WIDTH), size=9)
        _hide(canvas.panels, len(outputs))
        _legend(canvas)
    return canvas.figure


def convergence_figure(table: pd.DataFrame, story: SweepStory) -> Figure:
    """Draw the ranking index of the strongest parameters against the number of samples."""
    method = str(table["method"].iloc[0])
    outputs = outputs_in(table[table["index"] == RANKED[method]])
    n_rows = -(-len(outputs) // _COLUMNS)
    with styled():
        canvas = new_figure(
            (n_rows, min(_COLUMNS, len(outputs))), (_WIDTH, _HEADER + n_rows * _LINE_INCH),
            story.say("convergence_title"), story.say("convergence_subtitle"), story.footer(), 0,
        )  # fmt: skip
        for axes, (output, rows) in zip(canvas.panels, outputs, strict=False):
            _lines(axes, rows, story)
            axes.set_title(story.heading(*output, _TITLE_WIDTH), size=9)
            axes.set_ylabel(story.say(f"index_{RANKED[method]}"))
            axes.set_xlabel(story.say("axis_samples"))
        _hide(canvas.panels, len(outputs))
    return canvas.figure


def ranked(rows: pd.DataFrame, method: str) -> list[str]:
    """Return the parameters of one output, the strongest first, chance left out."""
    main = rows[(rows["index"] == RANKED[method]) & (rows["parameter"] != _DUMMY)]
    return [str(name) for name in main.sort_values("value", ascending=False)["parameter"]]


def outputs_in(table: pd.DataFrame) -> list[tuple[tuple[str, str, str], pd.DataFrame]]:
    """Return the rows of each output by its name, the first `MOST_PANELS`."""
    grouped = table.groupby(_OUTPUT, sort=False)
    found = [((str(key[0]), str(key[1]), str(key[2])), rows) for key, rows in grouped]
    return found[:MOST_PANELS]


def _bars(axes: Axes, rows: pd.DataFrame, method: str, story: SweepStory, floor: float) -> None:
    names = ranked(rows, method)[:MOST_BARS]
    drawn = _DRAWN[method]
    thick = 0.75 / len(drawn)
    for number, index in enumerate(drawn):
        part = rows[rows["index"] == index].set_index("parameter").reindex(names)
        heights = [row + thick * (number + 0.5) - 0.375 for row in range(len(names))]
        errors = [part["value"] - part["low"], part["high"] - part["value"]]
        axes.barh(
            heights, part["value"], thick, color=SCENARIO_COLOURS[number],
            label=story.say(f"index_{index}"),
        )  # fmt: skip
        known = [error.fillna(0).clip(lower=0) for error in errors]
        axes.errorbar(part["value"], heights, xerr=known, fmt="none", color=INK, lw=1)
    chance = rows[rows["parameter"] == _DUMMY]["value"]
    told = "noise_line" if math.isfinite(floor) else "chance_line"
    limit = floor if math.isfinite(floor) else float(chance.iloc[0]) if len(chance) else math.nan
    if math.isfinite(limit):
        axes.axvline(limit, color=MUTED, ls="--", lw=1.5, label=story.say(told))
    axes.set_yticks(range(len(names)), names, size=8, color=INK)
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.set_xlim(left=0)
    axes.set_xlabel(story.say("axis_S1" if len(drawn) > 1 else f"axis_{drawn[0]}"), size=8)
    axes.grid(visible=True, axis="x")
    axes.grid(visible=False, axis="y")
    axes.tick_params(axis="y", length=0)
    axes.xaxis.set_major_formatter(number_format(story.lang))


def _plane(axes: Axes, rows: pd.DataFrame, story: SweepStory, floor: float) -> None:
    by_index = {
        index: part.set_index("parameter")["value"] for index, part in rows.groupby("index")
    }
    strong, spread = by_index["mu_star"], by_index["sigma"]
    right, top = float(strong.max()), float(spread.max())
    most = max(right, top)
    axes.plot([0, most], [0, most], color=MUTED, lw=1, label=story.say("equal_line"))
    if math.isfinite(floor):
        axes.axvline(floor, color=MUTED, ls="--", lw=1.5, label=story.say("noise_line"))
    axes.plot(strong, spread.reindex(strong.index), ".", color=MUTED, markersize=5)
    names = ranked(rows, "morris")[:_MOST_LINES]
    dots = [
        axes.plot(strong[name], spread[name], marker, color=colour, markersize=8)[0]
        for name, marker, colour in zip(names, _MARKERS, SCENARIO_COLOURS, strict=False)
    ]
    axes.legend(dots, names, fontsize=7, loc="center left", bbox_to_anchor=(1.0, 0.5))
    axes.set_xlim(0, 1.1 * right or 1.0)
    axes.set_ylim(0, 1.15 * top or 1.0)
    axes.locator_params(axis="x", nbins=6)
    axes.set_xlabel(story.say("axis_mu_star"), size=8)
    axes.set_ylabel(story.say("axis_sigma"), size=8)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(number_format(story.lang))


def _lines(axes: Axes, rows: pd.DataFrame, story: SweepStory) -> None:
    whole = rows[(rows["samples"] == rows["samples"].max()) & (rows["parameter"] != _DUMMY)]
    names = whole.sort_values("value", ascending=False)["parameter"][:_MOST_LINES]
    for number, name in enumerate(names):
        part = rows[rows["parameter"] == name].sort_values("samples")
        colour = SCENARIO_COLOURS[number % len(SCENARIO_COLOURS)]
        axes.plot(
            part["samples"], part["value"], color=colour, ls=LINES[number % len(LINES)],
            marker="o", markersize=4, label=name,
        )  # fmt: skip
        axes.fill_between(part["samples"], part["low"], part["high"], color=colour, alpha=0.12)
    axes.legend(fontsize=7, loc="center left", bbox_to_anchor=(1.0, 0.5))
    axes.set_ylim(bottom=0)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(number_format(story.lang))


def _hide(panels: Sequence[Axes], n_used: int) -> None:
    for axes in panels[n_used:]:
        axes.set_visible(False)


def _legend(canvas: Any) -> None:
    """Put the keys of the first panel that has all of them under the subtitle."""
    told = [axes.get_legend_handles_labels() for axes in canvas.panels]
    legend(canvas, *max(told, key=lambda pair: len(pair[1])))
