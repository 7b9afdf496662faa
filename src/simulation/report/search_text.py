"""A search in a few sentences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from simulation.analysis.front import EVERY
from simulation.analysis.search_results import FAILED, REFUSED, SearchResults
from simulation.report.analysis_text import aligned
from simulation.report.search_story import (
    ShownObjective,
    composition,
    is_gain,
    packages_again,
    shown_objectives,
)
from simulation.report.sweep_story import SweepStory

if TYPE_CHECKING:
    import pandas as pd


def search_lines(results: SearchResults, story: SweepStory) -> Iterator[str]:
    """Return what was found: how many packages, the best of each objective, what to choose."""
    tried, front = results.evaluations, results.front
    yield story.say(
        "search_head", title=story.title, n=len(tried), total=len(front),
        percent=int(front["is_rerun"].sum()), inside=int(front["is_confirmed"].sum()),
    )  # fmt: skip
    counts = tried["status"].value_counts()
    refused, failed = int(counts.get(REFUSED, 0)), int(counts.get(FAILED, 0))
    if refused or failed:
        yield story.say("search_troubles", n=refused, total=failed)
    if front.empty:
        yield story.say("search_nothing")
        return
    objectives = shown_objectives(results, story)
    again = packages_again(results, objectives)
    for objective in objectives:
        yield _best(again, objective, results, story)
    rows = again.to_dict("records")
    sure = [row["package"] for row in rows if is_gain(row, objectives)]
    yield story.say("search_gain" if sure else "search_trade", title=", ".join(sure))
    if results.robustness is not None:
        yield from _robust(results.robustness, again, objectives, story)


def _best(
    again: pd.DataFrame, objective: ShownObjective, results: SearchResults, story: SweepStory
) -> str:
    measure = objective.measure
    rows: list[dict[Any, Any]] = again.to_dict("records")
    row = min(rows, key=lambda row: row[f"{measure}_again"] * objective.sign)
    mean, low, high = (
        story.number(row[f"{measure}_{name}"] * objective.factor, signed=True)
        for name in ("again", "low", "high")
    )
    return story.say(
        "search_best", label=objective.title, scenario=row["package"],
        title=composition(row, results, story), mean=mean, base=objective.unit, first=low,
        last=high,
    )  # fmt: skip


def _robust(
    table: pd.DataFrame, again: pd.DataFrame, objectives: list[ShownObjective], story: SweepStory
) -> Iterator[str]:
    yield story.say("search_robust_head", n=int(table["samples"].max()))
    shares = table.set_index(["package", "measure"])["share"].to_dict()
    head = ["", *(one.title for one in objectives), story.say(EVERY)]
    measures = [*(one.measure for one in objectives), EVERY]
    rows = [
        [name, *(f"{story.percent(shares[name, measure])} %" for measure in measures)]
        for name in again["package"]
    ]
    yield from aligned([head, *rows])
