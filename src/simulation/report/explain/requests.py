"""The files of a household: when it asked, for which areas, and how a file lapsed."""

from __future__ import annotations

from collections.abc import Iterator

from simulation.report.explain import describe
from simulation.report.explain.account import Event
from simulation.report.explain.life import Spell
from simulation.report.explain.teller import FILES, Teller, Told


def events(teller: Teller) -> Iterator[Told]:
    """Return the openings, changes and lapses of its files."""
    for spell in teller.life.spells:
        yield (
            FILES,
            Event(spell.opened, "file", " ".join(_opening(teller, spell)), data=spell.as_data()),
        )
        if spell.lapses_at_home:
            wait = teller.voice.duration(spell.closed - spell.filed)
            yield FILES, Event(spell.closed, "lapse", teller.voice.say("lapses", wait=wait))
    yield from _changes(teller)


def _opening(teller: Teller, spell: Spell) -> Iterator[str]:
    voice = teller.voice
    if spell.filed < spell.opened:
        yield voice.say("at_start_file", filed=voice.month(spell.filed))
    else:
        yield voice.say("files_transfer" if spell.is_transfer else "files")
    if spell.is_priority:
        yield voice.say("priority")
    areas = teller.life.asked_at(spell.opened)
    if areas:
        yield _areas(teller, "asks", len(areas), areas)


def _changes(teller: Teller) -> Iterator[Told]:
    """Tell when a file asks for more or fewer areas; the full story also when some are replaced."""
    opened = {spell.opened for spell in teller.life.spells}
    for month, before, after in teller.life.changes_of_asking:
        new = tuple(area for area in after if area not in before)
        gone = tuple(area for area in before if area not in after)
        is_told = teller.is_full or len(after) != len(before)
        if month in opened or not (new or gone) or not is_told:
            continue
        key, told = ("asks_more", new) if new else ("asks_less", gone)
        text = _areas(teller, key, len(after), told)
        yield FILES, Event(month, "asking", text, data={"areas": list(after)})


def _areas(teller: Teller, key: str, count: int, areas: tuple[int, ...]) -> str:
    listed = teller.voice.listed([describe.area(teller.trace, area) for area in areas])
    return teller.voice.say(key, count=teller.voice.count("areas", count), areas=listed)
