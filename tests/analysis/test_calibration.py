import json
from pathlib import Path
from types import ModuleType

import pytest

from simulation.analysis.calibration import (
    JOURNAL,
    Search,
    calibrate,
    evaluations_table,
)
from simulation.analysis.journal import Journal
from simulation.analysis.recorder import Generation
from simulation.analysis.simulated_moments import MomentFit, simulate_with_runs
from simulation.config.axes import Axis
from simulation.config.errors import InputError
from simulation.config.vary import value_of

MOVING = "behaviour.moving_cost"
ONE = Search(evaluations=1)
SHORT = Search(evaluations=40, method="cma", seed=3)


def timeless(folder: Path) -> list[dict[str, object]]:
    return [{**r, "seconds": None} for r in Journal(folder / JOURNAL).records]


def test_a_known_optimum_is_recovered(fakes: ModuleType, tmp_path: Path) -> None:
    best = calibrate(
        fakes.fit(fakes.Simulator(noise=0.2)),
        fakes.AXES,
        Search(evaluations=400, method="cma", seed=1),
        tmp_path,
    )
    assert best["inside"] == 3
    assert best["loss"] < 1e-3
    for name, value in fakes.OPTIMUM.items():
        assert best["parameters"][name] == pytest.approx(value, abs=0.02), name


def test_territories_that_disagree_are_met_half_way(fakes: ModuleType, tmp_path: Path) -> None:
    targets = (
        fakes.target("qpv", 4.0, territories=("demo",)),
        fakes.target("qpv", 6.0, territories=("rennes",)),
    )
    both = MomentFit(
        (fakes.scenario("a"), fakes.scenario("b", "rennes")), targets, fakes.Simulator()
    )
    axes = (fakes.axis(fakes.X, 0.0, 1.0, 0.9), fakes.axis(fakes.Z, 0.0, 5.0, 0.5))
    best = calibrate(both, axes, Search(evaluations=200, method="cma", seed=1), tmp_path)
    found = {m["scenario"]: m["mean"] for m in best["moments"]}
    assert found["a"] == found["b"] == pytest.approx(5.0, abs=0.01)
    assert best["loss"] == pytest.approx((2.0**2 + 2.0**2) / 2, rel=1e-3)


def test_the_start_is_evaluated_first_and_every_evaluation_is_recorded(
    fakes: ModuleType, tmp_path: Path
) -> None:
    told: list[Generation] = []
    simulator = fakes.Simulator()
    best = calibrate(fakes.fit(simulator), fakes.AXES, SHORT, tmp_path, told=told.append)
    table = evaluations_table(tmp_path)
    assert len(table) == simulator.simulated >= SHORT.evaluations
    assert table.loc[0, fakes.X] == fakes.AXES[0].start
    assert table["loss"].min() == best["loss"] == told[-1].best["loss"]
    assert [g.number for g in told] == sorted(set(table["generation"]))
    row = table.iloc[5]
    assert row["demo:qpv"] == pytest.approx(10 * row[fakes.X] + row[fakes.Z] / 2)
    assert (table[fakes.Z].between(0, 5) & table[fakes.X].between(0.01, 1)).all()


def test_a_calibration_that_stopped_goes_on_as_if_it_had_not(
    fakes: ModuleType, tmp_path: Path
) -> None:
    whole, parts = tmp_path / "whole", tmp_path / "parts"
    calibrate(fakes.fit(fakes.Simulator()), fakes.AXES, SHORT, whole)

    def stop(generation: Generation) -> None:
        if generation.number == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        calibrate(fakes.fit(fakes.Simulator()), fakes.AXES, SHORT, parts, told=stop)
    with (parts / JOURNAL).open("a") as journal:
        journal.write('{"generation": 3, "evalu')  # torn by the interruption
    simulator, told = fakes.Simulator(), []
    calibrate(fakes.fit(simulator), fakes.AXES, SHORT, parts, told=told.append)
    assert timeless(parts) == timeless(whole)
    assert [g.was_known for g in told[:4]] == [True, True, True, False]
    assert simulator.simulated == len(timeless(whole)) - sum(len(g.records) for g in told[:3])


def test_a_longer_search_begins_with_the_shorter_one(fakes: ModuleType, tmp_path: Path) -> None:
    calibrate(fakes.fit(fakes.Simulator()), fakes.AXES, SHORT, tmp_path)
    short = timeless(tmp_path)
    calibrate(
        fakes.fit(fakes.Simulator()),
        fakes.AXES,
        Search(evaluations=80, method="cma", seed=3),
        tmp_path,
    )
    assert timeless(tmp_path)[: len(short)] == short
    assert len(timeless(tmp_path)) > len(short)


