"""`peuplement explain` on a real run: what it tells, what it refuses, what a trace changes."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from simulation.cli import app
from simulation.config.messages import choose_language
from simulation.results.run_folder import RunFolder

ROOT = Path(__file__).parents[1]
SCENARIO = """
years = 2
spin_up_years = 1
[territory]
preset = "demo"
[[policies]]
name = "reconstruction"
share = 0.6
duration_years = 1
notice_months = 6
"""


@pytest.fixture(autouse=True)
def _language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEUPLEMENT_LANG", "en")
    choose_language(None)


def call(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(a) for a in arguments], catch_exceptions=False)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return folders of the same run: plain, and traced twice."""
    place = tmp_path_factory.mktemp("runs")
    config = place / "made.toml"
    config.write_text(SCENARIO)
    found = {}
    for name, options in (("plain", ()), ("traced", ("--trace",)), ("again", ("--trace",))):
        found[name] = place / name
        out = ("--out", found[name], "--replicates", 2)
        assert call("run", config, *out, *options).exit_code == 0
    return found


def picks(folder: Path) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(call("explain", folder, "--list", "--json").stdout)
    return found


def test_a_trace_adds_tables_and_leaves_the_others_as_they_are(folders: dict[str, Path]) -> None:
    plain, traced = (RunFolder.open(folders[name]) for name in ("plain", "traced"))
    assert not [name for name in plain.names if name.startswith("ledger_")]
    assert {"ledger_moves", "ledger_reasons", "ledger_dwellings"} <= set(traced.names)
    for name in plain.names:
        file = f"{name}.parquet"
        assert (folders["plain"] / file).read_bytes() == (folders["traced"] / file).read_bytes()


def test_the_same_key_gives_the_same_bytes_of_the_ledger(folders: dict[str, Path]) -> None:
    for table in folders["traced"].glob("*.parquet"):
        assert table.read_bytes() == (folders["again"] / table.name).read_bytes()


def test_what_is_worth_a_look_can_be_looked_at(folders: dict[str, Path]) -> None:
    told = call("explain", folders["traced"], "--list").stdout
    assert "Housed after the longest wait" in told
    found = picks(folders["traced"])
    assert {pick["subject"] for pick in found} == {"household", "dwelling"}
    for pick in found:
        option = f"--{pick['subject']}"
        told = call("explain", folders["traced"], option, pick["id"])
        assert told.exit_code == 0
        assert told.stdout.startswith(f"{str(pick['subject']).title()} {pick['id']} (made")
        assert max(map(len, told.stdout.splitlines())) <= 88


def test_a_story_is_told_in_french_and_as_json(folders: dict[str, Path]) -> None:
    pick = next(p for p in picks(folders["traced"]) if p["subject"] == "household")
    asked = ("explain", folders["traced"], "--household", pick["id"])
    assert call("--lang", "fr", *asked).stdout.startswith(f"Ménage {pick['id']} (made, réplique 0)")
    told = json.loads(call(*asked, "--json").stdout)
    assert told["id"] == pick["id"]
    assert {"month", "kind", "text", "details", "data"} == set(told["events"][0])


def test_replicates_have_their_own_stories(folders: dict[str, Path]) -> None:
    told = [
        call("explain", folders["traced"], "--dwelling", 0, "--replicate", r).stdout for r in (0, 1)
    ]
    assert told[0] != told[1]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ((), "exactly one of --household"),
        (("--household", "abc"), "--household abc: must be a whole number"),
        (("--dwelling", "1.5"), "--dwelling 1.5: must be a whole number"),
        (("--household", 1, "--dwelling", 1), "exactly one of --household"),
        (("--household", 3, "--list"), "exactly one of --household"),
        (("--household", 1 << 60), "no household 1152921504606846976 in replicate 0"),
        (("--dwelling", 10**7), "no dwelling 10000000"),
        (("--dwelling", 0, "--replicate", 2), "no replicate 2; it has 0, 1"),
    ],
)
def test_bad_questions_are_refused_with_what_to_do(
    folders: dict[str, Path], options: tuple[object, ...], expected: str
) -> None:
    result = call("explain", folders["traced"], *options)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert expected in result.stderr


def test_folders_without_a_ledger_are_refused(folders: dict[str, Path], tmp_path: Path) -> None:
    result = call("--lang", "fr", "explain", folders["plain"], "--list")
    assert result.exit_code == 2
    assert "n’a pas gardé de registre" in result.stderr
    result = call("explain", tmp_path, "--list")
    assert result.exit_code == 2
    assert "not a folder of results" in result.stderr


def test_help_loads_nothing_heavy() -> None:
    command = [sys.executable, "-X", "importtime", "-m", "simulation.cli", "explain", "--help"]
    started = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT / "src")
    assert time.perf_counter() - started < 30
    assert "--household" in done.stdout
    for library in ("numpy", "pandas", "numba", "rich.console", "mesa", "pyarrow"):
        assert f" {library}\n" not in done.stderr
