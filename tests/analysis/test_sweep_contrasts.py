from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from simulation.analysis.sweep_contrasts import (
    COLUMNS,
    DIFFERS,
    NO_EFFECT,
    SMALL,
    UNSURE,
    ContrastChoices,
    sweep_contrasts,
)
from simulation.analysis.sweep_table import SweepTable
from simulation.config.errors import InputError

MakeSweep = Callable[..., SweepTable]
HERE = np.full((1, 1), 0.5)


def level(unit: np.ndarray) -> np.ndarray:
    return unit[:, 0]


def paired(make: MakeSweep, effect: float, *, n: int = 12, noise: float = 0.1) -> SweepTable:
    return make(
        level, HERE, n_replicates=n, noise=noise, common=1.0, effect=lambda u: effect + 0 * u[:, 0]
    )


def test_one_sample_gives_the_paired_t_test_and_what_pairing_saves(make_sweep: MakeSweep) -> None:
    sweep = paired(make_sweep, 0.5)
    base, other = (sweep.matrix("y", arm).to_numpy()[0] for arm in ("base", "other"))
    (row,) = sweep_contrasts(sweep).to_dict("records")
    test = stats.ttest_rel(other, base)
    bounds = test.confidence_interval(0.95)
    assert tuple(sweep_contrasts(sweep).columns) == COLUMNS
    assert (row["low"], row["high"]) == pytest.approx((bounds.low, bounds.high))
    assert row["p"] == pytest.approx(test.pvalue)
    unpaired = base.var(ddof=1) / 12 + other.var(ddof=1) / 12
    paired_variance = (other - base).var(ddof=1) / 12
    assert row["variance_gain"] == pytest.approx(unpaired / paired_variance)
    assert row["variance_gain"] > 20
    assert row["bootstrap_low"] < row["difference"] < row["bootstrap_high"]
    assert (row["samples"], row["replicates"], row["dropped"], row["unit"]) == (1, 12, 0, "index")


def test_samples_and_replicates_are_crossed(make_sweep: MakeSweep) -> None:
    points = np.linspace(0, 1, 20)[:, None]
    sweep = make_sweep(level, points, n_replicates=3, noise=0.1, effect=lambda u: u[:, 0] - 0.25)
    (row,) = sweep_contrasts(sweep).to_dict("records")
    assert row["difference"] == pytest.approx(0.25, abs=0.05)
    assert row["share_positive"] == pytest.approx(0.75, abs=0.1)
    by_sample = np.std(points[:, 0], ddof=1) / np.sqrt(20)
    assert row["standard_error"] > 0.9 * by_sample
    assert (row["samples"], row["replicates"]) == (20, 3)


def test_the_verdict_tells_no_effect_from_no_evidence(make_sweep: MakeSweep) -> None:
    def verdict(effect: float, margin: float, noise: float = 0.01) -> str:
        sweep = paired(make_sweep, effect, noise=noise)
        choices = ContrastChoices(margins={"y": margin})
        return str(sweep_contrasts(sweep, choices=choices)["verdict"].iloc[0])

    assert verdict(0.5, 0.1) == DIFFERS
    assert verdict(0.05, 0.1) == SMALL
    assert verdict(0.0, 0.1) == NO_EFFECT
    assert verdict(0.0, 0.1, noise=2.0) == UNSURE
    assert sweep_contrasts(paired(make_sweep, 0.0))["verdict"].iloc[0] == UNSURE


def test_the_p_values_of_a_table_are_adjusted_together(make_sweep: MakeSweep) -> None:
    sweep = paired(make_sweep, 0.05)
    runs = sweep.runs.assign(z=sweep.runs["y"] ** 2, w=sweep.runs["y"] * 3)
    wide = replace(sweep, runs=runs, measures=("y", "z", "w"))
    bare = sweep_contrasts(wide, choices=ContrastChoices(correction="none"))
    assert bare["p_adjusted"].to_numpy() == pytest.approx(bare["p"].to_numpy())
    table = sweep_contrasts(wide)
    assert table["p_adjusted"].min() == pytest.approx(3 * table["p"].min())


def test_the_runs_needed_are_those_of_the_t_interval(make_sweep: MakeSweep) -> None:
    sweep = paired(make_sweep, 0.5)
    choices = ContrastChoices(half_widths={"y": 0.01})
    (row,) = sweep_contrasts(sweep, choices=choices).to_dict("records")
    deviation = row["standard_error"] * np.sqrt(12)
    n = row["runs_needed"]
    assert stats.t.ppf(0.975, n - 1) * deviation / np.sqrt(n) <= 0.01
    assert stats.t.ppf(0.975, n - 2) * deviation / np.sqrt(n - 1) > 0.01
    assert np.isnan(sweep_contrasts(sweep)["runs_needed"].iloc[0])


def test_pairs_that_miss_a_run_are_left_out_and_told(make_sweep: MakeSweep) -> None:
    sweep = paired(make_sweep, 0.5)
    runs = sweep.runs.copy()
    runs.loc[(runs["arm"] == "other") & (runs["replicate"] == 3), "y"] = np.nan
    runs = runs[~((runs["arm"] == "base") & (runs["replicate"] == 5))]
    table = sweep_contrasts(replace(sweep, runs=runs))
    assert table["replicates"].iloc[0] == 10
    assert table["dropped"].iloc[0] == 2


def test_what_cannot_be_contrasted_is_refused(make_sweep: MakeSweep) -> None:
    with pytest.raises(InputError, match="one arm, base"):
        sweep_contrasts(make_sweep(level, HERE, n_replicates=3))
    with pytest.raises(InputError, match="fewer than two pairs"):
        sweep_contrasts(paired(make_sweep, 0.5, n=1))
    for choices in (ContrastChoices(margins={"x": 1}), ContrastChoices(half_widths={"x": 1})):
        with pytest.raises(InputError, match="x: the runs have no such measure"):
            sweep_contrasts(paired(make_sweep, 0.5), choices=choices)
    with pytest.raises(InputError, match="x: the runs have no such measure"):
        sweep_contrasts(paired(make_sweep, 0.5), ["x"])


def test_among_all_measures_one_without_numbers_stays_unknown(make_sweep: MakeSweep) -> None:
    sweep = paired(make_sweep, 0.5)
    wide = replace(sweep, runs=sweep.runs.assign(z=np.nan), measures=("y", "z"))
    table = sweep_contrasts(wide).set_index("measure")
    assert np.isnan(table.loc["z", "difference"])
    assert table.loc["z", "verdict"] == UNSURE
    assert table.loc["y", "verdict"] == DIFFERS
    assert table.loc["y", "p_adjusted"] == pytest.approx(table.loc["y", "p"])
    with pytest.raises(InputError, match="z, arm other: fewer than two pairs"):
        sweep_contrasts(wide, ["y", "z"])
