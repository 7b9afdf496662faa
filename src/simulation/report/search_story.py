"""What texts and figures of a search share: units shown, packages in words."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from simulation.analysis.search_results import SearchResults
from simulation.config.vary import POLICIES
from simulation.report.figures.sweep_contrasts import UNIT_WORDS
from simulation.report.sweep_story import SweepStory

if TYPE_CHECKING:
    import pandas as pd

_SHARES = ("index", "share")
_HUNDRED = 100.0


@dataclass(frozen=True)
class ShownObjective:
    """An objective as readers see it.

    Attributes
    ----------
    factor
        What raw differences are multiplied by: shares in points, euros in % of the reference.
    unit
        Words for the unit.
    """

    measure: str
    title: str
    unit: str
    factor: float
    is_low_better: bool

    @property
    def sign(self) -> int:
        """What makes good differences negative when it multiplies them."""
        return 1 if self.is_low_better else -1


def story_of(results: SearchResults, lang: str) -> SweepStory:
    """Return the words of a search; its runs are those of the packages tried."""
    search = results.plan.search
    reference = results.plan.space.reference.title
    runs = len(results.evaluations) * search.replicates
    return SweepStory({"reference": reference}, search.title, runs, lang)


def shown_objectives(results: SearchResults, story: SweepStory) -> list[ShownObjective]:
    """Return the objectives in their order."""
    return [_shown(row, story) for row in results.objectives.to_dict("records")]


def packages_again(results: SearchResults, objectives: list[ShownObjective]) -> pd.DataFrame:
    """Return the packages that were run again, the best on the first objective first."""
    front = results.front
    again = front[front["is_rerun"].astype(bool)]
    first = objectives[0]
    order = (again[f"{first.measure}_again"] * first.sign).sort_values(kind="stable").index
    return again.loc[order].reset_index(drop=True)


def held(row: Any, results: SearchResults) -> list[str]:
    """Return the policies of a row of the front, in the order of the search file."""
    return [name for name in results.plan.space.levers if row[f"{POLICIES}.{name}"]]


def numbers(row: Any, policy: str, results: SearchResults, story: SweepStory) -> list[str]:
    """Return the numbers of a policy of a row of the front as text."""
    head = f"{POLICIES}.{policy}."
    names = [a.name for a in results.plan.space.axes if a.name.startswith(head)]
    return [story.number(row[name]) for name in names if not math.isnan(row[name])]


def composition(row: Any, results: SearchResults, story: SweepStory) -> str:
    """Return a package in words: its policies, with their numbers."""
    found = []
    for policy in held(row, results):
        values = numbers(row, policy, results, story)
        found.append(f"{policy} {', '.join(values)}" if values else policy)
    return " + ".join(found)


def is_sure(row: Any, objective: ShownObjective) -> bool:
    """Return whether the interval of a package holds no 0."""
    low, high = row[f"{objective.measure}_low"], row[f"{objective.measure}_high"]
    return bool(low > 0 or high < 0)


def is_gain(row: Any, objectives: list[ShownObjective]) -> bool:
    """Return whether a package is surely better on some objective and surely worse on none."""
    signs = {row[f"{one.measure}_again"] * one.sign < 0 for one in objectives if is_sure(row, one)}
    return signs == {True}


def _shown(row: Any, story: SweepStory) -> ShownObjective:
    unit, reference = row["unit"], row["reference"]
    factor = _HUNDRED if unit in _SHARES else 1.0
    word = UNIT_WORDS.get(unit, unit)
    if unit == "eur":
        factor, word = (_HUNDRED / reference, word) if reference else (1.0, "eur")
    title = story.measure(row["measure"])
    return ShownObjective(
        row["measure"], title, story.say(word), factor, row["better"] == "low"
    )  # fmt: skip
