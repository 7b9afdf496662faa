import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from search_fakes import SPENDING, VACANCY, WAIT, respond, search
from simulation.analysis import search_folder
from simulation.analysis.package_search import estimate_search, resume_search, run_search
from simulation.analysis.search_cost import runs_done
from simulation.analysis.search_folder import SearchFolder
from simulation.analysis.search_results import SearchResults
from simulation.config.errors import InputError
from simulation.experiments.keys import replicate_key
from simulation.experiments.replicate import Outcome, Task
from simulation.experiments.sweep_results import read_results
from simulation.report.search_figures import write_figures
from simulation.report.search_story import story_of
from simulation.report.search_text import search_lines
from simulation.results.run_folder import RunFolder

TABLES = ("evaluations", "front", "objectives", "confirmation", "robustness")
LEVEL = "policies.single_rent.level"


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEUPLEMENT_LANG", "en")


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> SearchResults:
    return run_search(search(), tmp_path_factory.mktemp("search") / "out", simulate=respond)


def bytes_of(folder: Path) -> dict[str, bytes]:
    files = [f"{name}{end}" for name in TABLES for end in (".parquet", ".csv")]
    return {name: (folder / name).read_bytes() for name in files}


def test_every_package_is_evaluated_once_against_the_reference_with_the_same_keys(
    done: SearchResults,
) -> None:
    table = done.evaluations
    assert len(table) == 10
    assert (table["status"] == "evaluated").all()
    assert table["package"].is_unique
    level = table[LEVEL].fillna(0.0)
    informed = table["policies.information"]
    assert (table[LEVEL].notna() == table["policies.single_rent"]).all()
    noise_free = -10 * level + 20 * informed + 0.15 * 12 * (level > 0)
    assert table[VACANCY].to_numpy() == pytest.approx(noise_free)
    assert table[WAIT].to_numpy() == pytest.approx(100 * level**2 + 200 * informed)


def test_the_front_is_the_known_one_run_again_with_other_keys(done: SearchResults) -> None:
    table, front = done.evaluations, done.front
    expected = table[table["policies.single_rent"] & ~table["policies.information"]]
    assert front["package"].tolist() == expected["package"].tolist()
    again = front[front["is_rerun"]]
    assert len(again) == 3
    assert again["is_confirmed"].all()
    assert again[f"{VACANCY}_again"].to_numpy() == pytest.approx(again[VACANCY].to_numpy())
    keys = [
        set(read_results(done.path / stage).runs["key"])
        for stage in ("generations/000", "confirmation", "robustness")
    ]
    assert len(set.union(*keys)) == 2 + 3 + 1
    assert done.confirmation["replicates"].unique().tolist() == [3]
    reference = done.objectives.set_index("measure")["reference"]
    assert 50 < reference[VACANCY] < 51
    assert 500 < reference[WAIT] < 501


def test_robustness_is_that_of_the_samples(done: SearchResults) -> None:
    table = done.robustness
    assert table is not None
    sensitivity = read_results(done.path / "robustness").samples["mobility.sensitivity"]
    rows = table[table["measure"] == VACANCY].set_index("package")
    levels = done.front.set_index("package")[LEVEL]
    for package, row in rows.iterrows():
        better = 12 * sensitivity.to_numpy() < 10 * levels[package]
        assert row["share"] == better.mean()
    assert (table[table["measure"] == WAIT]["share_worse"] == 1.0).all()


def test_the_folder_is_a_run_folder_of_sweeps_and_resumes_to_itself(done: SearchResults) -> None:
    folder = RunFolder.open(done.path)
    assert set(folder.names) == set(TABLES)
    assert folder.manifest["kind"] == "search"
    assert RunFolder.open(done.path / "generations" / "000").manifest["kind"] == "sweep"
    before = bytes_of(done.path)
    assert resume_search(done.path, simulate=respond).front.equals(done.front)
    assert bytes_of(done.path) == before


class Teller:
    """Stops the search after some parts."""

    def __init__(self, after: int, error: BaseException) -> None:
        self.after, self.error, self.notes = after, error, []

    def start(self, total_months: int) -> None: ...

    def advance(self, months: int) -> None:
        self.after -= months > 0
        if self.after == 0:
            raise self.error

    def failed(self, runs: int) -> None: ...

    def note(self, text: str) -> None:
        self.notes.append(text)


