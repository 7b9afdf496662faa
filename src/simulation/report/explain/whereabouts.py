"""Where a household lived, with whom, and how it came and left."""

from __future__ import annotations

from collections.abc import Iterator

from simulation.report.explain import describe
from simulation.report.explain.account import Event
from simulation.report.explain.life import reason_name
from simulation.report.explain.teller import END, EXITS, PRIVATE, WORKS, Teller, Told, plain
from simulation.report.explain.words import WORDS
from simulation.results.trace import Record
from simulation.state.schema import NEVER, Exit, Move, Reason, Work

_SOCIAL = (Reason.COMMISSION, Reason.REHOUSING, Reason.ADVERT)


def events(teller: Teller) -> Iterator[Told]:
    """Return what happened to the household outside its files."""
    yield from _start(teller)
    yield from _works(teller)
    yield from _sales(teller)
    yield from _members(teller)
    yield from _moves(teller)
    yield from _end(teller)


def _start(teller: Teller) -> Iterator[Told]:
    first = teller.life.first
    if first is None or first["dwelling"] < 0:
        return
    texts = [teller.text("at_start_home", first["dwelling"], since=first["moved_in"])]
    texts += _rent(teller, first)
    yield WORKS, Event(teller.life.start, "start", " ".join(texts), data=plain(first))


def _rent(teller: Teller, household: Record) -> list[str]:
    """Tell what a social tenant pays."""
    home = household["dwelling"]
    if home < 0 or not teller.trace.dwelling(home)["is_social"]:
        return []
    return [teller.pays("pays", household["net_cost"], household)]


def _works(teller: Teller) -> Iterator[Told]:
    for stay in teller.life.stays:
        home = teller.trace.dwelling(stay.dwelling)
        opens, due = home["rehousing_opens"], home["demolition_due"]
        if opens != NEVER and stay.since <= opens <= stay.until:
            text = teller.voice.say("rehousing_opens", due=teller.voice.month(due))
            yield WORKS, Event(opens, "rehousing", text, data={"demolition_due": due})
        for work in teller.trace.where("works", dwelling=stay.dwelling, what=Work.REFURBISHMENT):
            if stay.since <= work["month"] <= stay.until:
                text = teller.voice.say("refurbished")
                yield WORKS, Event(work["month"], "refurbished", text, data=plain(work))


def _sales(teller: Teller) -> Iterator[Told]:
    """Tell of the purchase of the social home that it lives in."""
    for sale in teller.life.sales:
        text = teller.text("buys_home", sale["dwelling"])
        yield WORKS, Event(sale["month"], "buys", text, data=plain(sale))


def _members(teller: Teller) -> Iterator[Told]:
    """Tell of births, grown-up children, separations and couples made."""
    for record in teller.life.members:
        sign = "plus" if record["change"] > 0 else "minus"
        key = f"member_{reason_name(record['reason'])}_{sign}"
        if key in WORDS:
            text = teller.voice.say(key, n=abs(record["change"]))
            yield WORKS, Event(record["month"], "members", text, data=plain(record))


def _moves(teller: Teller) -> Iterator[Told]:
    for move in teller.life.moves:
        is_departure = move["kind"] in (Move.EXIT, Move.UNHOUSE)
        step = EXITS if is_departure and move["origin"] >= 0 else PRIVATE
        if move["kind"] == Move.ENTRY:
            step = WORKS
        text = _departure(teller, move) if is_departure else _arrival(teller, move)
        if text:
            yield step, Event(move["month"], "move", text, data=plain(move))


def _arrival(teller: Teller, move: Record) -> str:
    """Tell how it came into being or into a private home; social lettings tell themselves."""
    if move["kind"] == Move.ENTRY:
        key = f"formed_{reason_name(move['reason'])}"
        return teller.voice.say(key) if key in WORDS else ""
    if move["reason"] in _SOCIAL:
        return ""
    home = teller.trace.dwelling(move["destination"])
    key = "arrives" if teller.life.arrives_in(move["month"]) else "settles"
    return teller.text(key, move["destination"], tenure=describe.tenure(teller.voice, home))


def _departure(teller: Teller, move: Record) -> str:
    month, origin = move["month"], move["origin"]
    if origin < 0:
        return _withdrawal(teller, move)
    kind = teller.life.exit_kind(move)
    stay = teller.voice.duration(month - teller.life.moved_in_before(month))
    named = kind.name if kind != Exit.NONE else reason_name(move["reason"])
    key = f"leaves_{named}" if f"leaves_{named}" in WORDS else "leaves"
    return teller.text(key, origin, stay=stay)


def _withdrawal(teller: Teller, move: Record) -> str:
    """Tell how a household without a home goes away."""
    voice, month = teller.voice, move["month"]
    key = f"withdraws_{reason_name(move['reason'])}"
    if key in WORDS:
        return voice.say(key)
    if move["reason"] != Reason.LAPSED:
        return voice.say("arrives_none" if teller.life.arrives_in(month) else "finds_none")
    spell = teller.life.spell_ending(month)
    if spell is None:
        return voice.say("no_area")
    return voice.say("gives_up", wait=voice.duration(month - spell.filed))


def _end(teller: Teller) -> Iterator[Told]:
    life, voice, end = teller.life, teller.voice, teller.life.end
    if not life.is_present_at_end:
        return
    home, last = life.home_at_end, life.last
    if home is None:
        texts = [voice.say("ends_waiting")]
    else:
        texts = [teller.text("ends_home", home.dwelling, since=home.since)]
    if last is not None:
        texts += _rent(teller, last)
    if home is not None and life.open_spell is not None:
        texts.append(voice.say("ends_transfer", filed=voice.month(life.open_spell.filed)))
    yield END, Event(end, "end", " ".join(texts), data={} if last is None else plain(last))
