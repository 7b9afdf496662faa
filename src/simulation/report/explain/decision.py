"""Why an offer was accepted or refused, from what the household weighed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from simulation.kernels.reasons import Parts
from simulation.report.explain.voice import Voice
from simulation.report.explain.words import WORDS
from simulation.results.trace import Record, Trace

MOVING = "moving"
_TOLD_AT_LEAST = 0.1  # utility under which a reason is not worth a word
_TOLD_AT_MOST = 3
_NARROW, _CLEAR = 0.25, 1.5  # utility between what was offered and what it had to beat
_ABOVE_ALL = 0.5  # share of its side from which a reason comes above all
_THOUSANDTHS = 1000


@dataclass(frozen=True)
class Decision:
    """What a household weighed, as utility.

    Attributes
    ----------
    is_accepted
        Whether it took the offer.
    weights
        What each thing adds to the wish to move, against its home or the usual offer.
    offer, stay, moving
        Values of the offer and of staying, and the trouble of moving.
    is_tenant
        Whether it has a home to compare with.
    is_urgent
        Whether its need is recognised as urgent, which weighs like some years of waiting.
    """

    is_accepted: bool
    weights: dict[str, float]
    offer: float
    stay: float
    moving: float
    is_tenant: bool
    is_urgent: bool = False

    @property
    def margin(self) -> float:
        """How far the offer lies above what it had to beat."""
        return self.offer - self.stay - self.moving

    @property
    def main_obstacle(self) -> str:
        """What weighs most against the move."""
        thing = min(self.weights, key=lambda name: self.weights[name])
        return thing if self.weights[thing] <= -_TOLD_AT_LEAST else MOVING

    def ordered(self, sign: int) -> list[str]:
        """Return the things that speak for (1) or against (−1) the move, heaviest first."""
        things = [t for t, w in self.weights.items() if sign * w >= _TOLD_AT_LEAST]
        return sorted(things, key=lambda thing: -sign * self.weights[thing])

    def as_data(self) -> dict[str, Any]:
        """Return the figures, rounded to thousandths."""
        return {
            "accepted": self.is_accepted,
            "offer": round(self.offer, 3),
            "stay": round(self.stay, 3),
            "moving": round(self.moving, 3),
            "weights": {thing: round(weight, 3) for thing, weight in self.weights.items()},
        }


def decide(trace: Trace, reason: Record, *, is_accepted: bool, is_urgent: bool) -> Decision:
    """Return what was weighed, from a record of the kind `reasons`."""
    is_tenant = reason["home"] >= 0
    usual = trace.usual_offer
    others = {
        part: reason[f"stay_{part}"] if is_tenant else usual[f"offer_{part}"]
        for part in Parts._fields
    }
    weights = {part: reason[f"offer_{part}"] - others[part] for part in Parts._fields}
    if not is_tenant:
        weights["waiting"] = usual["waiting"] - reason["waiting"]
    weights["pressure"] = -reason["pressure"]
    stay = sum(reason[f"stay_{part}"] for part in Parts._fields)
    return Decision(
        is_accepted=is_accepted,
        weights={thing: weight / _THOUSANDTHS for thing, weight in weights.items()},
        offer=sum(reason[f"offer_{part}"] for part in Parts._fields) / _THOUSANDTHS,
        stay=(stay + reason["waiting"] + reason["pressure"]) / _THOUSANDTHS,
        moving=reason["moving_cost"] / _THOUSANDTHS,
        is_tenant=is_tenant,
        is_urgent=is_urgent,
    )


def told(decision: Decision, voice: Voice, details: dict[str, str], *, is_full: bool) -> str:
    """Return the decision in sentences.

    Parameters
    ----------
    details
        Net costs, effort, distance, waiting time: what the clauses are filled with.
    is_full
        Add the weight of each reason, and the balance.
    """
    sign = 1 if decision.is_accepted else -1
    mine, other = (
        _clauses(decision, voice, details, side, is_full=is_full) for side in (sign, -sign)
    )
    verb = voice.say(
        "accepts" if decision.is_accepted else "refuses",
        how=_how(decision, voice),
        reasons=_joined(decision, voice, mine, sign) or _nothing(decision, voice),
    )
    sentences = [verb]
    if other:
        key = "against" if decision.is_accepted else "in_favour"
        sentences.append(voice.say(key, reasons=voice.clauses(other)))
    if is_full:
        sentences.append(_balance(decision, voice))
    return " ".join(sentences)


def _clauses(
    decision: Decision, voice: Voice, details: dict[str, str], sign: int, *, is_full: bool
) -> list[str]:
    who = "tenant" if decision.is_tenant else "hosted"
    end = "plus" if sign > 0 else "minus"
    clauses = []
    for thing in decision.ordered(sign):
        named = "urgency" if thing == "waiting" and decision.is_urgent else thing
        key = f"{who}_{named}_{end}"
        if key not in WORDS:
            continue
        clause = voice.say(key, **details)
        if is_full:
            weight = voice.decimal(decision.weights[thing], signed=True)
            clause = voice.say("weight", reason=clause, weight=weight)
        clauses.append(clause)
    return clauses[:_TOLD_AT_MOST]


def _joined(decision: Decision, voice: Voice, clauses: list[str], sign: int) -> str:
    if len(clauses) < 2:
        return "".join(clauses)
    things = decision.ordered(sign)
    heaviest, whole = (sum(abs(decision.weights[t]) for t in some) for some in (things[:1], things))
    if heaviest < _ABOVE_ALL * whole:
        return voice.clauses(clauses)
    return voice.say("above_all", first=clauses[0], others=voice.clauses(clauses[1:]))


def _how(decision: Decision, voice: Voice) -> str:
    margin = abs(decision.margin)
    if margin < _NARROW:
        return voice.say("narrowly")
    return voice.say("clearly") if margin > _CLEAR else ""


def _nothing(decision: Decision, voice: Voice) -> str:
    if decision.is_accepted:
        return voice.say("nothing_for")
    return voice.say("not_worth_moving" if decision.is_tenant else "nothing_against")


def _balance(decision: Decision, voice: Voice) -> str:
    return voice.say(
        "balance_home" if decision.is_tenant else "balance_waiting",
        offer=voice.decimal(decision.offer, 2),
        stay=voice.decimal(decision.stay, 2),
        moving=voice.decimal(decision.moving, 2),
    )
