import math

import numpy as np
import pytest
from scipy import stats

from simulation.experiments.precision import PrecisionRule, replicates_needed


@pytest.mark.parametrize(("deviation", "half_width"), [(1.0, 0.5), (3.0, 0.1), (0.2, 5.0)])
def test_the_replicates_needed_are_the_fewest(deviation: float, half_width: float) -> None:
    def half(n: int) -> float:
        return float(stats.t.ppf(0.975, n - 1)) * deviation / math.sqrt(n)

    n = replicates_needed(deviation, half_width)
    assert half(n) <= half_width
    assert n == 2 or half(n - 1) > half_width


def test_what_never_varies_needs_two_replicates_and_the_impossible_the_most() -> None:
    assert replicates_needed(0.0, 0.1) == 2
    assert replicates_needed(1.0, 1e-9, most=500) == 500


def test_the_rule_asks_for_the_pilot_then_for_what_its_variance_says() -> None:
    rule = PrecisionRule({"a": 0.5, "b": 10.0}, pilot=4, most=100)
    assert rule.more({"a": [1.0, 2.0], "b": [0.0, 0.0]}) == 2
    pilot = {"a": [0.0, 1.0, 2.0, 3.0], "b": [0.0, 1.0, 0.0, 1.0]}
    error = float(stats.t.ppf(0.975, 3)) * np.std(pilot["a"], ddof=1)
    assert rule.wanted(pilot) == math.ceil((error / 0.5) ** 2)
    assert rule.more(pilot) == rule.wanted(pilot) - 4
    longer = {name: [*values, 1e9, -1e9] for name, values in pilot.items()}
    assert rule.wanted(longer) == rule.wanted(pilot)
    assert PrecisionRule({"a": 1e-9}, pilot=4, most=100).more(pilot) == 96


def test_the_rule_stops_where_the_pilot_is_enough() -> None:
    assert PrecisionRule({"a": 9.0}, pilot=4).more({"a": [0.0, 1.0, 2.0, 3.0]}) == 0


def test_steins_interval_covers_what_it_says_and_is_as_narrow_as_wanted() -> None:
    draws = np.random.default_rng(2).normal(3.0, 2.0, (3000, 400))
    rule = PrecisionRule({"a": 0.8}, pilot=6, most=400)
    inside = 0
    for line in draws:
        kept = line[: rule.wanted({"a": line[:6]})]
        found = rule.interval(kept)
        assert found.high - found.low <= 1.6 + 1e-9 or len(kept) == 400
        inside += found.low <= 3.0 <= found.high
    assert inside / len(draws) == pytest.approx(0.95, abs=3 * math.sqrt(0.05 * 0.95 / 3000))


def test_looking_after_each_run_without_the_rule_covers_less() -> None:
    draws = np.random.default_rng(3).normal(0.0, 1.0, (2000, 60))
    inside = 0
    for line in draws:
        for n in range(3, 61):
            half = stats.t.ppf(0.975, n - 1) * line[:n].std(ddof=1) / math.sqrt(n)
            if half <= 0.7:
                break
        inside += abs(line[:n].mean()) <= half
    assert inside / 2000 < 0.93


@pytest.mark.parametrize("wrong", [{"half_widths": {"a": 0.0}}, {"half_widths": {}}])
def test_a_width_that_cannot_be_reached_is_refused(wrong: dict) -> None:
    with pytest.raises(ValueError, match="above 0"):
        PrecisionRule(**wrong)


def test_a_pilot_of_one_is_refused() -> None:
    with pytest.raises(ValueError, match="2 replicates"):
        PrecisionRule({"a": 1.0}, pilot=1)
