from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from simulation.analysis.robustness import regret, satisficing, wilson
from simulation.analysis.sweep_table import SweepTable
from simulation.config.errors import InputError

MakeSweep = Callable[..., SweepTable]
PLACES = np.linspace(0, 1, 11)[:, None]


def made(make: MakeSweep) -> SweepTable:
    """Return a sweep in which the base gives 0.5 and the other arm the place itself."""
    half = make(lambda u: 0.5 + 0 * u[:, 0], PLACES, effect=lambda u: u[:, 0] - 0.5)
    return replace(half, measures=("y",))


def test_the_share_that_meets_a_criterion_is_told_for_each_arm(make_sweep: MakeSweep) -> None:
    table = satisficing(made(make_sweep), "y >= 0.45").set_index("arm")
    assert table["share"].to_dict() == pytest.approx({"base": 1.0, "other": 6 / 11})
    assert table.loc["other", ["samples", "met"]].tolist() == [11, 6]
    assert table.loc["other", "low"] < 6 / 11 < table.loc["other", "high"]


@pytest.mark.parametrize("n", range(1, 200))
def test_wilsons_interval_holds_the_share_whatever_is_rounded(n: int) -> None:
    for met in (0, n // 2, n):
        low, high = wilson(met, n)
        assert 0.0 <= low <= met / n <= high <= 1.0


def test_wilsons_interval_by_hand() -> None:
    low, high = wilson(0, 10)
    assert low == pytest.approx(0.0, abs=1e-12)
    assert high == pytest.approx(1.959964**2 / (10 + 1.959964**2), rel=1e-6)
    assert np.isnan(wilson(0, 0)).all()


def test_regret_is_the_loss_against_the_best_of_each_sample(make_sweep: MakeSweep) -> None:
    table = regret(made(make_sweep), "y", "high").set_index("arm")
    losses = {"base": np.maximum(PLACES - 0.5, 0), "other": np.maximum(0.5 - PLACES, 0)}
    for arm, lost in losses.items():
        assert table.loc[arm, "mean_regret"] == pytest.approx(lost.mean())
        assert table.loc[arm, "largest_regret"] == pytest.approx(0.5)
        assert table.loc[arm, "high_regret"] == pytest.approx(np.quantile(lost, 0.9))
    low = regret(made(make_sweep), "y", "low").set_index("arm")
    assert low.loc["base", "share_best"] == pytest.approx(6 / 11, abs=0.1)


def test_what_cannot_be_compared_is_refused(make_sweep: MakeSweep) -> None:
    with pytest.raises(InputError, match="one arm, base"):
        regret(make_sweep(lambda u: u[:, 0], PLACES), "y", "low")
    with pytest.raises(InputError, match="x: the runs have no such measure"):
        regret(made(make_sweep), "x", "low")
    empty = replace(made(make_sweep), runs=made(make_sweep).runs.assign(y=np.nan))
    with pytest.raises(InputError, match="no sample has all its replicates"):
        regret(empty, "y", "low")
