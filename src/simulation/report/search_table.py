"""The packages of a front as a table of a page."""

from __future__ import annotations

from simulation.analysis.search_results import SearchResults
from simulation.report.search_story import (
    ShownObjective,
    composition,
    packages_again,
    shown_objectives,
)
from simulation.report.sweep_story import SweepStory


def front_markdown(results: SearchResults, story: SweepStory) -> str:
    """Return the packages that were run again: what they hold, mean and interval, robustness."""
    if results.front.empty:
        return ""
    objectives = shown_objectives(results, story)
    head = ["", story.say("search_holds"), *(f"{one.title}, {one.unit}" for one in objectives)]
    lines = [head, ["---"] * len(head)]
    again = packages_again(results, objectives)
    for number, row in enumerate(again.to_dict("records"), start=1):
        cells = [cell(row, one, story) for one in objectives]
        lines.append([f"{number} {row['package']}", composition(row, results, story), *cells])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def cell(row: dict[object, float], objective: ShownObjective, story: SweepStory) -> str:
    """Return a difference from the reference with its interval."""
    mean, low, high = (
        story.number(value, 2, signed=value != 0)
        for name in ("again", "low", "high")
        for value in [row[f"{objective.measure}_{name}"] * objective.factor]
    )
    return f"{mean} [{low} ; {high}]"