def test_another_calibration_is_not_mixed_into_a_journal(fakes: ModuleType, tmp_path: Path) -> None:
    calibrate(fakes.fit(fakes.Simulator()), fakes.AXES, ONE, tmp_path, about={"replicates": 2})
    for axes, about, name in (
        (fakes.AXES, {"replicates": 3}, "replicates"),
        (fakes.AXES[:2], {"replicates": 2}, "parameters"),
    ):
        with pytest.raises(InputError, match=name):
            calibrate(fakes.fit(fakes.Simulator()), axes, ONE, tmp_path, about=about)


def test_least_squares_reach_a_known_optimum_in_few_evaluations(
    fakes: ModuleType, tmp_path: Path
) -> None:
    search = Search(evaluations=80)
    best = calibrate(fakes.fit(fakes.Simulator(noise=0.2)), fakes.AXES, search, tmp_path)
    assert best["loss"] < 1e-3
    for name, value in fakes.OPTIMUM.items():
        assert best["parameters"][name] == pytest.approx(value, abs=0.02), name
    simulator = fakes.Simulator()
    again = calibrate(fakes.fit(simulator), fakes.AXES, search, tmp_path)
    assert again == best
    assert simulator.simulated == 0
    assert len(evaluations_table(tmp_path).drop_duplicates(list(fakes.NAMES))) > 4


def test_least_squares_move_whole_parameters_by_one_and_inwards(
    fakes: ModuleType, tmp_path: Path
) -> None:
    whole = Axis(fakes.WHOLE, 1, 3, 3, is_log=False, is_whole=True)
    search = Search(evaluations=5, method="least_squares")
    calibrate(fakes.fit(fakes.Simulator()), (fakes.AXES[1], whole), search, tmp_path)
    assert set(evaluations_table(tmp_path)[fakes.WHOLE]) == {2, 3}


def test_a_population_too_small_for_the_search_is_refused(
    fakes: ModuleType, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match="at least 4"):
        calibrate(fakes.fit(fakes.Simulator()), fakes.AXES, Search(population=3), tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", ["", "x\n", '{"format": "other"}\n'])
def test_what_is_no_journal_is_refused(fakes: ModuleType, tmp_path: Path, content: str) -> None:
    (tmp_path / JOURNAL).write_text(content)
    with pytest.raises(InputError, match=JOURNAL):
        calibrate(fakes.fit(fakes.Simulator()), fakes.AXES, ONE, tmp_path)
    with pytest.raises(InputError):
        evaluations_table(tmp_path / "none")


def test_the_journal_is_read_back_exactly(tmp_path: Path) -> None:
    about = {"x": 0.1, "names": ("a", "b")}
    records = [{"loss": 0.1 + 0.2, "parameters": {"é": 1e-17}}]
    Journal(tmp_path / "j", about).keep(4, records)
    again = Journal(tmp_path / "j", about)
    assert again.generation(4) == [{"generation": 4, **records[0]}]
    assert again.generation(5) == []
    assert len((tmp_path / "j").read_text().splitlines()) == 2
    assert json.loads((tmp_path / "j").read_text().splitlines()[0])["about"]["names"] == ["a", "b"]


def test_without_the_library_it_is_told_what_to_install(
    fakes: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "cmaes", None)
    with pytest.raises(InputError, match=r"peuplement\[explore\]"):
        calibrate(fakes.fit(fakes.Simulator()), fakes.AXES, SHORT, tmp_path)


def test_the_real_model_is_calibrated(fakes: ModuleType, tmp_path: Path) -> None:
    short = fakes.scenario().model_copy(update={"years": 1, "spin_up_years": 1})
    real = MomentFit((short,), (fakes.target("all", 9.0),), simulate_with_runs(1, 1, 1))
    known = value_of(short, MOVING)
    axes = (
        fakes.axis(MOVING, 0.0, 5.0, known),
        fakes.axis("territory.tension", 2.0, 8.0, 5.0, is_log=True),
    )
    best = calibrate(
        real, axes, Search(evaluations=9, method="cma", seed=1, population=4), tmp_path
    )
    table = evaluations_table(tmp_path)
    assert len(table) == 9
    assert table["demo:all"].nunique() > 3
    assert best["loss"] == table["loss"].min() <= table.loc[0, "loss"]
