"""The ledger of a traced run as tables, and what its rows of areas and dwellings stand for."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.observers.tools import Columns
from simulation.state.ledger import KINDS
from simulation.state.world import World
from simulation.territory.territory import Territory

PREFIX = "ledger_"
_IDENTITY = "household_id"
_DWELLING_COLUMNS = (
    "residence", "area", "rooms", "surface", "rent", "charges", "status", "is_social",
)  # fmt: skip
_RESIDENCE_COLUMNS = (
    "landlord", "financing", "built_year", "rehousing_opens", "demolition_due",
)  # fmt: skip


def year(world: World) -> dict[str, Columns]:
    """Return the events of the year, one table per kind of the ledger."""
    tables = {kind: world.ledger.events(kind) for kind in KINDS}
    tables["households"] = _first_of_month(tables["households"])
    return {
        PREFIX + kind: {
            name: values if name == _IDENTITY else _narrowed(values)
            for name, values in columns.items()
        }
        for kind, columns in tables.items()
    }


def descriptions(world: World, territory: Territory) -> dict[str, Columns]:
    """Return the areas and the dwellings as they are at the end of the run."""
    a, d, r = world.areas, world.dwellings, world.residences
    labels = [_label(territory, area) for area in range(len(a))]
    communes = [territory.communes[row] if row >= 0 else "" for row in a.commune]
    residence = d.residence
    return {
        PREFIX + "areas": {
            "area": np.arange(len(a)),
            "label": np.array(labels, dtype=object),
            "commune": np.array(communes, dtype=object),
            "is_qpv": a.is_qpv.copy(),
            "x_km": a.x_km.copy(),
            "y_km": a.y_km.copy(),
        },
        PREFIX + "dwellings": {
            "dwelling": np.arange(len(d)),
            **{name: getattr(d, name).copy() for name in _DWELLING_COLUMNS},
            **{name: getattr(r, name)[residence] for name in _RESIDENCE_COLUMNS},
        },
    }


def _narrowed(values: NDArray[np.int64]) -> NDArray[Any]:
    """Return values in half the memory where they fit; sums of amounts may not."""
    limits = np.iinfo(np.int32)
    fits = not values.size or (values.min() >= limits.min and values.max() <= limits.max)
    return values.astype(np.int32) if fits else values


def _label(territory: Territory, area: int) -> str:
    labels = territory.area_labels
    return labels[area] if area < len(labels) else str(area)


def _first_of_month(columns: Columns) -> Columns:
    """Keep what a household was before the first thing that happened to it in a month."""
    pairs = np.stack([columns["month"], columns[_IDENTITY]], axis=1)
    _, first = np.unique(pairs, axis=0, return_index=True)
    rows: NDArray[np.int64] = np.sort(first)
    return {name: values[rows] for name, values in columns.items()}
