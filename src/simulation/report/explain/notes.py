"""What a reader must know beside the story."""

from __future__ import annotations

from collections.abc import Iterable

from simulation.report.explain.account import Event
from simulation.report.explain.offers import HOUSED_BY_LIST
from simulation.report.explain.voice import Voice
from simulation.results.trace import Trace

_DECIDING = {"offer", "offers", "vacancy", "letting"}
_LISTING = {"lists"}


def notes(trace: Trace, voice: Voice, events: Iterable[Event]) -> tuple[str, ...]:
    """Return the notes that the events of a story call for."""
    told = tuple(events)
    kinds = {event.kind for event in told}
    found = []
    if any(event.month < 0 for event in told):
        found.append(voice.say("spin_up_note", month=voice.month(0)))
    if kinds & _DECIDING:
        found += [voice.say("usual_note"), voice.say("match_note")]
    is_listed = any(event.data.get("channel") in HOUSED_BY_LIST for event in told)
    if (is_listed or kinds & _LISTING) and trace.has("candidates"):
        found.append(voice.say("points_note"))
    return (*found, voice.say("model_note"))