@pytest.mark.parametrize("after", [1, 5, 8])
def test_an_interrupted_search_goes_on_to_the_same_bytes(
    done: SearchResults, tmp_path: Path, after: int
) -> None:
    out = tmp_path / "out"
    with pytest.raises(KeyboardInterrupt, match="peuplement resume"):
        run_search(
            search(), out, simulate=respond, progress=Teller(after, KeyboardInterrupt())
        )  # fmt: skip
    assert not (out / "manifest.json").exists()
    resume_search(out, simulate=respond)
    assert bytes_of(out) == bytes_of(done.path)


def test_interrupted_again_and_again_it_simulates_nothing_twice(
    done: SearchResults, tmp_path: Path
) -> None:
    counted: list[Task] = []

    def counting(task: Task, on_month: Callable[[], object]) -> Outcome:
        outcome = respond(task, on_month)
        counted.append(task)
        return outcome

    out = tmp_path / "out"
    for attempt in range(60):
        run: Any = resume_search if attempt else (lambda o, **k: run_search(search(), o, **k))
        try:
            run(out, simulate=counting, progress=Teller(1, KeyboardInterrupt()))
        except KeyboardInterrupt:
            continue
        break
    assert bytes_of(out) == bytes_of(done.path)
    runs = runs_done(SearchFolder.open(out))
    assert runs == runs_done(SearchFolder.open(done.path))
    trials = sum(task.scenario.years == 1 for task in counted)
    assert len(counted) - trials == runs


def test_what_it_spends_is_an_objective(tmp_path: Path) -> None:
    objectives = [{"measure": VACANCY, "better": "low"}, {"measure": SPENDING, "better": "low"}]
    results = run_search(
        search(objectives=objectives, uncertainties=None), tmp_path / "out", simulate=respond
    )
    table = results.evaluations
    assert (table[SPENDING] == 3.0 * table["policies.information"]).all()
    assert results.objectives["unit"].tolist() == ["percent", "keur"]
    assert results.robustness is None
    assert not results.front["policies.information"].any()


def test_packages_that_fail_or_are_refused_are_written_down_and_the_rest_goes_on(
    tmp_path: Path,
) -> None:
    levers = [
        {"name": "single_rent"}, {"name": "accessible_production"},
        {"name": "scoring", "scope": {"is_qpv": True}},
    ]  # fmt: skip
    results = run_search(
        search(levers=levers, population=8), tmp_path / "out", simulate=respond
    )  # fmt: skip
    table = results.evaluations
    failed = table["policies.accessible_production"]
    assert failed.any()
    assert (table.loc[failed, "status"] == "failed").all()
    assert (table.loc[~failed, "status"] == "evaluated").all()
    assert table.loc[failed, VACANCY].isna().all()
    assert len(table) == 10


def test_packages_that_a_territory_refuses_are_not_simulated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from simulation.analysis.packages import PackageSpace

    scenario = PackageSpace.scenario

    def refuse(self: PackageSpace, package: Any, name: str, label: str = "") -> Any:
        if len(package.policies) > 1:
            raise InputError("these do not go together")
        return scenario(self, package, name, label)

    monkeypatch.setattr(PackageSpace, "scenario", refuse)
    table = run_search(search(), tmp_path / "out", simulate=respond).evaluations
    refused = table["status"] == "refused"
    assert refused.any()
    assert (table.loc[refused, "problem"] == "these do not go together").all()
    assert (~refused).sum() == 10


def test_a_territory_that_refuses_every_package_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from simulation.analysis.packages import PackageSpace

    def refuse(*_: Any) -> Any:
        raise InputError("no such homes")

    monkeypatch.setattr(PackageSpace, "scenario", refuse)
    with pytest.raises(InputError, match=r"refuses every package .* because: no such homes"):
        run_search(search(), tmp_path / "out", simulate=respond)


def test_samples_that_fail_are_left_out(tmp_path: Path) -> None:
    def fragile(task: Task, on_month: Callable[[], object]) -> Outcome:
        if task.scenario.mobility.sensitivity > 0.75:
            raise ValueError("too sensitive")
        return respond(task, on_month)

    table = run_search(search(), tmp_path / "out", simulate=fragile).robustness
    assert table is not None
    assert (table["samples"] == 3).all()  # of 4, one in each quarter of the range


