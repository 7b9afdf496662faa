import math

import numpy as np
import pytest

from simulation.analysis.replicate_noise import morris_floor, noise_of

RNG = np.random.default_rng(4)
N, R = 4000, 5


def layout(signal: float, common: float, rest: float, n: int = N, r: int = R) -> np.ndarray:
    rows, columns = RNG.normal(size=(n, 1)), RNG.normal(size=(1, r))
    return signal * rows + common * columns + rest * RNG.normal(size=(n, r))


def test_the_shares_are_those_of_the_variances() -> None:
    noise = noise_of(layout(2.0, 0.0, 1.0), are_keys_shared=False)
    assert noise.share_of_run == pytest.approx(1 / 5, abs=0.02)
    assert noise.share_of_mean == pytest.approx((1 / R) / (4 + 1 / R), abs=0.01)
    assert noise.deviation_of_mean == pytest.approx(math.sqrt(1 / R), rel=0.03)
    assert noise.replicates == R


def test_what_a_replicate_adds_to_all_samples_does_not_disturb_their_comparison() -> None:
    common = np.array([[3.0, -3.0, 1.0, 0.0, -1.0]])
    noise = noise_of(layout(2.0, 0.0, 1.0) + common)
    assert noise.deviation_of_mean == pytest.approx(math.sqrt(1 / R), rel=0.03)
    assert noise.share_of_mean == pytest.approx((1 / R) / (4 + 1 / R), abs=0.01)
    variance = common.var(ddof=1)
    assert noise.share_of_run == pytest.approx((variance + 1) / (4 + variance + 1), abs=0.02)


def test_pure_noise_is_noise_alone_and_no_noise_is_none() -> None:
    assert noise_of(layout(0.0, 0.0, 1.0)).share_of_mean == pytest.approx(1.0, abs=0.1)
    assert noise_of(layout(1.0, 0.0, 0.0)).share_of_run == pytest.approx(0.0, abs=1e-12)
    assert noise_of(np.ones((4, 3))).share_of_run == 0


def test_one_replicate_tells_nothing_of_noise() -> None:
    noise = noise_of(np.arange(5.0)[:, None])
    assert math.isnan(noise.share_of_run)
    assert math.isnan(noise.share_of_mean)


def test_the_floor_of_morris_is_the_mu_star_of_noise_alone() -> None:
    outputs = layout(0.0, 0.0, 1.0, n=20_000, r=4)
    effects = np.diff(outputs.mean(axis=1).reshape(-1, 2), axis=1) / (2 / 3)
    floor = morris_floor(noise_of(outputs), 4)
    assert floor == pytest.approx(np.abs(effects).mean(), rel=0.03)
