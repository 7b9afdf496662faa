"""Some households and dwellings of a traced run whose stories are worth reading."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from simulation.report.explain.voice import Voice
from simulation.results.trace import Trace
from simulation.state.schema import NEVER, Channel

if TYPE_CHECKING:
    import pandas as pd

_SHOWN = 3


@dataclass(frozen=True)
class Pick:
    """A story worth reading: `subject` is "household" or "dwelling", `why` says what is in it."""

    subject: str
    identity: int
    group: str
    why: str

    def as_data(self) -> dict[str, Any]:
        """Return plain values, for JSON."""
        return {"subject": self.subject, "id": self.identity, "group": self.group, "why": self.why}


def worth_a_look(trace: Trace, lang: str) -> list[Pick]:
    """Return households and dwellings that show how homes are let, of the years after spin-up."""
    voice = Voice(lang, trace.run.start_year)
    makers: tuple[Callable[[Trace, Voice], list[Pick]], ...] = (
        _longest_waits, _most_refusals, _transfers, _rehoused, _still_waiting,
        _longest_vacancies, _most_refused, _demolished,
    )  # fmt: skip
    return [pick for make in makers for pick in make(trace, voice)]


def _studied(table: pd.DataFrame) -> pd.DataFrame:
    return table[table["month"] >= 0]


def _lettings(trace: Trace, voice: Voice, group: str, rows: pd.DataFrame) -> list[Pick]:
    return [
        Pick(
            "household",
            int(row["household_id"]),
            voice.say(group),
            voice.say(
                "l_housed",
                month=voice.month(int(row["month"])),
                wait=voice.duration(int(row["wait_months"])),
                refusals=voice.count("refusals", int(row["refused"])),
            ),
        )
        for row in rows.head(_SHOWN).to_dict("records")
    ]


def _longest_waits(trace: Trace, voice: Voice) -> list[Pick]:
    rows = _studied(trace.tables["lettings"])
    rows = rows[(rows["is_transfer"] == 0)].sort_values(
        ["wait_months", "household_id"], ascending=[False, True], kind="stable"
    )
    return _lettings(trace, voice, "l_longest_waits", rows)


def _most_refusals(trace: Trace, voice: Voice) -> list[Pick]:
    rows = _studied(trace.tables["lettings"])
    rows = rows.sort_values(
        ["refused", "wait_months", "household_id"], ascending=[False, False, True], kind="stable"
    )
    return _lettings(trace, voice, "l_most_refusals", rows)


def _transfers(trace: Trace, voice: Voice) -> list[Pick]:
    rows = _studied(trace.tables["lettings"])
    rows = rows[(rows["is_transfer"] == 1) & (rows["channel"] != Channel.REHOUSING)]
    rows = rows.sort_values(["wait_months", "household_id"], ascending=[False, True], kind="stable")
    return _lettings(trace, voice, "l_transfers", rows)


def _rehoused(trace: Trace, voice: Voice) -> list[Pick]:
    rows = trace.tables["lettings"]
    rows = rows[rows["channel"] == Channel.REHOUSING].head(_SHOWN)
    return [
        Pick(
            "household",
            int(row["household_id"]),
            voice.say("l_rehoused"),
            voice.say("l_rehoused_in", month=voice.month(int(row["month"]))),
        )
        for row in rows.to_dict("records")
    ]


def _still_waiting(trace: Trace, voice: Voice) -> list[Pick]:
    rows, end = trace.tables["households"], trace.run.end
    rows = rows[(rows["month"] == end) & (rows["dwelling"] < 0) & (rows["filed"] != NEVER)]
    rows = rows.sort_values(["filed", "household_id"], kind="stable").head(_SHOWN)
    return [
        Pick(
            "household",
            int(row["household_id"]),
            voice.say("l_still_waiting"),
            voice.say(
                "l_waits",
                wait=voice.duration(end - int(row["filed"])),
                refusals=voice.count("refusals", int(row["refused"])),
            ),
        )
        for row in rows.to_dict("records")
    ]


def _longest_vacancies(trace: Trace, voice: Voice) -> list[Pick]:
    moves = trace.tables["moves"]
    lettings = _studied(trace.tables["lettings"])[["month", "dwelling"]]
    emptied = moves[moves["origin"] >= 0][["month", "origin"]].rename(
        columns={"origin": "dwelling", "month": "emptied"}
    )
    pairs = lettings.merge(emptied, on="dwelling")
    pairs = pairs[pairs["emptied"] <= pairs["month"]]
    last = pairs.groupby(["dwelling", "month"])[["emptied"]].max().reset_index()
    last["months"] = last["month"] - last["emptied"]
    last = last.sort_values(["months", "dwelling"], ascending=[False, True], kind="stable")
    return [
        Pick(
            "dwelling",
            int(row["dwelling"]),
            voice.say("l_longest_vacancies"),
            voice.say(
                "l_empty",
                month=voice.month(int(row["month"])),
                empty=voice.duration(int(row["months"])),
            ),
        )
        for row in last.drop_duplicates("dwelling").head(_SHOWN).to_dict("records")
    ]


def _most_refused(trace: Trace, voice: Voice) -> list[Pick]:
    offers = _studied(trace.tables["offers"])
    refused = offers[offers["accepted"] == 0]
    counts = refused["dwelling"].value_counts().reset_index(name="n")
    rows = counts.sort_values(["n", "dwelling"], ascending=[False, True], kind="stable")
    return [
        Pick(
            "dwelling",
            int(row["dwelling"]),
            voice.say("l_most_refused"),
            voice.count("refusals", int(row["n"])),
        )
        for row in rows.head(_SHOWN).to_dict("records")
    ]


def _demolished(trace: Trace, voice: Voice) -> list[Pick]:
    stock = trace.tables["stock"]
    rows = stock[stock["change"] < 0].head(_SHOWN)
    return [
        Pick(
            "dwelling",
            int(row["dwelling"]),
            voice.say("l_demolished"),
            voice.month(int(row["month"])),
        )
        for row in rows.to_dict("records")
    ]
