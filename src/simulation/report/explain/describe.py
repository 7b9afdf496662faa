"""Say who a household is and what a dwelling is."""

from __future__ import annotations

from collections.abc import Iterable

from simulation.law.income import consumption_units
from simulation.report.explain.account import Event
from simulation.report.explain.voice import Voice
from simulation.results.trace import Record, Trace
from simulation.state.schema import NEVER, Activity, Financing

_MOST_ROOMS = 5
_PRIVATE = (Financing.PRIVATE_RENTAL, Financing.OWNER_OCCUPIED)


def title(trace: Trace, voice: Voice, subject: str, identity: int) -> str:
    """Return the title of a story."""
    run = trace.run
    key = "run_many" if run.replicates > 1 else "run_one"
    told = voice.say(key, title=run.title, replicate=run.replicate)
    return voice.say(f"title_{subject}", id=identity, run=told)


def dwelling(trace: Trace, voice: Voice, row: int) -> str:
    """Return a dwelling with its rooms, surface and area."""
    home = trace.dwelling(row)
    return voice.say(
        "dwelling",
        id=row,
        rooms=rooms(voice, home),
        surface=voice.number(home["surface"]),
        area=area(trace, home["area"]),
    )


def rooms(voice: Voice, home: Record) -> str:
    """Return the size of a dwelling in main rooms."""
    return voice.say(f"rooms_{min(home['rooms'], _MOST_ROOMS)}")


def area(trace: Trace, row: int) -> str:
    """Return the label of an area."""
    return str(trace.area(row)["label"])


def sector(trace: Trace, voice: Voice, home: Record) -> str:
    """Return whether a dwelling lies in a priority neighbourhood."""
    return voice.say("in_qpv" if trace.area(home["area"])["is_qpv"] else "out_of_qpv")


def financing(voice: Voice, home: Record) -> str:
    """Return the financing or the private tenure of a dwelling."""
    return voice.say(f"financing_{Financing(home['financing']).name}")


def tenure(voice: Voice, home: Record) -> str:
    """Return how a household lives in a dwelling of this financing."""
    financing = Financing(home["financing"])
    key = f"tenure_{financing.name}"
    return voice.say(key if financing in _PRIVATE else "tenure_SOCIAL")


def who(voice: Voice, household: Record) -> str:
    """Return family, activity, income and quartile of a household."""
    children = household["teenagers"] + household["children"]
    units = float(
        consumption_units(household["adults"], household["teenagers"], household["children"])
    )
    told = voice.say(
        "who",
        family=_family(voice, household, children),
        activity=voice.say(f"activity_{Activity(household['activity']).name}"),
        income=voice.say(
            "income",
            income=voice.euros(household["income"]),
            unit=voice.euros(household["income"] / units),
        ),
    )
    if household["quartile"] < 1:
        return told
    return voice.say("who_quarter", who=told, quarter=voice.say(f"quarter_{household['quartile']}"))


def briefly(voice: Voice, household: Record, month: int) -> str:
    """Return family, waiting time, priority and refusals of an applicant."""
    children = household["teenagers"] + household["children"]
    return ", ".join([_family(voice, household, children), *facts_of_file(voice, household, month)])


def facts_of_file(voice: Voice, household: Record, month: int) -> list[str]:
    """Return what counts in the rank of a file: waiting time, priority, refusals."""
    if household["filed"] == NEVER:
        return []
    wait = month - household["filed"]
    if wait > 0:
        facts = [voice.say("waiting_for", wait=voice.duration(wait))]
    else:
        facts = [voice.say("new_file")]
    if household["is_priority"]:
        facts.append(voice.say("is_priority"))
    if household["refused"]:
        facts.append(voice.count("refusals", household["refused"]))
    return facts


def examined(voice: Voice, record: Record, key: str) -> str:
    """Return how many files were examined for a vacancy, and how many were set aside."""
    return voice.say(
        key,
        examined=voice.number(record["examined"]),
        over=voice.number(record["over_ceiling"]),
        insolvent=voice.number(record["not_solvent"]),
    )


def headings(trace: Trace, voice: Voice, events: Iterable[Event]) -> dict[int, str]:
    """Return the heading of each month in which something happens; the last is the end."""
    end = trace.run.end
    names = {event.month: voice.sentence(voice.month(event.month)) for event in events}
    if end in names:
        names[end] = voice.say("end_of", year=trace.run.start_year + trace.run.years - 1)
    return names


def effort(voice: Voice, cost: int, household: Record) -> str:
    """Return the share of its income that a household pays, «–» without an income."""
    income = household["income"]
    return voice.percent(cost / income) if income > 0 else "–"


def _family(voice: Voice, household: Record, children: int) -> str:
    is_couple = household["adults"] > 1
    if not children:
        return voice.say("couple" if is_couple else "alone", age=household["age"])
    return voice.say(
        "family" if is_couple else "lone_parent",
        age=household["age"],
        children=voice.count("children", children),
    )
