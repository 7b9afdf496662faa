"""Dissimilarity of residences by size: as measured, by chance alone, and cleared of chance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulation.report.story import Story
from simulation.report.style import (
    BASE_COLOUR,
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

_SIZE = (11.0, 5.6)
_DODGE = 0.16  # of a class, between the marks of a class
_LABEL_RISE = 0.016
VALUES = ("dissimilarity_q1", "expected_random", "corrected")
_MARKS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("raw_index", VALUES[0], {"marker": "o", "color": BASE_COLOUR}),
    ("chance_index", VALUES[1], {"marker": "D", "color": MUTED, "markerfacecolor": "white"}),
    ("corrected_index", VALUES[2], {"marker": "s", "color": SCENARIO_COLOURS[0]}),
)


def by_size(sizes: pd.DataFrame, story: Story) -> Figure:
    """Draw three marks for each class of residences of the reference, at the end of the run."""
    rows = of_base(sizes, story)
    year = int(sizes["year"].max())
    with styled():
        canvas = new_figure(
            (1, 1),
            _SIZE,
            story.say("by_size_title"),
            story.say("by_size_subtitle", scenario=story.titles[story.base], year=year),
            story.footer(story.say("mean_of", n=story.replicates)),
            len(_MARKS),
        )
        axes = canvas.panels[0]
        _draw(axes, rows, story)
        legend(canvas, *axes.get_legend_handles_labels())
    return canvas.figure


def of_base(sizes: pd.DataFrame, story: Story) -> pd.DataFrame:
    """Return the classes of the reference in the last year, means of its simulations."""
    chosen = sizes[(sizes["scenario"] == story.base) & (sizes["year"] == sizes["year"].max())]
    columns = [*VALUES, "residences", "households"]
    means: pd.DataFrame = chosen[chosen["households"] > 0].groupby("least_tenants")[columns].mean()
    return means.reset_index()


def _draw(axes: Axes, rows: pd.DataFrame, story: Story) -> None:
    for place, (key, column, mark) in enumerate(_MARKS):
        x = rows.index + (place - 1) * _DODGE
        axes.plot(x, rows[column], linestyle="", markersize=8, label=story.say(key), **mark)
        for at, value in zip(x, rows[column], strict=True):
            text = f"{value:.2f}".replace("-", "−")
            text = text.replace(".", ",") if story.lang == "fr" else text
            axes.text(at, value + _LABEL_RISE, text, ha="center", va="bottom", size=8, color=MUTED)
    axes.vlines(rows.index - _DODGE, rows[VALUES[1]], rows[VALUES[0]], color=MUTED, lw=1, alpha=0.5)
    axes.axhline(0, color=MUTED, lw=0.8)
    axes.set_xticks(rows.index, _labels(rows, story))
    axes.tick_params(axis="x", length=0)
    axes.set_xlabel(story.say("tenants_in_residence"))
    axes.set_title(story.say("dissimilarity_between_residences"))
    axes.margins(x=0.08, y=0.12)
    axes.yaxis.set_major_formatter(number_format(story.lang))


def _labels(rows: pd.DataFrame, story: Story) -> list[str]:
    """Return the bounds of each class, with how many residences and tenants it holds."""
    least = rows["least_tenants"].astype(int).tolist()
    names = []
    for at, low in enumerate(least):
        above = least[at + 1] - 1 if at + 1 < len(least) else None
        span = f"{low}–{above}" if above else story.say("and_more", n=low)
        names.append(span if low else story.say("every_residence"))
    written = number_format(story.lang)
    return [
        story.say(
            "class_of_residences",
            name=name,
            residences=written(residences, 0),
            tenants=written(tenants, 0),
        )
        for name, residences, tenants in zip(
            names, rows["residences"].round(), rows["households"].round(), strict=True
        )
    ]
