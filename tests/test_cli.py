import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from simulation.cli import app
from simulation.config.messages import choose_language
from simulation.results.run_folder import RunFolder

CONFIGS = Path(__file__).parents[1] / "configs"
DEMO, SINGLE_RENT = str(CONFIGS / "demo.toml"), str(CONFIGS / "demo-single-rent.toml")
SHORT = ("--years", "1", "--replicates", "2")


@pytest.fixture(autouse=True)
def _language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEUPLEMENT_LANG", "en")
    choose_language(None)


def call(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(a) for a in arguments], catch_exceptions=False)


def test_run_writes_a_folder_that_opens(tmp_path: Path) -> None:
    out = tmp_path / "run"
    result = call("run", DEMO, "--out", out, "--key", 7, *SHORT, "--check-invariants")
    assert result.exit_code == 0
    assert "100 %, 0 s left" in result.stderr
    assert "Spin-up of demo" in result.stdout
    folder = RunFolder.open(out)
    assert folder.manifest["key"] == 7
    assert folder.manifest["scenarios"][0]["resolved"]["years"] == 1
    assert [Path(f["path"]).name for f in folder.manifest["scenarios"][0]["inputs"]] == [
        "demo.toml"
    ]
    assert list(folder.table("market").columns[:2]) == ["scenario", "replicate"]


