import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from SALib.sample import latin, morris, sobol
from scipy.integrate import quad
from scipy.stats import norm

from simulation.analysis.indices import DELTA, FIRST, MU, MU_STAR, PAWN, SECOND, SIGMA, TOTAL
from simulation.analysis.problem import problem_of
from simulation.analysis.sensitivity import (
    COLUMNS,
    DUMMY_NAME,
    Output,
    convergence,
    mu_star_floor,
    noise_table,
    output_of,
    outputs_of,
    sensitivity,
)
from simulation.analysis.sweep_table import SweepTable
from simulation.config.errors import InputError

MakeSweep = Callable[..., SweepTable]
A, B = 7.0, 0.1
G = np.array([0.0, 1.0, 4.5, 9.0])


def ishigami(unit: np.ndarray) -> np.ndarray:
    x = np.pi * (2 * unit - 1)
    return np.sin(x[:, 0]) + A * np.sin(x[:, 1]) ** 2 + B * x[:, 2] ** 4 * np.sin(x[:, 0])


def ishigami_indices() -> dict[str, list[float]]:
    """Ishigami and Homma 1990, in closed form."""
    one = 0.5 * (1 + B * math.pi**4 / 5) ** 2
    two = A**2 / 8
    one_three = B**2 * math.pi**8 * (1 / 18 - 1 / 50)
    whole = one + two + one_three
    return {
        FIRST: [one / whole, two / whole, 0.0],
        TOTAL: [(one + one_three) / whole, two / whole, one_three / whole],
        SECOND: [0.0, one_three / whole, 0.0],
    }


def g_function(unit: np.ndarray) -> np.ndarray:
    return np.prod((np.abs(4 * unit - 2) + G) / (1 + G), axis=1)


def g_indices() -> dict[str, np.ndarray]:
    """Saltelli and Sobol' 1995, in closed form."""
    alone = 1 / (3 * (1 + G) ** 2)
    whole = np.prod(1 + alone) - 1
    total = alone * np.prod(1 + alone) / (1 + alone)
    return {FIRST: alone / whole, TOTAL: total / whole}


def linear(unit: np.ndarray) -> np.ndarray:
    return 3 * unit[:, 0] - 2 * unit[:, 1] + 0 * unit[:, 2]


def saltelli(d: int, n: int, *, second: bool = True) -> np.ndarray:
    return sobol.sample(problem_of(d), n, calc_second_order=second, seed=1)


def values(table: pd.DataFrame, index: str) -> np.ndarray:
    rows = table[(table["index"] == index) & (table["parameter"] != DUMMY_NAME)]
    return rows["value"].to_numpy()


def dummy(table: pd.DataFrame) -> float:
    return float(table.loc[table["parameter"] == DUMMY_NAME, "value"].iloc[0])


def test_sobol_finds_the_indices_of_ishigami(make_sweep: MakeSweep) -> None:
    table = sensitivity(output_of(make_sweep(ishigami, saltelli(3, 1024)), "y", "base"))
    assert tuple(table.columns) == COLUMNS
    assert set(table["method"]) == {"sobol"}
    for index, expected in ishigami_indices().items():
        assert values(table, index) == pytest.approx(expected, abs=0.05)
    truth = [v for index in (FIRST, TOTAL) for v in ishigami_indices()[index]]
    both = table[table["index"].isin([FIRST, TOTAL])]
    inside = (both["low"] <= truth) & (truth <= both["high"])
    assert inside.mean() >= 5 / 6
    pair = table[(table["index"] == SECOND) & (table["value"] > 0.1)]
    assert pair[["parameter", "other"]].to_numpy().tolist() == [["p0", "p2"]]


def test_sobol_finds_the_indices_of_the_g_function_without_second_order(
    make_sweep: MakeSweep,
) -> None:
    sweep = make_sweep(g_function, saltelli(4, 2048, second=False))
    table = sensitivity(output_of(sweep, "y", "base"))
    for index, expected in g_indices().items():
        assert values(table, index) == pytest.approx(expected, abs=0.04)
    assert SECOND not in set(table["index"])


