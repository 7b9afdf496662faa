"""Verdicts and cards, on claims whose numbers are given."""

import math

import numpy as np
import pandas as pd
import pytest

from simulation.experiments.precision import Interval
from simulation.validation.pattern import (
    CONTRARY,
    MISSING,
    NOT,
    REPRODUCED,
    WEAKLY,
    Band,
    Claim,
    Pattern,
    at_least,
    at_most,
    within,
    worst,
)
from simulation.validation.scoring import claims_card, interval_of, members_card, patterns_card
from simulation.validation.study import Study

TEXT = {"en": "x", "fr": "x"}


@pytest.mark.parametrize(
    ("band", "interval", "verdict"),
    [
        (at_least(0.02), (0.04, 0.02, 0.06), REPRODUCED),
        (at_least(0.02), (0.03, 0.01, 0.05), WEAKLY),
        (at_least(0.02), (0.01, 0.005, 0.015), NOT),
        (at_least(0.02), (-0.01, -0.03, 0.01), NOT),
        (at_least(0.02), (-0.02, -0.03, -0.01), CONTRARY),
        (at_most(0.0), (-1.0, -2.0, 0.0), REPRODUCED),
        (at_most(0.0), (-1.0, -3.0, 1.0), WEAKLY),
        (at_most(0.0), (1.0, 0.5, 1.5), CONTRARY),
        (at_least(-1.0), (-2.0, -3.0, -1.5), NOT),
        (within(-0.02, 0.02), (0.0, -0.02, 0.02), REPRODUCED),
        (within(-0.02, 0.02), (0.0, -0.03, 0.03), WEAKLY),
        (within(-0.02, 0.02), (0.05, 0.04, 0.06), NOT),
        (at_least(0.0), (math.nan, math.nan, math.nan), MISSING),
        (at_least(0.0), (1.0, math.nan, math.nan), MISSING),
    ],
)
def test_a_verdict_looks_at_the_whole_interval(
    band: Band, interval: tuple[float, float, float], verdict: str
) -> None:
    assert band.verdict(Interval(*interval)) == verdict


@pytest.mark.parametrize("ends", [(1.0, 1.0), (2.0, 1.0), (-math.inf, math.inf)])
def test_a_band_that_cannot_fail_or_cannot_hold_is_refused(ends: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="cannot"):
        Band(*ends)


def test_the_worst_verdict_is_that_furthest_from_reproduced() -> None:
    assert worst([REPRODUCED, NOT, WEAKLY]) == NOT
    assert worst([REPRODUCED, CONTRARY, NOT]) == CONTRARY
    assert worst([]) == MISSING


class Given(Study):
    """A study that gives each claim its numbers by name; settings without numbers were not run."""

    def __init__(self, **numbers: list[float]) -> None:
        super().__init__({})
        self.numbers = numbers

    def has(self, setting: str, arm: str) -> bool:
        return setting in self.numbers


def claim(key: str, band: Band, *, is_needed: bool = True) -> Claim:
    def statistic(study: Study) -> "pd.Series[float]":
        return pd.Series(study.numbers[key], dtype=float)  # type: ignore[attr-defined]

    needs = ((key, "as_is"),)
    return Claim(key, TEXT, statistic, needs, band, TEXT, is_needed=is_needed)


def pattern(number: int, *claims: Claim) -> Pattern:
    return Pattern(number, TEXT, TEXT, "x", claims)


def test_an_interval_is_students_and_leaves_out_replicates_without_a_number() -> None:
    from scipy.stats import t

    line = np.array([1.0, 2.0, 4.0])
    found, n = interval_of(claim("a", at_least(0)), Given(a=[1.0, math.nan, 2.0, 4.0]))
    half = t.ppf(0.975, 2) * line.std(ddof=1) / math.sqrt(3)
    assert n == 3
    assert found == pytest.approx((line.mean(), line.mean() - half, line.mean() + half))
    assert interval_of(claim("b", at_least(0)), Given(a=[1.0]))[1] == 0


def test_a_pattern_has_the_worst_verdict_of_the_claims_that_it_needs() -> None:
    steady, spread = [1.0, 1.1, 0.9], [2.0, -1.0, 0.5]
    both = (
        pattern(1, claim("a", at_least(0)), claim("b", at_least(0))),
        pattern(2, claim("a", at_least(0)), claim("b", at_least(0), is_needed=False)),
        pattern(3, claim("c", at_least(0)), claim("a", at_least(0))),
        pattern(4, claim("c", at_least(0))),
    )
    point = Given(a=steady, b=spread)
    members = (Given(a=steady, b=spread), Given(a=steady, b=[-1.0, -2.0]))
    by_member = members_card(both, members)
    claims = claims_card(both, point, by_member)
    card = patterns_card(claims, by_member).set_index("pattern")
    assert card["verdict"].to_dict() == {1: WEAKLY, 2: REPRODUCED, 3: REPRODUCED, 4: MISSING}
    assert card["decisive"].to_dict() == {1: "b", 2: "", 3: "", 4: ""}
    assert card.loc[[1, 2, 3], "share_held"].tolist() == [0.5, 1.0, 1.0]
    assert card["is_robust"].to_dict() == {1: False, 2: True, 3: True, 4: False}
    own = claims.set_index(["pattern", "claim"])
    assert own.loc[(1, "b"), "share_held"] == 0.5
    assert own.loc[(3, "c"), "verdict"] == MISSING
