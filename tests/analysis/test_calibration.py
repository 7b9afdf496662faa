from pathlib import Path
from types import ModuleType

import pytest

from simulation.analysis.calibration import Search, calibrate, check_search
from simulation.analysis.fit_runs import FitRuns
from simulation.analysis.journal import Journal
from simulation.analysis.recorder import Generation
from simulation.analysis.simulated_moments import MomentFit
from simulation.config.axes import Axis
from simulation.config.errors import InputError
from simulation.config.vary import value_of

MOVING = "behaviour.moving_cost"
SHORT = Search(evaluations=40, method="cma", seed=3)


def test_a_known_optimum_is_recovered(fakes: ModuleType) -> None:
    search = Search(evaluations=400, method="cma", seed=1)
    best = calibrate(fakes.fit(fakes.Simulator(noise=0.2)), fakes.AXES, search).best
    assert best["inside"] == 3
    assert best["loss"] < 1e-3
    for name, value in fakes.OPTIMUM.items():
        assert best["parameters"][name] == pytest.approx(value, abs=0.02), name


def test_territories_that_disagree_are_met_half_way(fakes: ModuleType) -> None:
    targets = (
        fakes.target("qpv", 4.0, territories=("demo",)),
        fakes.target("qpv", 6.0, territories=("rennes",)),
    )
    both = MomentFit(
        (fakes.scenario("a"), fakes.scenario("b", "rennes")), targets, fakes.Simulator()
    )
    axes = (fakes.axis(fakes.X, 0.0, 1.0, 0.9), fakes.axis(fakes.Z, 0.0, 5.0, 0.5))
    best = calibrate(both, axes, Search(evaluations=200, method="cma", seed=1)).best
    found = {m["scenario"]: m["mean"] for m in best["moments"]}
    assert found["a"] == found["b"] == pytest.approx(5.0, abs=0.01)
    assert best["loss"] == pytest.approx((2.0**2 + 2.0**2) / 2, rel=1e-3)


def test_the_start_is_evaluated_first_and_every_evaluation_is_recorded(fakes: ModuleType) -> None:
    told: list[Generation] = []
    simulator = fakes.Simulator()
    found = calibrate(fakes.fit(simulator), fakes.AXES, SHORT, told.append)
    table = found.table()
    assert len(table) == simulator.simulated == told[-1].done >= SHORT.evaluations
    assert table.loc[0, fakes.X] == found.start["parameters"][fakes.X] == fakes.AXES[0].start
    assert table["loss"].min() == found.best["loss"] == told[-1].best["loss"]
    assert [g.number for g in told] == sorted(set(table["generation"]))
    row = table.iloc[5]
    assert row["demo:qpv"] == pytest.approx(10 * row[fakes.X] + row[fakes.Z] / 2)
    assert (table[fakes.Z].between(0, 5) & table[fakes.X].between(0.01, 1)).all()


@pytest.mark.parametrize("method", ["cma", "least_squares"])
def test_a_search_that_begins_again_asks_the_same_and_a_longer_one_begins_with_it(
    fakes: ModuleType, method: str
) -> None:
    one, again, longer = (
        calibrate(
            fakes.fit(fakes.Simulator()),
            fakes.AXES,
            Search(n, method, seed=3),  # type: ignore[arg-type]
        ).records
        for n in (12, 12, 20)
    )
    assert one == again == longer[: len(one)]
    assert len(longer) > len(one)


def test_least_squares_reach_a_known_optimum_in_few_evaluations(fakes: ModuleType) -> None:
    search = Search(evaluations=80)
    found = calibrate(fakes.fit(fakes.Simulator(noise=0.2)), fakes.AXES, search)
    assert found.best["loss"] < 1e-3
    for name, value in fakes.OPTIMUM.items():
        assert found.best["parameters"][name] == pytest.approx(value, abs=0.02), name
    assert len(found.table().drop_duplicates(list(fakes.NAMES))) > 4


def test_least_squares_move_whole_parameters_by_one_and_inwards(fakes: ModuleType) -> None:
    whole = Axis(fakes.WHOLE, 1, 3, 3, is_log=False, is_whole=True)
    search = Search(evaluations=5, method="least_squares")
    found = calibrate(fakes.fit(fakes.Simulator()), (fakes.AXES[1], whole), search)
    assert set(found.table()[fakes.WHOLE]) == {2, 3}


def test_a_population_too_small_for_the_search_is_refused(fakes: ModuleType) -> None:
    simulator = fakes.Simulator()
    with pytest.raises(InputError, match="at least 4"):
        calibrate(fakes.fit(simulator), fakes.AXES, Search(population=3))
    assert simulator.simulated == 0


def test_without_the_library_it_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "cmaes", None)
    check_search(Search(method="least_squares"))
    with pytest.raises(InputError, match=r"peuplement\[explore\]"):
        check_search(SHORT)


def test_the_real_model_is_calibrated(fakes: ModuleType, tmp_path: Path) -> None:
    short = fakes.scenario().model_copy(update={"years": 1, "spin_up_years": 1})
    journal = Journal(tmp_path / "journal", {})
    real = MomentFit((short,), (fakes.target("all", 9.0),), FitRuns(journal, 1, range(1)))
    known = value_of(short, MOVING)
    axes = (
        fakes.axis(MOVING, 0.0, 5.0, known),
        fakes.axis("territory.tension", 2.0, 8.0, 5.0, is_log=True),
    )
    search = Search(evaluations=9, method="cma", seed=1, population=4)
    found = calibrate(real, axes, search)
    table = found.table()
    assert len(table) == len(journal) == 9
    assert table["demo:all"].nunique() > 3
    assert found.best["loss"] == table["loss"].min() <= table.loc[0, "loss"]
