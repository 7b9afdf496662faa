"""The studies of `experiments`: designs hold, scripts run and say what they measured."""

import re
import runpy
import shutil
import sys
from pathlib import Path

import pandas as pd
import pytest

from simulation.analysis.read_search import read_search
from simulation.experiments.read_design import read_design

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "experiments"
STUDIES = sorted(path.parent.name for path in FOLDER.glob("*/run.py"))
MOST_LINES, MOST_BYTES = 60, 150_000


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEUPLEMENT_LANG", "en")


def shortened(name: str, folder: Path) -> Path:
    """Copy a study, its runs made few and short; return its script."""
    (folder / "configs").symlink_to(ROOT / "configs")
    copy = folder / "experiments" / name
    shutil.copytree(FOLDER / name, copy, ignore=shutil.ignore_patterns("figures", "results.md"))
    shutil.copy(FOLDER / "studies.py", copy.parent)
    design = copy / "design.toml"
    text = re.sub(r"(?m)^years = \d+", "years = 2\nspin_up_years = 0", design.read_text())
    text = re.sub(r"(?m)^replicates = \d+", "replicates = 2", text)
    design.write_text(re.sub(r"(?m)^samples = \d+", "samples = 2", text))
    return copy / "run.py"


@pytest.mark.parametrize("name", STUDIES)
def test_a_study_holds_together(name: str) -> None:
    study = FOLDER / name
    if (study / "design.toml").is_file():
        assert read_design(study / "design.toml").n_runs > 1
    else:
        assert read_search(study / "search.toml")
    assert len((study / "run.py").read_text().splitlines()) <= MOST_LINES
    page = (study / "README.md").read_text()
    figures = {path.name for path in (study / "figures").glob("*.png")}
    assert set(re.findall(r"\(figures/([\w.-]+)\)", page)) == figures
    assert figures
    assert all((study / "figures" / f).stat().st_size < MOST_BYTES for f in figures)
    assert name in (FOLDER / "README.md").read_text()


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shortened("05_targets", tmp_path_factory.mktemp("study"))


@pytest.fixture
def call(script: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Call scripts on the same runs; return their folder."""
    out = script.parents[2] / "runs"
    monkeypatch.setattr(sys, "argv", ["run.py", "--workers", "1", "--out", str(out)])
    monkeypatch.syspath_prepend(FOLDER)
    return out


def test_a_script_draws_what_its_page_shows_and_keeps_what_is_done(
    script: Path, call: Path
) -> None:
    runpy.run_path(str(script), run_name="__main__")
    made = (call / "measures.parquet").stat().st_mtime_ns
    page = (FOLDER / script.parent.name / "README.md").read_text()
    shown = set(re.findall(r"\(figures/([\w.-]+)\)", page))
    assert {path.name for path in (script.parent / "figures").glob("*.png")} == shown
    told = (script.parent / "results.md").read_text()
    assert "16 runs" in told
    assert "95 % interval" in told
    runpy.run_path(str(script), run_name="__main__")
    assert (call / "measures.parquet").stat().st_mtime_ns == made


def test_an_output_of_a_study_is_contrasted_like_a_measure(script: Path, call: Path) -> None:
    from studies import Study  # type: ignore[import-not-found]

    study = Study(str(script))
    study.add("again", "days", study.mean("mean_wait_days_all"))
    table = study.contrasts(["mean_wait_days_all", "again"]).set_index(["measure", "arm"])
    columns = ["mean_base", "mean", "low", "high"]
    first, second = (table.loc[name, columns] for name in ("mean_wait_days_all", "again"))
    pd.testing.assert_frame_equal(first.astype(float), second.astype(float))
    by_year = study.by_year(["mean_wait_days_all"]).groupby("arm")["mean"].agg(["mean", "size"])
    assert (by_year["size"] == 2).all()
    assert by_year["mean"].to_dict() == pytest.approx(first["mean"].to_dict())
    other = study.contrasts(["mean_wait_days_all"], base="law").set_index("arm")["mean"]
    assert other["as-is"] == pytest.approx(-first["mean"]["law"])
    levels = study.levels(["vacancy_percent_all"]).set_index("arm")
    assert (levels["low"] <= levels["mean"]).all()
    assert levels.loc["as-is", "reference"] == pytest.approx(levels.loc["as-is", "mean"])


def test_runs_of_another_design_are_told(
    script: Path, call: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from studies import Study

    design = script.with_name("design.toml")
    kept = design.read_text()
    design.write_text(kept.replace("in_scope = 0.63", "in_scope = 0.7"))
    Study(str(script))
    design.write_text(kept)
    assert "no longer the design of this sweep" in capsys.readouterr().err
