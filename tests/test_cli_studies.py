"""The commands that analyse a sweep, on a response that is known."""

import inspect
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from SALib.sample import latin, morris, sobol
from typer.testing import CliRunner, Result

from simulation.analysis import read_sweep
from simulation.analysis.problem import problem_of
from simulation.analysis.surrogate import LEAST_R2, N_BASE_POINTS
from simulation.analysis.sweep_table import SweepTable
from simulation.cli import app, studies
from simulation.config.messages import choose_language
from simulation.results.run_folder import RunFolder

MEASURES = ("vacancy_percent_all", "q1_share_of_tenants_outside")
N = 120


@pytest.fixture(autouse=True)
def _language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEUPLEMENT_LANG", "en")
    choose_language(None)


def call(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(a) for a in arguments], catch_exceptions=False)


def made(places: np.ndarray, n_replicates: int = 2, *, has_arm: bool = True) -> SweepTable:
    """Return vacancy = 3 x0 + x1², lower by 1 in the other arm where x0 is above 1/2."""
    rows = [
        {
            "arm": arm, "sample": number, "replicate": r, "key": r,
            "vacancy_percent_all": 3 * x[0] + x[1] ** 2 - (arm == "other") * (x[0] > 0.5) + noise,
            "q1_share_of_tenants_outside": 0.2 + 0.1 * x[1] + noise,
        }
        for number, x in enumerate(places)
        for r in range(n_replicates)
        for arm in (("today", "other") if has_arm else ("today",))
        for noise in [0.001 * np.cos(7.3 * number + 3.1 * r + ord(arm[0]))]
    ]  # fmt: skip
    coordinates = pd.DataFrame(places, columns=[f"part.p{i}" for i in range(places.shape[1])])
    units = {"vacancy_percent_all": "percent", "q1_share_of_tenants_outside": "share"}
    titles = {"today": "Today", "other": "Other"} if has_arm else {"today": "Today"}
    return SweepTable(
        pd.DataFrame(rows), MEASURES, "today", 10 * coordinates, coordinates, units, titles
    )


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> Callable[[SweepTable], None]:
    """Return what makes the commands read a table instead of a folder."""

    def put(table: SweepTable) -> None:
        monkeypatch.setattr(read_sweep, "read_sweep", lambda *_given, **_options: table)

    return put


def sampled() -> np.ndarray:
    return latin.sample(problem_of(3), N, seed=1)


def written(out: Path) -> set[str]:
    return {path.name for path in (out / "figures").iterdir()}


def test_contrasts_are_told_and_written(on: Callable[..., None], tmp_path: Path) -> None:
    on(made(np.array([[0.7, 0.2, 0.1]]), n_replicates=8))
    out = tmp_path / "out"
    margin, wanted = "q1_share_of_tenants_outside=0.01", "vacancy_percent_all=0.0001"
    result = call("analyse", "contrasts", "x", "--out", out, "--margin", margin, "--wanted", wanted)
    assert result.exit_code == 0
    assert "Other, against Today" in result.stdout
    lines = {line.split("  ")[1]: line for line in result.stdout.splitlines() if "[" in line}
    assert "differs" in lines["Vacancy"]
    assert "no effect beyond the margin" in result.stdout
    assert "times as many unpaired runs" in result.stdout
    assert "pairs of runs for the half-width wanted; there are 8" in result.stdout
    assert written(out) == {"contrasts.png"}
    folder = RunFolder.open(out)
    assert folder.manifest["choices"]["margins"] == {"q1_share_of_tenants_outside": 0.01}
    assert set(folder.table("contrasts")["measure"]) == set(MEASURES)
    assert (out / "contrasts.csv").is_file()


def test_few_replicates_crossed_with_samples_are_warned_of(
    on: Callable[..., None], tmp_path: Path
) -> None:
    on(made(sampled()))
    wanted = ("--wanted", "vacancy_percent_all=0.1")
    result = call("--lang", "fr", "analyse", "contrasts", "x", "--out", tmp_path / "out", *wanted)
    assert "pas de nombre de simulations" in result.stdout
    assert "lancez-en quatre au moins" in result.stdout
    assert "correction de Holm" in result.stdout


def test_sensitivity_follows_the_design_and_tells_the_noise(
    on: Callable[..., None], tmp_path: Path
) -> None:
    on(made(morris.sample(problem_of(3), 6, seed=1)))
    out = tmp_path / "out"
    result = call("analyse", "sensitivity", "x", "--out", out, "--levels")
    assert result.exit_code == 0
    assert "Vacancy (Today) — Morris screening, 24 samples" in result.stdout
    first = result.stdout.partition("Vacancy (Today)")[2].splitlines()[1]
    assert first.startswith("  part.p0")
    assert "µ* 3 [" in first
    assert "Noise of replicates: 0 % of the variance of one run" in result.stdout
    assert "Noise alone gives a µ* of about" in result.stdout
    assert written(out) == {"indices.png", "convergence.png", "plane.png"}
    names = RunFolder.open(out).names
    assert set(names) == {"indices", "convergence", "noise"}


def test_a_design_with_second_order_has_a_figure_of_interactions(
    on: Callable[..., None], tmp_path: Path
) -> None:
    for is_second in (False, True):
        points = sobol.sample(problem_of(3), 8, calc_second_order=is_second, seed=1)
        on(made(points, has_arm=False))
        out = tmp_path / str(is_second)
        assert call("analyse", "sensitivity", "x", "--out", out).exit_code == 0
        assert ("interactions.png" in written(out)) == is_second


