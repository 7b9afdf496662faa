"""Names and numbers of the analyses of a sweep, as readers see them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from textwrap import fill

from simulation.report.words import word

_MOST_PLACES = 8


@dataclass(frozen=True)
class SweepStory:
    """What texts and figures of a sweep need beside its tables.

    Attributes
    ----------
    titles
        Title of each arm by name, the base first.
    title
        Name of the sweep.
    n_runs
        Simulations in all.
    lang
        "en" or "fr".
    units
        Unit of each measure.
    """

    titles: Mapping[str, str]
    title: str
    n_runs: int
    lang: str = "en"
    units: Mapping[str, str] = field(default_factory=dict)

    def say(self, key: str, **details: object) -> str:
        """Return a text in the language of the story."""
        return word(key, self.lang, **details)

    def arm(self, name: str) -> str:
        """Return the title of an arm."""
        return self.titles.get(name, name)

    def measure(self, name: str) -> str:
        """Return the words for a measure on one line, its name where there are none."""
        short = f"short_{name}"
        found = self.say(short)
        return (found if found != short else self.say(name)).replace("\n", " ")

    def output(self, measure: str, arm: str, minus: str) -> str:
        """Return the words for an output: a level, or a difference between arms."""
        details = {"title": self.measure(measure), "scenario": self.arm(arm)}
        if minus:
            return self.say("difference_of", base=self.arm(minus), **details)
        return self.say("level_of", **details) if len(self.titles) > 1 else details["title"]

    def heading(self, measure: str, arm: str, minus: str, width: int) -> str:
        """Return the words for an output in lines of `width` characters, to stand over a panel."""
        return fill(self.output(measure, arm, minus), width)

    def index(self, value: float) -> str:
        """Return an index that lies between 0 and 1, with two decimals."""
        if math.isnan(value):
            return "—"
        text = f"{round(value, 2) + 0.0:.2f}".replace("-", "−")
        return text.replace(".", ",") if self.lang == "fr" else text

    def number(self, value: float, digits: int = 3, *, signed: bool = False) -> str:
        """Return a number with some significant digits and the mark of the language."""
        if math.isnan(value):
            return "—"
        places = digits - 1 - math.floor(math.log10(abs(value))) if value else 0
        text = f"{value:{'+' if signed else ''},.{min(max(places, 0), _MOST_PLACES)}f}"
        if "." in text:
            text = text.rstrip("0").rstrip(".")
        text = text.replace(",", "\u202f").replace("-", "−")
        return text.replace(".", ",") if self.lang == "fr" else text

    def percent(self, share: float) -> str:
        """Return a share as a whole percentage, without its sign."""
        return "—" if math.isnan(share) else f"{100 * share:.0f}"

    def footer(self, *notes: str) -> str:
        """Return the notes, the name of the sweep and the warning that stand under a figure."""
        told = (self.say("of_sweep", title=self.title), self.say("runs_of", n=self.n_runs))
        return " ".join((*notes, *told, self.say("not_forecast")))