def test_compare_writes_contrasts_and_figures_and_tells_the_main_ones(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "compare"
    result = call("--lang", "fr", "compare", DEMO, SINGLE_RENT, "--out", out, *SHORT)
    assert result.exit_code == 0
    assert "par rapport à Demo" in result.stdout
    names = {path.name for path in out.iterdir()}
    assert names >= {"manifest.json", "contrasts.parquet", "contrasts.csv", "segregation.parquet"}
    assert len(list((out / "figures").glob("*.png"))) == 5
    contrasts = RunFolder.open(out).table("contrasts")
    assert set(contrasts["scenario"]) == {"demo-single-rent"}
    inputs = RunFolder.open(out).manifest["scenarios"][1]["inputs"]
    assert [Path(f["path"]).name for f in inputs] == ["demo.toml", "demo-single-rent.toml"]


def test_the_same_key_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        assert call("run", DEMO, "--out", tmp_path / name, *SHORT).exit_code == 0
    for table in (tmp_path / "a").glob("*.parquet"):
        assert table.read_bytes() == (tmp_path / "b" / table.name).read_bytes()


def test_all_bad_input_is_told_at_once_and_nothing_is_written(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.toml"
    wrong.write_text('years = 0\n[territory]\npreset = "nante"\n')
    existing = tmp_path / "existing"
    existing.mkdir()
    before = sorted(tmp_path.rglob("*"))
    result = call("compare", DEMO, wrong, tmp_path / "none.toml", "--out", existing)
    assert result.exit_code == 2
    assert result.stdout == ""
    for part in ("exists already", "line 1: years = 0", "did you mean nantes?", "no such file"):
        assert part in result.stderr
    assert sorted(tmp_path.rglob("*")) == before


def test_scenarios_of_unlike_years_or_names_are_not_compared(tmp_path: Path) -> None:
    longer = tmp_path / "longer.toml"
    longer.write_text('name = "longer"\nyears = 3\n[territory]\npreset = "demo"\n')
    result = call("compare", DEMO, longer, "--out", tmp_path / "out")
    assert result.exit_code == 2
    assert "same years (demo: 20, longer: 3)" in result.stderr
    twins = call("compare", DEMO, DEMO, "--out", tmp_path / "out")
    assert twins.exit_code == 2
    assert "two scenarios are named 'demo'" in twins.stderr


def test_check_tells_what_is_resolved_or_what_is_wrong(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.toml"
    wrong.write_text('[territory]\npreset = "demo"\n[[policies]]\nname = "single_rnt"\n')
    result = call("check", SINGLE_RENT, wrong)
    assert result.exit_code == 2
    assert "policies: single_rent" in result.stdout
    assert "line 4" in result.stderr
    assert "did you mean single_rent?" in result.stderr
    assert call("check", SINGLE_RENT).exit_code == 0


def test_every_shipped_scenario_is_right() -> None:
    result = call("check", *sorted(CONFIGS.glob("*.toml")))
    assert result.exit_code == 0, result.stderr


def test_presets_are_listed_and_reported(tmp_path: Path) -> None:
    assert "demo" in call("territory", "list").stdout
    result = call("territory", "report", "demo", "--out", tmp_path / "report")
    assert result.exit_code == 0
    names = sorted(path.name for path in (tmp_path / "report").iterdir())
    assert names == ["synthesis.csv", "synthesis.png"]


def test_bad_territories_are_refused(tmp_path: Path) -> None:
    out = tmp_path / "t.npz"
    for arguments, expected in [
        (("report", "dmo"), "demo"),
        (("report", tmp_path / "none.npz"), "does not exist"),
        (("build", "--epci", "243500139", "--data", tmp_path, "--out", out), "missing"),
        (("build", "--epci", "243500139", "--data", tmp_path, "--out", tmp_path), "exists"),
    ]:
        result = call("territory", *arguments)
        assert result.exit_code == 2
        assert expected in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_territory_is_built_from_the_open_tables_and_run(
    tmp_path: Path, data_folder: Path
) -> None:
    out = tmp_path / "noyon.npz"
    result = call("territory", "build", "--epci", "246000756", "--data", data_folder, "--out", out)
    assert result.exit_code == 0, result.stderr
    config = tmp_path / "noyon.toml"
    config.write_text('years = 1\nspin_up_years = 0\n[territory]\nfile = "noyon.npz"\n')
    assert call("run", config, "--out", tmp_path / "run").exit_code == 0
    manifest = json.loads((tmp_path / "run" / "manifest.json").read_text())
    names = [Path(entry["path"]).name for entry in manifest["scenarios"][0]["inputs"]]
    assert names == ["noyon.toml", "noyon.npz"]


def test_an_unknown_language_is_refused() -> None:
    assert call("--lang", "de", "check", DEMO).exit_code == 2


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupted_run_leaves_nothing(tmp_path: Path, sent: signal.Signals, code: int) -> None:
    command = [sys.executable, "-m", "simulation.cli", "run", DEMO, "--out", str(tmp_path / "run")]
    source = str(Path(__file__).parents[1] / "src")
    running = subprocess.Popen(
        [*command, "--years", "99"],
        env={**os.environ, "PYTHONPATH": source},
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert running.stderr is not None
    running.stderr.readline()  # a tenth of the run is done
    running.send_signal(sent)
    _, told = running.communicate(timeout=60)
    assert running.returncode == code
    assert "Traceback" not in told
    assert list(tmp_path.iterdir()) == []


def test_help_needs_no_heavy_library() -> None:
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "simulation.cli", "--help"],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[1] / "src",
    )
    assert time.perf_counter() - started < 30
    for library in ("numpy", "pandas", "numba", "mesa", "pydantic", "pyarrow", "matplotlib"):
        assert f" {library}\n" not in done.stderr


def test_commands_speak_french(tmp_path: Path) -> None:
    result = call("--lang", "fr", "check", SINGLE_RENT, DEMO)
    for part in (
        ": correct",
        "après 6 ans de mise en route",
        "territoire : demo",
        "politiques : aucune",
        "empreinte",
    ):
        assert part in result.stdout
    assert "policies" not in result.stdout
    done = call("--lang", "fr", "run", DEMO, "--years", 1, "--out", tmp_path / "out", "--trace")
    assert "100 %, encore 0 s" in done.stderr
    assert "Tables : " in done.stdout
    assert "Récits : peuplement explain" in done.stdout


@pytest.mark.parametrize(
    ("lang", "said"),
    [("en", "idle: these policies touched nothing"), ("fr", "ces politiques n’ont rien touché")],
)
def test_the_end_of_a_run_tells_which_policies_touched_nothing(
    lang: str, said: str, tmp_path: Path
) -> None:
    file = tmp_path / "idle.toml"
    head = 'years = 1\nspin_up_years = 0\n[territory]\npreset = "demo"\n'
    named = '[[policies]]\nname = "{}"\n'
    file.write_text(head + named.format("solidarity_supplement") + named.format("single_rent"))
    result = call("--lang", lang, "run", file, "--out", tmp_path / "out")
    (line,) = [line for line in result.stdout.splitlines() if said in line]
    assert "solidarity_supplement" in line
    assert "single_rent" not in line
    busy = call("--lang", lang, "run", SINGLE_RENT, *SHORT, "--out", tmp_path / "busy")
    assert said not in busy.stdout
