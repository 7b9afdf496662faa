import sys
from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from SALib.sample import latin

from simulation.analysis.discovery import (
    BOX_COLUMNS,
    STATISTICS,
    boxes,
    feature_scores,
    left_out,
    stacked,
)
from simulation.analysis.expression import outcomes
from simulation.analysis.problem import problem_of
from simulation.analysis.sweep_table import SweepTable
from simulation.config.errors import InputError

MakeSweep = Callable[..., SweepTable]
N = 300


def box(unit: np.ndarray) -> np.ndarray:
    return 1.0 * ((unit[:, 0] > 0.6) & (unit[:, 1] < 0.5))


def made(make: MakeSweep, response: Callable[..., np.ndarray], d: int = 4) -> SweepTable:
    return make(response, latin.sample(problem_of(d), N, seed=1))


def test_a_known_box_is_found(make_sweep: MakeSweep) -> None:
    sweep = made(make_sweep, box)
    found = boxes(sweep, outcomes(sweep, "y > 0.5", "base"))
    assert tuple(found.limits.columns) == BOX_COLUMNS
    assert tuple(found.statistics.columns) == STATISTICS
    limits = found.limits.set_index("parameter")
    assert set(limits.index) == {"p0", "p1"}
    assert limits.loc["p0", "low"] == pytest.approx(16, abs=0.3)
    assert limits.loc["p1", "high"] == pytest.approx(15, abs=0.3)
    assert limits["is_low_bound"].to_dict() == {"p0": True, "p1": False}
    assert limits["is_high_bound"].to_dict() == {"p0": False, "p1": True}
    (row,) = found.statistics.to_dict("records")
    assert row["coverage"] > 0.95
    assert row["density"] > 0.95
    assert row["n_restricted"] == 2
    assert found.base_rate == pytest.approx(0.2, abs=0.02)
    assert found.trajectory["is_chosen"].sum() == 1
    assert found.trajectory["mass"].is_monotonic_decreasing


def test_the_statistics_are_counts_of_the_samples(make_sweep: MakeSweep) -> None:
    sweep = made(make_sweep, box)
    outcome = outcomes(sweep, "y > 0.5", "base")
    found = boxes(sweep, outcome)
    inside = pd.Series(data=True, index=outcome.index)
    for row in found.limits.to_dict("records"):
        inside &= sweep.points[row["parameter"]].between(row["low"], row["high"])
    (told,) = found.statistics.to_dict("records")
    assert told["n_inside"] == inside.sum()
    assert told["n_of_interest"] == (inside & outcome).sum()
    assert told["coverage"] == pytest.approx((inside & outcome).sum() / outcome.sum())
    assert told["density"] == pytest.approx((inside & outcome).sum() / inside.sum())


def test_two_boxes_are_found_where_there_are_two(make_sweep: MakeSweep) -> None:
    def corners(unit: np.ndarray) -> np.ndarray:
        large = (unit[:, 0] > 0.6) & (unit[:, 1] > 0.4)
        return 1.0 * (large | ((unit[:, 0] < 0.4) & (unit[:, 2] > 0.75)))

    sweep = made(make_sweep, corners, d=3)
    found = boxes(sweep, outcomes(sweep, "y > 0.5", "base"), n_boxes=2)
    assert found.statistics["box"].tolist() == [0, 1]
    assert (found.statistics["density"] > 0.9).all()
    assert found.statistics["coverage"].sum() > 0.9
    told = found.limits.groupby("box")["parameter"].agg(sorted).tolist()
    assert told == [["p0", "p1"], ["p0", "p2"]]


def test_no_box_is_found_where_any_peel_loses(make_sweep: MakeSweep) -> None:
    sweep = made(make_sweep, lambda u: 1.0 * ((u[:, 0] > 0.5) == (u[:, 1] > 0.5)), d=2)
    found = boxes(sweep, outcomes(sweep, "y > 0.5", "base"))
    assert found.limits.empty
    assert found.statistics.empty


def test_a_box_that_is_real_holds_on_samples_left_out_and_one_of_chance_does_not(
    make_sweep: MakeSweep,
) -> None:
    sweep = made(make_sweep, box)
    real = left_out(sweep, outcomes(sweep, "y > 0.5", "base"))
    assert len(real) == 5
    assert real["density"].mean() > 0.9
    assert real["coverage"].mean() > 0.8
    noise = make_sweep(lambda u: 0 * u[:, 0], latin.sample(problem_of(4), N, seed=1), noise=1.0)
    outcome = outcomes(noise, "y > 0.8", "base")
    assert left_out(noise, outcome)["density"].mean() < outcome.mean() + 0.15


def test_scores_rank_what_matters_first_and_sum_to_1(make_sweep: MakeSweep) -> None:
    sweep = made(make_sweep, box)
    outcome = outcomes(sweep, "y > 0.5", "base")
    scores = feature_scores(sweep, outcome)
    assert set(scores["parameter"][:2]) == {"p0", "p1"}
    assert scores["score"].sum() == pytest.approx(1)
    pd.testing.assert_frame_equal(scores, feature_scores(sweep, outcome))
    number = sweep.matrix("y", "base").mean(axis=1)
    assert set(feature_scores(sweep, number)["parameter"][:2]) == {"p0", "p1"}


def test_stacking_gives_the_share_of_cases_of_each_cell(make_sweep: MakeSweep) -> None:
    sweep = made(make_sweep, lambda u: 1.0 * (u[:, 0] > 2 / 3), d=2)
    outcome = outcomes(sweep, "y > 0.5", "base")
    table = stacked(sweep, outcome)
    assert table.shape == (3, 3)
    assert (table.index.names, table.columns.names) == (["p0"], ["p1"])
    assert table.to_numpy()[:2] == pytest.approx(0, abs=0.1)
    assert table.to_numpy()[2] == pytest.approx(1, abs=0.1)


def test_one_parameter_can_be_stacked_as_well(make_sweep: MakeSweep) -> None:
    sweep = made(make_sweep, lambda u: 1.0 * (u[:, 0] > 2 / 3), d=1)
    assert stacked(sweep, outcomes(sweep, "y > 0.5", "base")).shape == (3, 1)


def test_an_outcome_that_is_always_or_never_true_is_refused(make_sweep: MakeSweep) -> None:
    sweep = made(make_sweep, box)
    for expression, n in (("y > 5", 0), ("y < 5", N)):
        with pytest.raises(InputError, match=f"true of {n} of {N} samples; .* move the threshold"):
            boxes(sweep, outcomes(sweep, expression, "base"))


def test_too_few_samples_and_sweeps_that_vary_nothing_are_refused(make_sweep: MakeSweep) -> None:
    few = make_sweep(box, latin.sample(problem_of(2), 49, seed=1))
    with pytest.raises(InputError, match="49 whole samples are too few for discovery"):
        boxes(few, outcomes(few, "y > 0.5", "base"))
    bare = make_sweep(lambda u: np.ones(len(u)), np.empty((1, 0)))
    with pytest.raises(InputError, match="varies no parameter"):
        boxes(bare, outcomes(bare, "y > 0.5", "base"))


def test_a_missing_library_is_told(make_sweep: MakeSweep, monkeypatch: pytest.MonkeyPatch) -> None:
    sweep = made(make_sweep, box)
    monkeypatch.setitem(sys.modules, "ema_workbench.analysis.prim", None)
    with pytest.raises(InputError, match=r"needs ema-workbench: pip install .*explore"):
        boxes(sweep, outcomes(sweep, "y > 0.5", "base"))