def test_a_package_that_fails_with_other_keys_is_not_confirmed(
    tmp_path: Path, done: SearchResults
) -> None:
    searched = set(read_results(done.path / "generations" / "000").runs["key"])

    def fragile(task: Task, on_month: Callable[[], object]) -> Outcome:
        level = getattr((*task.scenario.policies, None)[0], "level", 0.0)
        if level == 1.0 and replicate_key(task.key, task.replicate) not in searched:
            raise ValueError("not this time")
        return respond(task, on_month)

    results = run_search(search(), tmp_path / "out", simulate=fragile)
    front = results.front.set_index("package")
    failed = front[front[LEVEL] == 1.0]
    assert not failed["is_confirmed"].any()
    assert failed[f"{VACANCY}_again"].isna().all()
    others = front[front["is_rerun"] & (front[LEVEL] != 1.0)]
    assert len(others)
    assert others["is_confirmed"].all()
    robust = results.robustness
    assert robust is not None
    assert set(robust["package"]) == set(others.index)
    assert any("— %" in line for line in search_lines(results, story_of(results, "en")))
    assert write_figures(results, "en") == ["front.png", "robustness.png"]


def test_a_front_may_be_empty(tmp_path: Path) -> None:
    def useless(task: Task, on_month: Callable[[], object]) -> Outcome:
        outcome = respond(task, on_month)
        worse = 1.0 * bool(task.scenario.policies)
        shape = len(outcome.tables["market"]["year"])
        outcome.tables["market"]["vacancy_percent"] = np.full(shape, worse)
        return outcome

    results = run_search(search(), tmp_path / "out", simulate=useless)
    assert results.front.empty
    assert not (results.path / "confirmation").exists()
    assert results.robustness is None


def test_a_space_that_is_spent_ends_the_search(tmp_path: Path) -> None:
    results = run_search(search(parameters=None), tmp_path / "out", simulate=respond)
    assert len(results.evaluations) == 3


def test_a_reference_that_fails_ends_the_search_with_a_message(tmp_path: Path) -> None:
    def broken(task: Task, on_month: Callable[[], object]) -> Outcome:
        if not task.scenario.policies:
            raise ValueError("torn roof")
        return respond(task, on_month)

    with pytest.raises(InputError, match="nothing to compare packages with"):
        run_search(search(), tmp_path / "out", simulate=broken)


def test_the_cost_is_told_before(tmp_path: Path) -> None:
    plan, cost = estimate_search(search(), tmp_path / "out", simulate=respond)
    assert cost.runs == 2 * (10 + 3) + (3 + 1) * (3 + 4)
    assert cost.seconds is not None
    assert not (tmp_path / "out").exists()
    assert plan.search.name == "fake"


def test_resuming_refuses_other_folders_other_code_and_another_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(InputError, match="not the folder of a search"):
        resume_search(tmp_path)
    file = tmp_path / "search.toml"
    text = """
base = { territory = { preset = "demo" } }
evaluations = 4
population = 4
last_years = 1
overrides = { years = 1, spin_up_years = 1 }
levers = [{ name = "single_rent" }, { name = "information" }]
objectives = [
    { measure = "vacancy_percent_all", better = "low" },
    { measure = "mean_wait_days_all", better = "low" },
]
"""
    file.write_text(text)
    out = tmp_path / "out"
    with pytest.raises(KeyboardInterrupt):
        run_search(file, out, simulate=respond, progress=Teller(1, KeyboardInterrupt()))
    with pytest.raises(InputError, match="holds a search already"):
        run_search(file, out, simulate=respond)
    file.write_text(text.replace("evaluations = 4", "evaluations = 5"))
    with pytest.raises(InputError, match="changed: evaluations"):
        resume_search(out, simulate=respond)
    file.write_text(text)
    monkeypatch.setattr(search_folder, "package_digest", lambda: "other")
    with pytest.raises(InputError, match="the code changed"):
        resume_search(out, simulate=respond)
    monkeypatch.undo()
    file.unlink()
    assert resume_search(out, simulate=respond).path == out


def test_packages_that_another_sampler_proposed_are_refused(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with pytest.raises(KeyboardInterrupt):
        run_search(search(), out, simulate=respond, progress=Teller(2, KeyboardInterrupt()))
    about = json.loads((out / "search.json").read_text())
    about["search"]["seed"] = 5
    about["axes"][0]["start"] = 0.6
    (out / "search.json").write_text(json.dumps(about))
    with pytest.raises(InputError, match="other packages than those proposed"):
        resume_search(out, simulate=respond)
