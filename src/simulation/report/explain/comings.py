"""Who came to a dwelling and who left it, and what became of the building."""

from __future__ import annotations

from collections.abc import Iterator

from simulation.report.explain import describe
from simulation.report.explain.account import Event
from simulation.report.explain.life import EXIT_OF_REASON, reason_name
from simulation.report.explain.occupation import DELIVERED, DEMOLISHED, Occupation, Tenancy
from simulation.report.explain.voice import Voice
from simulation.report.explain.words import WORDS
from simulation.results.trace import Record, Trace
from simulation.state.schema import NEVER, Exit, Move, Reason

# Steps of the month in which things happen to a dwelling, in the order of `schedule`.
WORKS, EXITS, VACANT, REHOUSING, ADVERT, COMMISSION, ENTRIES, END = range(8)
Told = tuple[int, Event]


def events(trace: Trace, voice: Voice, occupation: Occupation) -> Iterator[Told]:
    """Return works, arrivals by other ways than a social letting, and departures."""
    yield from _works(voice, occupation)
    yield from _start(voice, occupation)
    yield from _changes(voice, occupation)
    yield from _arrivals(voice, occupation)
    yield from _departures(trace, voice, occupation)


def _works(voice: Voice, o: Occupation) -> Iterator[Told]:
    born, gone = o.change_in_stock(DELIVERED), o.change_in_stock(DEMOLISHED)
    if born is not None:
        yield WORKS, Event(born, "delivered", voice.say("d_delivered"))
    if o.home["rehousing_opens"] != NEVER:
        text = voice.say("d_to_demolish", due=voice.month(o.home["demolition_due"]))
        yield WORKS, Event(o.home["rehousing_opens"], "to_demolish", text)
    if gone is not None:
        yield END, Event(gone, "demolished", voice.say("d_demolished"))


def _start(voice: Voice, o: Occupation) -> Iterator[Told]:
    for record in o.at_start:
        text = voice.say(
            "d_starts_let",
            id=record["household_id"],
            since=voice.month(record["moved_in"]),
            who=describe.who(voice, record),
        )
        yield WORKS, Event(o.start, "start", text, data=dict(record))
    if not o.at_start and o.change_in_stock(DELIVERED) is None:
        yield WORKS, Event(o.start, "start", voice.say("d_starts_empty"))


def _changes(voice: Voice, o: Occupation) -> Iterator[Told]:
    """Tell of refurbishments, and of the sale to the tenant."""
    for month in o.refurbished:
        yield WORKS, Event(month, "refurbished", voice.say("d_refurbished"))
    for sale in o.sales:
        text = voice.say("d_sold", id=sale["household_id"])
        yield WORKS, Event(sale["month"], "sold", text, data=dict(sale))


def _arrivals(voice: Voice, o: Occupation) -> Iterator[Told]:
    for move in o.taken:
        if o.letting_in(move["month"]) is None and move["kind"] == Move.SETTLE:
            tenure = describe.tenure(voice, o.home)
            text = voice.say("d_settles", id=move["household_id"], tenure=tenure)
            yield ENTRIES, Event(move["month"], "moves_in", text, data=dict(move))


def _departures(trace: Trace, voice: Voice, o: Occupation) -> Iterator[Told]:
    for tenancy in o.tenancies:
        if tenancy.until == NEVER:
            continue
        move = _move_out(o, tenancy)
        text = _departure(trace, voice, o, tenancy, move)
        # Those who move to another dwelling do so at the end of the month.
        step = END if move["destination"] >= 0 else EXITS
        yield step, Event(tenancy.until, "empties", text, data=dict(move))


def _departure(trace: Trace, voice: Voice, o: Occupation, tenancy: Tenancy, move: Record) -> str:
    stay = voice.duration(tenancy.until - tenancy.since)
    details = {"id": tenancy.household, "stay": stay}
    if move["destination"] >= 0:
        is_rehoused = move["reason"] == Reason.REHOUSING
        key = "d_empties_rehoused" if is_rehoused else "d_empties_moves"
        home = describe.dwelling(trace, voice, move["destination"])
        return voice.say(key, dwelling=home, **details)
    kind = _exit_kind(o, tenancy, move)
    named = kind.name if kind != Exit.NONE else reason_name(move["reason"])
    key = f"d_empties_{named}"
    return voice.say(key if key in WORDS else "d_empties", **details)


def _move_out(o: Occupation, tenancy: Tenancy) -> Record:
    return next(
        move
        for move in o.left
        if move["household_id"] == tenancy.household and move["month"] == tenancy.until
    )


def _exit_kind(o: Occupation, tenancy: Tenancy, move: Record) -> Exit:
    for record in o.leavers:
        if record["household_id"] == tenancy.household and record["month"] == tenancy.until:
            return Exit(record["kind"])
    return EXIT_OF_REASON.get(move["reason"], Exit.NONE)
