import math

import numpy as np
import pytest
from scipy import stats

from simulation.analysis.paired import (
    bootstrap_interval,
    mean_error,
    p_equivalence,
    p_value,
    t_interval,
)

LINE = np.array([[0.3, -0.1, 0.2, 0.0, 1.4, 0.1]])


def test_one_sample_is_the_usual_t_test() -> None:
    error = mean_error(LINE)
    expected = stats.ttest_1samp(LINE[0], 0)
    interval = t_interval(float(LINE.mean()), error)
    bounds = expected.confidence_interval(0.95)
    assert (interval.low, interval.high) == pytest.approx((bounds.low, bounds.high))
    assert p_value(float(LINE.mean()), error) == pytest.approx(expected.pvalue)
    assert error.degrees == LINE.size - 1


def test_rows_with_keys_of_their_own_count_as_so_many_units() -> None:
    values = np.random.default_rng(1).normal(size=(7, 3))
    error = mean_error(values, are_keys_shared=False)
    assert error.variance == pytest.approx(values.mean(axis=1).var(ddof=1) / 7)
    assert error.degrees == 6


def test_a_single_number_has_no_error() -> None:
    error = mean_error(np.array([[3.0]]))
    assert math.isnan(error.variance)
    assert math.isnan(t_interval(3.0, error).low)
    assert math.isnan(p_value(3.0, error))
    assert math.isnan(p_equivalence(3.0, error, 1.0))


@pytest.mark.parametrize("shape", [(1, 1), (1, 4), (30, 4), (4, 30)])
def test_too_few_units_are_not_drawn_again(shape: tuple[int, int]) -> None:
    values = np.random.default_rng(1).normal(size=shape)
    assert math.isnan(bootstrap_interval(values, 0, "x").low)


def test_the_crossed_variance_is_that_of_the_two_way_layout_by_hand() -> None:
    values = np.array([[0.0, 4.0], [10.0, 16.0]])
    rows, columns = 2 * 11**2 / 2, 2 * 5**2 / 2  # row means 2, 13; column means 5, 10
    error = mean_error(values)
    assert error.variance == pytest.approx((rows + columns) / 4)
    assert error.degrees == pytest.approx((rows + columns) ** 2 / (rows**2 + columns**2))


def test_a_crossed_matrix_that_never_varies_is_sure() -> None:
    assert mean_error(np.full((3, 2), 4.0)) == (0.0, 1)


@pytest.mark.parametrize(("shape", "deviations"), [
    ((1, 8), (0.0, 1.0, 0.0)),
    ((12, 6), (1.0, 1.0, 1.0)),
    ((30, 4), (1.0, 0.0, 1.0)),
    ((100, 4), (1.0, 0.15, 1.0)),
    ((100, 4), (0.0, 0.2, 1.0)),
])  # fmt: skip
def test_t_intervals_cover_what_they_say(
    shape: tuple[int, int], deviations: tuple[float, float, float]
) -> None:
    rng = np.random.default_rng(5)
    n, inside = 2000, 0
    for _ in range(n):
        rows, columns = rng.normal(size=(shape[0], 1)), rng.normal(size=(1, shape[1]))
        rest = rng.normal(size=shape)
        values = deviations[0] * rows + deviations[1] * columns + deviations[2] * rest
        found = t_interval(float(values.mean()), mean_error(values))
        inside += found.low <= 0 <= found.high
    assert inside / n > 0.95 - 3 * math.sqrt(0.05 * 0.95 / n)
    assert inside / n < 0.985


def test_counting_crossed_runs_as_independent_would_cover_far_less() -> None:
    rng = np.random.default_rng(6)
    inside = 0
    for _ in range(500):
        values = rng.normal(size=(30, 1)) + rng.normal(size=(1, 4)) + rng.normal(size=(30, 4))
        line = values.ravel()[None, :]
        found = t_interval(float(line.mean()), mean_error(line))
        inside += found.low <= 0 <= found.high
    assert inside / 500 < 0.7


@pytest.mark.parametrize(("shape", "least"), [((1, 20), 0.86), ((15, 8), 0.87)])
def test_bootstrap_intervals_of_skewed_differences_cover_nine_in_ten(
    shape: tuple[int, int], least: float
) -> None:
    rng = np.random.default_rng(8)
    inside = 0
    for number in range(300):
        values = rng.exponential(size=shape)
        if shape[0] > 1:
            values = values + rng.normal(size=(shape[0], 1)) + rng.normal(size=(1, shape[1]))
        found = bootstrap_interval(values, number, "y", n_resamples=400)
        inside += found.low <= 1 <= found.high
    assert least < inside / 300 <= 1


def test_the_same_key_draws_the_same_bootstrap_and_another_key_another() -> None:
    first = bootstrap_interval(LINE, 3, "y")
    assert first == bootstrap_interval(LINE, 3, "y")
    assert first != bootstrap_interval(LINE, 4, "y")
    assert first != bootstrap_interval(LINE, 3, "z")
    crossed = np.random.default_rng(1).normal(size=(6, 5))
    again = bootstrap_interval(crossed, 3, "y")
    assert again == bootstrap_interval(crossed, 3, "y")
    assert again != bootstrap_interval(crossed, 4, "y")


def test_what_never_varies_is_sure() -> None:
    same = np.full((1, 5), 2.0)
    rounded = same + np.array([0, 1, 0, 2, 1]) * 1e-15
    assert bootstrap_interval(rounded, 0, "y").high == pytest.approx(2.0, abs=1e-12)
    assert bootstrap_interval(same, 0, "y") == (2.0, 2.0, 2.0)
    assert p_value(2.0, mean_error(same)) == 0
    assert p_value(0.0, mean_error(same * 0)) == 1
    assert p_equivalence(0.0, mean_error(same), 0.1) == 0
    assert p_equivalence(0.1, mean_error(same), 0.1) == 1


def test_equivalence_is_the_worse_of_two_one_sided_tests() -> None:
    line = LINE[0]
    above = stats.ttest_1samp(line, -0.8, alternative="greater").pvalue
    below = stats.ttest_1samp(line, 0.8, alternative="less").pvalue
    found = p_equivalence(float(line.mean()), mean_error(LINE), 0.8)
    assert found == pytest.approx(max(above, below))


def test_equivalence_at_the_margin_is_claimed_as_seldom_as_it_says() -> None:
    values = np.random.default_rng(9).normal(0.5, 1.0, size=(4000, 1, 10))
    claimed = [p_equivalence(float(v.mean()), mean_error(v), 0.5) <= 0.05 for v in values]
    assert np.mean(claimed) <= 0.05 + 3 * math.sqrt(0.05 * 0.95 / 4000)
    inside = np.random.default_rng(9).normal(0.0, 0.1, size=(200, 1, 10))
    assert all(p_equivalence(float(v.mean()), mean_error(v), 0.5) <= 0.05 for v in inside)
