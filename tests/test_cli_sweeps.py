import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from simulation.cli import app
from simulation.config.messages import choose_language
from simulation.experiments.sweep_results import read_results

DESIGN = """
bases = [{ name = "demo", territory = { preset = "demo" } }]
overrides = { years = 1, spin_up_years = 1 }
arms = [{ name = "as-is" }, { name = "rent", policies = [{ name = "single_rent" }] }]
outputs = { measures = ["vacancy_percent_all", "q1_gap_of_tenants"] }
"""


@pytest.fixture(autouse=True)
def _language(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("PEUPLEMENT_LANG", "en")
    choose_language(None)
    yield
    choose_language(None)


@pytest.fixture
def design(tmp_path: Path) -> Path:
    file = tmp_path / "design.toml"
    file.write_text(DESIGN)
    return file


def call(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(a) for a in arguments], catch_exceptions=False)


def test_a_sweep_tells_its_cost_then_what_it_did_and_can_be_looked_at(
    tmp_path: Path, design: Path
) -> None:
    out = tmp_path / "out"
    cost = call("sweep", design, "--out", out, "--dry-run")
    assert cost.exit_code == 0
    assert "design: 2 scenarios × 1 samples × 1 replicates" in cost.stdout
    assert "2 runs of about " in cost.stdout
    assert not out.exists()
    done = call("--lang", "fr", "sweep", design, "--out", out, "--workers", 1)
    assert done.exit_code == 0
    assert "2 simulations faites, 0 en échec, 0 à faire" in done.stdout
    assert "100 %" in done.stderr
    assert "complete" in call("--lang", "en", "status", out).stdout
    replayed = call("--lang", "en", "replay", out, 1, "--out", tmp_path / "again")
    assert "run 1 ended well" in replayed.stdout
    assert json.loads((tmp_path / "again" / "manifest.json").read_text())["run"] == 1
    assert call("resume", out, "--workers", 1).exit_code == 0


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", ["Pilot of 2 replicates", "(6 runs in all)", "asks for 3 replicates", "NOT as"]),
        ("fr", ["Pilote de 2 répliques", "(6 simulations en tout)", "demande 3", "MOINS précis"]),
    ],
)
def test_a_sweep_that_wants_a_precision_tells_the_pilot_then_what_it_asked_for(
    tmp_path: Path, design: Path, lang: str, words: list[str]
) -> None:
    wanted = "{ vacancy_percent_all = 1e-6, q1_gap_of_tenants = 50.0 }"
    design.write_text(f"{DESIGN}[precision]\npilot = 2\nmost = 3\nhalf_widths = {wanted}\n")
    folder = _unfinished(tmp_path, design)
    waits = {"en": "may ask for up to 2 more", "fr": "jusqu’à 2 de plus"}
    assert waits[lang] in call("--lang", lang, "status", folder).stdout
    done = call("--lang", lang, "resume", folder, "--workers", 1)
    assert done.exit_code == 0
    for word in [*words, "±", "rent moins as-is" if lang == "fr" else "rent less as-is"]:
        assert word in done.stdout
    assert done.stderr.count("100 %") == 2
    assert waits[lang] not in call("--lang", lang, "status", folder).stdout


def test_bad_designs_and_folders_end_with_code_2_and_nothing_is_written(
    tmp_path: Path, design: Path
) -> None:
    wrong = tmp_path / "wrong.toml"
    wrong.write_text(DESIGN.replace("single_rent", "single_rnt").replace("q1_gap", "q2_gap"))
    result = call("sweep", wrong, "--out", tmp_path / "out", "--workers", 1)
    assert result.exit_code == 2
    assert "did you mean single_rent?" in result.stderr
    assert "did you mean q1_gap_of_tenants?" in result.stderr
    assert result.stdout == ""
    for command in ("resume", "status"):
        assert call(command, tmp_path).exit_code == 2
    assert "no run 9" in call("replay", _unfinished(tmp_path, design), 9).stderr
    assert not (tmp_path / "out").exists()


def _unfinished(tmp_path: Path, design: Path) -> Path:
    from simulation.experiments.read_design import read_design
    from simulation.experiments.sweep_folder import SweepFolder

    return SweepFolder.create(tmp_path / "unfinished", read_design(design), design).path


def test_status_tells_how_to_go_on(tmp_path: Path, design: Path) -> None:
    folder = _unfinished(tmp_path, design)
    told = call("status", folder).stdout
    assert "0 runs done, 0 failed, 2 left" in told
    assert f"peuplement resume {folder}" in told


def test_failures_are_told_with_the_command_that_replays_them(tmp_path: Path, design: Path) -> None:
    design.write_text(DESIGN + "time_limit = 0.01\n")
    done = call("sweep", design, "--out", tmp_path / "out", "--workers", 1)
    assert done.exit_code == 0
    assert "0 runs done, 2 failed, 0 left" in done.stdout
    assert f"peuplement replay {tmp_path / 'out'} 1" in done.stdout
    assert "2 failed" in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("workers", [1, 2])
def test_an_interrupted_sweep_says_how_to_go_on_and_does(
    tmp_path: Path, design: Path, workers: int
) -> None:
    design.write_text(DESIGN.replace("years = 1,", "years = 3,") + "replicates = 20\n")
    command = [
        sys.executable,
        "-m",
        "simulation.cli",
        "sweep",
        str(design),
        "--workers",
        str(workers),
    ]
    running = subprocess.Popen(
        [*command, "--out", str(tmp_path / "out")],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1] / "src")},
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert running.stderr is not None
    running.stderr.readline()  # a tenth is done
    os.killpg(running.pid, signal.SIGINT)  # as a terminal does: to the workers too
    _, told = running.communicate(timeout=120)
    assert running.returncode == 130
    assert "Traceback" not in told
    assert "of 40 runs are kept; go on by: peuplement resume" in told
    assert 0 < len(read_results(tmp_path / "out").runs) < 40
