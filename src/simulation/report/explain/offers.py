"""One vacancy of one month: who was kept, in which order, who was offered it and why they chose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import hypot

from simulation.report.explain import describe
from simulation.report.explain.decision import Decision, decide, told
from simulation.report.explain.voice import Voice
from simulation.results.trace import Record, Trace
from simulation.state.schema import NEVER, Channel

NOT_REACHED, ACCEPTED, REFUSED = range(3)
_REASONS_TOLD = 3
HOUSED_BY_LIST = (Channel.COMMISSION, Channel.ADVERT)


@dataclass(frozen=True)
class Candidate:
    """A household on the list of a vacancy: `rank` from 1, `points` in thousandths or None."""

    household: int
    rank: int
    points: int | None
    outcome: int


def candidates(trace: Trace, month: int, home: int, channel: int) -> list[Candidate]:
    """Return the list of a vacancy in a month, those who were offered it where no list was kept."""
    where = {"month": month, "dwelling": home, "channel": channel}
    kept = trace.where("candidates", **where)
    if kept:
        kept.sort(key=lambda record: record["place"])
        return [
            Candidate(record["household_id"], rank, record["points"], record["outcome"])
            for rank, record in enumerate(kept, start=1)
        ]
    return [
        Candidate(offer["household_id"], rank, None, ACCEPTED if offer["accepted"] else REFUSED)
        for rank, offer in enumerate(trace.where("offers", **where), start=1)
    ]


def snapshot(trace: Trace, household: int, month: int) -> Record | None:
    """Return what a household was in a month, or the last time before that it was looked at."""
    known = [r for r in trace.where("households", household_id=household) if r["month"] <= month]
    return max(known, key=lambda record: record["month"]) if known else None


def reason_of(trace: Trace, offer: Record) -> Record | None:
    """Return what was weighed when an offer (or letting) was made, None when not recorded."""
    keys = {name: offer[name] for name in ("month", "household_id", "dwelling")}
    found = trace.where("reasons", **keys)
    return found[0] if found else None


def decision_of(trace: Trace, offer: Record) -> Decision | None:
    """Return the decision on an offer, None when what was weighed was not recorded."""
    reason = reason_of(trace, offer)
    if reason is None:
        return None
    household = snapshot(trace, offer["household_id"], offer["month"])
    is_urgent = household is not None and bool(household["is_priority"])
    return decide(trace, reason, is_accepted=bool(offer["accepted"]), is_urgent=is_urgent)


def why(trace: Trace, voice: Voice, offer: Record, *, is_full: bool) -> str:
    """Return why an offer was accepted or refused, in sentences."""
    other = _preferred(trace, offer)
    if other is not None:
        return voice.say("prefers_other", dwelling=describe.dwelling(trace, voice, other))
    reason, decision = reason_of(trace, offer), decision_of(trace, offer)
    if reason is None or decision is None:
        return voice.say("accepts_only" if offer["accepted"] else "refuses_only")
    household = snapshot(trace, offer["household_id"], offer["month"])
    return told(decision, voice, _details(trace, voice, reason, household), is_full=is_full)


def obstacles(trace: Trace, made: Iterable[Record]) -> Counter[str]:
    """Return how often each thing weighed most against offers that were refused."""
    decisions = (decision_of(trace, offer) for offer in made)
    return Counter(decision.main_obstacle for decision in decisions if decision is not None)


def main_reasons(voice: Voice, found: Counter[str]) -> list[str]:
    """Return the sentence on the commonest obstacles, none when nothing was recorded."""
    if not found:
        return []
    told = [
        voice.say("d_reason_times", reason=voice.say(f"d_reason_{thing}"), n=n)
        for thing, n in found.most_common(_REASONS_TOLD)
    ]
    key = "d_main_reason" if len(told) == 1 else "d_main_reasons"
    return [voice.say(key, reasons=voice.listed(told))]


def _preferred(trace: Trace, offer: Record) -> int | None:
    """Return the dwelling that a household to rehouse took instead in the same month."""
    if offer["accepted"] or offer["channel"] != Channel.REHOUSING:
        return None
    same = {"month": offer["month"], "household_id": offer["household_id"], "accepted": 1}
    taken = trace.where("offers", **same)
    return int(taken[0]["dwelling"]) if taken else None


def _details(
    trace: Trace, voice: Voice, reason: Record, household: Record | None
) -> dict[str, str]:
    details = {"new": voice.euros(reason["net_cost"]), "old": voice.euros(reason["stay_net_cost"])}
    if household is None:
        return {**details, "effort": "–", "wait": "–", "km": "–"}
    filed = household["filed"]
    return {
        **details,
        "effort": describe.effort(voice, reason["net_cost"], household),
        "wait": "–" if filed == NEVER else voice.duration(reason["month"] - filed),
        "km": _distance(trace, voice, household["dwelling"], reason["dwelling"]),
    }


def _distance(trace: Trace, voice: Voice, old: int, new: int) -> str:
    if old < 0:
        return "–"
    here, there = (trace.area(trace.dwelling(home)["area"]) for home in (old, new))
    return voice.decimal(hypot(here["x_km"] - there["x_km"], here["y_km"] - there["y_km"]))
