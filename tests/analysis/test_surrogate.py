import math
import sys
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from SALib.sample import latin

from simulation.analysis.indices import FIRST, TOTAL
from simulation.analysis.problem import ANY, SALTELLI, Design, design_of, problem_of
from simulation.analysis.sensitivity import Output, output_of
from simulation.analysis.surrogate import (
    GAUSSIAN_PROCESS,
    GRADIENT_BOOSTING,
    fit_surrogate,
    saltelli_points,
    surrogate_indices,
    usable,
)
from simulation.analysis.sweep_table import SweepTable
from simulation.config.errors import InputError

MakeSweep = Callable[..., SweepTable]


def points(n: int, d: int = 3) -> np.ndarray:
    return latin.sample(problem_of(d), n, seed=2)


def additive(unit: np.ndarray) -> np.ndarray:
    return unit[:, 0] + 2 * (unit[:, 1] - 0.5) ** 2


def steps(unit: np.ndarray) -> np.ndarray:
    return 1.0 * (unit[:, 0] > 0.37) + 2.0 * (unit[:, 1] > 0.71) * (unit[:, 2] > 0.2)


def output(
    make: MakeSweep, response: Callable[..., np.ndarray], n: int, **options: object
) -> Output:
    return output_of(make(response, points(n), **options), "y", "base")


def test_a_smooth_response_is_learnt_and_its_indices_found(make_sweep: MakeSweep) -> None:
    fitted = usable(fit_surrogate(output(make_sweep, additive, 60)))
    chosen = fitted.errors[fitted.errors["is_chosen"]].iloc[0]
    assert chosen["model"] == GAUSSIAN_PROCESS
    assert chosen["r2"] > 0.99
    variances = np.array([1 / 12, 4 * (1 / 80 - 1 / 144), 0.0])  # of x and of 2 (x − 1/2)²
    table = surrogate_indices(fitted, n_base_points=256)
    for index in (FIRST, TOTAL):
        found = table.loc[table["index"] == index, "value"].to_numpy()
        assert found == pytest.approx(variances / variances.sum(), abs=0.04)
    assert set(table["method"]) == {"surrogate"}
    unseen = points(30) * 0.9 + 0.05
    assert fitted.predict(unseen) == pytest.approx(additive(unseen), abs=0.02)


def test_steps_are_learnt_by_boosting(make_sweep: MakeSweep) -> None:
    fitted = fit_surrogate(output(make_sweep, steps, 150))
    assert fitted.errors.set_index("model")["is_chosen"][GRADIENT_BOOSTING]
    assert usable(fitted) is fitted


def test_the_error_is_that_of_samples_left_out(make_sweep: MakeSweep) -> None:
    made = output(make_sweep, additive, 60, n_replicates=2, noise=0.2)
    fitted = fit_surrogate(made)
    residuals = made.means - fitted.predicted
    chosen = fitted.errors[fitted.errors["is_chosen"]].iloc[0]
    assert chosen["rmse"] == pytest.approx(math.sqrt((residuals**2).mean()))
    assert chosen["r2"] == pytest.approx(1 - (residuals**2).sum() / (made.means.var() * 60))
    assert chosen["rmse"] == pytest.approx(chosen["noise_rmse"], rel=0.4)
    assert chosen["best_r2"] == pytest.approx(1 - made.noise.share_of_mean)


def test_noise_is_refused_and_the_message_asks_for_replicates(make_sweep: MakeSweep) -> None:
    made = output(make_sweep, lambda u: 0.1 * u[:, 0], 60, n_replicates=2, noise=1.0)
    fitted = fit_surrogate(made)
    assert fitted.r2 < 0.3
    with pytest.raises(InputError, match=r"noise of 2 replicates leaves .* run more replicates"):
        usable(fitted)
    assert usable(fitted, least_r2=-9.0) is fitted


def test_too_few_samples_of_a_rough_response_are_refused_and_the_message_asks_for_more(
    make_sweep: MakeSweep,
) -> None:
    made = output(make_sweep, lambda u: np.sin(40 * u[:, 0]) * np.sin(40 * u[:, 1]), 40)
    with pytest.raises(InputError, match="run more than 40 samples"):
        usable(fit_surrogate(made))


def test_a_constant_output_is_refused(make_sweep: MakeSweep) -> None:
    with pytest.raises(InputError, match="y, arm base: the same in all samples"):
        usable(fit_surrogate(output(make_sweep, lambda u: 0 * u[:, 0], 30)))


def test_fewer_samples_than_folds_can_tell_are_refused(make_sweep: MakeSweep) -> None:
    with pytest.raises(InputError, match="19 whole samples are too few for surrogate"):
        fit_surrogate(output(make_sweep, additive, 19))


def test_a_missing_library_is_told(make_sweep: MakeSweep, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sklearn", None)
    with pytest.raises(InputError, match=r"needs scikit-learn: pip install .*explore"):
        fit_surrogate(output(make_sweep, additive, 30))


def test_the_same_key_gives_the_same_indices(make_sweep: MakeSweep) -> None:
    made = output(make_sweep, additive, 40, noise=0.1)
    one, two = (surrogate_indices(fit_surrogate(made, key=0), 0, 64) for _ in range(2))
    pd.testing.assert_frame_equal(one, two)


def test_the_points_of_a_surrogate_are_those_of_saltelli() -> None:
    made = saltelli_points(3, 16, key=0)
    assert design_of(np.arange(len(made)), made).kind == SALTELLI
    assert len(made) == 16 * 8


def test_samples_of_one_block_are_left_out_together(make_sweep: MakeSweep) -> None:
    # Five factors of six do nothing: a block is two points, seven times each.
    places = saltelli_points(6, 8, 3)
    made = output_of(make_sweep(lambda u: np.cos(40 * u[:, 0]), places), "y", "base")
    assert fit_surrogate(made).r2 < 0.5
    assert fit_surrogate(replace(made, design=Design(ANY))).r2 > 0.9


def test_one_block_alone_cannot_be_checked(make_sweep: MakeSweep) -> None:
    made = output_of(make_sweep(additive, saltelli_points(10, 1, 3)), "y", "base")
    with pytest.raises(InputError, match=r"22 whole samples are too few for surrogate, .* 44"):
        fit_surrogate(made)
