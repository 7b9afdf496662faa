"""Published figures kept with the territory, as records ready for JSON."""

from __future__ import annotations

import math
from typing import Any

from simulation.territory.description import Description, Floats, Integers, Zones

_DIGITS = 6


def targets_of(description: Description, area_of_qpv: Integers) -> dict[str, Any]:
    """Return what was published: by IRIS, by QPV (with its area) and for the territory."""
    qpv = _zone_records(description.qpv)
    for record, area in zip(qpv, area_of_qpv, strict=True):
        record["area"] = int(area)
    iris = _zone_records(description.iris)
    for row, record in enumerate(iris):
        record["row"] = row
    return {
        "iris": iris,
        "qpv": qpv,
        "territory": {
            "code": description.name,
            "label": description.label,
            "dwellings": int(description.iris.published.sum()),
            "social_share": float(description.social_share),
        },
        "sources": dict(description.sources),
    }


def _zone_records(zones: Zones) -> list[dict[str, Any]]:
    columns = {
        "rent": zones.rent,
        "q1": zones.quartiles[:, 0],
        "q2": zones.quartiles[:, 1],
        "q3": zones.quartiles[:, 2],
        "poverty": zones.poverty,
        "median": zones.median,
        "vacancy": zones.vacancy,
    }
    return [
        {
            "code": zones.codes[row],
            "label": zones.labels[row],
            "dwellings": int(zones.published[row]),
            **{name: _number(values, row) for name, values in columns.items()},
        }
        for row in range(len(zones))
    ]


def _number(values: Floats, row: int) -> float | None:
    value = float(values[row])
    return None if math.isnan(value) else round(value, _DIGITS)
