"""The script of `experiments/baseline`, on a small territory, and the files of the baseline."""

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

import simulation
from simulation.analysis.moments import read_targets
from simulation.analysis.search_space import read_axes
from simulation.config.free import SHIPPED
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
    axes = read_axes(SHIPPED, scenarios)
    assert all(axis.low <= axis.start <= axis.high for axis in axes)
    wider = read_axes(SHIPPED.with_name("uncertain_parameters.toml"), scenarios)
    assert wider[: len(axes)] == axes  # the same bounds
    assert len(wider) > len(axes)


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


def test_bad_input_of_the_script_is_told_at_once_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = tmp_path / "wrong.toml"
    wrong.write_text('[territory]\npreset = "dmo"\n')
    targets = tmp_path / "targets.toml"
    targets.write_text("[[targets]]\n")
    out = tmp_path / "out"
    assert call(monkeypatch, "scorecard", wrong, "--targets", targets, "--out", out) == 2
    told = capsys.readouterr().err
    assert "did you mean demo?" in told
    assert "targets.0.source: is missing" in told
    assert not out.exists()
