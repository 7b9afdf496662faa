"""Compare each published figure with what was built."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from simulation.law.in_force import law_in_force
from simulation.law.income import CENTS, consumption_units, income_before_aid, resource_base
from simulation.state.schema import DwellingStatus, Financing
from simulation.territory.description import Floats, Integers
from simulation.territory.incomes import aid_paid
from simulation.territory.territory import Territory

_MONTHS = 12
_PERCENT = 100.0
_ROUNDING = 1e-9
_TOLERANCES = {
    "iris": {
        "dwellings": (0.0, False),
        "rent_eur_m2": (0.02, True),
        "poverty_percent": (3.0, False),
    },
    "qpv": {
        "dwellings": (0.01, True),
        "rent_eur_m2": (0.03, True),
        "poverty_percent": (3.0, False),
    },
    "territory": {"dwellings": (0.0, False), "social_share_percent": (0.5, False)},
}
"""Stated tolerances, and whether they are relative."""
_LOOSE = {
    "rent_q1": (0.1, True), "rent_q2": (0.1, True), "rent_q3": (0.1, True),
    "median_income": (0.1, True), "vacancy_percent": (1.0, False),
}  # fmt: skip
"""Tolerances of the figures that are followed less closely."""
_UNITS = {
    "dwellings": "dwellings",
    "rent_eur_m2": "€/m²/month",
    "rent_q1": "€/m²/month",
    "rent_q2": "€/m²/month",
    "rent_q3": "€/m²/month",
    "poverty_percent": "% of persons",
    "median_income": "€/UC/year",
    "vacancy_percent": "%",
    "social_share_percent": "%",
}
COLUMNS = (
    "level", "code", "label", "quantity", "published", "built", "gap", "unit", "source", "within",
)  # fmt: skip


def disposable_per_unit(territory: Territory) -> Floats:
    """Return disposable income with housing aid of each household, €/UC/month."""
    people, homes = territory.households, territory.dwellings
    row = people["dwelling"]
    financing = territory.residences["financing"][homes["residence"][row]]
    rent = homes["rent"][row].astype(np.int64)
    dependants = people["teenagers"].astype(np.int64) + people["children"]
    resources = resource_base(people["earnings"], people["replacement"])
    law = law_in_force(zone=territory.zone)
    aid = aid_paid(law, people["adults"], dependants, resources, rent, financing)
    income = income_before_aid(people["earnings"], people["replacement"], people["minima"]) + aid
    units = consumption_units(
        people["adults"].astype(float), people["teenagers"], people["children"]
    )
    return np.asarray(income / units / CENTS)


def synthesis_report(territory: Territory) -> pd.DataFrame:
    """Return one row per published figure: what was published, what was built, the gap.

    Columns `COLUMNS`; `level` is iris, qpv or territory; `within` tells whether the gap is inside
    the stated tolerance. Figures that are not published have no row.
    """
    homes, residences = territory.dwellings, territory.residences
    social = np.nonzero(residences["financing"][homes["residence"]] < Financing.PRIVATE_RENTAL)[0]
    of = homes["residence"]
    iris = residences["iris"][of].astype(np.int64)
    area = residences["area"][of].astype(np.int64)
    standard = disposable_per_unit(territory)
    rows: list[dict[str, Any]] = []
    for level, groups, row_name in (("iris", iris, "row"), ("qpv", area, "area")):
        records = territory.targets.get(level, [])
        n = int(groups.max()) + 1
        built = _built(territory, social, groups, n, standard)
        for record in records:
            rows += _rows(territory, level, record, built, int(record[row_name]))
    rows += _territory_rows(territory, social.size)
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _built(
    territory: Territory, social: Integers, groups: Integers, n: int, standard: Floats
) -> dict[str, Floats]:
    homes, people = territory.dwellings, territory.households
    where, surface = groups[social], homes["surface"][social]
    euros = homes["rent"][social] / CENTS
    area = np.bincount(where, surface, n)
    per_m2 = euros / surface
    persons = people["adults"].astype(np.int64) + people["teenagers"] + people["children"]
    home = groups[people["dwelling"]]
    poor = np.bincount(home, persons * (standard < territory.poverty_line), n)
    vacant = np.bincount(where, homes["status"][social] == DwellingStatus.VACANT, n)
    counts = np.bincount(where, minlength=n)
    ones = np.ones(social.size)
    return {
        "dwellings": counts.astype(float),
        "rent_eur_m2": np.bincount(where, euros, n) / np.maximum(area, 1),
        **{f"rent_q{q}": _quantiles(where, per_m2, ones, q / 4.0, n) for q in (1, 2, 3)},
        "poverty_percent": poor / np.maximum(np.bincount(home, persons, n), 1) * _PERCENT,
        "median_income": _quantiles(home, standard, persons.astype(float), 0.5, n) * _MONTHS,
        "vacancy_percent": vacant / np.maximum(counts, 1) * _PERCENT,
    }


def _quantiles(groups: Integers, values: Floats, weights: Floats, level: float, n: int) -> Floats:
    """Return a weighted quantile by group, NaN where the group is empty."""
    order = np.lexsort((values, groups))
    total = np.bincount(groups, weights, n)
    reached = np.cumsum(weights[order])
    start = np.concatenate([[0.0], np.cumsum(total)])[:n]
    position = np.searchsorted(reached, start + level * total)
    result = np.asarray(values[order][np.minimum(position, values.size - 1)], float)
    return np.where(total > 0, result, np.nan)


_FIELDS = {
    "dwellings": ("dwellings", 1.0, "stock"),
    "rent_eur_m2": ("rent", 1.0, "stock"),
    "rent_q1": ("q1", 1.0, "stock"),
    "rent_q2": ("q2", 1.0, "stock"),
    "rent_q3": ("q3", 1.0, "stock"),
    "poverty_percent": ("poverty", _PERCENT, "income"),
    "median_income": ("median", 1.0, "income"),
    "vacancy_percent": ("vacancy", _PERCENT, "stock"),
}


def _rows(
    territory: Territory, level: str, record: dict[str, Any], built: dict[str, Floats], row: int
) -> list[dict[str, Any]]:
    sources = territory.targets.get("sources", {})
    rows = []
    for quantity, (name, scale, kind) in _FIELDS.items():
        if record[name] is None:
            continue
        source = sources.get("stock" if kind == "stock" else f"{level}_income", "")
        value = float(built[quantity][row]) if row >= 0 else 0.0
        wanted = record[name] * scale
        rows.append(_row(level, record, quantity, published=wanted, built=value, source=source))
    return rows


def _row(
    level: str,
    record: dict[str, Any],
    quantity: str,
    *,
    published: float,
    built: float,
    source: str,
) -> dict[str, Any]:
    tolerance, relative = _TOLERANCES[level].get(quantity, _LOOSE.get(quantity, (0.0, False)))
    gap = built - published
    allowed = tolerance * abs(published) if relative else tolerance
    return {
        "level": level,
        "code": record["code"],
        "label": record["label"],
        "quantity": quantity,
        "published": published,
        "built": built,
        "gap": gap,
        "unit": _UNITS[quantity],
        "source": source,
        "within": bool(abs(gap) <= allowed + _ROUNDING),
    }


def _territory_rows(territory: Territory, n_social: int) -> list[dict[str, Any]]:
    record = territory.targets.get("territory")
    if not record:
        return []
    source = territory.targets.get("sources", {}).get("stock", "")
    share = n_social / max(territory.dwellings["rent"].size, 1) * _PERCENT
    pairs = {
        "dwellings": (record["dwellings"], n_social),
        "social_share_percent": (record["social_share"] * _PERCENT, share),
    }
    return [
        _row("territory", record, quantity, published=published, built=built, source=source)
        for quantity, (published, built) in pairs.items()
    ]


def synthesis_summary(territory: Territory, report: pd.DataFrame | None = None) -> list[str]:
    """Return text lines: how many figures are within tolerance, the misses, the notes."""
    table = synthesis_report(territory) if report is None else report
    lines = []
    for (level, quantity), part in table.groupby(["level", "quantity"], sort=False):
        lines.append(
            f"{level} {quantity}: {int(part['within'].sum())} of {len(part)} within tolerance, "
            f"largest gap {part['gap'].abs().max():.2f} {part['unit'].iloc[0]}"
        )
    strict = table[table["quantity"].isin(["dwellings", "rent_eur_m2", "poverty_percent"])]
    lines += [
        f"Miss: {miss.level} {miss.code} {miss.label}, {miss.quantity}: published "
        f"{miss.published:.2f}, built {miss.built:.2f}"
        for miss in strict[~strict["within"]].itertuples()
    ]
    return [*lines, *territory.notes]
