"""What happened around a file while it waited: what was let, to whom, and why not to it."""

from __future__ import annotations

from statistics import median

import numpy as np

from simulation.kernels.commission import fits
from simulation.report.explain.life import Life, Spell
from simulation.report.explain.voice import Voice
from simulation.results.trace import MONTHS, Trace
from simulation.state.schema import NEVER, Channel

_SHORT_WAIT = 6  # months under which what happened meanwhile says little
_SIZES = range(1, 6)


def competition(trace: Trace, voice: Voice, life: Life, spell: Spell) -> list[str]:
    """Tell how many dwellings it could have had were let meanwhile, and how its file fared.

    One paragraph, none for a short wait.
    """
    if spell.ends(life.end) - spell.opened < _SHORT_WAIT:
        return []
    sentences = [
        _let_meanwhile(voice, _waits_of_others(trace, life, spell)),
        *_screening(voice, life, spell),
        *_lists(trace, voice, life, spell),
        *_bids(voice, life, spell),
    ]
    return [" ".join(sentences)]


def _let_meanwhile(voice: Voice, waits: list[int]) -> str:
    if not waits:
        return voice.say("s_competition_none")
    lettings = voice.count("homes_let", len(waits))
    wait = voice.duration(round(median(waits)))
    return voice.say("s_competition", lettings=lettings, median=wait)


def _screening(voice: Voice, life: Life, spell: Spell) -> list[str]:
    """Tell for how many vacancies its file was examined and set aside, in whole years."""
    first, last = spell.opened // MONTHS, spell.ends(life.end) // MONTHS
    years = [r for r in life.screened if first <= r["month"] // MONTHS <= last]
    examined, over, insolvent = (
        sum(record[name] for record in years)
        for name in ("examined", "over_ceiling", "not_solvent")
    )
    if not examined:
        return []
    told = [voice.say("s_examined", times=voice.count("times", examined))]
    if over:
        told.append(voice.say("s_over", times=voice.count("times", over)))
    if insolvent:
        told.append(voice.say("s_insolvent", times=voice.count("times", insolvent)))
    if not over and not insolvent:
        told.append(voice.say("s_passes"))
    return told


def _lists(trace: Trace, voice: Voice, life: Life, spell: Spell) -> list[str]:
    """Tell how often its file was among the first, where lists were recorded."""
    if not trace.has("candidates"):
        return []
    kept = sum(spell.opened <= c["month"] <= spell.closed for c in life.candidacies)
    if not kept:
        return [voice.say("s_kept_never")]
    return [voice.say("s_kept", times=voice.count("times", kept))]


def _bids(voice: Voice, life: Life, spell: Spell) -> list[str]:
    """Tell how many adverts it answered."""
    count = sum(spell.opened <= bid["month"] <= spell.closed for bid in life.bids)
    return [voice.say("s_bids", adverts=voice.count("adverts", count))] if count else []


def _waits_of_others(trace: Trace, life: Life, spell: Spell) -> list[int]:
    """Return the waits of those who were let, meanwhile, what it asked for and what fits it."""
    household = life.at(spell.opened)
    if household is None:
        return []
    persons = household["adults"] + household["teenagers"] + household["children"]
    lettings, homes = trace.tables["lettings"], trace.tables["dwellings"]
    fitting = [rooms for rooms in _SIZES if fits(persons, rooms, trace.run.spare_rooms)]
    month = lettings["month"].to_numpy()
    home = lettings["dwelling"].to_numpy()
    area = homes["area"].to_numpy()[home]
    others = (
        np.isin(homes["rooms"].to_numpy()[home], fitting)
        & (lettings["channel"].to_numpy() != Channel.REHOUSING)
        & (lettings["household_id"].to_numpy() != life.identity)
    )
    bounds = [since for since, _ in life.lists_of_areas[1:]] + [NEVER]
    found: list[int] = []
    for (since, areas), until in zip(life.lists_of_areas, bounds, strict=True):
        first, last = max(since, spell.opened), min(until - 1, spell.ends(life.end))
        here = others & (month >= first) & (month <= last) & np.isin(area, areas)
        found += lettings["wait_months"].to_numpy()[here].tolist()
    return found
