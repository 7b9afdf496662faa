"""`peuplement calibrate`, on a small territory and few years."""

import tomllib
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner, Result

import simulation
from simulation.analysis.ensemble import read_ensemble
from simulation.analysis.fit_setup import JOURNAL
from simulation.cli import app
from simulation.config.messages import choose_language
from simulation.experiments import runner

ROOT = Path(__file__).parents[1]
TARGETS = """
[[targets]]
name = "turnover"
label = "Turnover"
label_fr = "Rotation"
table = "market"
column = "turnover_percent"
where = { sector = "all" }
kind = "percent"
low = 7
high = 9
source = "ours"

[[targets]]
name = "refusing"
label = "Applicants refusing"
table = "market"
column = "applicants_refusing_percent"
where = { sector = "all" }
kind = "percent"
low = 5
high = 6
source = "ours"
"""
FREE = """
[[parameters]]
name = "mobility.elsewhere_rate"
low = 0.01
scale = "log"

[[parameters]]
name = "behaviour.hosted_value"
low = -4
high = 4
"""
SHORT = ("--years", 1, "--spin-up-years", 0, "--workers", 1, "--checks", 2)


@pytest.fixture(autouse=True)
def _language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEUPLEMENT_LANG", "en")
    choose_language(None)


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a scenario, targets and free parameters."""
    folder = tmp_path_factory.mktemp("inputs")
    (folder / "targets.toml").write_text(TARGETS)
    (folder / "free.toml").write_text(FREE)
    (folder / "town.toml").write_text('label = "My town"\n[territory]\npreset = "demo"\n')
    return folder


def call(inputs: Path, out: Path, *more: object, lang: str = "en") -> Result:
    arguments = [
        "--lang", lang, "calibrate", inputs / "town.toml", "demo", inputs / "targets.toml",
        "--parameters", inputs / "free.toml", "--out", out, *SHORT, *more,
    ]  # fmt: skip
    result = CliRunner().invoke(app, [str(a) for a in arguments], catch_exceptions=False)
    choose_language(None)
    return result


@pytest.fixture(scope="module")
def done(inputs: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    """Return the folder of a calibration with an ensemble, and what it said."""
    out = tmp_path_factory.mktemp("done") / "out"
    more = ("--evaluations", 4, "--ensemble", 2, "--candidates", 20, "--width", 0.02)
    return out, call(inputs, out, *more)


def test_it_tells_targets_before_and_after_and_what_is_not_identified(
    done: tuple[Path, Result],
) -> None:
    _, result = done
    assert result.exit_code == 0
    told = result.stdout
    assert "My town: mean of 2 simulations that the search has not seen" in told
    assert "demo: mean of 2 simulations" in told
    assert "Targets inside their band: " in told
    assert "of 4 at the start" in told
    assert "What moves each target" in told
    assert "Not identified" in told or "pinned down" in told
    assert "Not out of sample any more: My town, demo." in told
    assert "2 free parameters, 4 targets, 4 simulations for each set; 0 simul" in result.stderr
    assert "4 of 4 sets: best loss" in result.stderr
    assert "left" in result.stderr


def test_the_best_set_can_be_pasted_extended_and_run(
    done: tuple[Path, Result], inputs: Path
) -> None:
    out, result = done
    fragment = (out / "best.toml").read_text()
    assert fragment in result.stdout
    best = tomllib.loads(fragment)
    assert {f"{s}.{k}" for s, inner in best.items() for k in inner} == {
        "mobility.elsewhere_rate",
        "behaviour.hosted_value",
    }
    pasted = inputs / "pasted.toml"
    pasted.write_text((inputs / "town.toml").read_text() + fragment)
    extended = inputs / "extended.toml"
    extended.write_text(f'extends = "{out / "best.toml"}"\n[territory]\npreset = "demo"\n')
    ready = [out / "calibrated-town.toml", out / "calibrated-demo.toml"]
    checked = CliRunner().invoke(app, ["check", *map(str, ready)])
    assert checked.exit_code == 0
    for file in (pasted, extended, *ready):
        scenario = simulation.load(file)
        assert scenario.territory.preset == "demo"
        assert scenario.behaviour.hosted_value == best["behaviour"]["hosted_value"]
        assert scenario.years == 20  # not those of the calibration
    assert simulation.load(ready[0]).label == "My town, calibrated"


def test_tables_and_figures_are_written(done: tuple[Path, Result]) -> None:
    out, _ = done
    targets = pd.read_csv(out / "targets.csv")
    assert targets[["scenario", "target"]].drop_duplicates().shape == (4, 2)
    evaluations = pd.read_parquet(out / "evaluations.parquet")
    assert len(evaluations) == 4
    assert evaluations["town:turnover"].tolist() == evaluations["demo:turnover"].tolist()
    for name in ("slopes", "directions", "free", "candidates"):
        assert len(pd.read_parquet(out / f"{name}.parquet"))
    for name in ("targets", "slopes"):
        assert (out / "figures" / f"{name}.png").stat().st_size > 10_000
    assert not list(out.rglob(".*"))


def test_the_ensemble_is_written_with_how_it_was_made(done: tuple[Path, Result]) -> None:
    out, result = done
    assert "2 sets in" in result.stdout
    members = read_ensemble(out / "ensemble.toml")
    assert len(members) == 2
    head = (out / "ensemble.toml").read_text().partition("\n\n")[0]
    assert "2 kept of 20" in head
    assert all(line.startswith("#") for line in head.splitlines())
    best = tomllib.loads((out / "best.toml").read_text())["behaviour"]["hosted_value"]
    for member in members:
        assert abs(member["behaviour"]["hosted_value"] - best) <= 0.02 * 8 + 1e-3


def test_the_same_command_simulates_nothing_twice(
    done: tuple[Path, Result], inputs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, first = done
    journal = (out / JOURNAL).read_bytes()
    monkeypatch.setattr(runner, "_run_here", lambda tasks, _advance: iter(fail_on(tasks)))
    again = call(
        inputs, out, "--evaluations", 4, "--ensemble", 2, "--candidates", 20, "--width", 0.02
    )
    assert again.exit_code == 0
    assert again.stdout == first.stdout
    assert (out / JOURNAL).read_bytes() == journal


def test_what_an_earlier_end_told_of_another_best_set_is_removed(
    inputs: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    assert call(inputs, out, "--evaluations", 1).exit_code == 0
    assert (out / "slopes.csv").is_file()
    (out / "notes.txt").write_text("mine")
    assert call(inputs, out, "--evaluations", 1, "--no-slopes").exit_code == 0
    assert not list(out.rglob("slopes.*"))
    assert (out / "targets.csv").is_file()
    assert (out / "notes.txt").is_file()


def fail_on(tasks: list[object]) -> list[object]:
    assert not tasks
    return []


def test_an_interrupted_one_says_how_to_go_on_and_ends_as_if_it_had_not_been(
    inputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[object] = []
    run_task = runner.run_task

    def cut(task: object, on_month: object) -> object:
        if len(made) == 7:
            made.append(task)
            raise KeyboardInterrupt
        made.append(task)
        return run_task(task, on_month)  # type: ignore[arg-type]

    monkeypatch.setattr(runner, "run_task", cut)
    more = ("--evaluations", 3, "--no-slopes")
    stopped = call(inputs, tmp_path / "parts", *more)
    assert stopped.exit_code == 130
    assert "the same command goes on, and simulates nothing twice" in stopped.stderr
    went_on = call(inputs, tmp_path / "parts", *more)
    assert "7 simulations are there already" in went_on.stderr
    whole = call(inputs, tmp_path / "whole", *more)
    assert went_on.stdout.replace("parts", "whole") == whole.stdout
    lines = [(tmp_path / name / JOURNAL).read_text() for name in ("parts", "whole")]
    assert lines[0] == lines[1]
    assert len(made) == 1 + 2 * len(lines[0].splitlines()[1:])


def test_it_speaks_french(inputs: Path, tmp_path: Path) -> None:
    told = call(inputs, tmp_path / "out", "--evaluations", 1, lang="fr")
    assert told.exit_code == 0
    assert "Cibles dans leur bande : " in told.stdout
    assert "Le meilleur des 1 jeux essayés est le départ lui-même." in told.stdout
    assert "Plus hors échantillon : My town, demo." in told.stdout
    assert "Rotation" in told.stdout
    assert "2 paramètres libres, 4 cibles" in told.stderr
    assert 'label = "My town, calé"' in (tmp_path / "out" / "calibrated-town.toml").read_text()


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_bad_input_ends_with_2_and_writes_nothing(inputs: Path, tmp_path: Path, lang: str) -> None:
    gone = {"en": "no calibration", "fr": "pas un calage"}
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "notes.txt").write_text("mine")
    told = call(inputs, tmp_path / "other", lang=lang)
    assert told.exit_code == 2
    assert gone[lang] in told.stderr
    assert told.stderr.count("\n") == 1
    assert [path.name for path in (tmp_path / "other").iterdir()] == ["notes.txt"]


def test_another_target_in_the_same_folder_is_refused(
    done: tuple[Path, Result], inputs: Path
) -> None:
    out, _ = done
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*")}
    (inputs / "targets.toml").write_text(TARGETS.replace("high = 9", "high = 10"))
    told = call(inputs, out)
    (inputs / "targets.toml").write_text(TARGETS)
    assert told.exit_code == 2
    assert "another calibration (not the same: targets); give another folder" in told.stderr
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*")} == before


def test_the_files_of_a_calibration_go_with_the_wheel() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    globs = settings["tool"]["setuptools"]["package-data"]["simulation.config"]
    packaged = {path for glob in globs for path in (ROOT / "src/simulation/config").glob(glob)}
    shipped = set((ROOT / "src/simulation/config").rglob("*.toml"))
    assert packaged == shipped
