"""The story of a household in a few sentences."""

from __future__ import annotations

from simulation.report.explain import describe
from simulation.report.explain.competition import competition
from simulation.report.explain.life import Life, Spell, reason_name
from simulation.report.explain.voice import Voice
from simulation.report.explain.words import WORDS
from simulation.results.trace import Record, Trace
from simulation.state.schema import NEVER, Channel, Exit, Move, Reason

_TOLD_ONE_BY_ONE = 1


def summary(trace: Trace, voice: Voice, life: Life) -> tuple[str, ...]:
    """Return who the household is, what became of its files, and how it left."""
    told = [(spell.ends(life.end), _of_spell(trace, voice, life, spell)) for spell in _own(life)]
    told += [
        (letting["month"], [_rehoused(trace, voice, life, letting)])
        for letting in life.lettings
        if letting["channel"] == Channel.REHOUSING
    ]
    told += _in_vain(voice, life)
    told += _not_rehoused(voice, life)
    told.sort(key=lambda pair: pair[0])
    sentences = [sentence for _, some in told for sentence in some]
    return (
        *_who(voice, life),
        *(sentences or _without_file(voice, life)),
        *_end(trace, voice, life),
    )


def _who(voice: Voice, life: Life) -> list[str]:
    """Describe the household when it was housed, or else when it filed, or else at first."""
    months = [letting["month"] for letting in life.lettings]
    months += [spell.opened for spell in life.spells]
    months += [record["month"] for record in life.snapshots]
    household = life.at(months[0]) if months else None
    if household is None:
        return []
    month = max(household["month"], life.start)
    return [voice.say("s_who", month=voice.month(month), who=describe.who(voice, household))]


# ---- files ----


def _vain(life: Life) -> list[Spell]:
    """Return the requests for a transfer that lapsed without any offer."""
    return [
        spell
        for spell in life.spells
        if spell.is_transfer and spell.lapses_at_home and not life.offers_during(spell)
    ]


def _own(life: Life) -> list[Spell]:
    """Return the files that are told each in its sentence."""
    vain = _vain(life)
    return [s for s in life.spells if len(vain) <= _TOLD_ONE_BY_ONE or s not in vain]


def _in_vain(voice: Voice, life: Life) -> list[tuple[int, list[str]]]:
    vain = _vain(life)
    if len(vain) <= _TOLD_ONE_BY_ONE:
        return []
    details = {"first": voice.month(vain[0].filed), "last": voice.month(vain[-1].closed)}
    text = voice.say("s_in_vain", times=voice.count("times", len(vain)), **details)
    return [(vain[-1].closed, [text])]


def _of_spell(trace: Trace, voice: Voice, life: Life, spell: Spell) -> list[str]:
    """Tell how a file ended and what competition it met."""
    end = spell.ends(life.end)
    letting = life.letting_in(end) if spell.closed != NEVER else None
    if letting is not None and letting["channel"] == Channel.REHOUSING:
        return []
    mine = life.offers_during(spell)
    details = {
        "filed": voice.month(spell.filed),
        "month": voice.month(end),
        "wait": voice.duration(end - spell.filed),
        "offers": voice.count("offers", len(mine)),
        "refusals": voice.count("refusals", sum(not offer["accepted"] for offer in mine)),
    }
    if letting is not None:
        key = "s_transfer" if letting["origin"] >= 0 else "s_housed"
        details |= _places(trace, voice, letting)
    elif spell.closed == NEVER:
        key = "s_waiting_transfer" if spell.is_transfer else "s_waiting"
    else:
        key = "s_lapsed" if spell.is_transfer else "s_gave_up"
    return [voice.say(key, **details), *competition(trace, voice, life, spell)]


def _places(trace: Trace, voice: Voice, letting: Record) -> dict[str, str]:
    home = trace.dwelling(letting["dwelling"])
    places = {
        "dwelling": describe.dwelling(trace, voice, letting["dwelling"]),
        "sector": describe.sector(trace, voice, home),
    }
    if letting["origin"] >= 0:
        places["old"] = describe.dwelling(trace, voice, letting["origin"])
    return places


def _rehoused(trace: Trace, voice: Voice, life: Life, letting: Record) -> str:
    shown = sum(offer["channel"] == Channel.REHOUSING for offer in life.offers)
    offers, month = voice.count("offers", shown), voice.month(letting["month"])
    return voice.say("s_rehoused", month=month, offers=offers, **_places(trace, voice, letting))


def _not_rehoused(voice: Voice, life: Life) -> list[tuple[int, list[str]]]:
    """Tell of somebody who was shown homes for a rehousing and took none."""
    shown = [offer for offer in life.offers if offer["channel"] == Channel.REHOUSING]
    if not shown or any(offer["accepted"] for offer in shown):
        return []
    offers = voice.count("offers", len(shown))
    return [(shown[-1]["month"], [voice.say("s_not_rehoused", offers=offers)])]


def _without_file(voice: Voice, life: Life) -> list[str]:
    for move in life.moves:
        if move["kind"] == Move.EXIT and move["reason"] == Reason.LAPSED:
            return [voice.say("s_no_file", month=voice.month(move["month"]))]
    return [voice.say("s_never")]


# ---- the end ----


def _end(trace: Trace, voice: Voice, life: Life) -> list[str]:
    """Tell how it left its last home, or that it kept the only one that it had."""
    for move in life.moves:
        if move["kind"] in (Move.EXIT, Move.UNHOUSE) and move["origin"] >= 0:
            kind = life.exit_kind(move)
            named = kind.name if kind != Exit.NONE else reason_name(move["reason"])
            if f"s_left_{named}" in WORDS:
                return [voice.say(f"s_left_{named}", month=voice.month(move["month"]))]
    home = life.home_at_end
    if home is not None and len(life.stays) == 1 and home.since < 0:
        return [voice.say("s_stays", dwelling=describe.dwelling(trace, voice, home.dwelling))]
    return []
