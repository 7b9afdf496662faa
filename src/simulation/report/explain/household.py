"""The story of one household, month after month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from simulation.report.explain import describe, offers
from simulation.report.explain.account import Account, Event
from simulation.report.explain.in_short import summary
from simulation.report.explain.life import Life
from simulation.report.explain.notes import notes
from simulation.report.explain.voice import Voice
from simulation.results.trace import MONTHS, Record, Trace
from simulation.state.schema import Channel, Exit, Move, Reason

_KEPT_ONE_BY_ONE = 2
# Steps of the month in which things are told, as they happen in `schedule`.
_WORKS, _EXITS, _FILES, _KEPT, _OFFERS, _PRIVATE, _END = range(7)
Told = tuple[int, Event]


def household_account(trace: Trace, identity: int, lang: str, *, is_full: bool = False) -> Account:
    """Return the story of a household.

    Parameters
    ----------
    identity
        Its permanent identity.
    is_full
        Tell every list its file was on, and the weight of each reason.

    Raises
    ------
    InputError
        It never was in this simulation.
    """
    trace.require_household(identity)
    voice = Voice(lang, trace.run.start_year)
    life = Life.of(trace, identity)
    events = _Chronicle(trace, voice, life, is_full=is_full).events()
    return Account(
        subject="household",
        identity=identity,
        title=describe.title(trace, voice, "household", identity),
        summary=summary(trace, voice, life),
        events=events,
        notes=notes(trace, voice, events),
        months={event.month: voice.month(event.month) for event in events},
    )


class _Chronicle:
    """Turns the records of a life into events."""

    def __init__(self, trace: Trace, voice: Voice, life: Life, *, is_full: bool) -> None:
        self.trace = trace
        self.voice = voice
        self.life = life
        self.is_full = is_full

    def events(self) -> tuple[Event, ...]:
        """Return every event in order."""
        told = [
            *self._start(),
            *self._works(),
            *self._files(),
            *self._changes_of_asking(),
            *self._lists(),
            *self._offers(),
            *self._moves(),
            *self._end(),
        ]
        told.sort(key=lambda pair: (pair[1].month, pair[0]))
        return tuple(event for _, event in told)

    # ---- where it lives ----

    def _start(self) -> Iterator[Told]:
        first = self.life.first
        if first is not None and first["dwelling"] >= 0:
            text = self._text("at_start_home", first["dwelling"], since=first["moved_in"])
            if first["net_cost"] >= 0:
                text += " " + self._pays("pays", first["net_cost"], first)
            yield _WORKS, Event(first["month"] + 1, "start", text, data=_plain(first))

    def _works(self) -> Iterator[Told]:
        for stay in self.life.stays:
            home = self.trace.dwelling(stay.dwelling)
            opens, due = home["rehousing_opens"], home["demolition_due"]
            if stay.since <= opens <= stay.until:
                text = self.voice.say("rehousing_opens", due=self.voice.month(due))
                yield _WORKS, Event(opens, "rehousing", text, data={"demolition_due": due})

    def _moves(self) -> Iterator[Told]:
        for move in self.life.moves:
            step = _PRIVATE if move["kind"] in (Move.SETTLE, Move.ENTRY) else _EXITS
            if move["kind"] == Move.EXIT and move["origin"] < 0:
                step = _PRIVATE
            text = self._move(move)
            if text:
                yield step, Event(move["month"], "move", text, data=_plain(move))

    def _move(self, move: Record) -> str:
        if move["kind"] in (Move.EXIT, Move.UNHOUSE):
            return self._departure(move)
        if move["kind"] == Move.SETTLE and move["reason"] in (
            Reason.PRIVATE_MARKET, Reason.SETTLED,
        ):  # fmt: skip
            key = "arrives" if self.life.arrives_in(move["month"]) else "settles"
            home = self.trace.dwelling(move["destination"])
            tenure = describe.financing(self.voice, home)
            return self._text(key, move["destination"], tenure=tenure)
        return ""

    def _departure(self, move: Record) -> str:
        month, origin = move["month"], move["origin"]
        if origin < 0:
            return self._withdrawal(move)
        kind = self.life.exit_kind(move)
        key = f"leaves_{kind.name}" if kind != Exit.NONE else "leaves"
        stay = month - self.life.moved_in_before(month)
        return self._text(key, origin, stay=self.voice.duration(stay))

    def _withdrawal(self, move: Record) -> str:
        """Tell how a household without a home goes away."""
        if move["reason"] != Reason.LAPSED:
            return self.voice.say("finds_none")
        spell = self.life.spell_ending(move["month"])
        if spell is None:
            return self.voice.say("no_area")
        return self.voice.say("gives_up", wait=self.voice.duration(move["month"] - spell.filed))

    def _end(self) -> Iterator[Told]:
        end, voice = self.trace.run.end, self.voice
        if not self.life.is_present_at_end:
            return
        home = self.life.home_at_end
        texts = []
        if home is None:
            texts.append(voice.say("ends_waiting"))
        else:
            texts.append(self._text("ends_home", home.dwelling, since=home.since))
        last = self.life.last
        if last is not None and last["net_cost"] >= 0:
            texts.append(self._pays("pays", last["net_cost"], last))
        spell = self.life.open_spell
        if home is not None and spell is not None:
            texts.append(voice.say("ends_transfer", filed=voice.month(spell.filed)))
        data = {} if last is None else _plain(last)
        yield _END, Event(end, "end", " ".join(texts), data=data)

    # ---- its files ----

    def _files(self) -> Iterator[Told]:
        voice = self.voice
        for spell in self.life.spells:
            if spell.filed < spell.opened:
                texts = [voice.say("at_start_file", filed=voice.month(spell.filed))]
            else:
                texts = [voice.say("files_transfer" if spell.is_transfer else "files")]
            if spell.is_priority:
                texts.append(voice.say("priority"))
            texts += self._asks(self.life.asked_at(spell.opened))
            yield _FILES, Event(spell.opened, "file", " ".join(texts), data=spell.as_data())
            if spell.lapses_at_home:
                wait = voice.duration(spell.ends(self.trace.run.end) - spell.filed)
                text = voice.say("lapses", wait=wait)
                yield _FILES, Event(spell.ends(self.trace.run.end), "lapse", text)

    def _asks(self, areas: tuple[int, ...]) -> list[str]:
        if not areas:
            return []
        return [self._areas("asks", len(areas), areas)]

    def _areas(self, key: str, count: int, areas: tuple[int, ...]) -> str:
        listed = self.voice.listed([describe.area(self.trace, area) for area in areas])
        return self.voice.say(key, count=self.voice.count("areas", count), areas=listed)

    def _changes_of_asking(self) -> Iterator[Told]:
        opened = {spell.opened for spell in self.life.spells}
        for month, before, after in self.life.changes_of_asking:
            new = tuple(area for area in after if area not in before)
            gone = tuple(area for area in before if area not in after)
            if month in opened or not (new or gone):
                continue
            key, told = ("asks_more", new) if new else ("asks_less", gone)
            text = self._areas(key, len(after), told)
            yield _FILES, Event(month, "asking", text, data={"areas": list(after)})

    # ---- lists and offers ----

    def _lists(self) -> Iterator[Told]:
        """Tell of the lists on which others accepted before it, a year at a time when many."""
        unreached = [r for r in self.life.candidacies if r["outcome"] == offers.NOT_REACHED]
        years: dict[int, list[Record]] = {}
        for record in unreached:
            years.setdefault(record["month"] // MONTHS, []).append(record)
        for some in years.values():
            if self.is_full or len(some) <= _KEPT_ONE_BY_ONE:
                yield from ((_KEPT, self._list(record)) for record in some)
            else:
                yield _KEPT, self._many_lists(some)

    def _list(self, record: Record) -> Event:
        voice, month, home = self.voice, record["month"], record["dwelling"]
        kept = offers.candidates(self.trace, month, home)
        mine = next(c for c in kept if c.household == self.life.identity)
        winner = next((c for c in kept if c.outcome == offers.ACCEPTED), None)
        key = "bid" if record["channel"] == Channel.ADVERT else "kept"
        text = self._text(
            key, home, rank=voice.ordinal(mine.rank), n=len(kept),
            points=voice.points(record["points"]),
        )  # fmt: skip
        if winner is not None:
            rank = voice.ordinal(winner.rank)
            text += " " + voice.say("winner", rank=rank, id=winner.household)
        return Event(month, "list", text, data=_plain(record))

    def _many_lists(self, records: list[Record]) -> Event:
        voice, last = self.voice, records[-1]
        ranks = Counter(self._rank(record) for record in records)
        told = [
            voice.say("times", rank=voice.ordinal(rank), n=n) for rank, n in sorted(ranks.items())
        ]
        year = self.trace.run.start_year + last["month"] // MONTHS
        text = voice.say("kept_often", year=year, n=len(records), ranks=voice.listed(told))
        return Event(last["month"], "lists", text, data={"lists": [_plain(r) for r in records]})

    def _rank(self, record: Record) -> int:
        kept = offers.candidates(self.trace, record["month"], record["dwelling"])
        return next(c.rank for c in kept if c.household == self.life.identity)

    def _offers(self) -> Iterator[Told]:
        for offer in self.life.offers:
            texts = [self._offered(offer), *self._placed(offer)]
            texts.append(offers.why(self.trace, self.voice, offer, is_full=self.is_full))
            if offer["accepted"]:
                texts += self._moved_in(offer)
            decision = offers.decision_of(self.trace, offer)
            data = {**_plain(offer), **(decision.as_data() if decision else {})}
            yield _OFFERS, Event(offer["month"], "offer", " ".join(texts), data=data)

    def _offered(self, offer: Record) -> str:
        home = self.trace.dwelling(offer["dwelling"])
        reason = offers.reason_of(self.trace, offer["month"], self.life.identity, offer["dwelling"])
        rent = home["rent"] if reason is None else reason["rent"]
        channel = Channel(offer["channel"]).name
        return self._text(f"offered_{channel}", offer["dwelling"], rent=self.voice.euros(rent))

    def _placed(self, offer: Record) -> list[str]:
        """Tell how many were examined, its rank and points, and who refused before it."""
        voice, month, home = self.voice, offer["month"], offer["dwelling"]
        if offer["channel"] not in offers.HOUSED_BY_LIST:
            return []
        texts = [
            _examined(voice, r) for r in self.trace.where("examined", month=month, dwelling=home)
        ]
        kept = offers.candidates(self.trace, month, home)
        mine = next((c for c in kept if c.household == self.life.identity), None)
        if mine is None:
            return texts
        if mine.points is not None:
            texts.append(
                voice.say(
                    "ranked", rank=voice.ordinal(mine.rank), n=len(kept),
                    points=voice.points(mine.points),
                )
            )  # fmt: skip
        ahead = [voice.say("household", id=c.household) for c in kept if c.rank < mine.rank]
        if ahead:
            key = "ahead_refused_one" if len(ahead) == 1 else "ahead_refused"
            texts.append(voice.say(key, others=voice.listed(ahead)))
        return texts

    def _moved_in(self, offer: Record) -> list[str]:
        voice, month = self.voice, offer["month"]
        letting = self.life.letting_in(month)
        if letting is None:
            return []
        wait = voice.duration(letting["wait_months"])
        if offer["channel"] == Channel.REHOUSING:
            texts = [self._text("is_rehoused", letting["origin"])]
        elif letting["origin"] >= 0:
            texts = [self._text("moves_over", letting["origin"], wait=wait)]
        else:
            texts = [voice.say("moves_in", wait=wait)]
        reason = offers.reason_of(self.trace, month, self.life.identity, offer["dwelling"])
        household = self.life.at(month)
        if reason is not None and household is not None:
            texts.append(self._pays("will_pay", reason["net_cost"], household))
        return texts

    # ---- phrases ----

    def _text(self, key: str, home: int, **details: object) -> str:
        since = details.pop("since", None)
        if isinstance(since, int):
            details["since"] = self.voice.month(since)
        named = describe.dwelling(self.trace, self.voice, home)
        return self.voice.say(key, dwelling=named, **details)

    def _pays(self, key: str, cost: int, household: Record) -> str:
        effort = describe.effort(self.voice, cost, household)
        return self.voice.say(key, cost=self.voice.euros(cost), effort=effort)


def _examined(voice: Voice, record: Record) -> str:
    return voice.say(
        "examined",
        examined=voice.number(record["examined"]),
        over=voice.number(record["over_ceiling"]),
        insolvent=voice.number(record["not_solvent"]),
    )


def _plain(record: Record) -> Record:
    return {name: value for name, value in record.items() if name != "household_id"}
