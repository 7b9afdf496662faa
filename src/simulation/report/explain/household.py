"""The story of one household, month after month."""

from __future__ import annotations

from simulation.report.explain import candidacy, describe, requests, whereabouts
from simulation.report.explain.account import Account
from simulation.report.explain.in_short import summary
from simulation.report.explain.life import Life
from simulation.report.explain.notes import notes
from simulation.report.explain.teller import Teller
from simulation.report.explain.voice import Voice
from simulation.results.trace import Trace


def household_account(trace: Trace, identity: int, lang: str, *, is_full: bool = False) -> Account:
    """Return the story of a household.

    Parameters
    ----------
    identity
        Its permanent identity.
    is_full
        Tell every list its file was on, and the weight of each reason.

    Raises
    ------
    InputError
        It never was in this simulation.
    """
    trace.require_household(identity)
    voice = Voice(lang, trace.run.start_year)
    teller = Teller(trace, voice, Life.of(trace, identity), is_full)
    told = [
        *whereabouts.events(teller),
        *requests.events(teller),
        *candidacy.events(teller),
    ]
    told.sort(key=lambda pair: (pair[1].month, pair[0]))
    events = tuple(event for _, event in told)
    return Account(
        subject="household",
        identity=identity,
        title=describe.title(trace, voice, "household", identity),
        summary=summary(trace, voice, teller.life),
        events=events,
        notes=notes(trace, voice, events),
        headings=describe.headings(trace, voice, events),
    )
