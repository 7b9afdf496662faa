"""From the open tables to the description of one EPCI."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from simulation.config.errors import InputError
from simulation.law.ceilings import Region, check_region, region_of
from simulation.law.in_force import law_in_force
from simulation.territory import sources
from simulation.territory.description import CATEGORIES, Description, Floats, Zones
from simulation.territory.known import (
    EPCI_NAMES,
    HOMES_PER_IRIS,
    SOCIAL_SHARES,
    default_private_rent,
    estimated_social_share,
)

TENSION_FRANCE = 4.3
"""Open files per yearly letting, France (facts: press and URH, 2022-23)."""
_USUAL_ZONES = {
    Region.PARIS: (1, "1bis"),
    Region.ILE_DE_FRANCE: (1, "1"),
    Region.ELSEWHERE: (2, "2"),
}
"""Zones of the housing aid and of the supplement of most homes of a region (assumption)."""
YEAR = 2022
POVERTY_LINE = 1158.0
"""60 % of the national median, €/UC/month, 2021 (INSEE Première 1973)."""
_POVERTY_LINES = {"2016": 1026.0, "2017": 1041.0, "2018": 1063.0, "2019": 1102.0}
"""The same line in the years of Filosofi by IRIS (INSEE Première 1710, 1772, 1813, 1875)."""
SOURCES = {
    "stock": "SDES, RPLS 1 January 2022",
    "iris_income": "INSEE, Filosofi 2016-2019",
    "qpv_income": "INSEE, Filosofi 2021",
}
_PERCENT = 100.0
_SUGGESTIONS = 5


def describe(
    tables: sources.Tables,
    epci: str,
    *,
    social_share: float | None,
    tension: float | None,
    zone: int | None = None,
    region: str | None = None,
    supplement_zone: str | None = None,
    estimates_share: bool = False,
) -> Description:
    """Return the description of an EPCI; zones and region are those of its communes by default.

    With `estimates_share`, a share of social homes that is neither known nor given is estimated
    from the number of IRIS; see `known.estimated_social_share`.

    Raises
    ------
    InputError
        The EPCI is not in the tables, the share of social homes is neither known nor given, or a
        zone or region does not exist.
    """
    rows = tables.rpls_iris[(tables.rpls_iris["EPCI"] == epci) & (epci != "")]
    if estimates_share and social_share is None and epci not in SOCIAL_SHARES:
        estimated = estimated_social_share(rows["nbLsPls"].sum(), len(rows))
    else:
        estimated = None
    _check(tables, rows, epci, social_share if estimated is None else estimated)
    notes: list[str] = []
    stock = _with_stock(rows, notes)
    communes = sorted({sources.merge_city(code) for code in stock["DepCom"]})
    names = _commune_names(stock)
    iris = _iris_zones(stock, communes, tables.income_of_iris, notes)
    qpv = _qpv_zones(tables, epci, communes, rows, notes)
    qpv = _cap(iris, qpv, notes)
    share = _social_share(epci, social_share, estimated, notes)
    tension_used = TENSION_FRANCE if tension is None else tension
    if tension is None:
        notes.append(f"Tension {TENSION_FRANCE}: mean of France, not this territory's.")
    place = _legal_place(stock, zone, region, supplement_zone)
    notes.append(
        f"For the whole territory: zone {place.zone} of the housing aid, zone "
        f"{place.supplement_zone} of the solidarity supplement and the income ceilings of region "
        f'"{place.region}"; most of its social dwellings lie there, or they were given.'
    )
    return Description(
        name=epci,
        label=EPCI_NAMES.get(epci, f"EPCI {epci} ({names[_largest_commune(stock)]})"),
        year=YEAR,
        zone=place.zone,
        tension=tension_used,
        poverty_line=POVERTY_LINE,
        communes=tuple(names[code] for code in communes),
        iris=iris,
        qpv=qpv,
        social_share=share,
        private_rent=default_private_rent(epci, tension_used),
        sources=SOURCES,
        notes=tuple(notes),
        region=place.region,
        supplement_zone=place.supplement_zone,
    )


@dataclass(frozen=True)
class _LegalPlace:
    zone: int
    region: Region
    supplement_zone: str


def _legal_place(
    stock: pd.DataFrame, zone: int | None, region: str | None, supplement_zone: str | None
) -> _LegalPlace:
    """Return where most dwellings lie for the law, what is given coming first, and check it."""
    regions = stock["DepCom"].map(region_of)
    usual = stock["nbLsPls"].groupby(regions).sum().idxmax()
    found = check_region(str(usual) if region is None else region)
    aid_zone, supplement = _USUAL_ZONES[found]
    place = _LegalPlace(
        aid_zone if zone is None else zone,
        found,
        supplement if supplement_zone is None else supplement_zone,
    )
    law_in_force(zone=place.zone, region=place.region, supplement_zone=place.supplement_zone)
    return place


def _check(
    tables: sources.Tables, rows: pd.DataFrame, epci: str, social_share: float | None
) -> None:
    problems = []
    known = sorted(set(tables.rpls_iris["EPCI"]) - {""})
    if rows.empty:
        near = difflib.get_close_matches(epci, known, n=_SUGGESTIONS)
        hint = f"Close codes in the table: {', '.join(near)}. " if near else ""
        named = ", ".join(f"{code} {name}" for code, name in EPCI_NAMES.items())
        problems.append(
            f"EPCI {epci!r} is not in {sources.RPLS_IRIS} ({len(known)} EPCI). {hint}"
            f"Give the nine digits of the SIREN code, for instance: {named}."
        )
    elif not rows["nbLsPls"].gt(0).any():
        problems.append(f"EPCI {epci}: no social dwelling is published in {sources.RPLS_IRIS}.")
    if social_share is None and epci not in SOCIAL_SHARES and not rows.empty:
        problems.append(
            f"EPCI {epci}: the share of social dwellings among all homes is not known. Give it "
            "(social_share, between 0 and 1; RPLS publishes it by EPCI), or have it estimated from "
            "the number of IRIS (estimate_share)."
        )
    if social_share is not None and not 0.0 < social_share < 1.0:
        problems.append(f"social_share: {social_share} given, a number between 0 and 1 is needed.")
    if problems:
        raise InputError(*problems)


def _with_stock(rows: pd.DataFrame, notes: list[str]) -> pd.DataFrame:
    """Drop IRIS without published dwellings."""
    empty = ~rows["nbLsPls"].gt(0)
    if empty.any():
        notes.append(
            f"{int(empty.sum())} IRIS without published social dwellings (none, or fewer than 11) "
            "are left out; the homes of the territory are spread over the others."
        )
    return rows[~empty].sort_values("CodGeo", kind="stable").reset_index(drop=True)


def _commune_names(stock: pd.DataFrame) -> dict[str, str]:
    names: dict[str, str] = {}
    for code, name in zip(stock["DepCom"], stock["LibCom"], strict=True):
        merged = sources.merge_city(code)
        names[merged] = name if merged == code else name.split(" ")[0]
    return names


def _largest_commune(stock: pd.DataFrame) -> str:
    merged = stock["DepCom"].map(sources.merge_city)
    return str(stock["nbLsPls"].groupby(merged).sum().idxmax())


def _shares(frame: pd.DataFrame) -> dict[str, Floats]:
    shares: dict[str, Floats] = {}
    for name, columns in sources.SHARE_COLUMNS.items():
        values = frame[list(columns)].to_numpy(float) / _PERCENT
        n_classes = CATEGORIES[name]
        if values.shape[1] > n_classes:  # PLI joins PLS: hidden only if both are
            last = values[:, n_classes - 1 :]
            joined = np.where(np.isnan(last).all(axis=1), np.nan, np.nansum(last, axis=1))
            values = np.column_stack([values[:, : n_classes - 1], joined])
        shares[name] = values
    return shares


def _zones(
    frame: pd.DataFrame,
    labels: Sequence[str],
    communes: tuple[tuple[int, ...], ...],
    poverty: Floats,
    median: Floats,
) -> Zones:
    dwellings = frame["nbLsPls"].to_numpy(float).round().astype(np.int64)
    return Zones(
        codes=tuple(frame["CodGeo"]),
        labels=tuple(labels),
        communes=communes,
        dwellings=dwellings,
        published=dwellings,
        shares=_shares(frame),
        rent=_positive(frame[["moyLoy"]])[:, 0],
        quartiles=_positive(frame[["q1Loy", "medLoy", "q3Loy"]]),
        vacancy=frame["txVac"].to_numpy(float) / _PERCENT,
        turnover=frame["txRot"].to_numpy(float) / _PERCENT,
        poverty=poverty,
        median=median,
    )


def _positive(frame: pd.DataFrame) -> Floats:
    """Return figures, NaN where not positive: a few rows publish rents of 0 beside `#NUM !`."""
    values = frame.to_numpy(float)
    return np.where(values > 0, values, np.nan)


def _iris_zones(
    stock: pd.DataFrame, communes: list[str], income: pd.DataFrame, notes: list[str]
) -> Zones:
    found = income.reindex(stock["CodGeo"])
    years = found["median_year"].map(_POVERTY_LINES).to_numpy(float)
    older = int((found["poverty_year"].notna() & (found["poverty_year"] != "2019")).sum())
    notes.append(
        f"Poverty is published for {int(found['poverty'].notna().sum())} of {len(stock)} IRIS "
        f"({older} from before 2019); rates of 2019 are kept, medians are raised like the national "
        f"poverty line (1,102 € in 2019, {POVERTY_LINE:,.0f} € in 2021, INSEE)."
    )
    rows = tuple((communes.index(sources.merge_city(code)),) for code in stock["DepCom"])
    return _zones(
        stock,
        list(stock["LibGeo"]),
        rows,
        found["poverty"].to_numpy(float) / _PERCENT,
        found["median"].to_numpy(float) * POVERTY_LINE / years,
    )


@dataclass(frozen=True)
class _Candidate:
    code: str
    label: str
    communes: tuple[int, ...]
    share: float


def _qpv_zones(
    tables: sources.Tables, epci: str, communes: list[str], rows: pd.DataFrame, notes: list[str]
) -> Zones:
    """Return the QPV of the EPCI that have dwellings and a commune with stock."""
    filosofi = tables.filosofi_qpv.drop_duplicates("CODGEO").set_index("CODGEO")
    stock = tables.rpls_qpv.drop_duplicates("CodGeo").set_index("CodGeo", drop=False)
    places = tables.places_of_qpv
    names = dict(zip(tables.qpv_communes["code"], tables.qpv_communes["nom_qp"], strict=True))
    here = {sources.merge_city(code) for code in rows["DepCom"]}
    stock_of = tables.stock_of_commune
    chosen: list[_Candidate] = []
    for code in sorted(stock.index):
        of = places.get(code, ())
        if epci not in tables.epci_of_qpv.get(code, ()) and not here.intersection(of):
            continue
        label = str(filosofi["LIBGEO"].get(code, names.get(code, code)))
        placed = tuple(communes.index(c) for c in of if c in communes)
        dwellings = stock.loc[code, "nbLsPls"]
        if not dwellings > 0:
            notes.append(f"QPV {code} {label}: no published dwelling, left out.")
        elif not placed:
            notes.append(
                f"QPV {code} {label} ({dwellings:.0f} dwellings) is unplaced: none of its communes "
                f"({', '.join(of) or 'none known'}) has stock in the EPCI."
            )
        else:
            whole = sum(stock_of.get(c, 0.0) for c in of)
            inside = sum(stock_of.get(c, 0.0) for c in of if c in here)
            chosen.append(_Candidate(code, label, placed, inside / whole if whole else 1.0))
    return _chosen_zones(chosen, stock, filosofi, notes)


def _chosen_zones(
    chosen: list[_Candidate], stock: pd.DataFrame, filosofi: pd.DataFrame, notes: list[str]
) -> Zones:
    codes = [one.code for one in chosen]
    frame = stock.reindex(codes).reset_index(drop=True)
    income = filosofi.reindex(codes)
    notes += [
        f"QPV {one.code} {one.label} lies in several EPCI: {one.share:.0%} of its dwellings are "
        "counted here, like the stock of its communes."
        for one in chosen
        if one.share < 1.0
    ]
    zones = _zones(
        frame,
        [one.label for one in chosen],
        tuple(one.communes for one in chosen),
        income["DISP_TP60_A21"].to_numpy(float) / _PERCENT,
        income["DISP_MED_A21"].to_numpy(float),
    )
    shares = np.array([one.share for one in chosen])
    here = np.rint(zones.dwellings * shares).astype(np.int64)
    return replace(zones, dwellings=here, published=here)


def _cap(iris: Zones, qpv: Zones, notes: list[str]) -> Zones:
    """Cap QPV that hold more dwellings than the IRIS of their communes."""
    home = np.array([rows[0] for rows in iris.communes])
    kept = qpv.dwellings.copy()
    for row, rows in enumerate(qpv.communes):
        held = int(iris.dwellings[np.isin(home, rows)].sum())
        if kept[row] > held:
            notes.append(
                f"QPV {qpv.codes[row]} {qpv.labels[row]}: {kept[row]} dwellings published, its "
                f"communes hold {held}; capped."
            )
            kept[row] = held
    return qpv.with_dwellings(kept)


def _social_share(
    epci: str, given: float | None, estimated: float | None, notes: list[str]
) -> float:
    if given is not None:
        notes.append(f"Share of social homes {given:.1%}: given by the user.")
        return given
    if estimated is not None:
        notes.append(
            f"Share of social homes {estimated:.1%}: estimated from the number of IRIS "
            f"({HOMES_PER_IRIS:.0f} homes each), within about a quarter; RPLS publishes it by EPCI."
        )
        return estimated
    notes.append(f"Share of social homes {SOCIAL_SHARES[epci]:.1%}: SDES, RPLS 2019, by EPCI.")
    return SOCIAL_SHARES[epci]
