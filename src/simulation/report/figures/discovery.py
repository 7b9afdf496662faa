"""Where an outcome happens: the box that holds it, and its share bin by bin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulation.report.style import (
    INK,
    MISS_COLOUR,
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

    from simulation.analysis.discovery import Boxes

_BOX_SIZE = (13.0, 6.0)
_WIDTH, _HEADER, _CELL_INCH = 13.0, 2.2, 0.5
_PERCENT = 100.0
_DARK = 0.55
_MAP = "Blues"  # one hue, light to dark: ordered in grey and for colour-blind readers


def box_figure(
    found: Boxes, points: pd.DataFrame, outcome: pd.Series[bool], story: SweepStory
) -> Figure:
    """Draw the first box over its samples, and the trajectory that led to it.

    Parameters
    ----------
    found
        Boxes of `analysis.discovery`, one at least.
    points
        Values of the parameters of the samples of the outcome.
    outcome
        By sample; its name is the expression.
    """
    with styled():
        canvas = new_figure(
            (1, 2), _BOX_SIZE, story.say("discovery_title", label=outcome.name),
            story.say("discovery_subtitle"), story.footer(), 3,
        )  # fmt: skip
        _samples(canvas.panels[0], found, points.loc[outcome.index], outcome, story)
        _trajectory(canvas.panels[1], found.trajectory, story)
        handles, labels = canvas.panels[0].get_legend_handles_labels()
        legend(canvas, handles, labels)
    return canvas.figure


def stacking_figure(table: pd.DataFrame, label: str, story: SweepStory) -> Figure:
    """Draw the table of `analysis.discovery.stacked` as shades with their figures."""
    import matplotlib as mpl

    values = table.to_numpy() * _PERCENT
    height = _HEADER + _CELL_INCH * len(table)
    with styled():
        canvas = new_figure(
            (1, 1), (_WIDTH, height), story.say("stacking_title", label=label),
            story.say("stacking_subtitle"), story.footer(), 0,
        )  # fmt: skip
        axes = canvas.panels[0]
        axes.imshow(values, cmap=mpl.colormaps[_MAP], vmin=0, vmax=_PERCENT, aspect="auto")
        for row in range(values.shape[0]):
            for column in range(values.shape[1]):
                share = values[row, column]
                if share == share:  # noqa: PLR0124 - not NaN
                    ink = "white" if share > _DARK * _PERCENT else INK
                    axes.text(column, row, f"{share:.0f}", ha="center", va="center", color=ink)
        _bins(axes, table, story)
        axes.grid(visible=False)
    return canvas.figure


def _samples(
    axes: Axes, found: Boxes, points: pd.DataFrame, outcome: pd.Series[bool], story: SweepStory
) -> None:
    from matplotlib.patches import Rectangle

    first = found.limits[found.limits["box"] == 0].sort_values("quasi_p")
    names = [str(name) for name in first["parameter"]][:2]
    names += [str(name) for name in points.columns if name not in names][: 2 - len(names)]
    across, up = names[0], names[-1]
    for is_case, colour, marker, key in (
        (False, SCENARIO_COLOURS[0], "x", "not_case"),
        (True, MISS_COLOUR, "o", "case"),
    ):
        some = points[outcome == is_case]
        axes.plot(
            some[across], some[up], marker, color=colour, markersize=5, alpha=0.7,
            label=story.say(key), linestyle="none",
        )  # fmt: skip
    limits = first.set_index("parameter")
    edges = [_edges(limits, name, points[name]) for name in (across, up)]
    (left, right), (bottom, top) = edges
    axes.add_patch(
        Rectangle(
            (left, bottom), right - left, top - bottom, fill=False, edgecolor=INK, linewidth=2,
            label=story.say("chosen_box"),
        )
    )  # fmt: skip
    axes.set_xlabel(across)
    axes.set_ylabel(up)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(number_format(story.lang))


def _edges(limits: pd.DataFrame, name: str, values: pd.Series[float]) -> tuple[float, float]:
    if name not in limits.index:
        return float(values.min()), float(values.max())
    return float(limits["low"][name]), float(limits["high"][name])


def _trajectory(axes: Axes, steps: pd.DataFrame, story: SweepStory) -> None:
    axes.plot(steps["coverage"], steps["density"], "o-", color=MUTED, markersize=4, lw=1)
    kept: Any = steps[steps["is_chosen"]]
    axes.plot(kept["coverage"], kept["density"], "s", color=INK, markersize=9)
    axes.set_xlim(0, 1.03)
    axes.set_ylim(0, 1.03)
    axes.set_xlabel(story.say("coverage"))
    axes.set_ylabel(story.say("density"))
    axes.grid(visible=True, axis="both")
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(number_format(story.lang))


def _bins(axes: Axes, table: pd.DataFrame, story: SweepStory) -> None:
    """Name bins by their bounds, one line for each parameter stacked."""
    axes.set_yticks(range(len(table)), [_bin(key, story, " · ") for key in table.index], size=8)
    axes.set_xticks(
        range(table.shape[1]), [_bin(key, story, "\n") for key in table.columns], size=8
    )
    axes.set_ylabel(" · ".join(map(str, table.index.names)))
    names = [str(name) for name in table.columns.names if name is not None]
    axes.set_xlabel(" · ".join(names))


def _bin(key: Any, story: SweepStory, between: str) -> str:
    parts = key if isinstance(key, tuple) else (key,)
    told = [
        f"{story.number(part.left)}–{story.number(part.right)}" if hasattr(part, "left") else ""
        for part in parts
    ]
    return between.join(told)
