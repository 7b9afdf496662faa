"""The story of one dwelling: each time it emptied, why, and who was offered it until it was let."""

from __future__ import annotations

from simulation.report.explain import comings, describe, vacancies
from simulation.report.explain.account import Account
from simulation.report.explain.notes import notes
from simulation.report.explain.occupation import DEMOLISHED, Occupation
from simulation.report.explain.voice import Voice
from simulation.results.trace import Trace
from simulation.state.schema import NEVER


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
    told = [
        *comings.events(trace, voice, occupation),
        *vacancies.events(trace, voice, occupation, is_full=is_full),
    ]
    told.sort(key=lambda pair: (pair[1].month, pair[0]))
    events = tuple(event for _, event in told)
    return Account(
        subject="dwelling",
        identity=row,
        title=describe.title(trace, voice, "dwelling", row),
        summary=_summary(trace, voice, occupation),
        events=events,
        notes=notes(trace, voice, events),
        headings=describe.headings(trace, voice, events),
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
        "times": voice.count("times", len(occupation.lettings)),
        "offers": voice.count("offers", len(occupation.offers)),
        "refusals": voice.count("refusals", refused),
    }
    told = [voice.say("d_lettings" if occupation.lettings else "d_never_let", **details)]
    if len(vacancies) > 1:
        longest = max(vacancies, key=lambda vacancy: vacancy.months)
        is_open = longest.until == occupation.end
        told.append(
            voice.say(
                "d_longest_open" if is_open else "d_longest",
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
