"""What is told of a household or a dwelling: a title, a summary, events in order, notes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Event:
    """One thing that happened.

    Attributes
    ----------
    month
        Months since January of the start year.
    kind
        What kind of thing, one word.
    text
        Plain sentences.
    details
        Further lines, such as one for each candidate.
    data
        The figures behind the sentences, as plain values.
    """

    month: int
    kind: str
    text: str
    details: tuple[str, ...] = ()
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Account:
    """The whole story of one household or dwelling.

    `subject` is "household" or "dwelling"; `headings` name the months of events.
    """

    subject: str
    identity: int
    title: str
    summary: tuple[str, ...]
    events: tuple[Event, ...]
    notes: tuple[str, ...]
    headings: dict[int, str]

    def as_data(self, start_year: int) -> dict[str, Any]:
        """Return the story as plain values, for JSON; months are written as ``2024-03``."""
        return {
            "subject": self.subject,
            "id": self.identity,
            "title": self.title,
            "summary": list(self.summary),
            "events": [
                {
                    "month": f"{start_year + event.month // 12}-{event.month % 12 + 1:02d}",
                    "kind": event.kind,
                    "text": event.text,
                    "details": list(event.details),
                    "data": event.data,
                }
                for event in self.events
            ],
            "notes": list(self.notes),
        }
