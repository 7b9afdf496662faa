"""The scripts of `experiments/baseline`, on a small territory."""

import sys
import tomllib
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

import simulation
from simulation.analysis.moments import read_targets
from simulation.analysis.search_space import read_axes
from simulation.results.run_folder import RunFolder

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "experiments" / "baseline"
DEMO = str(ROOT / "configs" / "demo.toml")
TERRITORIES = ("rennes", "lille", "dunkerque")


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEUPLEMENT_LANG", "en")


def script(name: str) -> ModuleType:
    spec = spec_from_file_location(f"baseline_{name}", FOLDER / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def call(monkeypatch: pytest.MonkeyPatch, name: str, *arguments: object) -> int:
    monkeypatch.setattr(sys, "argv", [name, *map(str, arguments)])
    try:
        script(name).main()
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def test_the_files_of_the_baseline_hold_for_its_territories() -> None:
    scenarios = [simulation.load(ROOT / "configs" / f"{name}.toml") for name in TERRITORIES]
    targets = read_targets(FOLDER / "targets.toml", scenarios)
    for name in TERRITORIES:
        scored = {t.name for t in targets if t.scored and t.holds_for(name)}
        assert {"turnover_qpv", "vacancy", "q1_outside", "mean_delay", "transfers"} <= scored
        assert any(t.territories == (name,) for t in targets)
    axes = read_axes(FOLDER / "parameters.toml", scenarios)
    assert all(axis.low <= axis.start <= axis.high for axis in axes)


def test_the_scorecard_is_printed_and_written_whatever_the_score(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "baseline"
    short = ("--replicates", 2, "--years", 2, "--workers", 1, "--out", out)
    assert call(monkeypatch, "scorecard", DEMO, *short) == 0
    told = capsys.readouterr().out
    assert "scored targets inside their band" in told
    assert "Spin-up of demo" in told
    folder = RunFolder.open(out)
    assert {"scorecard", "inside", "spin_up", "market"} <= set(folder.names)
    assert folder.manifest["kind"] == "baseline"
    inputs = [Path(entry["path"]).name for entry in folder.manifest["scenarios"][0]["inputs"]]
    assert inputs == ["demo.toml", "targets.toml"]
    card = folder.table("scorecard")
    assert (card["n"] == 2).all()
    assert (out / "scorecard.png").stat().st_size > 10_000
    assert (out / "scorecard.txt").read_text() in told
    assert len((out / "scorecard.csv").read_text().splitlines()) == len(card) + 1
    assert call(monkeypatch, "scorecard", DEMO, *short) == 2
    assert "exists already" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["scorecard", "calibrate"])
def test_bad_input_of_a_script_is_told_at_once_and_nothing_is_written(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = tmp_path / "wrong.toml"
    wrong.write_text('[territory]\npreset = "dmo"\n')
    targets = tmp_path / "targets.toml"
    targets.write_text("[[targets]]\n")
    out = tmp_path / "out"
    assert call(monkeypatch, name, wrong, "--targets", targets, "--out", out) == 2
    told = capsys.readouterr().err
    assert "did you mean demo?" in told
    assert "targets.0.source: is missing" in told
    assert not out.exists()


def test_a_calibration_is_written_and_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    free = tmp_path / "free.toml"
    names = [
        table["name"]
        for table in tomllib.loads((FOLDER / "parameters.toml").read_text())["parameters"][:2]
    ]
    free.write_text("".join(f'[[parameters]]\nname = "{name}"\n' for name in names))
    out = tmp_path / "out"
    short = (DEMO, "--parameters", free, "--years", 1, "--spin-up-years", 1, "--replicates", 1,
             "--workers", 1, "--method", "least_squares", "--out", out)  # fmt: skip
    assert call(monkeypatch, "calibrate", *short, "--evaluations", 4) == 0
    told = capsys.readouterr().out
    assert "Best, loss" in told
    assert "hardly identified" in told
    best = (out / "best.toml").read_text()
    assert best in told
    config = tmp_path / "best.toml"
    config.write_text('[territory]\npreset = "demo"\n' + best)
    chosen = tomllib.loads(best)
    assert {f"{s}.{k}" for s, inner in chosen.items() for k in inner} == {*names}
    simulation.load(config)
    names = {path.name for path in out.iterdir()}
    assert {"journal.jsonl", "evaluations.csv", "sensitivity.parquet"} <= names
    assert not [name for name in names if name.startswith(".")]
    more = (*short, "--evaluations", 6, "--no-sensitivity")
    assert call(monkeypatch, "calibrate", *more) == 0
    assert "read back" in capsys.readouterr().out
    assert call(monkeypatch, "calibrate", *more, "--key", 2) == 2
    assert "another calibration (not the same: key)" in capsys.readouterr().err
