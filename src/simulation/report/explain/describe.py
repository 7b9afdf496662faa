"""Say who a household is and what a dwelling is."""

from __future__ import annotations

from simulation.law.income import consumption_units
from simulation.report.explain.voice import Voice
from simulation.results.trace import Record, Trace
from simulation.state.schema import NEVER, Activity, Financing

_MOST_ROOMS = 5


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
    """Return family, waiting time and priority of an applicant."""
    children = household["teenagers"] + household["children"]
    parts = [_family(voice, household, children)]
    if household["filed"] != NEVER:
        wait = voice.duration(month - household["filed"])
        parts.append(voice.say("waiting_for", wait=wait))
    if household["is_priority"]:
        parts.append(voice.say("is_priority"))
    return ", ".join(parts)


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
