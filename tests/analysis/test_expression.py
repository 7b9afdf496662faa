from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from simulation.analysis.expression import outcomes
from simulation.analysis.sweep_table import SweepTable
from simulation.config.errors import InputError

MakeSweep = Callable[..., SweepTable]
PLACES = np.linspace(0, 1, 11)[:, None]


def made(make: MakeSweep) -> SweepTable:
    """Return a sweep with y = x in the base, x + 0.2 in the other arm, and z = 2 y."""
    sweep = make(lambda u: u[:, 0], PLACES, n_replicates=2, effect=lambda u: 0.2 + 0 * u[:, 0])
    return replace(sweep, runs=sweep.runs.assign(z=sweep.runs["y"] * 2), measures=("y", "z"))


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("y > 0.45", PLACES > 0.25),
        ("base.y > 0.45", PLACES > 0.45),
        ("difference.y > 0.15", PLACES > -1),
        ("not y > 0.45", PLACES <= 0.25),
        ("0.35 < y <= 0.55 or z >= 2.15", ((PLACES > 0.15) & (PLACES < 0.4)) | (PLACES > 0.85)),
        ("y > 1 / 0 or y < 0.3", PLACES < 0.05),
        ("y - base.y + 2 * z / 4 > 0.85 and -y < 0", PLACES > 0.45),
    ],
)
def test_an_expression_says_yes_or_no_of_each_sample(
    make_sweep: MakeSweep, expression: str, expected: np.ndarray
) -> None:
    found = outcomes(made(make_sweep), expression, "other")
    assert found.dtype == bool
    assert found.to_numpy().tolist() == expected[:, 0].tolist()
    assert found.index.tolist() == list(range(11))


def test_samples_that_miss_a_run_are_left_out(make_sweep: MakeSweep) -> None:
    sweep = made(make_sweep)
    runs = sweep.runs.copy()
    runs.loc[(runs["sample"] == 3) & (runs["replicate"] == 0) & (runs["arm"] == "base"), "y"] = (
        np.nan
    )
    found = outcomes(replace(sweep, runs=runs), "difference.y > 0", "other")
    assert 3 not in found.index
    assert 3 in outcomes(replace(sweep, runs=runs), "z > 0", "other").index


@pytest.mark.parametrize(
    "wrong",
    [
        "", "y", "y +", "y = 1", "3 > 2", "y > 'a'", "y > True", "f(y) > 1", "y.real > 1",
        "y > 1 and y", "y in (1, 2)", "[y > 1]", "(lambda: 1) > y", "__import__('os') > y",
        "other.y > 1", "y ** 2 > 1", "y is 1", "-(y > 1)", "y > 1 if y else 0", "(" * 500,
        "base.y.z > 1", "y > 1j", "y > " + "9" * 400,
    ],
)  # fmt: skip
def test_anything_else_is_refused_unread(make_sweep: MakeSweep, wrong: str) -> None:
    with pytest.raises(InputError, match="not an expression of measures and numbers"):
        outcomes(made(make_sweep), wrong, "other")


def test_unknown_measures_and_arms_are_told(make_sweep: MakeSweep) -> None:
    with pytest.raises(InputError, match=r"w: the runs have no such measure; .*y, z"):
        outcomes(made(make_sweep), "w > 1", "other")
    with pytest.raises(InputError, match="third: the sweep has no such arm"):
        outcomes(made(make_sweep), "y > 1", "third")
