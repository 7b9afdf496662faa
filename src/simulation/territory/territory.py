"""What a territory is: published labels and four tables of arrays, ready to become a world."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from numpy.typing import NDArray

Arrays = dict[str, NDArray[Any]]


@dataclass(frozen=True)
class Territory:
    """An agglomeration at the start of a run.

    Attributes
    ----------
    name, label
        Short key and full name.
    year
        Year of the stock tables; every amount is in euros of that year.
    zone
        Zone of the housing aid (1, 2 or 3).
    region, supplement_zone
        Region of the income ceilings, zone of the solidarity supplement; see `simulation.law`.
    tension
        Open files per yearly letting.
    poverty_line
        60 % of the national median disposable income, €/UC/month.
    communes, iris, area_labels
        Labels; areas and residences hold positions in them.
    areas, residences, dwellings, households
        Columns of `simulation.state.schema`, by name. Occupied dwellings and their households
        refer to each other by row.
    targets
        Published figures that the synthesis aimed at, as records for the report.
    notes
        What was capped, filled, unplaced or assumed, in plain sentences.
    """

    name: str
    label: str
    year: int
    zone: int
    tension: float
    poverty_line: float
    communes: tuple[str, ...]
    iris: tuple[str, ...]
    area_labels: tuple[str, ...]
    areas: Arrays
    residences: Arrays
    dwellings: Arrays
    households: Arrays
    targets: dict[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    region: str = "elsewhere"
    supplement_zone: str = "2"
