"""The front of a search: objectives two by two, what each package holds, how robust it is."""

from __future__ import annotations

from itertools import combinations
from textwrap import fill
from typing import TYPE_CHECKING, Any

from simulation.analysis.search_results import SearchResults
from simulation.report.search_story import (
    ShownObjective,
    held,
    is_sure,
    numbers,
    packages_again,
    shown_objectives,
)
from simulation.report.style import (
    GRID,
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

_WIDTH, _HEADER, _PANEL_INCH, _ROW_INCH = 13.0, 1.9, 3.9, 0.3
_COLUMNS = 3
_TRIED = "#b5b5b5"
_AGAIN, _CELL = SCENARIO_COLOURS[0], "#cfe3f1"
_OBJECTIVE_WIDTH = 1.6  # of a column of the table, a policy being 1
_PERCENT = 100.0


def front_figure(results: SearchResults, story: SweepStory) -> Figure:
    """Draw the front, objectives two by two, over the table of its packages."""
    objectives = shown_objectives(results, story)
    again = packages_again(results, objectives)
    pairs = list(combinations(range(len(objectives)), 2))
    columns = min(len(pairs), _COLUMNS)
    n_rows = -(-len(pairs) // columns)
    table = _ROW_INCH * (len(again) + 3)
    heights = [_PANEL_INCH] * n_rows + [table]
    search = results.plan.search
    details = {"years": search.last_years, "n": search.confirmation.replicates}
    with styled():
        canvas = new_figure(
            (n_rows + 1, columns), (_WIDTH, _HEADER + sum(heights)),
            story.say("search_front_title"),
            story.say("search_front_subtitle", base=story.arm("reference"), **details),
            _footer(story), 3, height_ratios=heights,
        )  # fmt: skip
        below = canvas.panels[n_rows * columns :]
        grid = below[0].get_gridspec()
        assert grid is not None
        for axes in below:
            axes.remove()
        for axes, (x, y) in zip(canvas.panels, pairs, strict=False):
            _pair(axes, results, again, objectives[x], objectives[y], story)
        _composition(canvas.figure.add_subplot(grid[-1, :]), results, again, objectives, story)
        legend(canvas, *canvas.panels[0].get_legend_handles_labels())
    return canvas.figure


def robustness_figure(results: SearchResults, story: SweepStory) -> Figure:
    """Draw the share of samples in which each package is better than the reference."""
    table = results.robustness
    assert table is not None
    objectives = shown_objectives(results, story)
    again = packages_again(results, objectives)
    height = _HEADER + 0.5 + _ROW_INCH * (len(again) + 2)
    with styled():
        canvas = new_figure(
            (1, len(objectives)), (_WIDTH, height), story.say("search_robust_title"),
            story.say("search_robust_subtitle", n=int(table["samples"].max())), _footer(story), 0,
            sharey=True,
        )  # fmt: skip
        for axes, objective in zip(canvas.panels, objectives, strict=True):
            rows = table[table["measure"] == objective.measure].set_index("package")
            _shares(axes, rows.loc[again["package"]], objective, story)
        canvas.panels[0].set_yticks(range(len(again)), again["package"], color=INK)
    return canvas.figure


def _pair(
    axes: Axes, results: SearchResults, again: pd.DataFrame, x: ShownObjective,
    y: ShownObjective, story: SweepStory,
) -> None:  # fmt: skip
    tried, front = results.evaluations, results.front
    for rows, colour, size, label in (
        (tried, _TRIED, 12, "search_tried"), (front, INK, 16, "search_seen"),
    ):  # fmt: skip
        axes.scatter(
            rows[x.measure] * x.factor, rows[y.measure] * y.factor, s=size, color=colour,
            linewidths=0, label=story.say(label),
        )  # fmt: skip
    axes.axhline(0, color=MUTED, linewidth=0.8, zorder=0)
    axes.axvline(0, color=MUTED, linewidth=0.8, zorder=0)
    axes.plot([0], [0], "+", color=INK, markersize=14, markeredgewidth=2)
    for number, row in enumerate(again.to_dict("records"), start=1):
        _numbered(axes, number, row, x, y, story.say("search_again") if number == 1 else "")
    for axis, objective in ((axes.xaxis, x), (axes.yaxis, y)):
        better = story.say("less_is_better" if objective.is_low_better else "more_is_better")
        axis.set_label_text(f"{fill(objective.title, 40)}\n{objective.unit} — {better}", size=8)
        axis.set_major_formatter(number_format(story.lang, signed=True))
    axes.grid(visible=True, axis="both")
    axes.locator_params(nbins=6)


def _numbered(
    axes: Axes, number: int, row: Any, x: ShownObjective, y: ShownObjective, label: str
) -> None:
    seen = [row[one.measure] * one.factor for one in (x, y)]
    place = [row[f"{one.measure}_again"] * one.factor for one in (x, y)]
    across, up = (
        [
            [abs(row[f"{one.measure}_{end}"] - row[f"{one.measure}_again"]) * abs(one.factor)]
            for end in ("low", "high")
        ]
        for one in (x, y)
    )
    axes.plot([seen[0], place[0]], [seen[1], place[1]], color=MUTED, linewidth=0.6, zorder=2)
    axes.errorbar(
        place[0], place[1], xerr=across, yerr=up,
        fmt="o", color=_AGAIN, markersize=11, linewidth=1, alpha=0.9, zorder=3,
        label=label or None,
    )  # fmt: skip
    axes.text(
        place[0], place[1], str(number), color="white", size=7, ha="center", va="center", zorder=4
    )


def _composition(
    axes: Axes, results: SearchResults, again: pd.DataFrame,
    objectives: list[ShownObjective], story: SweepStory,
) -> None:  # fmt: skip
    """Draw the table of the packages: a column per policy, then one per objective."""
    levers = list(results.plan.space.levers)
    width = len(levers) + _OBJECTIVE_WIDTH * len(objectives)
    axes.set_title(story.say("search_composition"))
    axes.set_xlim(-0.9, width)
    axes.set_ylim(len(again) - 0.4, -2.1)
    axes.axis("off")
    for column, policy in enumerate(levers):
        axes.text(column + 0.5, -0.6, _header(policy, results), size=7, ha="center", va="bottom")
    for column, objective in enumerate(objectives):
        text = f"{fill(objective.title, 24)}\n{objective.unit}"
        axes.text(_middle(levers, column), -0.6, text, size=7, ha="center", va="bottom")
    for line, row in enumerate(again.to_dict("records")):
        axes.plot([0, width], [line + 0.5] * 2, color=GRID, linewidth=0.8)
        axes.text(-0.1, line, f"{line + 1}  {row['package']}", size=8, ha="right", va="center")
        for column, policy in enumerate(levers):
            if policy in held(row, results):
                axes.add_patch(_box(column, line))
                text = " · ".join(numbers(row, policy, results, story)) or "●"
                axes.text(column + 0.5, line, text, size=7, ha="center", va="center")
        for column, objective in enumerate(objectives):
            text, weight = _cell(row, objective, story)
            axes.text(
                _middle(levers, column), line, text, size=7, ha="center", va="center",
                weight=weight,
            )  # fmt: skip


def _middle(levers: list[str], column: int) -> float:
    return len(levers) + _OBJECTIVE_WIDTH * (column + 0.5)


def _box(column: int, line: int) -> Any:
    from matplotlib.patches import Rectangle

    return Rectangle((column + 0.04, line - 0.42), 0.92, 0.84, color=_CELL, linewidth=0)


def _header(policy: str, results: SearchResults) -> str:
    """Return the name of a policy over those of its numbers."""
    axes = [axis.name.split(".") for axis in results.plan.space.axes]
    names = [parts[2].replace("_", " ") for parts in axes if parts[1] == policy]
    return "\n".join([fill(policy.replace("_", " "), 14), *(f"({name})" for name in names)])


def _cell(row: Any, objective: ShownObjective, story: SweepStory) -> tuple[str, str]:
    mean, low, high = (
        story.number(row[f"{objective.measure}_{name}"] * objective.factor, 2, signed=True)
        for name in ("again", "low", "high")
    )
    return f"{mean} [{low} ; {high}]", "bold" if is_sure(row, objective) else "normal"


def _shares(axes: Axes, rows: pd.DataFrame, objective: ShownObjective, story: SweepStory) -> None:
    for line, row in enumerate(rows.to_dict("records")):
        share, low, high = (_PERCENT * row[name] for name in ("share", "low", "high"))
        axes.barh(line, -_PERCENT * row["share_worse"], color=_TRIED, height=0.35)
        axes.errorbar(
            share, line, xerr=[[share - low], [high - share]], fmt="o", color=_AGAIN, capsize=3,
            markersize=6,
        )  # fmt: skip
        regret = story.number(row["mean_regret"] * abs(objective.factor), 2)
        axes.text(1.02, line, regret, size=8, va="center", transform=axes.get_yaxis_transform())
    axes.text(
        1.02, -0.75, story.say("search_regret"), size=8, color=MUTED, va="center",
        transform=axes.get_yaxis_transform(),
    )  # fmt: skip
    axes.axvline(0, color=INK, linewidth=1)
    axes.set_xlim(-105, 105)
    axes.set_ylim(len(rows) - 0.4, -1.1)
    axes.set_title(fill(objective.title, 34), size=9)
    axes.set_xlabel(story.say("search_robust_axis"), size=8)
    axes.set_xticks([-100, -50, 0, 50, 100], ["100", "50", "0", "50", "100"])
    axes.grid(visible=True, axis="x")
    axes.grid(visible=False, axis="y")


def _footer(story: SweepStory) -> str:
    return " ".join((story.say("of_search", title=story.title), story.say("not_forecast")))
