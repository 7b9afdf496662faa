"""`peuplement validate`, on runs of a year."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from simulation.cli import app
from simulation.config.messages import choose_language
from simulation.validation import catalogue
from simulation.validation.catalogue import settings

FILES = ("claims", "members", "scorecard")


@pytest.fixture(autouse=True)
def _short(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("PEUPLEMENT_LANG", "en")
    monkeypatch.setattr(catalogue, "SPIN_UP_YEARS", 1)
    short = replace(settings()["demo"], years=1, replicates=2)
    monkeypatch.setitem(settings(), "demo", short)  # type: ignore[arg-type]
    choose_language(None)
    yield
    choose_language(None)


def call(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(a) for a in arguments], catch_exceptions=False)


def validate(out: Path, *more: object) -> Result:
    return call("validate", "--out", out, "--workers", 1, *more)


def test_patterns_are_told_written_and_not_run_twice(tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = validate(out, "--quick", "--pattern", 3, "--pattern", 4)
    assert done.exit_code == 0, done.output
    assert "of 2 patterns reproduced at the calibrated point" in done.stdout
    assert "Not run" in done.stdout
    assert "Nantes" in done.stdout
    for name in FILES:
        assert (out / f"{name}.parquet").is_file()
        assert (out / f"{name}.csv").is_file()
    card = json.loads((out / "scorecard.json").read_text())
    assert [row["pattern"] for row in card["scorecard"]] == [3, 4]
    assert (out / "scorecard.png").stat().st_size > 10_000
    page = (out / "scorecard.md").read_text()
    assert "### P3 The 25 % target is rarely reached" in page
    first = (out / "point" / "demo" / "measures.parquet").stat().st_mtime_ns
    again = call(
        "--lang", "fr", "validate", "--out", out, "--quick", "--pattern", 3, "--pattern", 4
    )
    assert again.exit_code == 0
    assert "régularités sur 2 reproduites au point calé" in again.stdout
    assert (out / "point" / "demo" / "measures.parquet").stat().st_mtime_ns == first
    assert "### P3 L’objectif de 25 % est rarement atteint" in (out / "scorecard.md").read_text()


def test_a_folder_of_another_validation_is_refused_and_left_alone(tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert validate(out, "--quick", "--pattern", 3).exit_code == 0
    before = (out / "scorecard.json").read_bytes()
    other = validate(out, "--quick", "--pattern", 4)
    assert other.exit_code == 2
    assert "holds a validation of other patterns" in other.stderr
    assert (out / "scorecard.json").read_bytes() == before


def test_members_of_an_ensemble_are_run_and_counted(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("simulation.validation.designs.ENSEMBLE_REPLICATES", 2)
    monkeypatch.setitem(settings(), "nantes", replace(settings()["demo"], name="nantes"))
    sets = tmp_path / "sets.toml"
    sets.write_text(
        "[[members]]\nmobility.sensitivity = 0.2\n[[members]]\nbehaviour.moving_cost = 1\n"
    )
    out = tmp_path / "out"
    done = validate(out, "--pattern", 3, "--ensemble", sets, "--members", 2)
    assert done.exit_code == 0, done.output
    assert "the 2 members of the parameter ensemble" in done.stdout
    runs = json.loads((out / "ensemble" / "demo" / "sweep.json").read_text())
    bases = {branch["base"] for branch in runs["branches"]}
    assert bases == {"demo-m00", "demo-m01"}
    costs = {
        branch["scenario"]["behaviour"]["moving_cost"]
        for branch in runs["branches"]
        if branch["base"] == "demo-m01"
    }
    assert costs == {1.0}


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("en", "there is no pattern 18; those there are: 1, 2"),
        ("fr", "il n’y a pas de régularité 18"),
    ],
)
def test_a_pattern_that_does_not_exist_is_refused(tmp_path: Path, lang: str, told: str) -> None:
    done = call("--lang", lang, "validate", "--out", tmp_path / "out", "--pattern", 18)
    assert done.exit_code == 2
    assert told in done.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("text", "told"),
    [("", "members"), ("[[members]]\nmobility.sensitivty = 0.2\n", "did you mean")],
)
def test_sets_of_parameters_that_are_wrong_are_refused(
    tmp_path: Path, text: str, told: str
) -> None:
    file = tmp_path / "sets.toml"
    file.write_text(text)
    done = validate(tmp_path / "out", "--pattern", 3, "--ensemble", file)
    assert done.exit_code == 2
    assert told in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_folder_of_territories_that_is_none_is_refused(tmp_path: Path) -> None:
    done = validate(tmp_path / "out", "--quick", "--territories", tmp_path / "nowhere")
    assert done.exit_code == 2
    assert "nowhere" in done.stderr
    assert not (tmp_path / "out").exists()
