"""A line and a band across replicates for each scenario."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulation.report.story import Story
from simulation.report.style import LINES, colours

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

_LOW, _HIGH = 0.05, 0.95
_BAND_OPACITY = 0.15


def draw_bands(axes: Axes, values: pd.DataFrame, story: Story, scale: float = 1.0) -> None:
    """Draw mean and 90 % band by year; `values` has scenario, replicate, year and value."""
    from matplotlib.ticker import MaxNLocator

    palette = colours(tuple(story.titles), story.base)
    for position, (name, title) in enumerate(story.titles.items()):
        one = values[values["scenario"] == name].dropna(subset=["value"])
        by_year = one.groupby("year")["value"]
        mean = by_year.mean() * scale
        style, colour = LINES[position % len(LINES)], palette[name]
        axes.plot(mean.index, mean, color=colour, linestyle=style, label=title)
        if story.replicates > 1:
            low, high = by_year.quantile(_LOW) * scale, by_year.quantile(_HIGH) * scale
            axes.fill_between(mean.index, low, high, color=colour, alpha=_BAND_OPACITY, lw=0)
    axes.margins(x=0.02)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))


def band_note(story: Story) -> str:
    """Return the words that explain line and band."""
    key = "band" if story.replicates > 1 else "one_run"
    return story.say(key, n=story.replicates)
