"""What the ledger holds of one household: where it lived, its files, offers, lists, moves."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from simulation.results.trace import Record, Trace
from simulation.state.schema import MAX_AREAS_ASKED, NEVER, Channel, Exit, Move, Reason

EXIT_OF_REASON: dict[int, Exit] = {
    Reason.DEATH: Exit.DEATH,
    Reason.LEFT_TERRITORY: Exit.ELSEWHERE,
}
"""Why a home was left when the ledger of leavers, which is of social tenants, does not say."""


def reason_name(code: int) -> str:
    """Return the name of a `schema.Reason`, nothing for a code that it does not know."""
    return {reason.value: reason.name for reason in Reason}.get(code, "")


@dataclass(frozen=True)
class Stay:
    """A time in a dwelling: `since` may lie before the run, `until` is NEVER when it lasts."""

    dwelling: int
    since: int
    until: int = NEVER


@dataclass(frozen=True)
class Spell:
    """The life of a file: `filed` may lie before `opened`, `closed` is NEVER when still open.

    `reason` is the `schema.Reason` that closed it, None when open.
    """

    filed: int
    opened: int
    closed: int
    is_transfer: bool
    is_priority: bool
    reason: int | None
    leaves: bool = False

    @property
    def lapses_at_home(self) -> bool:
        """True when a tenant's file lapsed and the tenant stayed."""
        return self.reason == Reason.LAPSED and not self.leaves

    def ends(self, end: int) -> int:
        """Return the month in which it closed, the end of the run when it is open."""
        return min(self.closed, end)

    def as_data(self) -> dict[str, Any]:
        """Return plain values."""
        return {
            "filed": self.filed,
            "closed": None if self.closed == NEVER else self.closed,
            "is_transfer": self.is_transfer,
            "is_priority": self.is_priority,
        }


