"""The command that searches, on short runs of the demo."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from simulation.cli import app
from simulation.config.messages import choose_language

SEARCH = """
base = { name = "demo", territory = { preset = "demo" } }
overrides = { years = 1, spin_up_years = 0 }
last_years = 1
replicates = 1
evaluations = 6
population = 4
levers = [{ name = "single_rent" }, { name = "information" }]
parameters = [{ name = "policies.information.reach" }]
uncertainties = [{ name = "mobility.sensitivity", high = 1.0 }]
confirmation = { points = 2, replicates = 2, samples = 2 }

[[objectives]]
measure = "mean_wait_days_all"
better = "low"

[[objectives]]
measure = "spending_keur"
better = "low"
"""
TABLES = ("evaluations", "front", "objectives")


@pytest.fixture(autouse=True)
def _language(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("PEUPLEMENT_LANG", "en")
    choose_language(None)
    yield
    choose_language(None)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    found = tmp_path / "search.toml"
    found.write_text(SEARCH)
    return found


def call(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(a) for a in arguments], catch_exceptions=False)


def test_a_search_killed_twice_goes_on_to_the_tables_of_one_that_was_not(
    tmp_path: Path, file: Path
) -> None:
    cost = call("search", file, "--out", tmp_path / "whole", "--dry-run")
    assert cost.exit_code == 0
    assert "search: 2 policies and 1 numbers, 2 objectives, 6 packages × 1" in cost.stdout
    assert "about 20 runs of" in cost.stdout
    assert not (tmp_path / "whole").exists()
    out = tmp_path / "killed"
    _killed(["search", str(file), "--out", str(out)], out, "generations/000")
    status = call("status", out).stdout
    assert "of about 20 runs, 1 generations begun" in status
    assert "peuplement resume" in status
    assert not (out / "manifest.json").exists()
    _killed(["resume", str(out)], out, "generations/001")
    resumed = call("resume", out, "--workers", 1)
    assert resumed.exit_code == 0
    assert "search: 6 packages tried" in resumed.stdout
    assert "complete" in call("status", out).stdout
    whole = call("search", file, "--out", tmp_path / "whole", "--workers", 1)
    assert whole.exit_code == 0
    for name in TABLES:
        table = f"{name}.parquet"
        assert (out / table).read_bytes() == (tmp_path / "whole" / table).read_bytes()
    french = call("--lang", "fr", "resume", out)
    assert "paquets essayés" in french.stdout


def test_bad_searches_end_with_code_2_and_nothing_is_written(tmp_path: Path, file: Path) -> None:
    file.write_text(SEARCH.replace("single_rent", "single_rnt").replace("_keur", "_eur"))
    result = call("search", file, "--out", tmp_path / "out", "--workers", 1)
    assert result.exit_code == 2
    assert "did you mean single_rent?" in result.stderr
    assert "did you mean spending_keur?" in result.stderr
    assert result.stdout == ""
    assert not (tmp_path / "out").exists()
    french = call("--lang", "fr", "search", tmp_path / "none.toml", "--out", tmp_path / "out")
    assert french.exit_code == 2
    assert "ce fichier n’existe pas" in french.stderr


def _killed(arguments: list[str], out: Path, appears: str) -> None:
    """Start the command, and kill it once a folder has appeared."""
    command = [sys.executable, "-m", "simulation.cli", *arguments, "--workers", "1"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(6000):
            if (out / appears).exists() or process.poll() is not None:
                break
            time.sleep(0.02)
        assert process.poll() is None
    finally:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
