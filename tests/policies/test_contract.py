"""What every policy of the registry keeps to; a new file is tested without a line here.

`ACTIVE` and `REST` hold settings that make a policy act within a year, or do nothing though it is
there; add yours.
"""

import math
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import simulation
from simulation import policies
from simulation.model import HousingModel
from simulation.policies.base import LEVERS, Policy
from simulation.policies.levers import Levers

REGISTRY = policies.registry()
REST = {
    "reconstruction": {"share": 0.0},
    "attribution_targets": {"first_quartile_outside": 0.0, "others_in_qpv": 0.0},
    "income_ceiling_derogation": {"ratio": 1.0},
    "occupancy_review": {"invited_rate": 0.0, "priority_points": 0.0},
    "repopulation": {"months": 0},
    "reservation_flow": {},
    "residence_guidance": {
        "first_quartile": 0.0, "upper_quartiles": 0.0, "job": 0.0, "first_quartile_robust": 0.0,
    },
    "scoring": {},
    "accessible_production": {"share": 0.0},
    "refurbishment": {"share": 0.0},
    "diversification": {"ratio": 0.0, "on_sale_share": 0.0},
    "rehousing_charter": {
        "visits": 0, "can_waive": False, "pool": "own", "outside_share": 0.0,
        "recent_share": 0.0, "reduction_take_up": 0.0,
    },
    "single_rent": {"convergence": 0.0},
    "chosen_letting": {"share": 0.0},
    "solidarity_supplement": {},
    "social_support": {"share": 0.0},
    "neighbourhood_management": {"care_points": 0.0, "works_ratio": 1.0, "cost_eur_year": 0.0},
    "information": {"reach": 0.0},
}  # fmt: skip
ACTIVE = {
    "single_rent": {},
    "reconstruction": {"share": 0.4, "duration_years": 1, "notice_months": 6, "lag_months": 2},
    "attribution_targets": {"first_quartile_outside": 0.5, "others_in_qpv": 0.9},
    "income_ceiling_derogation": {"ratio": 3.0},
    "occupancy_review": {"invited_rate": 2.0, "priority_points": 10.0},
    "repopulation": {"fragile_from": 0},
    "reservation_flow": {
        "prefect_share": 0.1, "local_share": 0.1, "action_logement_share": 0.7,
        "landlord_share": 0.1, "local_alignment": 0.5,
    },
    "residence_guidance": {"first_quartile": -10.0},
    "scoring": {"weight": 0.5, "steering": 0.0, "judgement": 0.0},
    "accessible_production": {"share": 0.05, "lag_months": 2},
    "refurbishment": {"duration_years": 1, "works_months": 3},
    "diversification": {"on_sale_share": 0.5},
    "chosen_letting": {},
    "solidarity_supplement": {"share": 0.0},
    "social_support": {"share": 0.5, "transfer_ratio": 2.0, "transfer_points": 5.0},
    "neighbourhood_management": {},
    "information": {"reach": 0.5, "marketing": 0.2},
    "rehousing_charter": {},
}  # fmt: skip
RENEWAL = {
    "name": "Renewal",
    "operations": [{"kind": "demolition", "begins": "2022-01-01", "share": 0.3}],
}
"""A project in every run: without households to rehouse, a charter has nobody to act on."""
MONTHS_OF_PACKAGES = 12
each_policy = pytest.mark.parametrize("key", REGISTRY)
each_active = pytest.mark.parametrize("key", ACTIVE)


def chosen(values, *keys):
    return [{"name": key, **values[key]} for key in keys]


def bytes_of(model, *, but=("policies",)):
    """Return the tables of a run as bytes."""
    return {
        (name, column): values.tobytes()
        for name, table in model.tables().items()
        if name not in but
        for column, values in table.items()
    }


@pytest.fixture(scope="module")
def run(scenario, demo_territory):
    """Return a runner of the demo: a year of spin-up, and one in which policies act."""
    done = {}

    def run(*chosen_policies):
        name = repr(chosen_policies)
        if name not in done:
            made = scenario(*chosen_policies, projects=[RENEWAL])
            model = HousingModel(made, key=5, territory=demo_territory, check_invariants=True)
            done[name] = model
            for _ in range(24):
                model.step()
        return done[name]

    return run


@each_policy
def test_a_policy_is_named_after_its_file(key):
    policy = REGISTRY[key]
    assert policy.key == key == policy.__module__.rsplit(".", 1)[-1]


@each_policy
def test_a_policy_says_how_it_works_where_it_comes_from_and_what_may_go_wrong(key):
    text = REGISTRY[key].__doc__
    assert "Mechanism:" in text
    assert any(word in text for word in ("Law:", "Place:", "Programme:", "Law or place:"))
    assert "May backfire:" in text


@each_policy
def test_every_parameter_has_unit_source_bounds_and_description(key):
    for name, field in REGISTRY[key].model_fields.items():
        extra = field.json_schema_extra
        assert extra["unit"], name
        assert extra["source"], name
        assert field.description, name
        if field.annotation in (int, float):
            bounds = {type(item).__name__: item for item in field.metadata}
            assert math.isfinite(bounds["Ge"].ge), name
            assert math.isfinite(bounds["Le"].le), name
            assert bounds["Ge"].ge <= field.default <= bounds["Le"].le, name


@each_policy
def test_defaults_make_a_policy_and_unknown_parameters_do_not(key):
    policy = REGISTRY[key]()
    assert policy.model_dump_json()
    with pytest.raises(ValueError, match="Extra inputs"):
        REGISTRY[key](surprise=1)
    with pytest.raises(ValueError, match="frozen"):
        policy.start_year = 2030


