from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest

from simulation.analysis.fit_runs import FitRuns
from simulation.analysis.journal import Journal
from simulation.analysis.simulated_moments import MomentFit
from simulation.config.targets import MISSING_DISTANCE


def test_the_loss_is_the_mean_squared_distance_in_half_bands(fakes: ModuleType) -> None:
    moved = {**fakes.OPTIMUM, fakes.Z: 4.0}
    at_optimum, elsewhere = fakes.fit(fakes.Simulator()).evaluate([fakes.OPTIMUM, moved])
    assert at_optimum.loss == pytest.approx(0.0, abs=1e-20)
    assert at_optimum.inside == 3
    assert elsewhere.loss == pytest.approx((2**2 + 0 + 4**2) / 3)
    assert elsewhere.inside == 1


def test_moments_are_averaged_over_replicates_before_they_are_judged(fakes: ModuleType) -> None:
    (found,) = fakes.fit(fakes.Simulator(noise=5.0)).evaluate([fakes.OPTIMUM])
    assert found.loss == pytest.approx(0.0, abs=1e-20)
    assert set(found.moments["replicate"]) == {0, 1, 2}
    assert list(found.moments.columns) == ["scenario", "target", "replicate", "value"]


def test_every_scenario_is_simulated_at_every_point_in_one_batch(fakes: ModuleType) -> None:
    simulator = fakes.Simulator()
    both = MomentFit(
        (fakes.scenario("a"), fakes.scenario("b")), (fakes.target("qpv", 4.0),), simulator
    )
    first, second = both.evaluate([fakes.OPTIMUM, {**fakes.OPTIMUM, fakes.Z: 4.0}])
    assert simulator.simulated == 4
    assert set(first.moments["scenario"]) == {"a", "b"}
    assert first.moments["value"].unique() == pytest.approx([4.0])
    assert second.moments["value"].unique() == pytest.approx([5.0])


def test_a_target_counts_for_its_territories_only_and_a_shown_one_never(fakes: ModuleType) -> None:
    targets = (
        fakes.target("qpv", 4.0, territories=("demo",)),
        fakes.target("outside", 2.0, territories=("rennes",)),
        fakes.target("all", 99.0, scored=False),
    )
    both = MomentFit(
        (fakes.scenario("a"), fakes.scenario("b", "rennes")), targets, fakes.Simulator()
    )
    assert set(both.bands) == {("a", "qpv"), ("b", "outside")}
    (found,) = both.evaluate([fakes.OPTIMUM])
    assert found.loss == pytest.approx(0.0, abs=1e-20)


def test_a_set_that_is_not_allowed_is_refused_without_a_run(fakes: ModuleType) -> None:
    simulator = fakes.Simulator()
    refused, allowed = fakes.fit(simulator).evaluate(
        [{**fakes.OPTIMUM, fakes.X: 1e9}, fakes.OPTIMUM]
    )
    assert simulator.simulated == 1
    assert refused.loss == MISSING_DISTANCE**2
    assert fakes.X in refused.refused
    assert refused.moments.empty
    assert allowed.inside == 3
    assert all(e.refused for e in fakes.fit(simulator).evaluate([{fakes.X: 1e9}, {fakes.X: -1.0}]))
    assert simulator.simulated == 1


def test_a_missing_moment_counts_as_far_away(fakes: ModuleType) -> None:
    def silent(scenarios: object, targets: object) -> pd.DataFrame:
        found = fakes.Simulator()(scenarios, targets)
        return found[found["target"] != "all"]

    (found,) = MomentFit(
        (fakes.scenario(),), tuple(fakes.target(s, a) for s, a in fakes.AIMS.items()), silent
    ).evaluate([fakes.OPTIMUM])
    assert found.loss == pytest.approx(MISSING_DISTANCE**2 / 3)
    assert found.inside == 2


def test_the_real_model_gives_the_same_moments_for_the_same_keys(
    fakes: ModuleType, tmp_path: Path
) -> None:
    short = fakes.scenario().model_copy(update={"years": 1, "spin_up_years": 0})
    runs = FitRuns(Journal(tmp_path / "journal", {}), 3, range(1))
    real = MomentFit((short,), (fakes.target("all", 9.0),), runs)
    point = {"territory.tension": 4.0}
    one, other, third = real.evaluate([point, point, {"territory.tension": 8.0}])
    assert one.loss == other.loss
    assert one.loss != third.loss
