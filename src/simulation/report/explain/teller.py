"""What every part of the story of a household is told with."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.report.explain import describe
from simulation.report.explain.account import Event
from simulation.report.explain.life import Life
from simulation.report.explain.voice import Voice
from simulation.results.trace import Record, Trace

# Steps of the month in which things happen, in the order of `schedule`.
WORKS, EXITS, FILES, LISTS, OFFERS, PRIVATE, END = range(7)
Told = tuple[int, Event]


@dataclass(frozen=True)
class Teller:
    """A life, where it is written, and the voice that tells it.

    `is_full` asks for every list and the weight of each reason.
    """

    trace: Trace
    voice: Voice
    life: Life
    is_full: bool = False

    def text(self, key: str, home: int, **details: object) -> str:
        """Return a sentence about a dwelling; `since` is a month."""
        since = details.get("since")
        if isinstance(since, int):
            details["since"] = self.voice.month(since)
        return self.voice.say(key, dwelling=self.home(home), **details)

    def home(self, row: int) -> str:
        """Return a dwelling with its rooms, surface and area."""
        return describe.dwelling(self.trace, self.voice, row)

    def pays(self, key: str, cost: int, household: Record) -> str:
        """Return what a household pays, and how much of its income that is."""
        effort = describe.effort(self.voice, cost, household)
        return self.voice.say(key, cost=self.voice.euros(cost), effort=effort)


def plain(record: Record) -> Record:
    """Return a record without the identity, which the story is about."""
    return {name: value for name, value in record.items() if name != "household_id"}
