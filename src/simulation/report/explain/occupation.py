"""What the ledger holds of one dwelling: who lived there, when it was empty, who was offered it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from simulation.results.trace import Record, Trace
from simulation.state.schema import NEVER, Move, Work

DELIVERED, DEMOLISHED = 1, -1


@dataclass(frozen=True)
class Tenancy:
    """A household in the dwelling; `until` is NEVER when it lasts."""

    household: int
    since: int
    until: int = NEVER


@dataclass(frozen=True)
class Vacancy:
    """A time without occupant, from `since` to `until`, the end of the run when it lasts."""

    since: int
    until: int
    offers: tuple[Record, ...]

    @property
    def months(self) -> int:
        """How long it lasted."""
        return self.until - self.since

    @property
    def refusals(self) -> int:
        """Offers refused during it."""
        return sum(not offer["accepted"] for offer in self.offers)


@dataclass(frozen=True)
class Occupation:
    """The records of one dwelling, each kind in order."""

    home: Record
    start: int
    end: int
    taken: list[Record]
    left: list[Record]
    at_start: list[Record]
    offers: list[Record]
    candidacies: list[Record]
    examined: list[Record]
    lettings: list[Record]
    leavers: list[Record]
    stock: list[Record]
    flow: list[Record]
    adverts: list[Record]
    sales: list[Record]
    works: list[Record]

    @classmethod
    def of(cls, trace: Trace, row: int) -> Occupation:
        """Gather the records of a dwelling."""
        start = trace.run.first_month
        return cls(
            home=trace.dwelling(row),
            start=start,
            end=trace.run.end,
            taken=trace.where("moves", destination=row),
            left=trace.where("moves", origin=row),
            at_start=trace.where("households", month=start - 1, dwelling=row),
            offers=trace.where("offers", dwelling=row),
            candidacies=trace.where("candidates", dwelling=row),
            examined=trace.where("examined", dwelling=row),
            lettings=trace.where("lettings", dwelling=row),
            leavers=trace.where("leavers", dwelling=row),
            stock=trace.where("stock", dwelling=row),
            flow=trace.where("flow", dwelling=row),
            adverts=trace.where("adverts", dwelling=row),
            sales=trace.where("sales", dwelling=row),
            works=trace.where("works", dwelling=row),
        )

    @cached_property
    def tenancies(self) -> tuple[Tenancy, ...]:
        """Every household that lived there, in order."""
        entries = [(r["household_id"], r["moved_in"]) for r in self.at_start]
        entries += [(r["household_id"], r["month"]) for r in self.taken if r["kind"] == Move.SETTLE]
        ends: dict[int, list[int]] = {}
        for record in self.left:
            ends.setdefault(record["household_id"], []).append(record["month"])
        found = []
        for household, since in entries:
            until = next((m for m in ends.get(household, []) if m >= since), NEVER)
            found.append(Tenancy(household, since, until))
        return tuple(found)

    @property
    def refurbished(self) -> list[int]:
        """Months in which works in its building ended."""
        return [r["month"] for r in self.works if r["what"] == Work.REFURBISHMENT]

    def change_in_stock(self, change: int) -> int | None:
        """Return the month in which it was delivered or demolished, if it was."""
        return next((r["month"] for r in self.stock if r["change"] == change), None)

    @cached_property
    def vacancies(self) -> tuple[Vacancy, ...]:
        """Every time without occupant between its delivery and its demolition."""
        born, gone = self.change_in_stock(DELIVERED), self.change_in_stock(DEMOLISHED)
        cursor = self.start if born is None else born
        last = self.end if gone is None else gone
        found = []
        for tenancy in self.tenancies:
            if tenancy.since > cursor or self.letting_in(tenancy.since) is not None:
                found.append(self._vacancy(cursor, tenancy.since))
            cursor = max(cursor, min(tenancy.until, last))
        if cursor < last:
            found.append(self._vacancy(cursor, last))
        return tuple(found)

    def _vacancy(self, since: int, until: int) -> Vacancy:
        return Vacancy(since, until, tuple(o for o in self.offers if since <= o["month"] <= until))

    def letting_in(self, month: int) -> Record | None:
        """Return the social letting of a month."""
        return next((r for r in self.lettings if r["month"] == month), None)
