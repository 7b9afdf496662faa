"""Read the open tables: RPLS by IRIS and by QPV (SDES), Filosofi by IRIS and by QPV (INSEE).

Each trap of these files is handled here: decimal commas, `#NUM !`, INSEE codes that lost their
leading zeros, communes given as lists, arrondissements of Paris, Lyon and Marseille.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from simulation.config.errors import InputError

RPLS_IRIS = "rpls_iris_2022.csv"
RPLS_QPV = "rpls_qpv_2022.csv"
FILOSOFI_IRIS = "filosofi_iris_2016_2019.csv"
FILOSOFI_QPV = "filosofi_qpv_2021.csv"
QPV_COMMUNES = "qpv_communes.csv"

SHARE_COLUMNS = {
    "collective": ("txLsInd", "txLsCol"),
    "rooms": ("txLs1p", "txLs2p", "txLs3p", "txLs4p", "txLs5pp"),
    "surfaces": (
        "txLsm30", "txLs30a40", "txLs40a60", "txLs60a80", "txLs80a100", "txLs100a120", "txLs120p",
    ),
    "periods": ("txLsAv49", "txLs49a75", "txLs76a88", "txLs89a00", "txLs01a13", "txLsAp13"),
    "financing": ("txLsPlusAv77", "txLsPlusAp77", "txLsPlai", "txLsPls", "txLsPli"),
}  # fmt: skip
"""Columns of each distribution, in the order of its classes; PLI is then added to PLS."""
FIGURES = ("nbLsPls", "txVac", "txRot", "moyLoy", "q1Loy", "medLoy", "q3Loy")
_RPLS = (*FIGURES, *(column for columns in SHARE_COLUMNS.values() for column in columns))
_COLUMNS = {
    RPLS_IRIS: ("CodGeo", "LibGeo", "DepCom", "LibCom", "EPCI", *_RPLS),
    RPLS_QPV: ("CodGeo", *_RPLS),
    FILOSOFI_IRIS: ("iris", "com", "libcom", "taux_pauvrete", "revenu_median", "annee"),
    FILOSOFI_QPV: (
        "CODGEO", "LIBGEO", "EPCI1", "EPCI2", "DISP_MED_A21", "DISP_TP60_A21", "insee_com",
    ),
    QPV_COMMUNES: ("code", "nom_qp", "insee_com"),
}  # fmt: skip
_NUMBERS = {
    RPLS_IRIS: _RPLS,
    RPLS_QPV: _RPLS,
    FILOSOFI_IRIS: ("taux_pauvrete", "revenu_median"),
    FILOSOFI_QPV: ("DISP_MED_A21", "DISP_TP60_A21"),
    QPV_COMMUNES: (),
}
_MISSING = {"", "#NUM !", "#NUM!", "so", "s", "nd", "ns", "NA", "nan"}
_INSEE_WIDTH = 5
_CITIES = {"75056": (75101, 75120), "69123": (69381, 69389), "13055": (13201, 13216)}


@dataclass(frozen=True)
class Tables:
    """The five open tables, codes as text and figures as numbers (NaN when missing)."""

    rpls_iris: pd.DataFrame
    rpls_qpv: pd.DataFrame
    filosofi_iris: pd.DataFrame
    filosofi_qpv: pd.DataFrame
    qpv_communes: pd.DataFrame

    @cached_property
    def income_of_iris(self) -> pd.DataFrame:
        """Latest published rate and median of each IRIS; see `latest_by_iris`."""
        return latest_by_iris(self.filosofi_iris)

    @cached_property
    def places_of_qpv(self) -> dict[str, tuple[str, ...]]:
        """Communes of every QPV; see `communes_of_qpv`."""
        return communes_of_qpv(self)

    @cached_property
    def epci_of_qpv(self) -> dict[str, tuple[str, ...]]:
        """The EPCI that Filosofi gives each QPV, one or two."""
        told = self.filosofi_qpv.drop_duplicates("CODGEO")
        pairs = zip(told["EPCI1"], told["EPCI2"], strict=True)
        return dict(zip(told["CODGEO"], pairs, strict=True))

    @cached_property
    def stock_of_commune(self) -> dict[str, float]:
        """Published social dwellings by commune, cities merged."""
        merged = self.rpls_iris["DepCom"].map(merge_city)
        stock = self.rpls_iris["nbLsPls"].groupby(merged).sum()
        return {str(code): float(held) for code, held in stock.items()}


def read_tables(data: Path) -> Tables:
    """Read the open tables of a folder.

    Raises
    ------
    InputError
        Listing every missing folder, file or column, and every unreadable number.
    """
    if not data.is_dir():
        raise InputError(
            f"{data}: this folder does not exist. Give the folder that holds the open tables "
            f"({', '.join(_COLUMNS)})."
        )
    problems: list[str] = []
    frames = {name: _read(data / name, problems) for name in _COLUMNS}
    if problems:
        raise InputError(*problems)
    return Tables(*frames.values())


def _read(path: Path, problems: list[str]) -> pd.DataFrame:
    name = path.name
    if not path.is_file():
        problems.append(
            f"{path}: missing table. Put {name} in this folder; it is described in the docs."
        )
        return pd.DataFrame()
    try:
        frame = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    except (pd.errors.ParserError, pd.errors.EmptyDataError, UnicodeDecodeError) as error:
        problems.append(f"{path}: not a readable comma-separated table ({error}).")
        return pd.DataFrame()
    missing = [column for column in _COLUMNS[name] if column not in frame.columns]
    if missing:
        extra = [column for column in frame.columns if column not in _COLUMNS[name]]
        problems.append(
            f"{path}, line 1: missing column(s) {', '.join(missing)}. If renamed, restore the "
            f"producer's names; columns found beside the known ones: {', '.join(extra) or 'none'}."
        )
        return pd.DataFrame()
    kept = frame[list(_COLUMNS[name])].copy()
    for column in _NUMBERS[name]:
        kept[column] = _numbers(kept[column], path, problems)
    return kept


def _numbers(values: pd.Series, path: Path, problems: list[str]) -> pd.Series:
    """Return floats; decimal commas are read, known marks of absence become NaN."""
    text = values.str.strip().str.replace(",", ".", regex=False)
    text = text.mask(text.isin(_MISSING))
    numbers = pd.to_numeric(text, errors="coerce").astype(float)
    problems += [
        f"{path}, line {row + 2}, column {values.name}: {values[row]!r} is not a number. "
        "Correct it, or leave it empty if unknown."
        for row in text.index[text.notna() & numbers.isna()]
    ]
    return numbers


def commune_codes(text: str) -> tuple[str, ...]:
    """Return the INSEE codes of a `;` list, zero-padded to five characters, cities merged."""
    codes = (code.strip() for code in text.split(";"))
    return tuple(merge_city(code.zfill(_INSEE_WIDTH)) for code in codes if code)


def merge_city(code: str) -> str:
    """Return the commune of an arrondissement of Paris, Lyon or Marseille, else the same code."""
    if code.isdigit():
        for city, (first, last) in _CITIES.items():
            if first <= int(code) <= last:
                return city
    return code


def latest_by_iris(filosofi: pd.DataFrame) -> pd.DataFrame:
    """Return, for each IRIS, its latest published rate and median, indexed by IRIS.

    Columns `poverty` (%), `median` (€/UC/year), each with its year.
    """
    ordered = filosofi.sort_values(["iris", "annee"], kind="stable")
    parts = []
    for column, name in (("taux_pauvrete", "poverty"), ("revenu_median", "median")):
        last = ordered[ordered[column].notna()].groupby("iris").last()
        parts.append(last[[column, "annee"]].set_axis([name, f"{name}_year"], axis=1))
    return parts[0].join(parts[1], how="outer")


def communes_of_qpv(tables: Tables) -> dict[str, tuple[str, ...]]:
    """Return the communes of every QPV: Filosofi's list first, else `qpv_communes`."""
    found: dict[str, tuple[str, ...]] = {}
    for codes, communes in _pairs(tables.qpv_communes, "code"):
        found[codes] = found.get(codes, ()) + commune_codes(communes)
    for code, communes in _pairs(tables.filosofi_qpv, "CODGEO"):
        if commune_codes(communes):
            found[code] = commune_codes(communes)
    return found


def _pairs(frame: pd.DataFrame, code: str) -> Iterable[tuple[str, str]]:
    return zip(frame[code], frame["insee_com"], strict=True)
