"""The lists that a household was on, the offers that it had, and what it said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from simulation.report.explain import describe, offers
from simulation.report.explain.account import Event
from simulation.report.explain.teller import LISTS, OFFERS, Teller, Told, plain
from simulation.results.trace import MONTHS, Record
from simulation.state.schema import Channel

_LISTS_ONE_BY_ONE = 2
_SHOWN_ONE_BY_ONE = 4


def events(teller: Teller) -> Iterator[Told]:
    """Return the lists on which its turn did not come, and its offers."""
    yield from _lists(teller)
    shown = _shown_in_vain(teller)
    if shown:
        yield OFFERS, _shown_often(teller, shown)
    # What it took comes after what it left, when it was shown several dwellings at once.
    for offer in sorted(teller.life.offers, key=lambda o: (o["month"], o["accepted"])):
        if offer in shown:
            continue
        decision = offers.decision_of(teller.trace, offer)
        data = {**plain(offer), **(decision.as_data() if decision else {})}
        yield OFFERS, Event(offer["month"], "offer", " ".join(_offer(teller, offer)), data=data)


# ---- lists ----


def _lists(teller: Teller) -> Iterator[Told]:
    """Tell of the lists on which others accepted before it, a year at a time when many."""
    years: dict[int, list[Record]] = {}
    for record in teller.life.candidacies:
        if record["outcome"] == offers.NOT_REACHED:
            years.setdefault(record["month"] // MONTHS, []).append(record)
    for some in years.values():
        if teller.is_full or len(some) <= _LISTS_ONE_BY_ONE:
            for record in some:
                yield LISTS, _list(teller, record)
        else:
            yield LISTS, _many_lists(teller, some)


def _list(teller: Teller, record: Record) -> Event:
    voice, month, home = teller.voice, record["month"], record["dwelling"]
    kept = offers.candidates(teller.trace, month, home, record["channel"])
    text = teller.text(
        "bid" if record["channel"] == Channel.ADVERT else "kept",
        home,
        rank=voice.ordinal(_rank(teller, record)),
        n=len(kept),
        points=voice.points(record["points"]),
    )
    winner = next((c for c in kept if c.outcome == offers.ACCEPTED), None)
    if winner is not None:
        rank = voice.ordinal(winner.rank)
        text += " " + voice.say("winner", rank=rank, id=winner.household)
    return Event(month, "list", text, data=plain(record))


def _many_lists(teller: Teller, records: list[Record]) -> Event:
    voice, last = teller.voice, records[-1]
    ranks = Counter(_rank(teller, record) for record in records)
    told = [
        voice.say("times", rank=voice.ordinal(rank), times=voice.count("times", n))
        for rank, n in sorted(ranks.items())
    ]
    year = teller.trace.run.start_year + last["month"] // MONTHS
    text = voice.say("kept_often", year=year, n=len(records), ranks=voice.listed(told))
    return Event(last["month"], "lists", text, data={"lists": [plain(r) for r in records]})


def _rank(teller: Teller, record: Record) -> int:
    where = (record[name] for name in ("month", "dwelling", "channel"))
    kept = offers.candidates(teller.trace, *where)
    return next(c.rank for c in kept if c.household == teller.life.identity)


# ---- rehousing ----


def _shown_in_vain(teller: Teller) -> list[Record]:
    """Return what it was shown for its rehousing and did not take, when it is much."""
    shown = [o for o in teller.life.offers if o["channel"] == Channel.REHOUSING]
    taken = {offer["month"] for offer in shown if offer["accepted"]}
    vain = [offer for offer in shown if offer["month"] not in taken]
    return [] if teller.is_full or len(vain) <= _SHOWN_ONE_BY_ONE else vain


def _shown_often(teller: Teller, shown: list[Record]) -> Event:
    voice, first, last = teller.voice, shown[0]["month"], shown[-1]["month"]
    span = {"first": voice.month(first), "last": voice.month(last)}
    obstacles = offers.obstacles(teller.trace, shown)
    texts = [voice.say("shown_often", n=len(shown), **span)]
    texts += offers.main_reasons(voice, obstacles)
    data = {"refused": len(shown), "obstacles": dict(obstacles)}
    return Event(last, "offers", " ".join(texts), data=data)


# ---- offers ----


def _offer(teller: Teller, offer: Record) -> Iterator[str]:
    earlier = _earlier_refusal(teller, offer)
    if earlier is not None and not offer["accepted"] and not teller.is_full:
        month = teller.voice.month(earlier)
        yield teller.text("refused_again", offer["dwelling"], month=month)
        return
    yield _offered(teller, offer)
    if earlier is not None:
        yield teller.voice.say("refused_before", month=teller.voice.month(earlier))
    if offer["channel"] in offers.HOUSED_BY_LIST:
        yield from _standing(teller, offer)
    why = offers.why(teller.trace, teller.voice, offer, is_full=teller.is_full)
    yield why
    if offer["accepted"]:
        yield from _move(teller, offer, why)


def _offered(teller: Teller, offer: Record) -> str:
    home = teller.trace.dwelling(offer["dwelling"])
    reason = offers.reason_of(teller.trace, offer)
    rent = teller.voice.euros(home["rent"] if reason is None else reason["rent"])
    key = f"offered_{Channel(offer['channel']).name}"
    return teller.text(key, offer["dwelling"], rent=rent)


def _earlier_refusal(teller: Teller, offer: Record) -> int | None:
    """Return the last month in which it refused the same dwelling."""
    months = [
        other["month"]
        for other in teller.life.offers
        if other["dwelling"] == offer["dwelling"] and other["month"] < offer["month"]
    ]
    return max(months, default=None)


def _standing(teller: Teller, offer: Record) -> Iterator[str]:
    """Tell how many files were examined, its rank and points, and who refused before it."""
    voice, month, home = teller.voice, offer["month"], offer["dwelling"]
    for record in teller.trace.where("examined", month=month, dwelling=home):
        yield describe.examined(voice, record, "examined")
    kept = offers.candidates(teller.trace, month, home, offer["channel"])
    mine = next((c for c in kept if c.household == teller.life.identity), None)
    if mine is None:
        return
    household = teller.life.at(month)
    if mine.points is not None:
        facts = [] if household is None else describe.facts_of_file(voice, household, month)
        yield voice.say(
            "ranked" if facts else "ranked_only",
            facts=", ".join(facts),
            rank=voice.ordinal(mine.rank),
            n=len(kept),
            points=voice.points(mine.points),
        )
    ahead = [str(c.household) for c in kept if c.rank < mine.rank]
    if ahead:
        key = "ahead_refused_one" if len(ahead) == 1 else "ahead_refused"
        yield voice.say(key, others=voice.listed(ahead))


def _move(teller: Teller, offer: Record, why: str) -> Iterator[str]:
    voice, month = teller.voice, offer["month"]
    letting = teller.life.letting_in(month)
    if letting is None:
        return
    wait = voice.duration(letting["wait_months"])
    if offer["channel"] == Channel.REHOUSING:
        yield teller.text("is_rehoused", letting["origin"])
    elif letting["origin"] >= 0:
        yield teller.text("moves_over", letting["origin"], wait=wait)
    else:
        yield voice.say("moves_in", wait=wait)
    reason, household = offers.reason_of(teller.trace, offer), teller.life.at(month)
    if reason is not None and household is not None:
        cost = teller.pays("will_pay", reason["net_cost"], household)
        if voice.euros(reason["net_cost"]) not in why:
            yield cost
