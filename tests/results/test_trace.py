"""A ledger is read from the folder of a traced run, one replicate at a time."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from simulation.config.errors import InputError
from simulation.results.run_folder import write_run_folder
from simulation.results.trace import PREFIX, Trace

RESOLVED = {
    "name": "made", "label": "", "start_year": 2022, "years": 4, "spin_up_years": 1,
    "allocation": {"spare_rooms": 1},
}  # fmt: skip


def write(path: Path, tables: dict[str, pd.DataFrame], replicates: int = 2) -> Path:
    manifest = {"replicates": replicates, "scenarios": [{"resolved": RESOLVED}]}
    write_run_folder(path, tables, manifest)
    return path


def ledger(**kinds: pd.DataFrame) -> dict[str, pd.DataFrame]:
    tables = {}
    for kind, table in kinds.items():
        told = [table.assign(scenario="made", replicate=r) for r in (0, 1)]
        both = [part.assign(month=part["month"] + part["replicate"]) for part in told]
        tables[PREFIX + kind] = pd.concat(both, ignore_index=True)
    return tables


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    moves = pd.DataFrame({"month": [3, 5], "household_id": np.array([1 << 41, 7]), "kind": [0, 1]})
    return write(tmp_path / "run", ledger(moves=moves))


def test_the_ledger_is_that_of_one_replicate(folder: Path) -> None:
    for replicate in (0, 1):
        trace = Trace.open(folder, replicate)
        assert trace.run.title == "made"
        assert (trace.run.first_month, trace.run.end) == (-12, 48)
        (record,) = trace.where("moves", household_id=1 << 41)
        assert record == {"month": 3 + replicate, "household_id": 1 << 41, "kind": 0}


def test_kinds_that_were_not_kept_are_empty(folder: Path) -> None:
    trace = Trace.open(folder)
    assert trace.where("offers", household_id=7) == []
    assert not trace.has("offers")
    assert trace.has("moves")


def test_a_run_without_a_ledger_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = write(tmp_path / "run", {"market": pd.DataFrame({"year": [2022]})})
    with pytest.raises(InputError, match="--trace"):
        Trace.open(path)


@pytest.mark.parametrize("replicate", [-1, 2])
def test_an_unknown_replicate_is_refused_with_those_there_are(folder: Path, replicate: int) -> None:
    with pytest.raises(InputError, match="0, 1"):
        Trace.open(folder, replicate)


def test_what_is_no_run_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="not a folder of results"):
        Trace.open(tmp_path)
