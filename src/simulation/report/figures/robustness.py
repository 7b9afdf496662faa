"""How arms fare whatever is not known: how often they meet a criterion, and what they regret."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulation.report.figures.sweep_contrasts import UNIT_WORDS
from simulation.report.style import (
    INK,
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

_WIDTH, _HEADER, _ROW_INCH = 13.0, 2.4, 0.45
_PERCENT = 100.0
_IN_HUNDREDTHS = ("share", "index")
_TITLE_WIDTH = 52


def robustness_figure(
    satisficing: pd.DataFrame,
    criterion: str,
    story: SweepStory,
    regret: pd.DataFrame | None = None,
    measure: str = "",
) -> Figure:
    """Draw the share of samples in which a criterion is met, and beside it the regret of each arm.

    Parameters
    ----------
    satisficing
        Table of `analysis.robustness.satisficing`.
    criterion
        What is met, as it was written.
    regret, measure
        Table of `analysis.robustness.regret`, and the measure that it is of; no panel without.
    """
    shape = (1, 1 if regret is None else 2)
    height = _HEADER + _ROW_INCH * len(satisficing)
    with styled():
        canvas = new_figure(
            shape, (_WIDTH, height), story.say("robustness_title"),
            story.say("robustness_subtitle"), story.footer(), 0 if regret is None else 3,
        )  # fmt: skip
        _shares(canvas.panels[0], satisficing, criterion, story)
        if regret is not None:
            _regrets(canvas.panels[1], regret, measure, story)
            legend(canvas, *canvas.panels[1].get_legend_handles_labels())
    return canvas.figure


def _shares(axes: Axes, table: pd.DataFrame, criterion: str, story: SweepStory) -> None:
    share, low, high = (_PERCENT * table[name] for name in ("share", "low", "high"))
    axes.errorbar(
        share, range(len(table)), xerr=[share - low, high - share], fmt="o",
        color=SCENARIO_COLOURS[0], markersize=7, capsize=3,
    )  # fmt: skip
    axes.set_xlim(-2, 102)
    axes.set_title(story.say("satisficing_panel", label=criterion), size=9)
    axes.set_xlabel(story.say("share_of_samples"), size=8)
    _arms(axes, table, story)


def _regrets(axes: Axes, table: pd.DataFrame, measure: str, story: SweepStory) -> None:
    unit = story.units.get(measure, "")
    scale = _PERCENT if unit in _IN_HUNDREDTHS else 1.0
    rows = range(len(table))
    names = ("mean_regret", "high_regret", "largest_regret")
    mean, high, largest = (scale * table[name] for name in names)
    axes.hlines(rows, 0, largest, color=MUTED, lw=1, label=story.say("largest_regret"))
    axes.hlines(rows, 0, high, color=SCENARIO_COLOURS[1], lw=5, label=story.say("high_regret"))
    axes.plot(mean, rows, "o", color=INK, markersize=7, label=story.say("mean_regret"))
    for row, (end, share) in enumerate(zip(largest, table["share_best"], strict=True)):
        axes.annotate(
            story.say("best_in", percent=story.percent(share)), (end, row), (6, 0), size=8,
            textcoords="offset points", va="center", color=INK,
        )  # fmt: skip
    axes.set_xlim(0, 1.4 * float(largest.max()) or 1.0)
    axes.set_title(story.say("regret_panel", label=story.measure(measure)), size=9)
    axes.set_xlabel(story.say("euros" if unit == "eur" else UNIT_WORDS.get(unit, unit)), size=8)
    _arms(axes, table, story)


def _arms(axes: Axes, table: pd.DataFrame, story: SweepStory) -> None:
    axes.set_yticks(range(len(table)), [story.arm(str(arm)) for arm in table["arm"]], color=INK)
    axes.set_ylim(len(table) - 0.5, -0.5)
    axes.grid(visible=True, axis="x")
    axes.grid(visible=False, axis="y")
    axes.tick_params(axis="y", length=0)
    axes.xaxis.set_major_formatter(number_format(story.lang))
