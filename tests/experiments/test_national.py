"""The same scenarios on every territory of a folder, paired by territory and key."""

import shutil

import numpy as np
import pandas as pd
import pytest

import simulation
from simulation.analysis.national import effects, places
from simulation.config.errors import InputError
from simulation.experiments.national import national_design, territory_files
from simulation.experiments.read_design import read_design
from simulation.experiments.sweep import run_design
from simulation.territory.files import save


@pytest.fixture
def folder(tmp_path, small_territory):
    for name in ("100000001", "100000002"):
        save(small_territory, tmp_path / f"{name}.npz")
    (tmp_path / "100000002.npz").write_bytes((tmp_path / "100000002.npz").read_bytes() + b"\0" * 9)
    return tmp_path


@pytest.fixture
def scenarios():
    plain = {"territory": {"preset": "demo"}, "years": 1, "spin_up_years": 0}
    rent = {"name": "rent", "policies": [{"name": "single_rent"}]}
    return [simulation.load({"name": "base", **plain}), simulation.load({**plain, **rent})]


def test_a_folder_without_territories_is_refused(tmp_path):
    with pytest.raises(InputError, match="no territory"):
        territory_files(tmp_path)


def test_the_largest_files_come_first(folder):
    assert [file.stem for file in territory_files(folder)] == ["100000002", "100000001"]


def test_every_territory_meets_every_scenario(folder, scenarios):
    plan = read_design(national_design(scenarios, territory_files(folder)))
    assert [(branch.base, branch.arm) for branch in plan.branches] == [
        ("100000002", "base"), ("100000002", "rent"), ("100000001", "base"), ("100000001", "rent")
    ]  # fmt: skip
    for branch in plan.branches:
        assert branch.scenario.territory.preset is None
        assert branch.scenario.territory.file.stem == branch.base
        assert len(branch.scenario.policies) == (branch.arm == "rent")


def test_what_a_scenario_changes_beside_its_policies_is_kept(folder, scenarios):
    other = simulation.load(
        {"name": "other", "territory": {"preset": "demo"}, "years": 1, "spin_up_years": 0,
         "behaviour": {"moving_cost": 1.0}}
    )  # fmt: skip
    plan = read_design(national_design([scenarios[0], other], territory_files(folder)))
    costs = [branch.scenario.behaviour.moving_cost for branch in plan.branches]
    assert costs == [scenarios[0].behaviour.moving_cost, 1.0] * 2


def test_each_territory_is_run_on_its_own_file(folder, scenarios, tmp_path):
    out = tmp_path / "out"
    results = run_design(national_design(scenarios, territory_files(folder)), out)
    copies = sorted((out / "territories").iterdir())
    assert [copy.read_bytes() for copy in copies] == [
        file.read_bytes() for file in territory_files(folder)
    ]
    found = effects(results.measures, results.runs, 2022, 2022)
    assert set(found["epci"]) == {"100000001", "100000002"}
    assert (found["pairs"] == 1).all()
    twins = found.pivot_table(index="measure", columns="epci", values="difference")
    np.testing.assert_array_equal(twins["100000001"], twins["100000002"])  # the same, twice
    rents = twins.loc["rent_due_eur_all"]
    assert rents.iloc[0] != 0


def test_effects_are_paired_by_territory_and_key():
    runs = pd.DataFrame(
        {
            "run": range(8), "base": list("aabbaabb"), "arm": ["base", "rent"] * 4, "sample": 0,
            "replicate": [0, 0, 0, 0, 1, 1, 1, 1],
        }
    )  # fmt: skip
    values = [1.0, 2.0, 10.0, 14.0, 1.5, 4.5, 11.0, 13.0]
    measures = pd.DataFrame({"run": range(8), "measure": "m", "year": 2024, "value": values})
    early = measures.assign(year=2020, value=99.0)
    found = effects(pd.concat([measures, early]), runs, 2023, 2025).set_index("epci")
    assert found.loc["a", ["reference", "difference", "pairs"]].tolist() == [1.25, 2.0, 2]
    assert found.loc["b", ["reference", "difference", "pairs"]].tolist() == [10.5, 3.0, 2]
    assert found.loc["a", "standard_error"] == pytest.approx(1.0)


def test_places_tell_the_stock_and_the_rents_of_qpv(folder, small_territory):
    shutil.copyfile(folder / "100000001.npz", folder / "third.npz")
    (row,) = places([folder / "third.npz"]).to_dict("records")
    area = small_territory.residences["area"][small_territory.dwellings["residence"]]
    social = small_territory.residences["financing"][small_territory.dwellings["residence"]] < 4
    qpv = small_territory.areas["is_qpv"][area].astype(bool)
    assert row["epci"] == "third"
    assert row["social_dwellings"] == social.sum()
    assert row["qpv_share"] == pytest.approx((social & qpv).sum() / social.sum())
    per_m2 = [
        small_territory.dwellings["rent"][social & side].sum()
        / small_territory.dwellings["surface"][social & side].sum()
        for side in (qpv, ~qpv)
    ]
    assert row["rent_ratio"] == pytest.approx(per_m2[0] / per_m2[1])
