"""Build the territory of every EPCI of the open tables, one file each."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from simulation.config.errors import InputError
from simulation.territory.files import save
from simulation.territory.sources import Tables
from simulation.territory.synthesis import synthesise
from simulation.territory.tables import describe

LEAST_DWELLINGS = 1000


@dataclass(frozen=True)
class Built:
    """What became of one EPCI: its file, or why it has none."""

    epci: str
    dwellings: int
    file: Path | None
    problem: str = ""
    is_new: bool = True


def epci_of(tables: Tables, least: int = LEAST_DWELLINGS) -> dict[str, int]:
    """Return published social dwellings of every EPCI that has at least `least`, by SIREN code."""
    named = tables.rpls_iris[tables.rpls_iris["EPCI"] != ""]
    held = named.groupby("EPCI")["nbLsPls"].sum()
    return {str(code): int(held[code]) for code in held.index if held[code] >= least}


def build_all(
    tables: Tables,
    folder: Path,
    *,
    least: int = LEAST_DWELLINGS,
    key: int = 0,
    begin: Callable[[str], object] | None = None,
) -> Iterator[Built]:
    """Build each EPCI into `folder`/SIREN.npz, the largest last; yield what became of it.

    A file that is there already is left as it is: a build that was stopped goes on. The share of
    social homes is the published one where it is known, else estimated; the notes of each
    territory say which. An EPCI that cannot be built does not stop the others.

    Parameters
    ----------
    least
        Published social dwellings that an EPCI has at least.
    key
        Key of every draw of the synthesis.
    begin
        Called with the SIREN code before each EPCI.
    """
    found = epci_of(tables, least)
    for epci in sorted(found, key=lambda code: (found[code], code)):
        if begin is not None:
            begin(epci)
        file = folder / f"{epci}.npz"
        if file.exists():
            yield Built(epci, found[epci], file, is_new=False)
            continue
        try:
            description = describe(
                tables, epci, social_share=None, tension=None, estimates_share=True
            )
            save(synthesise(description, key), file)
        except InputError as error:
            yield Built(epci, found[epci], None, str(error))
        else:
            yield Built(epci, found[epci], file)


def as_csv(built: Sequence[Built]) -> str:
    """Return what became of each EPCI as a comma-separated table."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("epci", "social_dwellings", "file", "problem"))
    for one in built:
        name = one.file.name if one.file is not None else ""
        writer.writerow((one.epci, one.dwellings, name, one.problem))
    return text.getvalue()