@each_policy
def test_a_policy_acts_through_levers_only(key):
    own = {n for n, v in vars(REGISTRY[key]).items() if callable(v) and not n.startswith("_")}
    assert own & set(LEVERS)


@each_active
def test_a_policy_touches_something_when_it_acts(key, run):
    table = run(*chosen(ACTIVE, key)).tables()["policies"]
    assert set(table["policy"]) == {key}
    assert table["touched"].sum() > 0


@each_active
def test_a_policy_that_acts_changes_what_happens(key, run):
    assert bytes_of(run(*chosen(ACTIVE, key))) != bytes_of(run())


def test_no_policy_acts_during_the_spin_up(run):
    everything = run(*chosen(ACTIVE, *ACTIVE)).tables()
    plain = run().tables()
    before = plain["market"]["year"] < 2022
    for column, values in plain["market"].items():
        np.testing.assert_array_equal(everything["market"][column][before], values[before])


@each_policy
def test_a_policy_that_has_not_started_changes_no_byte(key, run):
    later = run({"name": key, "start_year": 2023, **ACTIVE[key]})
    assert bytes_of(later) == bytes_of(run())
    assert not later.tables()["policies"]["touched"].any()


@pytest.mark.parametrize("key", REST)
def test_a_policy_that_asks_for_nothing_changes_no_byte(key, run):
    assert bytes_of(run(*chosen(REST, key))) == bytes_of(run())


def test_the_skeleton_without_points_changes_no_byte(scenario, small_territory):
    from simulation.policies._skeleton import Skeleton

    plain = HousingModel(scenario(years=1), key=2, territory=small_territory)
    made = scenario(years=1).model_copy(update={"policies": (Skeleton(),)})
    inert = HousingModel(made, key=2, territory=small_territory)
    assert bytes_of(plain.run()) == bytes_of(inert.run())
    assert inert.tables()["policies"]["touched"].tolist() == [0, 0]


@pytest.fixture(scope="module")
def bytes_of_package(scenario, small_territory):
    """Return a function that runs policies in the small territory, and keeps what came out."""
    done = {}

    def run(order):
        if order not in done:
            made = scenario(*chosen(ACTIVE, *order), years=1, spin_up_years=0)
            model = HousingModel(made, key=5, territory=small_territory, check_invariants=True)
            for _ in range(MONTHS_OF_PACKAGES):
                model.step()
            done[order] = bytes_of(model, but=())
        return done[order]

    return run


@settings(max_examples=8)
@given(order=st.lists(st.sampled_from(sorted(ACTIVE)), unique=True, min_size=2).map(tuple))
def test_any_subset_of_policies_gives_the_same_bytes_in_any_order(order, bytes_of_package):
    assert bytes_of_package(order) == bytes_of_package(tuple(sorted(order)))


def test_all_policies_together_give_the_same_bytes_in_reverse(bytes_of_package):
    everything = tuple(sorted(ACTIVE))
    assert bytes_of_package(everything) == bytes_of_package(everything[::-1])
    assert bytes_of_package(everything) != bytes_of_package(())


def test_every_policy_has_settings_in_which_it_acts_and_in_which_it_does_nothing():
    assert set(REST) == set(ACTIVE) == set(REGISTRY)


def test_a_policy_that_writes_into_the_world_fails(small_model):
    class Vandal(Policy):
        """Write where it should not."""

        key = "vandal"

        def relet_rent(self, world, homes):
            world.dwellings.rent[homes] = 0

    model = small_model(spin_up_years=0)
    levers = Levers([Vandal()], 2022)
    with pytest.raises(ValueError, match="read-only"):
        levers.pull("relet_rent", model.world, np.array([0]))


def test_a_policy_is_active_in_its_years_only(small_model):
    policy = REGISTRY["single_rent"](start_year=2023, end_year=2024)
    assert [policy.is_active(year, 2022) for year in range(2022, 2026)] == [
        False,
        True,
        True,
        False,
    ]
    model = small_model(spin_up_years=0)
    levers = Levers([policy], 2022)
    homes = np.array([0])
    assert levers.pull("relet_rent", model.world, homes) is None
    model.world.month = 12
    assert levers.pull("relet_rent", model.world, homes).size == 1


USE_OF_THE_COPY = """
import simulation
results = simulation.run("scenario.toml", key=1)
table = results.tables["policies"]
assert list(table["policy"]) == ["first_quartile_priority"], table
assert table["touched"].gt(0).all(), table
print(simulation.__file__)
"""


@pytest.mark.slow
def test_copying_the_skeleton_alone_adds_a_policy(tmp_path):
    package = tmp_path / "simulation"
    shutil.copytree(Path(simulation.__file__).parent, package)  # compiled kernels come along
    source = (package / "policies" / "_skeleton.py").read_text()
    source = source.replace("Skeleton", "FirstQuartilePriority")
    source = source.replace('"_skeleton"', '"first_quartile_priority"')
    (package / "policies" / "first_quartile_priority.py").write_text(source)
    (tmp_path / "scenario.toml").write_text(
        'years = 1\nspin_up_years = 0\n[territory]\npreset = "demo"\n'
        '[[policies]]\nname = "first_quartile_priority"\npoints = 5\n'
    )
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    for command in (
        [sys.executable, "-m", "simulation.cli", "check", "scenario.toml"],
        [sys.executable, "-c", USE_OF_THE_COPY],
    ):
        done = subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
    assert str(tmp_path) in done.stdout
