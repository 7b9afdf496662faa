"""The whole model: reproducible, conserving, and an ordinary Mesa model."""

import hashlib
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import mesa
import numpy as np
import pytest

from simulation.model import HousingModel
from simulation.state.schema import Place

SINGLE_RENT = {"name": "single_rent"}
RECONSTRUCTION = {
    "name": "reconstruction",
    "share": 0.3,
    "duration_years": 2,
    "notice_months": 6,
    "lag_months": 6,
}
TARGETS = {"name": "attribution_targets", "others_in_qpv": 0.7, "lowest_in_qpv": 3}


def digest(tables):
    """Return a hash of every value of the tables of a run."""
    hashed = hashlib.blake2b(digest_size=16)
    for name in sorted(tables):
        for column, values in sorted(tables[name].items()):
            hashed.update(f"{name}/{column}/{values.dtype.str}/{values.shape}".encode())
            hashed.update(np.ascontiguousarray(values).tobytes())
    return hashed.hexdigest()


def test_the_same_key_gives_the_same_bytes_and_another_key_does_not(
    scenario, demo_territory, demo_run
):
    again = HousingModel(scenario(), key=7, territory=demo_territory).run()
    other = HousingModel(scenario(), key=8, territory=demo_territory).run()
    assert digest(again.tables()) == digest(demo_run.tables()) != digest(other.tables())


def test_key_zero_is_a_key_like_another(small_model):
    zero, one = small_model(key=0, years=1).run(), small_model(key=1, years=1).run()
    assert digest(zero.tables()) != digest(one.tables())
    assert digest(zero.tables()) == digest(small_model(key=0, years=1).run().tables())


def test_two_models_of_one_process_do_not_influence_one_another(small_model):
    alone = small_model(key=1).run()
    one, two = small_model(key=1), small_model(RECONSTRUCTION, SINGLE_RENT, key=2)
    for _ in range(one.n_months):
        one.step()
        two.step()
    assert digest(one.tables()) == digest(alone.tables())
    assert digest(two.tables()) == digest(
        small_model(SINGLE_RENT, RECONSTRUCTION, key=2).run().tables()
    )


def test_a_run_leaves_its_territory_as_it_was(scenario, small_territory):
    groups = ("areas", "residences", "dwellings", "households")
    before = digest({name: getattr(small_territory, name) for name in groups})
    HousingModel(scenario(SINGLE_RENT, RECONSTRUCTION), territory=small_territory).run()
    assert digest({name: getattr(small_territory, name) for name in groups}) == before


@pytest.mark.parametrize(
    "policies",
    [(), (SINGLE_RENT,), (RECONSTRUCTION,), (TARGETS,), (SINGLE_RENT, RECONSTRUCTION, TARGETS)],
    ids=lambda policies: "+".join(p["name"] for p in policies) or "none",
)
def test_the_accounts_balance_every_month_of_six_years(scenario, demo_territory, policies):
    made = scenario(*policies, years=5, adverts={"share": 0.3})
    HousingModel(made, key=3, territory=demo_territory, check_invariants=True).run()


def test_every_household_and_policy_leaves_a_trace(scenario, demo_territory):
    made = scenario(SINGLE_RENT, RECONSTRUCTION, TARGETS)
    tables = HousingModel(made, key=3, territory=demo_territory).run().tables()
    touched = tables["policies"]
    assert set(touched["policy"]) == {"single_rent", "reconstruction", "attribution_targets"}
    assert (touched["touched"][touched["year"] < 2022] == 0).all()
    started = touched["year"] == 2022
    for policy in set(touched["policy"]):
        assert touched["touched"][started & (touched["policy"] == policy)].sum() > 0


# ---- tables ----


def test_tables_are_tidy_columns_of_one_length_with_their_time(demo_run):
    tables = demo_run.tables()
    assert set(tables) == {
        "segregation", "attributions", "areas", "market", "money", "bids", "private_market",
        "reconciliation", "policies", "costs", "attributions_by_holder", "reservation_flow",
        "segregation_parts", "segregation_by_area", "segregation_by_size", "segregation_change",
        "attributions_by_landlord", "attribution_targets", "right_to_housing", "rehousing",
        "residences", "accessible_stock", "money_by_area",
    }  # fmt: skip
    for name, table in tables.items():
        assert len({values.shape for values in table.values()}) == 1, name
        assert "year" in table, name
    months = tables["reconciliation"]["month"]
    np.testing.assert_array_equal(months, np.arange(-12, 24))
    np.testing.assert_array_equal(np.unique(tables["market"]["year"]), [2021, 2022, 2023])


def test_yearly_flows_are_the_sums_of_monthly_ones(demo_run):
    tables = demo_run.tables()
    market = {
        name: values[tables["market"]["sector"] == "all"]
        for name, values in tables["market"].items()
    }
    monthly = tables["reconciliation"]["lettings"].reshape(-1, 12).sum(axis=1)
    np.testing.assert_array_equal(market["lettings"], monthly)
    leases = tables["attributions"]
    total = [
        leases["leases"][(leases["sector"] == "all") & (leases["year"] == year)].sum()
        for year in market["year"]
    ]
    np.testing.assert_array_equal(market["lettings"], total)


