from pathlib import Path
from typing import Any

import numpy as np
import pytest

from simulation import api
from simulation.analysis.read_sweep import read_sweep, sweep_table
from simulation.analysis.sensitivity import output_of, sensitivity
from simulation.analysis.sweep_contrasts import sweep_contrasts
from simulation.config.errors import InputError
from simulation.experiments.sweep import run_design
from simulation.experiments.sweep_results import read_results

BASE = {"name": "one", "territory": {"preset": "demo"}}
SHORT = {"years": 2, "spin_up_years": 0}
FREE = [{"name": "mobility.sensitivity", "low": 0.1, "high": 0.3},
        {"name": "behaviour.moving_cost", "low": 0.1, "high": 0.4}]  # fmt: skip
MEASURES = ["vacancy_percent_all", "turnover_percent_all"]


def design(**values: Any) -> dict[str, Any]:
    arms = [
        {"name": "today", "label": "Today"},
        {"name": "more", "policies": [{"name": "single_rent"}]},
    ]
    made = {
        "name": "test", "bases": [BASE], "arms": arms, "overrides": SHORT, "replicates": 2,
        "uncertainties": FREE, "sampling": {"method": "morris", "trajectories": 2},
        "outputs": {"measures": MEASURES},
    }  # fmt: skip
    return {**made, **values}


@pytest.fixture(scope="module")
def swept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("sweep") / "out"
    run_design(design(), out)
    return out


def test_a_sweep_is_one_row_per_run_with_the_mean_of_its_last_years(swept: Path) -> None:
    table = read_sweep(swept, last_years=1)
    assert table.arms == ["today", "more"]
    assert table.titles["today"] == "Today"
    assert list(table.measures) == MEASURES
    assert table.units == dict.fromkeys(MEASURES, "percent")
    assert len(table.runs) == 6 * 2 * 2
    told = read_results(swept).measures
    last = told[(told["year"] == told["year"].max()) & (told["measure"] == MEASURES[0])]
    one = last[(last["scenario"] == "more") & (last["sample"] == 3) & (last["replicate"] == 1)]
    assert table.matrix(MEASURES[0], "more").loc[3, 1] == one["value"].iloc[0]
    whole = told[told["measure"] == MEASURES[0]].groupby(["scenario", "sample", "replicate"])
    mean = whole["value"].mean()["today", 2, 0]
    assert read_sweep(swept).matrix(MEASURES[0], "today").loc[2, 0] == pytest.approx(mean)


def test_a_sweep_may_be_looked_at_until_a_year(swept: Path) -> None:
    results = read_results(swept)
    first = results.measures["year"].min()
    told = results.measures[results.measures["year"] == first].set_index("run")
    table = sweep_table(results, last_years=1, until=int(first))
    given = told[told["measure"] == MEASURES[0]]["value"]
    assert table.runs[MEASURES[0]].tolist() == given.loc[results.runs["run"]].tolist()


def test_the_design_of_a_sweep_is_recognised_from_its_places(swept: Path) -> None:
    table = read_sweep(swept)
    assert table.are_keys_shared
    assert table.factors == [free["name"] for free in FREE]
    assert np.allclose(table.places * [0.2, 0.3] + 0.1, table.points, atol=1e-4)
    output = output_of(table, MEASURES[0], "more", "today")
    assert output.design.kind == "morris"
    assert set(sensitivity(output)["parameter"]) == set(table.factors)


def test_several_bases_must_be_chosen_from(tmp_path: Path) -> None:
    two = [BASE, {**BASE, "name": "two"}]
    out = tmp_path / "out"
    run_design(design(bases=two, uncertainties=[], sampling=None, replicates=1), out)
    with pytest.raises(InputError, match=r"choose one with --territory \(one, two\)"):
        read_sweep(out)
    with pytest.raises(InputError, match="three: no base scenario of the sweep has this name"):
        read_sweep(out, territory="three")
    table = read_sweep(out, territory="two")
    assert table.arms == ["today", "more"]
    assert len(table.runs) == 2


def test_bases_without_arms_are_compared_with_the_first(tmp_path: Path) -> None:
    two = [BASE, {**BASE, "name": "two", "mobility": {"sensitivity": 0.4}}]
    out = tmp_path / "out"
    run_design(design(bases=two, arms=[], uncertainties=[], sampling=None), out)
    table = read_sweep(out)
    assert (table.base, table.others, table.factors) == ("one", ["two"], [])
    assert len(sweep_contrasts(table)) == len(MEASURES)


def test_a_comparison_is_a_sweep_of_one_sample(tmp_path: Path) -> None:
    scenario = {**BASE, **SHORT, "label": "One"}
    other = {**scenario, "name": "two", "policies": [{"name": "single_rent"}]}
    results = api.compare(scenario, other, replicates=2, out=tmp_path / "out")
    table = read_sweep(tmp_path / "out")
    assert (table.base, table.others, table.titles["one"]) == ("one", ["two"], "One")
    found = sweep_contrasts(table, ["vacancy_percent_all"]).iloc[0]
    known = results.tables["contrasts"].set_index(["measure", "period"])
    known = known.loc[("vacancy_percent_all", "last_years")]
    for column in ("difference", "low", "high", "variance_gain"):
        assert found[column] == pytest.approx(known[column])


def test_bases_that_end_in_different_years_have_each_its_last_years(tmp_path: Path) -> None:
    later = {**BASE, "name": "two", "start_year": 2023}
    out = tmp_path / "out"
    few = {"uncertainties": [], "sampling": None, "replicates": 1}
    run_design(design(bases=[BASE, later], **few), out)
    assert read_sweep(out, territory="one", last_years=1).runs[MEASURES].notna().all(axis=None)


def test_a_sweep_without_measures_yet_is_refused(tmp_path: Path) -> None:
    out = tmp_path / "out"
    run_design(design(time_limit=0.01, uncertainties=[], sampling=None), out)
    with pytest.raises(InputError, match="no run of this sweep has ended with measures"):
        read_sweep(out)


def test_what_is_no_result_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no results to analyse"):
        read_sweep(tmp_path)
    api.run({**BASE, **SHORT, "years": 1}, out=tmp_path / "run")
    with pytest.raises(InputError, match="no results to analyse"):
        read_sweep(tmp_path / "run")
