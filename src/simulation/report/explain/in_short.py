"""The story of a household in a few sentences."""

from __future__ import annotations

from statistics import median

import numpy as np

from simulation.kernels.commission import fits
from simulation.report.explain import describe
from simulation.report.explain.life import Life, Spell
from simulation.report.explain.voice import Voice
from simulation.results.trace import Record, Trace
from simulation.state.schema import NEVER, Channel, Exit, Move, Reason

_SHORT_WAIT = 6  # months under which what happened meanwhile says little


def summary(trace: Trace, voice: Voice, life: Life) -> tuple[str, ...]:
    """Return who the household is, what became of its files, and how it left."""
    sentences = [*_who(voice, life)]
    by_month = [
        (spell.ends(life.end), _of_spell(trace, voice, life, spell)) for spell in life.spells
    ]
    by_month += [
        (letting["month"], [_rehoused(trace, voice, letting)])
        for letting in life.lettings
        if letting["channel"] == Channel.REHOUSING
    ]
    for _, told in sorted(by_month, key=lambda pair: pair[0]):
        sentences += told
    if not by_month:
        sentences += _without_file(voice, life)
    return (*sentences, *_end(trace, voice, life))


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


def _of_spell(trace: Trace, voice: Voice, life: Life, spell: Spell) -> list[str]:
    """Tell how a file ended and what competition it met."""
    end = spell.ends(life.end)
    mine = [o for o in life.offers if spell.opened <= o["month"] <= end]
    mine = [o for o in mine if o["channel"] != Channel.REHOUSING]
    refused = sum(not offer["accepted"] for offer in mine)
    letting = life.letting_in(end) if spell.closed != NEVER else None
    details = {
        "filed": voice.month(spell.filed),
        "month": voice.month(end),
        "wait": voice.duration(end - spell.filed),
        "offers": voice.count("offers", len(mine)),
        "refusals": voice.count("refusals", refused),
    }
    if letting is not None and letting["channel"] == Channel.REHOUSING:
        return []
    if letting is not None:
        home = trace.dwelling(letting["dwelling"])
        details["dwelling"] = describe.dwelling(trace, voice, letting["dwelling"])
        details["sector"] = describe.sector(trace, voice, home)
        if letting["origin"] >= 0:
            details["old"] = describe.dwelling(trace, voice, letting["origin"])
        told = voice.say("s_transfer" if letting["origin"] >= 0 else "s_housed", **details)
    elif spell.closed == NEVER:
        told = voice.say("s_waiting_transfer" if spell.is_transfer else "s_waiting", **details)
    else:
        told = voice.say("s_lapsed" if spell.is_transfer else "s_gave_up", **details)
    return [told, *_competition(trace, voice, life, spell)]


def _rehoused(trace: Trace, voice: Voice, letting: Record) -> str:
    home = trace.dwelling(letting["dwelling"])
    return voice.say(
        "s_rehoused",
        month=voice.month(letting["month"]),
        old=describe.dwelling(trace, voice, letting["origin"]),
        dwelling=describe.dwelling(trace, voice, letting["dwelling"]),
        sector=describe.sector(trace, voice, home),
    )


def _competition(trace: Trace, voice: Voice, life: Life, spell: Spell) -> list[str]:
    """Tell how many dwellings it could have had were let meanwhile, and to whom."""
    end = spell.ends(life.end)
    if end - spell.opened < _SHORT_WAIT or trace.tables.get("lettings") is None:
        return []
    waits = _waits_of_others(trace, life, spell)
    if not waits:
        return [voice.say("s_competition_none")]
    told = [voice.say("s_competition", n=len(waits), median=voice.duration(round(median(waits))))]
    if len(trace.tables["candidates"]):
        kept = sum(spell.opened <= c["month"] <= end for c in life.candidacies)
        told.append(voice.say("s_kept", n=kept) if kept else voice.say("s_kept_never"))
    return told


def _waits_of_others(trace: Trace, life: Life, spell: Spell) -> list[int]:
    """Return the waits of those who were let, meanwhile, what it asked for and what fits it."""
    household = life.at(spell.opened)
    if household is None:
        return []
    persons = household["adults"] + household["teenagers"] + household["children"]
    lettings, homes = trace.tables["lettings"], trace.tables["dwellings"]
    fitting = [r for r in range(1, 6) if fits(persons, r, trace.run.spare_rooms)]
    month = lettings["month"].to_numpy()
    home = lettings["dwelling"].to_numpy()
    area = homes["area"].to_numpy()[home]
    others = (
        np.isin(homes["rooms"].to_numpy()[home], fitting)
        & (lettings["channel"].to_numpy() != Channel.REHOUSING)
        & (lettings["household_id"].to_numpy() != life.identity)
    )
    bounds = [since for since, _ in life.lists_of_areas] + [NEVER]
    found: list[int] = []
    for (since, areas), until in zip(life.lists_of_areas, bounds[1:], strict=True):
        first, last = max(since, spell.opened), min(until - 1, spell.ends(life.end))
        here = others & (month >= first) & (month <= last) & np.isin(area, areas)
        found += lettings["wait_months"].to_numpy()[here].tolist()
    return found


def _without_file(voice: Voice, life: Life) -> list[str]:
    for move in life.moves:
        if move["kind"] == Move.EXIT and move["reason"] == Reason.LAPSED:
            return [voice.say("s_no_file", month=voice.month(move["month"]))]
    return [voice.say("s_never")]


def _end(trace: Trace, voice: Voice, life: Life) -> list[str]:
    """Tell how it left its last home, or that it kept the only one that it had."""
    for move in life.moves:
        if move["kind"] in (Move.EXIT, Move.UNHOUSE) and move["origin"] >= 0:
            kind = life.exit_kind(move)
            if kind != Exit.NONE:
                return [voice.say(f"s_left_{kind.name}", month=voice.month(move["month"]))]
    home = life.home_at_end
    if home is not None and len(life.stays) == 1:
        return [voice.say("s_stays", dwelling=describe.dwelling(trace, voice, home.dwelling))]
    return []
