"""The story of one dwelling: each time it emptied, why, and who was offered it until it was let."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from simulation.report.explain import describe, offers
from simulation.report.explain.account import Account, Event
from simulation.report.explain.notes import notes
from simulation.report.explain.occupation import DELIVERED, DEMOLISHED, Occupation, Tenancy, Vacancy
from simulation.report.explain.voice import Voice
from simulation.results.trace import Record, Trace
from simulation.state.schema import NEVER, Channel, Exit, Move, Reason

_WORKS, _EXITS, _REHOUSING, _ADVERT, _COMMISSION, _ENTRIES, _END = range(7)
_STEPS = {
    Channel.REHOUSING: _REHOUSING,
    Channel.ADVERT: _ADVERT,
    Channel.COMMISSION: _COMMISSION,
}
_MONTHS_ONE_BY_ONE = 3
_REASONS_TOLD = 3
Told = tuple[int, Event]


def dwelling_account(trace: Trace, row: int, lang: str, *, is_full: bool = False) -> Account:
    """Return the story of a dwelling.

    Parameters
    ----------
    row
        Its row in the table of dwellings.
    is_full
        Tell every month of a long vacancy, and the weight of each reason.

    Raises
    ------
    InputError
        There is no such dwelling.
    """
    voice = Voice(lang, trace.run.start_year)
    occupation = Occupation.of(trace, row)
    events = _Chronicle(trace, voice, occupation, is_full=is_full).events()
    return Account(
        subject="dwelling",
        identity=row,
        title=describe.title(trace, voice, "dwelling", row),
        summary=_summary(trace, voice, occupation),
        events=events,
        notes=notes(trace, voice, events),
        months={event.month: voice.month(event.month) for event in events},
    )


def _summary(trace: Trace, voice: Voice, occupation: Occupation) -> tuple[str, ...]:
    home = occupation.home
    area = trace.area(home["area"])
    is_ = voice.say(
        "d_is",
        rooms=describe.rooms(voice, home),
        surface=voice.number(home["surface"]),
        area=area["label"],
        commune=area["commune"],
        sector=describe.sector(trace, voice, home),
        year=home["built_year"],
        financing=describe.financing(voice, home),
    )
    if not home["is_social"]:
        return (is_, *_now(voice, occupation))
    rent = voice.say(
        "d_rent",
        rent=voice.euros(home["rent"]),
        charges=voice.euros(home["charges"]),
        landlord=voice.say("landlord", n=home["landlord"]),
    )
    return (is_, rent, *_lettings(voice, occupation), *_now(voice, occupation))


def _lettings(voice: Voice, occupation: Occupation) -> list[str]:
    """Tell how often it was let and how long it was empty, the spin-up included."""
    vacancies = occupation.vacancies
    empty = sum(vacancy.months for vacancy in vacancies)
    refused = sum(not offer["accepted"] for offer in occupation.offers)
    details = {
        "years": voice.duration(occupation.end - occupation.start),
        "empty": voice.duration(empty),
        "lettings": voice.count("lettings", len(occupation.lettings)),
        "offers": voice.count("offers", len(occupation.offers)),
        "refusals": voice.count("refusals", refused),
    }
    told = [voice.say("d_lettings" if occupation.lettings else "d_never_let", **details)]
    if len(vacancies) > 1:
        longest = max(vacancies, key=lambda vacancy: vacancy.months)
        told.append(
            voice.say(
                "d_longest",
                first=voice.month(longest.since),
                last=voice.month(longest.until),
                empty=voice.duration(longest.months),
                offers=voice.count("offers", len(longest.offers)),
                refusals=voice.count("refusals", longest.refusals),
            )
        )
    return told


def _now(voice: Voice, occupation: Occupation) -> list[str]:
    gone = occupation.change_in_stock(DEMOLISHED)
    if gone is not None:
        return [voice.say("d_ends_demolished", month=voice.month(gone))]
    last = occupation.tenancies[-1] if occupation.tenancies else None
    if last is not None and last.until == NEVER:
        return [voice.say("d_ends_let", id=last.household)]
    if occupation.vacancies:
        since = voice.month(occupation.vacancies[-1].since)
        return [voice.say("d_ends_empty", since=since)]
    return []


class _Chronicle:
    """Turns the records of a dwelling into events."""

    def __init__(
        self, trace: Trace, voice: Voice, occupation: Occupation, *, is_full: bool
    ) -> None:
        self.trace = trace
        self.voice = voice
        self.occupation = occupation
        self.is_full = is_full

    def events(self) -> tuple[Event, ...]:
        """Return every event in order."""
        told = [*self._works(), *self._comings(), *self._goings(), *self._vacancies()]
        told.sort(key=lambda pair: (pair[1].month, pair[0]))
        return tuple(event for _, event in told)

    # ---- the building ----

    def _works(self) -> Iterator[Told]:
        o, voice = self.occupation, self.voice
        born, gone = o.change_in_stock(DELIVERED), o.change_in_stock(DEMOLISHED)
        if born is not None:
            yield _WORKS, Event(born, "delivered", voice.say("d_delivered"))
        if o.home["rehousing_opens"] != NEVER:
            due = voice.month(o.home["demolition_due"])
            text = voice.say("d_to_demolish", due=due)
            yield _WORKS, Event(o.home["rehousing_opens"], "to_demolish", text)
        if gone is not None:
            yield _END, Event(gone, "demolished", voice.say("d_demolished"))

    # ---- who comes and goes ----

    def _comings(self) -> Iterator[Told]:
        o, voice = self.occupation, self.voice
        for record in o.at_start:
            text = voice.say(
                "d_starts_let",
                id=record["household_id"],
                since=voice.month(record["moved_in"]),
                who=describe.who(voice, record),
            )
            yield _WORKS, Event(o.start, "start", text)
        if not o.at_start and o.change_in_stock(DELIVERED) is None:
            yield _WORKS, Event(o.start, "start", voice.say("d_starts_empty"))
        for move in o.taken:
            if o.letting_in(move["month"]) is None and move["kind"] == Move.SETTLE:
                tenure = describe.financing(voice, o.home)
                text = voice.say("d_settles", id=move["household_id"], tenure=tenure)
                yield _ENTRIES, Event(move["month"], "moves_in", text, data=dict(move))

    def _goings(self) -> Iterator[Told]:
        for tenancy in self.occupation.tenancies:
            if tenancy.until != NEVER:
                text = self._departure(tenancy)
                data = {"household_id": tenancy.household, "since": tenancy.since}
                step = _EXITS if self._kind(tenancy) != Exit.NONE else _END
                yield step, Event(tenancy.until, "empties", text, data=data)

    def _departure(self, tenancy: Tenancy) -> str:
        stay = self.voice.duration(tenancy.until - tenancy.since)
        details = {"id": tenancy.household, "stay": stay}
        kind = self._kind(tenancy)
        if kind != Exit.NONE:
            return self.voice.say(f"d_empties_{kind.name}", **details)
        move = self._move_out(tenancy)
        if move["destination"] < 0:
            return self.voice.say("d_empties", **details)
        key = "d_empties_rehoused" if move["reason"] == Reason.REHOUSING else "d_empties_moves"
        home = describe.dwelling(self.trace, self.voice, move["destination"])
        return self.voice.say(key, dwelling=home, **details)

    def _move_out(self, tenancy: Tenancy) -> Record:
        return next(
            move
            for move in self.occupation.left
            if move["household_id"] == tenancy.household and move["month"] == tenancy.until
        )

    def _kind(self, tenancy: Tenancy) -> Exit:
        """Return why a household left, NONE when it moved to another dwelling or nobody knows."""
        for record in self.occupation.leavers:
            if record["household_id"] == tenancy.household and record["month"] == tenancy.until:
                return Exit(record["kind"])
        of_reason = {Reason.DEATH: Exit.DEATH, Reason.LEFT_TERRITORY: Exit.ELSEWHERE}
        return of_reason.get(Reason(self._move_out(tenancy)["reason"]), Exit.NONE)

    # ---- vacancies ----

    def _vacancies(self) -> Iterator[Told]:
        for vacancy in self.occupation.vacancies:
            months = self._active_months(vacancy)
            let = [m for m in months if self.occupation.letting_in(m[0]) is not None]
            before = months[: len(months) - len(let)]
            if self.is_full or len(before) <= _MONTHS_ONE_BY_ONE:
                for month, channel in before:
                    yield _STEPS[channel], self._month(month, channel, vacancy)
            else:
                yield _COMMISSION, self._many_months(before, vacancy)
            for month, channel in let:
                yield _STEPS[channel], self._month(month, channel, vacancy)

    def _active_months(self, vacancy: Vacancy) -> list[tuple[int, Channel]]:
        """Return the months, and the channels, in which somebody looked for a tenant."""
        inside = range(vacancy.since, vacancy.until + 1)
        records = [*vacancy.offers]
        records += [r for r in self.occupation.candidacies if r["month"] in inside]
        found = {(r["month"], Channel(r["channel"])) for r in records}
        found |= {
            (r["month"], Channel.COMMISSION)
            for r in self.occupation.examined
            if r["month"] in inside and not any(m == r["month"] for m, _ in found)
        }
        return sorted(found, key=lambda pair: (pair[0], _STEPS[pair[1]]))

    def _month(self, month: int, channel: Channel, vacancy: Vacancy) -> Event:
        """Tell who was kept in a month, who was offered the dwelling and what they said."""
        voice = self.voice
        made = {o["household_id"]: o for o in vacancy.offers if o["month"] == month}
        made = {i: o for i, o in made.items() if o["channel"] == channel}
        details = []
        if channel == Channel.REHOUSING:
            texts = [voice.say("d_rehousing")]
            details = [self._shown(offer) for offer in made.values()]
        else:
            texts = self._opening(month, channel)
            kept = offers.candidates(self.trace, month, self.occupation.home["dwelling"])
            details = [self._candidate(month, c, made.get(c.household)) for c in kept]
            if not kept:
                texts.append(voice.say("d_nobody"))
            elif not any(offer["accepted"] for offer in made.values()):
                texts.append(voice.say("d_list_spent"))
        letting = self.occupation.letting_in(month)
        data = {"channel": channel.name.lower(), "offers": [dict(o) for o in made.values()]}
        if letting is None or letting["channel"] != channel:
            return Event(month, "vacancy", " ".join(texts), tuple(details), data)
        details.append(self._let(letting, vacancy))
        return Event(month, "letting", " ".join(texts), tuple(details), data)

    def _opening(self, month: int, channel: Channel) -> list[str]:
        voice = self.voice
        if channel == Channel.ADVERT:
            return [voice.say("d_advert")]
        for record in self.occupation.examined:
            if record["month"] == month:
                return [
                    voice.say(
                        "d_commission",
                        examined=voice.number(record["examined"]),
                        over=voice.number(record["over_ceiling"]),
                        insolvent=voice.number(record["not_solvent"]),
                    )
                ]
        return [voice.say("d_commission_unknown")]

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

    def _let(self, letting: Record, vacancy: Vacancy) -> str:
        voice, month, household = self.voice, letting["month"], letting["household_id"]
        known = offers.snapshot(self.trace, household, month)
        reason = offers.reason_of(self.trace, month, household, letting["dwelling"])
        details = {
            "id": household,
            "empty": voice.duration(vacancy.months),
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

    def _many_months(self, months: list[tuple[int, Channel]], vacancy: Vacancy) -> Event:
        """Tell of many months without a letting in one sentence, with the main reasons."""
        voice, (first, last) = self.voice, (months[0][0], months[-1][0])
        made = [o for o in vacancy.offers if first <= o["month"] <= last and not o["accepted"]]
        span = {"first": voice.month(first), "last": voice.month(last)}
        if not made:
            return Event(last, "vacancy", voice.say("d_nobody_often", **span))
        decisions = [offers.decision_of(self.trace, offer) for offer in made]
        obstacles = Counter(d.main_obstacle for d in decisions if d is not None)
        reasons = [
            voice.say("d_reason_times", reason=voice.say(f"d_reason_{thing}"), n=n)
            for thing, n in obstacles.most_common(_REASONS_TOLD)
        ]
        text = voice.say("d_refused_often", n=len(made), **span)
        if reasons:
            text += " " + voice.say("d_main_reasons", reasons=voice.listed(reasons))
        data = {"refused": len(made), "obstacles": dict(obstacles)}
        return Event(last, "vacancy", text, data=data)
