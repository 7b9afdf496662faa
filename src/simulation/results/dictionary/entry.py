"""Declare a column of an output table once: name, unit, definition, formula, reference.

Texts are pairs, English then French. A formula of names, codes and signs alone, which the page
explains, is the same in both; French of those that need words is in `formulas`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from simulation.results.dictionary.formulas import IN_FRENCH

Text = tuple[str, str]

ALWAYS, WITH_WORKS, TRACED, COMPARED = "always", "with_works", "traced", "compared"
"""Which run folders hold a table: all, those with works or rehousing, traced ones, comparisons."""

UNITS: Final[dict[str, Text]] = {
    "text": ("text", "texte"),
    "yes or no": ("yes or no", "oui ou non"),
    "code": ("code", "code"),
    "row": ("row", "ligne"),
    "identity": ("identity", "identité"),
    "rank": ("rank", "rang"),
    "year": ("year", "année"),
    "month": ("month, 0 is January of the start year", "mois, 0 est janvier de la première année"),
    "count": ("number", "nombre"),
    "quartile": ("quartile, 1 to 4", "quartile, de 1 à 4"),
    "class": ("class, 0 is none", "classe, 0 sans classe"),
    "difference of shares": ("difference of shares", "différence de parts"),
    "quartile or 0": (
        "quartile, 1 to 4, 0 before the first January",
        "quartile, de 1 à 4, 0 avant le premier janvier",
    ),
    "share": ("share, 0 to 1", "part, de 0 à 1"),
    "percent": ("%", "%"),
    "index": ("pure number", "nombre pur"),
    "ratio": ("ratio", "rapport"),
    "utility": ("utility", "utilité"),
    "thousandths of utility": ("thousandths of utility", "millièmes d’utilité"),
    "thousandths of points": ("thousandths of points", "millièmes de point"),
    "years": ("years", "années"),
    "months": ("months", "mois"),
    "days": ("days", "jours"),
    "persons": ("persons", "personnes"),
    "rooms": ("rooms", "pièces"),
    "m²": ("m²", "m²"),
    "km": ("km", "km"),
    "€": ("€", "€"),
    "€/month": ("€ a month", "€ par mois"),
    "€/m²": ("€/m²", "€/m²"),
    "€/m²/month": ("€/m² a month", "€/m² par mois"),
    "€/unit/month": ("€ per consumption unit a month", "€ par unité de consommation et par mois"),
    "€/unit/day": ("€ per consumption unit a day", "€ par unité de consommation et par jour"),
    "cents": ("cents", "centimes"),
    "cents/month": ("cents a month", "centimes par mois"),
    "cents/unit/month": (
        "cents per consumption unit a month",
        "centimes par unité de consommation et par mois",
    ),
    "as told": ("that of the column “unit”", "celle de la colonne « unit »"),
}
"""Every unit that a column may have."""


@dataclass(frozen=True)
class Column:
    """One column of an output table.

    Attributes
    ----------
    name
        As in the file.
    unit
        One of `UNITS`.
    definition
        What it is, English and French.
    formula
        How it is made, in the notation of the page, English and French.
    reference
        A key of `REFERENCES`.
    """

    name: str
    unit: str
    definition: Text
    formula: Text
    reference: str


@dataclass(frozen=True)
class Table:
    """One output table.

    Attributes
    ----------
    name
        Name of its file, without the ending.
    row
        What one row is, English and French.
    columns
        In the order of the file.
    kept
        Which run folders hold it.
    """

    name: str
    row: Text
    columns: tuple[Column, ...]
    kept: str = ALWAYS


def column(name: str, unit: str, english: str, french: str, formula: str, reference: str) -> Column:
    """Return a column; the French of its formula is found, the formula itself where it has none."""
    both = (formula, IN_FRENCH.get(formula, formula))
    return Column(name, unit, (english, french), both, reference)


def codes(kind: type[IntEnum], chosen: Iterable[IntEnum] | None = None) -> str:
    """Return the codes that a column holds, from the enumeration itself."""
    return ", ".join(f"{member.value} {member.name}" for member in chosen or kind)
