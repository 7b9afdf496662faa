"""The ledger of a traced run: what happened to each household and each dwelling, as records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulation.config.errors import InputError
from simulation.config.messages import say
from simulation.results.run_folder import RunFolder

if TYPE_CHECKING:
    import pandas as pd

PREFIX = "ledger_"
KINDS = (
    "moves", "files", "asked", "households", "candidates", "examined", "offers", "reasons",
    "lettings", "leavers", "stock", "screened", "members", "flow", "bids", "adverts", "areas",
    "dwellings", "sales", "works",
)  # fmt: skip
MONTHS = 12
Record = dict[str, Any]


@dataclass(frozen=True)
class Run:
    """What the ledger belongs to.

    Attributes
    ----------
    path
        The run folder, as it was given.
    title
        Label of the scenario.
    replicate, replicates
        The simulation that is told, and how many the folder holds.
    start_year, years, spin_up_years
        Of the scenario; month 0 of the ledger is January of the start year.
    spare_rooms
        Rooms above the number of persons with which a dwelling still fits.
    """

    path: str
    title: str
    replicate: int
    replicates: int
    start_year: int
    years: int
    spin_up_years: int
    spare_rooms: int

    @property
    def first_month(self) -> int:
        """First month simulated, spin-up included."""
        return -MONTHS * self.spin_up_years

    @property
    def end(self) -> int:
        """The month after the last."""
        return MONTHS * self.years


class Trace:
    """The ledger of one replicate.

    Parameters
    ----------
    run
        What it belongs to.
    tables
        One per kind of `KINDS`; kinds left out are empty.
    """

    def __init__(self, run: Run, tables: Mapping[str, pd.DataFrame]) -> None:
        self.run = run
        self.tables = tables

    @classmethod
    def open(cls, path: str | Path, replicate: int = 0) -> Trace:
        """Read the ledger of a run folder.

        Raises
        ------
        InputError
            It is no run folder, kept no ledger, or has no such replicate.
        """
        folder = RunFolder.open(path)
        if PREFIX + "moves" not in folder.names:
            raise InputError(say("not_traced", path=path))
        replicates = int(folder.manifest["replicates"])
        if not 0 <= replicate < replicates:
            known = ", ".join(map(str, range(replicates)))
            raise InputError(say("unknown_replicate", path=path, replicate=replicate, known=known))
        resolved = folder.manifest["scenarios"][0]["resolved"]
        run = Run(
            path=str(path),
            title=resolved["label"] or resolved["name"],
            replicate=replicate,
            replicates=replicates,
            start_year=resolved["start_year"],
            years=resolved["years"],
            spin_up_years=resolved["spin_up_years"],
            spare_rooms=resolved["allocation"]["spare_rooms"],
        )
        kept = [kind for kind in KINDS if PREFIX + kind in folder.names]
        return cls(run, {kind: _replicate(folder, kind, replicate) for kind in kept})

    def where(self, kind: str, **values: Any) -> list[Record]:
        """Return the records of a kind that have these values, in their order."""
        table = self.tables.get(kind)
        if table is None:
            return []
        mask: Any = True
        for column, value in values.items():
            mask = mask & (table[column].to_numpy() == value)
        return _records(table if mask is True else table.loc[mask])

    def has(self, kind: str) -> bool:
        """Return whether there is any record of a kind."""
        return kind in self.tables and len(self.tables[kind]) > 0

    def area(self, row: int) -> Record:
        """Return the area in a row: label, commune, is_qpv, position."""
        return self._areas[row]

    def dwelling(self, row: int) -> Record:
        """Return the dwelling in a row.

        Raises
        ------
        InputError
            There is none.
        """
        count = len(self.tables["dwellings"])
        if not 0 <= row < count:
            details = {"path": self.run.path, "identity": row, "last": count - 1}
            raise InputError(say("unknown_dwelling", **details))
        return _records(self.tables["dwellings"].iloc[[row]])[0]

    def require_household(self, identity: int) -> None:
        """Refuse the identity of a household that never was in this simulation.

        Raises
        ------
        InputError
            It appears nowhere in the ledger.
        """
        if not any(
            (self.tables[kind]["household_id"].to_numpy() == identity).any()
            for kind in ("households", "moves")
        ):
            known = self.tables["moves"]["household_id"]
            raise InputError(
                say(
                    "unknown_household",
                    path=self.run.path,
                    identity=identity,
                    replicate=self.run.replicate,
                    first=known.min() if len(known) else "–",
                    last=known.max() if len(known) else "–",
                )
            )

    @cached_property
    def _areas(self) -> dict[int, Record]:
        return {record["area"]: record for record in _records(self.tables["areas"])}

    @cached_property
    def usual_offer(self) -> Record:
        """Mean of what households without a home weighed, over all offers made to them."""
        reasons = self.tables["reasons"]
        hosted = reasons[reasons["home"] < 0]
        names = map(str, hosted)
        columns = [name for name in names if name.startswith("offer_") or name == "waiting"]
        return {name: float(hosted[name].mean()) if len(hosted) else 0.0 for name in columns}


def _replicate(folder: RunFolder, kind: str, replicate: int) -> pd.DataFrame:
    table = folder.table(PREFIX + kind)
    return table[table["replicate"] == replicate].drop(columns=["scenario", "replicate"])


def _records(table: pd.DataFrame) -> list[Record]:
    columns: Iterable[list[Any]] = [table[name].tolist() for name in table]
    names = list(map(str, table))
    return [dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True)]