def test_other_designs_are_analysed_by_pawn(on: Callable[..., None], tmp_path: Path) -> None:
    on(made(sampled()))
    out = tmp_path / "out"
    result = call("--lang", "fr", "analyse", "sensitivity", "x", "--out", out)
    assert "indices PAWN, 120 points" in result.stdout
    assert "Vacance (Other moins Today)" in result.stdout
    assert written(out) == {"indices.png", "convergence.png"}


def test_a_surrogate_is_told_with_its_error_and_its_indices(
    on: Callable[..., None], tmp_path: Path
) -> None:
    on(made(sampled(), has_arm=False))
    out = tmp_path / "out"
    result = call("analyse", "surrogate", "x", "--out", out, "--samples", 64)
    assert result.exit_code == 0
    assert "Vacancy: Gaussian process kept, R² 1 on samples left out" in result.stdout
    assert "the noise of replicates alone: 0.000" in result.stdout
    assert written(out) == {"surrogate.png", "indices.png", "interactions.png"}
    table = RunFolder.open(out).table("indices").set_index(["measure", "parameter", "index"])
    found = table.loc[("vacancy_percent_all", "part.p0", "S1"), "value"]
    assert found == pytest.approx(0.75 / (0.75 + 4 / 45), abs=0.1)


def test_what_can_be_told_is_and_what_is_refused_is_said(
    on: Callable[..., None], tmp_path: Path
) -> None:
    table = made(sampled(), has_arm=False)
    rough = np.cos(1e5 * np.arange(len(table.runs)) ** 2)
    on(SweepTable(**{**vars(table), "runs": table.runs.assign(vacancy_percent_all=rough)}))
    result = call("analyse", "surrogate", "x", "--out", tmp_path / "out", "--samples", 64)
    assert result.exit_code == 0
    assert "vacancy_percent_all, arm today: the surrogate is refused" in result.stderr
    assert "Poorest quarter among tenants, outside QPV: Gaussian process kept" in result.stdout
    alone = ("--measure", "vacancy_percent_all", "--out", tmp_path / "none")
    refused = call("analyse", "surrogate", "x", *alone)
    assert refused.exit_code == 2
    assert refused.stdout == ""
    assert not (tmp_path / "none").exists()


def test_discovery_tells_the_box_the_arms_and_the_regret(
    on: Callable[..., None], tmp_path: Path
) -> None:
    on(made(sampled()))
    out = tmp_path / "out"
    result = call(
        "analyse", "discover", "x", "--out", out, "--when", "difference.vacancy_percent_all < -0.5",
        "--regret", "vacancy_percent_all", "--better", "low",
    )  # fmt: skip
    assert result.exit_code == 0
    assert "holds in 50 % of 120 samples (Other)" in result.stdout
    assert "part.p0 ≥ 5" in result.stdout
    assert "On samples left out" in result.stdout
    assert "Regret on Vacancy" in result.stdout
    assert written(out) == {"boxes.png", "stacking.png", "robustness.png"}
    folder = RunFolder.open(out)
    assert folder.table("satisficing")["share"].tolist() == pytest.approx([0, 0.5])
    assert set(folder.names) == {
        "boxes", "box_statistics", "left_out", "trajectory", "scores", "satisficing", "outcome",
        "stacking", "regret",
    }  # fmt: skip
    assert len(folder.table("stacking")) == 27


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("contrasts", "--measure", "vacancy"), "vacancy: the runs have no such measure"),
        (("contrasts", "--margin", "a"), "a: write it as MEASURE=NUMBER"),
        (("contrasts", "--wanted", "a=-1"), "a=-1: write it as MEASURE=NUMBER"),
        (("contrasts", "--correction", "tukey"), "unknown correction tukey; choose one of holm"),
        (("sensitivity", "--method", "sobol"), "Saltelli's scheme, which these are not"),
        (("surrogate", "--samples", "100"), "--samples 100: must be a power of 2"),
        (("discover", "--when", "1 +"), "not an expression of measures and numbers"),
        (("discover", "--when", "vacancy_percent_all < 99"), "true of 120 of 120 samples"),
        (("discover", "--when", "vacancy_percent_all < 2", "--regret", "a"), "--better low"),
        (("discover", "--when", "vacancy_percent_all < 2", "--arm", "b"), "b: the sweep has no"),
    ],
)
def test_bad_input_has_one_message_and_writes_nothing(
    on: Callable[..., None], tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    on(made(sampled()))
    command, *options = arguments
    result = call("analyse", command, "x", "--out", tmp_path / "out", *options)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.count(said) == 1
    assert list(tmp_path.iterdir()) == []


def test_folders_that_are_not_there_or_in_the_way_are_told_together(tmp_path: Path) -> None:
    result = call("analyse", "contrasts", tmp_path / "none", "--out", tmp_path)
    assert result.exit_code == 2
    assert "exists already" in result.stderr
    assert "no results to analyse" in result.stderr


def test_an_arm_must_be_chosen_where_there_are_several(
    on: Callable[..., None], tmp_path: Path
) -> None:
    table = made(sampled())
    third = table.runs[table.runs["arm"] == "other"].assign(arm="third")
    on(SweepTable(**{**vars(table), "runs": pd.concat([table.runs, third], ignore_index=True)}))
    result = call("analyse", "discover", "x", "--out", tmp_path / "out", "--when", "a < 1")
    assert "choose one with --arm (other, third)" in result.stderr


def test_the_defaults_of_the_commands_are_those_of_the_analyses() -> None:
    surrogate_options = inspect.signature(studies.surrogate).parameters
    assert surrogate_options["least_r2"].default == LEAST_R2
    assert surrogate_options["samples"].default == N_BASE_POINTS
    for command in (studies.contrasts, studies.sensitivity, studies.surrogate, studies.discover):
        assert inspect.signature(command).parameters["years"].default == read_sweep.LAST_YEARS
