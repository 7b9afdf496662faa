import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from simulation.analysis.front import (
    EVERY,
    confirmed_front,
    far_apart,
    is_on_front,
    robustness_table,
)
from simulation.analysis.sweep_table import SweepTable
from simulation.config.search import PackageSearch

SEARCH = PackageSearch.model_validate(
    {
        "name": "test",
        "base": "demo.toml",
        "levers": ({"name": "single_rent"},),
        "objectives": (
            {"measure": "vacancy", "better": "low"},
            {"measure": "rents", "better": "high"},
        ),
        "evaluations": 10,
    }
)


def test_the_front_holds_what_no_other_row_dominates() -> None:
    values = np.array([[0.0, 3.0], [1.0, 1.0], [3.0, 0.0], [1.0, 2.0], [3.0, 3.0], [1.0, 1.0]])
    assert is_on_front(values).tolist() == [True, True, True, False, False, True]


@given(arrays(np.float64, st.tuples(st.integers(1, 12), st.integers(1, 4)), elements=st.sampled_from([0.0, 1.0, 2.0])))  # fmt: skip  # noqa: E501
def test_the_front_is_that_of_the_definition(values: np.ndarray) -> None:
    expected = [
        not any((other <= row).all() and (other < row).any() for other in values) for row in values
    ]
    assert is_on_front(values).tolist() == expected
    assert any(expected)


def test_points_far_apart_hold_the_best_of_each_objective_and_no_twins() -> None:
    line = np.linspace(0.0, 1.0, 11)
    values = np.column_stack([line, 1000 * (1 - line)])
    assert far_apart(values, 3) == [0, 5, 10]
    assert far_apart(values, 20) == list(range(11))
    assert far_apart(np.zeros((4, 2)), 2) == [0, 1]


def _sweep(gains: dict[str, list[tuple[float, float]]]) -> SweepTable:
    """Return a sweep of a sample for each pair, in which the reference has 10 and 10."""
    rows = [
        {"arm": arm, "sample": s, "replicate": 0, "key": 0, "vacancy": 10 - v, "rents": 10 + r}
        for arm, pairs in {"reference": [(0.0, 0.0)] * 4, **gains}.items()
        for s, (v, r) in enumerate(pairs)
    ]
    points = pd.DataFrame({"x": range(4)})
    return SweepTable(
        pd.DataFrame(rows), ("vacancy", "rents"), "reference", points, points / 4,
        {"vacancy": "percent", "rents": "eur"},
    )  # fmt: skip


def test_robustness_counts_samples_better_than_the_reference_and_what_is_lost() -> None:
    sweep = _sweep(
        {
            "p1": [(1.0, 0.0), (1.0, 0.0), (1.0, 2.0), (-1.0, 0.0)],
            "p2": [(3.0, -1.0), (3.0, -1.0), (3.0, -1.0), (3.0, -1.0)],
        }
    )
    table = robustness_table(SEARCH, sweep).set_index(["package", "measure"])
    assert table["share"].to_dict() == {
        ("p1", "vacancy"): 0.75, ("p1", "rents"): 0.25, ("p1", EVERY): 0.75,
        ("p2", "vacancy"): 1.0, ("p2", "rents"): 0.0, ("p2", EVERY): 0.0,
    }  # fmt: skip
    assert table.loc[("p1", "vacancy"), "share_worse"] == 0.25
    assert table.loc[("p1", EVERY), "share_worse"] == 0.25
    assert table.loc[("p2", "rents"), "share_worse"] == 1.0
    assert table.loc[("p1", "vacancy"), "mean_difference"] == pytest.approx(-0.5)
    assert table.loc[("p1", "rents"), "mean_difference"] == pytest.approx(0.5)
    assert table.loc[("p1", "vacancy"), "mean_regret"] == pytest.approx((2 + 2 + 2 + 4) / 4)
    assert table.loc[("p2", "rents"), "largest_regret"] == pytest.approx(3.0)
    assert table.loc[("p2", "vacancy"), "share_best"] == 1.0
    assert table.loc[("p1", "vacancy"), "low"] == pytest.approx(0.30064, abs=1e-4)  # Wilson, 3 of 4


def test_a_front_is_confirmed_against_the_reference_too() -> None:
    rows = [
        ("p1", -1.0, 1.0), ("p2", 1.0, -1.0), ("p3", -2.0, -1.0),
    ]  # fmt: skip
    contrasts = pd.DataFrame(
        [
            {"arm": arm, "measure": measure, "difference": value}
            for arm, vacancy, rents in rows
            for measure, value in (("vacancy", vacancy), ("rents", rents))
        ]
    )
    assert confirmed_front(SEARCH, contrasts) == ["p1", "p3"]