def test_morris_of_a_linear_response_is_its_slopes_and_has_no_interaction(
    make_sweep: MakeSweep,
) -> None:
    points = morris.sample(problem_of(3), 10, num_levels=6, seed=1)
    table = sensitivity(output_of(make_sweep(linear, points), "y", "base"))
    assert values(table, MU) == pytest.approx([3, -2, 0], abs=1e-9)
    assert values(table, MU_STAR) == pytest.approx([3, 2, 0], abs=1e-9)
    assert values(table, SIGMA) == pytest.approx([0, 0, 0], abs=1e-9)


def test_morris_of_a_product_is_known(make_sweep: MakeSweep) -> None:
    # y = x0 x1: the effects of x0 are the levels of x1, 0, 1/3, 2/3, 1 with equal chance
    points = morris.sample(problem_of(2), 4000, seed=1)
    table = sensitivity(output_of(make_sweep(lambda u: u[:, 0] * u[:, 1], points), "y", "base"))
    assert values(table, MU_STAR) == pytest.approx([0.5, 0.5], abs=0.02)
    assert values(table, SIGMA) == pytest.approx([np.std([0, 1 / 3, 2 / 3, 1])] * 2, abs=0.02)


def test_morris_ranks_the_g_function_as_its_coefficients(make_sweep: MakeSweep) -> None:
    points = morris.sample(problem_of(4), 100, seed=1)
    table = sensitivity(output_of(make_sweep(g_function, points), "y", "base"))
    found = values(table, MU_STAR)
    assert (np.diff(found) < 0).all()


def test_noise_alone_gives_the_floor_of_morris_and_its_shares(make_sweep: MakeSweep) -> None:
    points = morris.sample(problem_of(3), 200, seed=1)
    sweep = make_sweep(lambda u: 0 * u[:, 0], points, n_replicates=4, noise=2.0, common=5.0)
    output = output_of(sweep, "y", "base")
    table = sensitivity(output)
    assert values(table, MU_STAR) == pytest.approx([mu_star_floor(output)] * 3, rel=0.15)
    (row,) = noise_table([output]).to_dict("records")
    assert row["share_of_mean"] > 0.9
    assert row["deviation_of_mean"] == pytest.approx(1.0, rel=0.1)
    assert row["mu_star_floor"] == mu_star_floor(output)


def test_pawn_of_a_linear_response_against_chance(make_sweep: MakeSweep) -> None:
    points = latin.sample(problem_of(3), 2000, seed=1)
    table = sensitivity(output_of(make_sweep(linear, points), "y", "base"))
    assert set(table["method"]) == {PAWN}
    strong, weak, none = values(table, PAWN)
    assert strong > weak > 2 * dummy(table)
    assert none < 2 * dummy(table)


def test_delta_of_a_normal_sum_is_that_of_the_integral(make_sweep: MakeSweep) -> None:
    # y = a z0 + b z1, normal: delta of z0 = E|f_y − f_{y|z0}| / 2 (Borgonovo 2007), by quadrature
    a, b = 1.0, 2.0

    def response(unit: np.ndarray) -> np.ndarray:
        return a * norm.ppf(unit[:, 0]) + b * norm.ppf(unit[:, 1])

    def apart(z: float, weight: float, other: float) -> float:
        whole = norm(0, math.hypot(a, b))
        part = norm(weight * z, other)
        grid = np.linspace(-14, 14, 4001)
        return float(np.trapezoid(np.abs(whole.pdf(grid) - part.pdf(grid)), grid)) / 2

    def delta(weight: float, other: float) -> float:
        return float(quad(lambda z: apart(z, weight, other) * norm.pdf(z), -5, 5, limit=60)[0])

    expected = [delta(a, b), delta(b, a)]
    points = latin.sample(problem_of(2), 1000, seed=3) * 0.998 + 0.001
    table = sensitivity(output_of(make_sweep(response, points), "y", "base"), DELTA)
    assert values(table, DELTA) == pytest.approx(expected, abs=0.05)
    assert dummy(table) < min(expected) / 2


def test_the_same_key_gives_the_same_table_even_key_0(make_sweep: MakeSweep) -> None:
    output = output_of(make_sweep(ishigami, saltelli(3, 64)), "y", "base")
    first = sensitivity(output, key=0)
    pd.testing.assert_frame_equal(first, sensitivity(output, key=0))
    assert not first.equals(sensitivity(output, key=1))