def test_sectors_add_up(demo_run):
    market, money = demo_run.tables()["market"], demo_run.tables()["money"]
    for table, columns in (
        (market, ("offers", "refusals", "lettings", "social_stock")),
        (money, ("rent_due_eur", "vacancy_loss_eur", "housing_aid_eur")),
    ):
        for column in columns:
            qpv, outside, whole = (
                table[column][table["sector"] == sector] for sector in ("qpv", "outside", "all")
            )
            assert qpv + outside == pytest.approx(whole)


# ---- Mesa ----


def test_it_is_an_ordinary_mesa_model(small_model):
    model = small_model(years=1)
    assert isinstance(model, mesa.Model)
    model.step()
    assert (model.month, model.steps) == (-11, 1)
    model.run()
    assert model.steps == model.n_months == 24
    assert model.months_left == 0
    frame = model.datacollector.get_model_vars_dataframe()
    assert frame["month"].tolist() == list(range(-12, 12))
    assert (frame["open_files"] >= 0).all()


def test_a_finished_model_does_not_run_on(small_model):
    model = small_model(years=1).run()
    steps = model.steps
    assert model.run().steps == steps


def test_agents_are_the_households_present(small_model):
    model = small_model(years=1).run()
    h = model.world.households
    assert len(model.agents) == (h.place != Place.ABSENT).sum()
    ids = [agent.unique_id for agent in model.agents]
    assert sorted(ids) == sorted(h.id[h.place != Place.ABSENT].tolist())
    first = next(agent for agent in model.agents if agent.dwelling >= 0)
    assert isinstance(first, mesa.Agent)
    assert model.agents.by_id(first.unique_id).row == first.row
    assert first.income == h.income[first.row]
    assert first.home["occupant"] == first.row
    assert first.residence["landlord"] in (-1, 0)
    with pytest.raises(KeyError):
        model.agents.by_id(-5)
    with pytest.raises(AttributeError):
        first.shoe_size  # noqa: B018


def test_an_agent_is_read_not_written(small_model):
    model = small_model(years=1)
    agent = model.agents[0]
    with pytest.raises(AttributeError, match="read"):
        agent.income = 0


# ---- common random numbers ----


def test_a_policy_that_does_nothing_yet_changes_no_household(small_model):
    plain = small_model()
    idle = small_model({**SINGLE_RENT, "start_year": 2023})
    while plain.month < 11:
        plain.step()
        idle.step()
    for one, two in zip(plain.world.tables, idle.world.tables, strict=True):
        for column in one.schema:
            np.testing.assert_array_equal(getattr(one, column), getattr(two, column))


def test_the_same_newcomers_arrive_whatever_the_policy(scenario, demo_territory):
    def arrivals(*policies):
        made = scenario(*policies, years=1)
        model = HousingModel(made, key=2, territory=demo_territory)
        found = {}
        while model.months_left > 1:
            model.step()
            h = model.world.households
            new = (h.id >= 1 << 41) & (h.id < 1 << 42) & (h.place != Place.ABSENT)
            for row in np.flatnonzero(new):
                traits = (h.age[row], h.adults[row], h.earnings[row], h.minima[row])
                found.setdefault(int(h.id[row]), tuple(int(trait) for trait in traits))
        return found

    plain, changed = arrivals(), arrivals(SINGLE_RENT, TARGETS)
    both = plain.keys() & changed.keys()
    assert len(both) > 0.9 * len(plain)
    assert all(plain[identity] == changed[identity] for identity in both)


# ---- other processes ----

FRESH = """
import sys
sys.path.insert(0, {tests!r})
from conftest import made_up_territory
from test_model import digest
import simulation
from simulation.model import HousingModel

scenario = simulation.load({scenario!r})
model = HousingModel(scenario, key=1, territory=made_up_territory())
for _ in range({months}):
    model.step()
print(digest(model.tables()))
"""
PLAIN = {
    "name": "test", "years": 1, "spin_up_years": 0, "territory": {"preset": "demo"},
    "policies": [SINGLE_RENT, TARGETS],
}  # fmt: skip


def in_a_fresh_process(months, **environment):
    tests = str(Path(__file__).parent)
    code = FRESH.format(tests=tests, scenario=PLAIN, months=months)
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)],
        env={**os.environ, **environment}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def here(small_model, months):
    model = small_model(SINGLE_RENT, TARGETS, years=1, spin_up_years=0)
    for _ in range(months):
        model.step()
    return digest(model.tables())


def test_a_fresh_process_gives_the_same_bytes(small_model):
    fresh = in_a_fresh_process(12, PYTHONHASHSEED="5")
    assert fresh == here(small_model, 12)


@pytest.mark.slow
def test_interpreted_kernels_give_the_same_bytes(small_model):
    slow = in_a_fresh_process(12, NUMBA_DISABLE_JIT="1", PYTHONWARNINGS="ignore")
    assert slow == here(small_model, 12)
