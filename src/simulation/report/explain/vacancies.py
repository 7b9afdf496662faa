"""The vacancies of a dwelling: who was kept, who was offered it, what each said, who moved in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from simulation.report.explain import describe, offers
from simulation.report.explain.account import Event
from simulation.report.explain.comings import ADVERT, COMMISSION, REHOUSING, VACANT, Told
from simulation.report.explain.occupation import Occupation, Vacancy
from simulation.report.explain.voice import Voice
from simulation.results.trace import Record, Trace
from simulation.state.schema import Channel

_STEPS = {Channel.REHOUSING: REHOUSING, Channel.ADVERT: ADVERT, Channel.COMMISSION: COMMISSION}
_MONTHS_ONE_BY_ONE = 3
_LONG_IDLE = 4  # months between the departure and the first search that are worth a word
_Active = tuple[int, Channel]


def events(trace: Trace, voice: Voice, occupation: Occupation, *, is_full: bool) -> Iterator[Told]:
    """Return what happened during each vacancy, its end included.

    Many months without a letting are told in one sentence unless the story is asked in full.
    """
    for vacancy in occupation.vacancies:
        teller = _Teller(trace, voice, occupation, vacancy, is_full)
        active = _active(occupation, vacancy)
        yield from _not_listed(voice, vacancy, active)
        let = [pair for pair in active if teller.letting(*pair) is not None]
        before = [pair for pair in active if pair not in let]
        if is_full or len(before) <= _MONTHS_ONE_BY_ONE:
            for month, channel in before:
                yield _STEPS[channel], teller.month(month, channel)
        else:
            yield COMMISSION, teller.many_months(before)
        for month, channel in let:
            yield _STEPS[channel], teller.month(month, channel)
    for record in occupation.flow:
        if record["is_passed_on"]:
            text = voice.say("d_passed", holder=voice.say(f"holder_{record['holder']}"))
            yield VACANT, Event(record["month"], "passed_on", text, data=dict(record))


def _not_listed(voice: Voice, vacancy: Vacancy, active: list[_Active]) -> Iterator[Told]:
    """Tell of a long time before anybody was looked for; usual works are not worth a word."""
    if not active:
        return
    first = active[0][0]
    idle = first - vacancy.since
    if idle >= _LONG_IDLE:
        text = voice.say("d_not_listed", idle=voice.duration(idle))
        yield VACANT, Event(first, "not_listed", text, data={"months": idle})


def _active(occupation: Occupation, vacancy: Vacancy) -> list[_Active]:
    """Return the months and channels in which somebody was looked for, as they happened."""
    inside = range(vacancy.since, vacancy.until + 1)
    records = [*vacancy.offers]
    records += [r for r in occupation.candidacies if r["month"] in inside]
    found = {(r["month"], Channel(r["channel"])) for r in records}
    for looked, channel in (
        (occupation.examined, Channel.COMMISSION),
        (occupation.adverts, Channel.ADVERT),
    ):
        found |= {(r["month"], channel) for r in looked if r["month"] in inside}
    return sorted(found, key=lambda pair: (pair[0], _STEPS[pair[1]]))


@dataclass(frozen=True)
class _Teller:
    """Tells of one vacancy."""

    trace: Trace
    voice: Voice
    occupation: Occupation
    vacancy: Vacancy
    is_full: bool

    def letting(self, month: int, channel: Channel) -> Record | None:
        """Return the letting of a month by a channel."""
        letting = self.occupation.letting_in(month)
        return letting if letting is not None and letting["channel"] == channel else None

    def month(self, month: int, channel: Channel) -> Event:
        """Tell who was kept in a month, who was offered the dwelling and what they said."""
        made = [
            offer
            for offer in self.vacancy.offers
            if offer["month"] == month and offer["channel"] == channel
        ]
        if channel == Channel.REHOUSING:
            texts, details = [self.voice.say("d_rehousing")], [self._shown(o) for o in made]
        else:
            texts, details = self._list(month, channel, made)
        data = {"channel": int(channel), "offers": made}
        letting = self.letting(month, channel)
        if letting is None:
            return Event(month, "vacancy", " ".join(texts), tuple(details), data)
        details.append(self._let(letting))
        return Event(month, "letting", " ".join(texts), tuple(details), data)

    def _list(
        self, month: int, channel: Channel, made: list[Record]
    ) -> tuple[list[str], list[str]]:
        texts = self._opening(month, channel)
        kept = offers.candidates(self.trace, month, self.occupation.home["dwelling"], channel)
        by_household = {offer["household_id"]: offer for offer in made}
        details = [self._candidate(month, c, by_household.get(c.household)) for c in kept]
        if not kept:
            texts.append(self.voice.say("d_nobody"))
        elif not any(offer["accepted"] for offer in made):
            texts.append(self.voice.say("d_list_spent"))
        return texts, details

    def _opening(self, month: int, channel: Channel) -> list[str]:
        voice = self.voice
        if channel == Channel.ADVERT:
            return [self._advert(month)]
        found = [r for r in self.occupation.examined if r["month"] == month]
        if not found:
            return [voice.say("d_commission_unknown")]
        texts = [describe.examined(voice, found[0], "d_commission")]
        if found[0]["holder"] >= 0:
            holder = voice.say(f"holder_{found[0]['holder']}")
            texts.append(voice.say("d_holder", holder=holder))
        return texts

    def _advert(self, month: int) -> str:
        for record in self.occupation.adverts:
            if record["month"] == month:
                bids = self.voice.count("bids", record["bids"])
                return self.voice.say("d_advert_bids", bids=bids)
        return self.voice.say("d_advert")

    def _candidate(self, month: int, candidate: offers.Candidate, offer: Record | None) -> str:
        voice = self.voice
        if offer is None:
            then = voice.say("d_not_reached")
        else:
            then = offers.why(self.trace, voice, offer, is_full=self.is_full)
        rank = voice.ordinal(candidate.rank)
        who = self._who(month, candidate.household, candidate.points)
        return voice.say("d_candidate", rank=rank, id=candidate.household, who=who, then=then)

    def _shown(self, offer: Record) -> str:
        then = offers.why(self.trace, self.voice, offer, is_full=self.is_full)
        who = self._who(offer["month"], offer["household_id"], None)
        return self.voice.say("d_shown", id=offer["household_id"], who=who, then=then)

    def _who(self, month: int, household: int, points: int | None) -> str:
        known = offers.snapshot(self.trace, household, month)
        parts = [] if known is None else [describe.briefly(self.voice, known, month)]
        if points is not None:
            parts.append(self.voice.points(points))
        return f" ({', '.join(parts)})" if parts else ""

    def _let(self, letting: Record) -> str:
        voice, month, household = self.voice, letting["month"], letting["household_id"]
        known = offers.snapshot(self.trace, household, month)
        reason = offers.reason_of(self.trace, letting)
        details = {
            "id": household,
            "empty": voice.duration(self.vacancy.months),
            "wait": voice.duration(letting["wait_months"]),
        }
        if known is None or reason is None:
            return voice.say("d_let_only", **details)
        is_rehousing = letting["channel"] == Channel.REHOUSING
        return voice.say(
            "d_let_rehousing" if is_rehousing else "d_let",
            who=describe.who(voice, known),
            cost=voice.euros(reason["net_cost"]),
            effort=describe.effort(voice, reason["net_cost"], known),
            **details,
        )

    def many_months(self, active: list[_Active]) -> Event:
        """Tell of many months without a letting in a few sentences, with the main reasons."""
        voice, (first, last) = self.voice, (active[0][0], active[-1][0])
        made = [
            offer
            for offer in self.vacancy.offers
            if first <= offer["month"] <= last and not offer["accepted"]
        ]
        span = {"first": voice.month(first), "last": voice.month(last)}
        if not made:
            return Event(last, "vacancy", voice.say("d_nobody_often", **span))
        texts = [voice.say("d_refused_often", times=voice.count("times", len(made)), **span)]
        households = {offer["household_id"] for offer in made}
        if len(households) < len(made):
            texts.append(voice.count("d_by", len(households)))
        idle = len({month for month, _ in active} - {offer["month"] for offer in made})
        if idle:
            texts.append(voice.say("d_no_file_in", months=voice.count("months", idle)))
        obstacles = offers.obstacles(self.trace, made)
        texts += offers.main_reasons(voice, obstacles)
        data = {"refused": len(made), "obstacles": dict(obstacles)}
        return Event(last, "vacancy", " ".join(texts), data=data)
