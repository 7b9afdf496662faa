"""Income mix of social tenants, in priority neighbourhoods and in the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulation.report.story import Story
from simulation.report.style import QUARTILE_COLOURS, legend, new_figure, styled

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

QUARTILES = ("q1", "q2", "q3", "q4")
_WIDTH, _BAR_HEIGHT, _HEADER = 11.0, 0.62, 2.3
_LEAST_LABELLED = 4.0  # percent: a narrower bar has no room for its figure
_DARK = {"q1", "q4"}
_PERCENT = 100.0


def quartile_mix(areas: pd.DataFrame, story: Story) -> Figure:
    """Draw one bar per scenario at the end of the run, and one at its start."""
    mix = mix_of_tenants(areas, story)
    n_bars = len(story.titles) + 1
    with styled():
        canvas = new_figure(
            (1, 2),
            (_WIDTH, _HEADER + _BAR_HEIGHT * n_bars),
            story.say("mix_title"),
            story.say("mix_subtitle"),
            story.footer(story.say("mean_of", n=story.replicates)),
            len(QUARTILES),
            sharey=True,
        )
        for axes, sector in zip(canvas.panels, ("qpv", "outside"), strict=True):
            _bars(axes, mix[mix["sector"] == sector])
            axes.set_title(story.say(sector))
        legend(canvas, canvas.panels[0].containers, [story.say(q) for q in QUARTILES])
    return canvas.figure


def mix_of_tenants(areas: pd.DataFrame, story: Story) -> pd.DataFrame:
    """Return shares of the quartiles in %, by sector and bar, the bars from top to bottom."""
    import pandas as pd

    last = int(areas["year"].max())
    first = max(int(areas["year"].min()), story.start_year - 1)
    rows = []
    bars = [(story.base, first, story.say("mix_start", year=first))]
    bars += [
        (name, last, story.say("in_year", scenario=title, year=last))
        for name, title in story.titles.items()
    ]
    for name, year, label in bars:
        chosen = areas[(areas["scenario"] == name) & (areas["year"] == year)]
        for sector, inside in (("qpv", chosen["is_qpv"]), ("outside", ~chosen["is_qpv"])):
            counts = chosen.loc[inside, list(QUARTILES)].sum()
            shares = _PERCENT * counts / max(float(counts.sum()), 1.0)
            rows.append({"sector": sector, "bar": label, **shares.to_dict()})
    return pd.DataFrame(rows)


def _bars(axes: Axes, mix: pd.DataFrame) -> None:
    left = mix["q1"] * 0
    for quartile, colour in zip(QUARTILES, QUARTILE_COLOURS, strict=True):
        bars = axes.barh(mix["bar"], mix[quartile], left=left, color=colour, height=0.72)
        texts = [f"{v:.0f}" if v >= _LEAST_LABELLED else "" for v in mix[quartile]]
        ink = "white" if quartile in _DARK else "black"
        axes.bar_label(bars, texts, label_type="center", color=ink)
        left = left + mix[quartile]
    axes.set_xlim(0, _PERCENT)
    axes.invert_yaxis() if not axes.yaxis_inverted() else None
    axes.grid(visible=False)
    axes.spines["left"].set_visible(False)
    axes.tick_params(axis="y", length=0)
    axes.xaxis.set_major_formatter("{x:.0f} %")
