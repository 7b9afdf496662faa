from types import ModuleType

import numpy as np
import pytest

from simulation.analysis.local_sensitivity import (
    effect_matrix,
    identification,
    local_sensitivity,
    noise_of_effects,
    unidentified,
)
from simulation.analysis.simulated_moments import MomentFit
from simulation.config.axes import Axis

HALF_BAND = 0.5


def test_effects_are_slopes_per_tenth_of_the_value_in_half_bands(fakes: ModuleType) -> None:
    table = local_sensitivity(fakes.fit(fakes.Simulator(noise=3.0)), fakes.AXES, fakes.OPTIMUM)
    matrix = effect_matrix(table)
    assert list(matrix.columns) == list(fakes.NAMES)
    for sector, slopes in fakes.SLOPES.items():
        for name, slope in zip(fakes.NAMES, slopes, strict=True):
            expected = slope * 0.1 * fakes.OPTIMUM[name] / HALF_BAND
            assert matrix.loc[("demo", sector), name] == pytest.approx(expected)
    assert table["standard_error"].max() == pytest.approx(0.0, abs=1e-12)  # same keys


def test_bounds_shorten_the_step_without_changing_the_effect(fakes: ModuleType) -> None:
    axes = (fakes.axis(fakes.X, 0.0, 0.3, 0.3), fakes.axis(fakes.Y, 0.95, 5.0, 1.0))
    table = local_sensitivity(fakes.fit(fakes.Simulator()), axes, fakes.OPTIMUM).set_index(
        ["parameter", "target"]
    )
    assert table.loc[(fakes.X, "qpv"), "high"] == 0.3
    assert table.loc[(fakes.Y, "outside"), "low"] == 0.95
    assert table.loc[(fakes.X, "qpv"), "effect"] == pytest.approx(10 * 0.03 / HALF_BAND)
    assert table.loc[(fakes.Y, "outside"), "effect"] == pytest.approx(0.2 / HALF_BAND)


def test_a_value_of_zero_moves_by_a_tenth_of_its_bounds_and_a_whole_one_by_one(
    fakes: ModuleType,
) -> None:
    at = {**fakes.OPTIMUM, fakes.Z: 0.0}
    table = local_sensitivity(fakes.fit(fakes.Simulator()), fakes.AXES[2:], at).set_index("target")
    assert (table.loc["all", "low"], table.loc["all", "high"]) == (0.0, 0.5)
    assert table.loc["all", "effect"] == pytest.approx(0.5 / HALF_BAND)
    whole = Axis(fakes.WHOLE, 1, 12, 5, is_log=False, is_whole=True)
    moved = local_sensitivity(fakes.fit(fakes.Simulator()), (whole,), {fakes.WHOLE: 5})
    assert (moved["low"].iloc[0], moved["high"].iloc[0]) == (4, 6)
    assert (moved["effect"] == 0).all()


def test_a_parameter_that_moves_nothing_is_a_direction_without_singular_value(
    fakes: ModuleType,
) -> None:
    idle = fakes.axis(fakes.IDLE, 0.0, 1.0, 0.5)
    point = {**fakes.OPTIMUM, fakes.IDLE: 0.5}
    told: list[int] = []
    table = local_sensitivity(
        fakes.fit(fakes.Simulator()), (*fakes.AXES, idle), point, told=told.append
    )
    directions = identification(table)
    assert directions["singular_value"].is_monotonic_decreasing
    last = directions.iloc[-1]
    assert last["singular_value"] == pytest.approx(0.0, abs=1e-9)
    assert abs(last[fakes.IDLE]) == pytest.approx(1.0)
    assert np.square(last[[*fakes.NAMES, fakes.IDLE]].astype(float)).sum() == pytest.approx(1.0)
    assert told == [4]
    free = unidentified(table).set_index("parameter")["share"]
    assert free[idle.name] == pytest.approx(1.0)
    assert free[list(fakes.NAMES)].to_numpy() == pytest.approx(0.0, abs=1e-9)


def test_fewer_targets_than_parameters_leave_a_mixture_that_is_not_identified(
    fakes: ModuleType,
) -> None:
    only = MomentFit(
        (fakes.scenario(),), (fakes.target("qpv", fakes.AIMS["qpv"]),), fakes.Simulator()
    )
    directions = identification(local_sensitivity(only, fakes.AXES, fakes.OPTIMUM))
    assert (directions["singular_value"] > 1e-9).tolist() == [True, False, False]


def test_effects_that_noise_alone_gives_identify_nothing(fakes: ModuleType) -> None:
    table = local_sensitivity(fakes.fit(fakes.Simulator()), fakes.AXES, fakes.OPTIMUM)
    sure, unsure, unknown = (table.assign(standard_error=error) for error in (0.0, 9.0, np.nan))
    assert noise_of_effects(unsure)["demo", "qpv"] == pytest.approx(9.0)
    assert unidentified(sure)["share"].max() == pytest.approx(0.0)
    assert unidentified(unsure)["share"].min() == pytest.approx(1.0)
    assert unidentified(unknown).equals(unidentified(sure))
