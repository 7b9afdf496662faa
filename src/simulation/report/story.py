"""What every figure of a comparison needs beside its table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from simulation.report.words import word


@dataclass(frozen=True)
class Story:
    """Names, years and source of a comparison.

    Attributes
    ----------
    titles
        Title of each scenario by name, the base first.
    start_year
        First year after the spin-up.
    replicates
        Simulations of each scenario.
    source
        Where the territory comes from.
    lang
        "en" or "fr".
    """

    titles: Mapping[str, str]
    start_year: int
    replicates: int
    source: str
    lang: str = "en"

    @property
    def base(self) -> str:
        """Name of the scenario that the others are compared with."""
        return next(iter(self.titles))

    def say(self, key: str, **details: object) -> str:
        """Return a text in the language of the story."""
        return word(key, self.lang, **details)

    def footer(self, *notes: str) -> str:
        """Return the notes, the source and the warning that stand under each figure."""
        source = self.say("source", source=self.source)
        return " ".join((*notes, source, self.say("not_forecast")))