def test_convergence_grows_to_the_whole_and_narrows(make_sweep: MakeSweep) -> None:
    output = output_of(make_sweep(ishigami, saltelli(3, 256)), "y", "base")
    table = convergence(output)
    assert table["samples"].max() == len(output.values)
    assert table["samples"].nunique() == 6
    whole = table[table["samples"] == len(output.values)].reset_index(drop=True)
    pd.testing.assert_frame_equal(whole, sensitivity(output))
    rows = table[(table["index"] == TOTAL) & (table["parameter"] == "p1")]
    width = (rows["high"] - rows["low"]).to_numpy()
    assert width[-1] < width[1]


def test_outputs_are_differences_where_there_is_a_base_and_levels_on_demand(
    make_sweep: MakeSweep,
) -> None:
    points = morris.sample(problem_of(3), 10, seed=1)
    sweep = make_sweep(ishigami, points, effect=linear)
    (difference,) = outputs_of(sweep, ["y"])
    assert (difference.arm, difference.minus) == ("other", "base")
    assert values(sensitivity(difference), MU) == pytest.approx([3, -2, 0], abs=1e-9)
    levels = outputs_of(sweep, ["y"], are_levels=True)
    assert [(o.arm, o.minus) for o in levels] == [("base", ""), ("other", "")]
    alone = outputs_of(make_sweep(ishigami, points), ["y"])
    assert [(o.arm, o.minus) for o in alone] == [("base", "")]


def test_a_sample_without_all_its_runs_takes_its_block_with_it(make_sweep: MakeSweep) -> None:
    sweep = make_sweep(linear, saltelli(3, 64), n_replicates=2)
    runs = sweep.runs.copy()
    runs.loc[(runs["sample"] == 9) & (runs["replicate"] == 1), "y"] = np.nan
    runs = runs[runs["sample"] != 20]
    output = output_of(replace(sweep, runs=runs), "y", "base")
    assert len(output.values) == 62 * 8
    found = sensitivity(output)
    assert values(found, TOTAL) == pytest.approx(np.array([9, 4, 0]) / 13, abs=0.06)


def test_a_constant_output_has_no_indices(make_sweep: MakeSweep) -> None:
    table = sensitivity(output_of(make_sweep(lambda u: 0 * u[:, 0], saltelli(3, 8)), "y", "base"))
    assert table["value"].isna().all()


@pytest.mark.parametrize(
    ("method", "said"),
    [
        ("morris", "Morris design, which these are not"),
        ("sobol", "Saltelli's scheme, which these are not"),
        ("pawn", "30 whole samples are too few for pawn, which needs 100"),
        ("delta", "30 whole samples are too few for delta, which needs 50"),
        ("shapley", "unknown method shapley; choose one of morris, sobol, pawn, delta"),
    ],
)
def test_what_the_samples_do_not_allow_is_refused(
    make_sweep: MakeSweep, method: str, said: str
) -> None:
    output = output_of(make_sweep(linear, latin.sample(problem_of(3), 30, seed=1)), "y", "base")
    with pytest.raises(InputError, match=said):
        sensitivity(output, method)


def test_unknown_names_and_sweeps_that_vary_nothing_are_refused(make_sweep: MakeSweep) -> None:
    sweep = make_sweep(linear, saltelli(3, 4))
    with pytest.raises(InputError, match=r"z: the runs have no such measure; .*y"):
        outputs_of(sweep, ["z"])
    with pytest.raises(InputError, match="elsewhere: the sweep has no such arm"):
        output_of(sweep, "y", "elsewhere")
    bare = replace(sweep, points=sweep.points[[]], places=sweep.places[[]])
    with pytest.raises(InputError, match="varies no parameter"):
        output_of(bare, "y", "base")
    empty = replace(sweep, runs=sweep.runs.assign(y=np.nan))
    with pytest.raises(InputError, match="no sample has all its replicates"):
        output_of(empty, "y", "base")


def test_an_output_can_be_cut_to_its_first_samples(make_sweep: MakeSweep) -> None:
    output = output_of(make_sweep(linear, saltelli(3, 4)), "y", "base")
    assert isinstance(output.first(8), Output)
    assert len(output.first(8).means) == 8
