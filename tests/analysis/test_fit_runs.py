"""Runs of a calibration: each once, whatever it is asked again."""

from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from simulation.analysis.fit_runs import FitRuns
from simulation.analysis.journal import Journal
from simulation.experiments import runner
from simulation.experiments.replicate import Outcome


@pytest.fixture
def made(fakes: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """Replace runs by a closed form, and note each as it is made: its scenario and replicate."""
    done: list[tuple[str, int]] = []

    def run_tasks(tasks: object, _workers: int, advance: object) -> Iterator[Outcome]:
        for task in tasks:  # type: ignore[attr-defined]
            done.append((task.scenario.name, task.replicate))
            advance(task.scenario.n_months)  # type: ignore[operator]
            years = [task.scenario.start_year + i for i in range(2)]
            moment = fakes.Simulator.moment(task.scenario, "qpv") + task.replicate
            columns = {"year": years, "sector": ["qpv"] * 2, "turnover_percent": [moment] * 2}
            yield Outcome(task, {"market": columns}, 0.0)

    monkeypatch.setattr(runner, "run_tasks", run_tasks)
    return done


def test_a_run_is_made_once_whatever_its_scenario_is_called(
    fakes: ModuleType, made: list[tuple[str, int]], tmp_path: Path
) -> None:
    runs = FitRuns(Journal(tmp_path / "j", {}), 1, range(2))
    targets = (fakes.target("qpv", 4.0),)
    first = runs((fakes.scenario("a"), fakes.scenario("b")), targets)
    assert [replicate for _, replicate in made] == [0, 1]  # b is a, but for its name
    assert list(first.columns) == ["scenario", "target", "replicate", "value"]
    assert first["scenario"].tolist() == ["a", "a", "b", "b"]
    assert first["value"].tolist()[:2] == first["value"].tolist()[2:]
    again = FitRuns(Journal(tmp_path / "j", {}), 1, range(2))((fakes.scenario("c"),), targets)
    assert len(made) == 2
    assert again["value"].tolist() == first["value"].tolist()[:2]


def test_what_an_interruption_cut_is_made_again_and_nothing_else(
    fakes: ModuleType, made: list[tuple[str, int]], tmp_path: Path
) -> None:
    def stop(_months: int) -> None:
        if len(made) == 3:
            raise KeyboardInterrupt

    targets, scenarios = (fakes.target("qpv", 4.0),), (fakes.scenario(),)
    with pytest.raises(KeyboardInterrupt):
        FitRuns(Journal(tmp_path / "j", {}), 1, range(5), advance=stop)(scenarios, targets)
    whole = FitRuns(Journal(tmp_path / "j", {}), 1, range(5))(scenarios, targets)
    assert made == [("demo", r) for r in (0, 1, 2, 2, 3, 4)]
    assert whole["replicate"].tolist() == [0, 1, 2, 3, 4]


def test_other_replicates_are_other_runs(
    fakes: ModuleType, made: list[tuple[str, int]], tmp_path: Path
) -> None:
    runs = FitRuns(Journal(tmp_path / "j", {}), 1, range(1))
    targets, scenarios = (fakes.target("qpv", 4.0),), (fakes.scenario(),)
    (seen,) = runs(scenarios, targets)["value"]
    fresh = runs.with_replicates(range(1, 3))(scenarios, targets)
    assert fresh["value"].tolist() == [seen + 1, seen + 2]
    assert [r for _, r in made] == [0, 1, 2]