@dataclass(frozen=True)
class Life:
    """The records of one household, each kind in order."""

    identity: int
    end: int
    start: int
    moves: list[Record]
    files: list[Record]
    asked: list[Record]
    snapshots: list[Record]
    candidacies: list[Record]
    offers: list[Record]
    lettings: list[Record]
    leavers: list[Record]
    members: list[Record]
    screened: list[Record]
    bids: list[Record]
    sales: list[Record]

    @classmethod
    def of(cls, trace: Trace, identity: int) -> Life:
        """Gather the records of a household."""
        kinds = (
            "moves", "files", "asked", "households", "candidates", "offers", "lettings", "leavers",
            "members", "screened", "bids", "sales",
        )  # fmt: skip
        found = [trace.where(kind, household_id=identity) for kind in kinds]
        return cls(identity, trace.run.end, trace.run.first_month, *found)

    @property
    def first(self) -> Record | None:
        """What it was before the first month, None when it arrived later."""
        return self._snapshot_of(self.start - 1)

    @property
    def last(self) -> Record | None:
        """What it was after the last month, None when gone or never a concern of the ledger."""
        return self._snapshot_of(self.end)

    def _snapshot_of(self, month: int) -> Record | None:
        return next((r for r in self.snapshots if r["month"] == month), None)

    def at(self, month: int) -> Record | None:
        """Return what it was in a month, before anything happened, or the last time before."""
        known = [record for record in self.snapshots if record["month"] <= month]
        return known[-1] if known else None

    @cached_property
    def stays(self) -> tuple[Stay, ...]:
        """Every time in a dwelling, in order."""
        stays: list[Stay] = []
        if self.first is not None and self.first["dwelling"] >= 0:
            stays.append(Stay(self.first["dwelling"], self.first["moved_in"]))
        for move in self.moves:
            if move["origin"] >= 0 and stays:
                stays[-1] = Stay(stays[-1].dwelling, stays[-1].since, move["month"])
            if move["kind"] == Move.SETTLE:
                stays.append(Stay(move["destination"], move["month"]))
        return tuple(stays)

    @property
    def is_present_at_end(self) -> bool:
        """True when it lives in the territory after the last month."""
        return not any(move["kind"] == Move.EXIT for move in self.moves)

    @property
    def home_at_end(self) -> Stay | None:
        """Where it lives after the last month."""
        last = self.stays[-1] if self.stays else None
        return last if last is not None and last.until == NEVER else None

    def moved_in_before(self, month: int) -> int:
        """Return since when it lived in the home that it left in a month."""
        ended = [stay for stay in self.stays if stay.until == month]
        return ended[0].since if ended else month

    def arrives_in(self, month: int) -> bool:
        """Return whether it came to the territory in a month."""
        return any(m["kind"] == Move.ENTRY and m["month"] == month for m in self.moves)

    def exit_kind(self, move: Record) -> Exit:
        """Return why it left its home, as far as the ledger tells."""
        kinds = [Exit(r["kind"]) for r in self.leavers if r["month"] == move["month"]]
        if kinds:
            return kinds[0]
        return EXIT_OF_REASON.get(move["reason"], Exit.NONE)

    @cached_property
    def spells(self) -> tuple[Spell, ...]:
        """Its files, one after the other."""
        spells: list[Spell] = []
        opened: Record | None = None
        for record in self.files:
            if record["opened"]:
                opened = record
            elif opened is not None:
                spells.append(self._spell(opened, record["month"], record["reason"]))
                opened = None
        if opened is not None:
            spells.append(self._spell(opened, NEVER, None))
        return tuple(spells)

    def _spell(self, opened: Record, closed: int, reason: int | None) -> Spell:
        """Return a file; only those of the first month may have been filed before they opened."""
        month = opened["month"]
        during = [record for record in self.snapshots if month <= record["month"] <= closed]
        known = [record["filed"] for record in during if record["filed"] <= month]
        filed = known[0] if known and month == self.start else month
        return Spell(
            filed=filed,
            opened=month,
            closed=closed,
            is_transfer=bool(opened["is_transfer"]),
            is_priority=any(r["is_priority"] for r in during if r["filed"] == filed),
            reason=reason,
            leaves=any(m["kind"] == Move.EXIT and m["month"] == closed for m in self.moves),
        )

    @property
    def open_spell(self) -> Spell | None:
        """Its file that is open after the last month."""
        return self.spells[-1] if self.spells and self.spells[-1].closed == NEVER else None

    def spell_ending(self, month: int) -> Spell | None:
        """Return the file that closed in a month."""
        return next((spell for spell in self.spells if spell.closed == month), None)

    def offers_during(self, spell: Spell) -> list[Record]:
        """Return the offers to a file, without those of a rehousing."""
        return [
            offer
            for offer in self.offers
            if spell.opened <= offer["month"] <= spell.closed
            and offer["channel"] != Channel.REHOUSING
        ]

    def letting_in(self, month: int) -> Record | None:
        """Return the social letting of a month."""
        return next((r for r in self.lettings if r["month"] == month), None)

    @cached_property
    def lists_of_areas(self) -> tuple[tuple[int, tuple[int, ...]], ...]:
        """The areas asked for and the month since which, in order."""
        return tuple((record["month"], _areas(record)) for record in self.asked)

    def asked_at(self, month: int) -> tuple[int, ...]:
        """Return the areas asked for in a month."""
        known = [areas for since, areas in self.lists_of_areas if since <= month]
        return known[-1] if known else ()

    @property
    def changes_of_asking(self) -> list[tuple[int, tuple[int, ...], tuple[int, ...]]]:
        """Month, areas before and areas after each change of the areas asked for."""
        lists = self.lists_of_areas
        return [(lists[i][0], lists[i - 1][1], lists[i][1]) for i in range(1, len(lists))]


def _areas(record: Record) -> tuple[int, ...]:
    listed = (record[f"area_{place}"] for place in range(MAX_AREAS_ASKED))
    return tuple(area for area in listed if area >= 0)
