from types import ModuleType

import pytest

from simulation.analysis.before_after import before_after
from simulation.analysis.simulated_moments import MomentFit


def test_each_target_is_judged_at_both_sets(fakes: ModuleType) -> None:
    fit = fakes.fit(fakes.Simulator(noise=0.2))
    table = before_after(fit, *fit.evaluate([{**fakes.OPTIMUM, fakes.Z: 4.0}, fakes.OPTIMUM]))
    assert table["target"].tolist() == list(fakes.AIMS)
    rows = table.set_index("target")
    assert rows.loc["qpv", "before_mean"] == pytest.approx(5.0)
    assert rows.loc["qpv", "after_mean"] == pytest.approx(4.0)
    assert rows.loc["qpv", "before_position"] == pytest.approx(2.0)
    assert rows["before_inside"].tolist() == [False, True, False]
    assert rows["after_inside"].all()
    assert rows["after_error"].to_numpy() == pytest.approx(0.2 / 3**0.5)
    assert rows.loc["qpv", ["low", "high", "value"]].tolist() == [3.5, 4.5, 4.0]


def test_a_territory_has_its_own_targets_only_and_those_that_count(fakes: ModuleType) -> None:
    targets = (
        fakes.target("qpv", 4.0, territories=("demo",)),
        fakes.target("qpv", 9.0, territories=("rennes",)),
        fakes.target("all", 9.0, scored=False),
    )
    both = MomentFit(
        (fakes.scenario("a"), fakes.scenario("b", "rennes")), targets, fakes.Simulator()
    )
    (found,) = both.evaluate([fakes.OPTIMUM])
    table = before_after(both, found, found)
    told = list(zip(table["scenario"], table["target"], table["value"], strict=True))
    assert told == [("a", "qpv", 4.0), ("b", "qpv", 9.0)]


def test_a_figure_that_no_run_gave_is_outside(fakes: ModuleType) -> None:
    fit = fakes.fit(lambda *asked: fakes.Simulator()(*asked).query("target != 'all'"))
    (found,) = fit.evaluate([fakes.OPTIMUM])
    row = before_after(fit, found, found).set_index("target").loc["all"]
    assert not row["after_inside"]
    assert row["after_mean"] != row["after_mean"]
