"""Small made-up tables that hold every trap of the real ones."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from simulation.territory import sources
from simulation.territory.presets import preset
from simulation.territory.territory import Territory

Rows = list[dict[str, str]]

SHARES = {
    "txLsCol": 90, "txLsInd": 10,
    "txLs1p": 5, "txLs2p": 20, "txLs3p": 40, "txLs4p": 25, "txLs5pp": 10,
    "txLsm30": 5, "txLs30a40": 10, "txLs40a60": 30, "txLs60a80": 35, "txLs80a100": 15,
    "txLs100a120": 3, "txLs120p": 2,
    "txLsAv49": 5, "txLs49a75": 50, "txLs76a88": 15, "txLs89a00": 10, "txLs01a13": 10,
    "txLsAp13": 10,
    "txLsPlai": 5, "txLsPlusAv77": 50, "txLsPlusAp77": 40, "txLsPls": 3, "txLsPli": 2,
}  # fmt: skip


def stock(dwellings: float | str, rent: float | str = 5.5, **cells: str) -> dict[str, str]:
    """Return the figures of a row of RPLS."""
    row = {name: str(value) for name, value in SHARES.items()}
    quartiles = {"q1Loy": 4.9, "medLoy": 5.4, "q3Loy": 6.1}
    row |= {name: str(value) for name, value in quartiles.items()}
    return row | {"nbLsPls": str(dwellings), "moyLoy": str(rent), "txVac": "", "txRot": "9"} | cells


def iris(code: str, epci: str, dwellings: float | str, **cells: str) -> dict[str, str]:
    place = {"CodGeo": code, "LibGeo": f"Iris {code[-2:]}", "DepCom": code[:5], "EPCI": epci}
    return place | {"LibCom": f"Commune {code[:5]}"} | stock(dwellings, **cells)


def with_commas(row: dict[str, str]) -> dict[str, str]:
    return {name: value.replace(".", ",") for name, value in row.items()}


def qpv_income(code: str, epci: str, communes: str, poverty: str = "45.0") -> dict[str, str]:
    row = {"CODGEO": code, "LIBGEO": f"Quartier {code[-1]}", "EPCI1": epci, "EPCI2": ""}
    return row | {"DISP_MED_A21": "14500.0", "DISP_TP60_A21": poverty, "insee_com": communes}


def small_tables() -> dict[str, Rows]:
    """Return the five tables of two EPCI, 200000001 and Marseille's 200054807."""
    one, marseille = "200000001", "200054807"
    return {
        sources.RPLS_IRIS: [
            iris("010010101", one, 400.0),
            iris("010010102", one, 300.0, txLs5pp="", txLs1p="", txLsPls="", txLsPli=""),
            iris("010010103", one, ""),
            iris("010020000", one, 100.0, rent="#NUM !", q1Loy="0", medLoy="0", q3Loy="0"),
            iris("2A0040101", one, 50.0),
            iris("132010101", marseille, 500.0),
            iris("132020101", marseille, 200.0),
        ],
        sources.RPLS_QPV: [
            with_commas({"CodGeo": "QP001001"} | stock(250.0, rent=5.2)),
            with_commas({"CodGeo": "QP001002"} | stock(900.0, rent=5.4)),
            with_commas({"CodGeo": "QP001003"} | stock(120.0, rent=5.1)),
            with_commas({"CodGeo": "QP013001"} | stock(300.0, rent=5.3)),
        ],
        sources.FILOSOFI_IRIS: [
            income("010010101", "30.0", "17000", "2019"),
            income("010010102", "", "21000", "2019"),
            income("010010102", "18.0", "20000", "2018"),
            income("132010101", "35.0", "16500", "2019"),
        ],
        sources.FILOSOFI_QPV: [
            qpv_income("QP001001", one, "1001"),
            qpv_income("QP001003", one, "1999"),
            qpv_income("QP013001", marseille, "13055", poverty="so"),
        ],
        sources.QPV_COMMUNES: [
            {"code": "QP001001", "nom_qp": "Quartier 1", "insee_com": "01002"},
            {"code": "QP001002", "nom_qp": "Quartier 2", "insee_com": "01002"},
        ],
    }


def income(code: str, poverty: str, median: str, year: str) -> dict[str, str]:
    place = {"iris": code, "com": code[:5], "libcom": "Commune"}
    return place | {"taux_pauvrete": poverty, "revenu_median": median, "annee": year}


def write(folder: Path, tables: dict[str, Rows]) -> Path:
    for name, rows in tables.items():
        with (folder / name).open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, fieldnames=list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    return folder


@pytest.fixture
def tables() -> dict[str, Rows]:
    return small_tables()


@pytest.fixture
def write_tables(tmp_path: Path) -> Callable[[dict[str, Rows]], Path]:
    return lambda tables: write(tmp_path, tables)


@pytest.fixture(scope="session")
def small_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("tables"), small_tables())


@pytest.fixture(scope="session")
def demo() -> Territory:
    return preset("demo")
