"""How files end: not renewed, or because a home was found on the private market."""

import numpy as np
import pytest

from simulation.kernels.leaving import file_hazards
from simulation.model import HousingModel
from simulation.processes import outside
from simulation.processes.context import homes, open_files, people, places
from simulation.state.schema import Place

NOT_RENEWED, FOUND = 0, 1


@pytest.fixture(scope="module")
def hosted(demo_run):
    """Return households without a home of their own that hold a file, and when they filed."""
    a = demo_run.world.applications
    files = open_files(demo_run.world)
    rows = a.household[files].astype(np.int64)
    mask = demo_run.world.households.place[rows] == Place.HOSTED
    return rows[mask], a.filed[files][mask].astype(np.int64)


def hazards(model, rows, filed, urgent=False, rents=None, function=file_hazards, **changes):
    world, c = model.world, model.context
    market = outside.typical_market(world, c)
    demand = c.scenario.demand.model_copy(update=changes)
    return function(
        world.month, world.start_year, rows, filed, np.full(rows.size, urgent),
        market.rents if rents is None else rents, outside.mean_match(c),
        demand.not_renewed_rate, demand.found_rate, c.pushes, c.tastes, c.codes, world.law,
        people(world), homes(world), places(world),
    )  # fmt: skip


def test_a_file_is_not_renewed_at_the_same_rate_whoever_holds_it(demo_run, hosted):
    found = hazards(demo_run, *hosted)
    assert (found[:, NOT_RENEWED] == demo_run.scenario.demand.not_renewed_rate).all()
    assert np.isfinite(found).all()
    assert (found >= 0).all()


def test_the_better_off_find_a_private_letting_sooner(demo_run, hosted):
    rows, filed = hosted
    found = hazards(demo_run, rows, filed)[:, FOUND]
    h = demo_run.world.households
    needs = h.resources[rows] / h.units[rows]
    rich, poor = needs > np.quantile(needs, 0.75), needs < np.quantile(needs, 0.25)
    assert found[rich].mean() > 2 * found[poor].mean()


def test_everybody_finds_sooner_where_private_rents_are_low(demo_run, hosted):
    market = outside.typical_market(demo_run.world, demo_run.context)
    dear = hazards(demo_run, *hosted, rents=1.3 * market.rents)[:, FOUND]
    cheap = hazards(demo_run, *hosted, rents=0.7 * market.rents)[:, FOUND]
    assert (cheap >= dear).all()
    counted = demo_run.world.households.resources[hosted[0]] > 0  # nobody lets to who has no pay
    assert (cheap[counted] > dear[counted]).mean() > 0.98


def test_waiting_and_urgency_hasten_a_way_out(demo_run, hosted):
    rows, filed = hosted
    usual = hazards(demo_run, rows, filed)[:, FOUND]
    assert (hazards(demo_run, rows, filed - 24)[:, FOUND] >= usual).all()
    years = demo_run.scenario.behaviour.urgent_years
    urgent = hazards(demo_run, rows, filed, urgent=True)[:, FOUND]
    later = hazards(demo_run, rows, filed - round(12 * years))[:, FOUND]
    np.testing.assert_allclose(urgent, later, rtol=1e-9)


def test_a_sitting_tenant_finds_nothing_through_its_file(demo_run):
    world = demo_run.world
    files = open_files(world)
    rows = world.applications.household[files].astype(np.int64)
    housed = world.households.place[rows] == Place.HOUSED
    found = hazards(demo_run, rows[housed], world.applications.filed[files][housed].astype(int))
    assert (found[:, FOUND] == 0).all()


def test_compiled_and_plain_hazards_of_files_agree(demo_run, hosted):
    rows, filed = hosted[0][:15], hosted[1][:15]
    with np.errstate(over="ignore"):
        plain = hazards(demo_run, rows, filed, function=file_hazards.py_func)
    np.testing.assert_allclose(plain, hazards(demo_run, rows, filed), rtol=1e-12)


def test_files_that_nothing_else_ends_live_as_long_as_their_hazard_says(scenario, demo_territory):
    """With one hazard only, lives are exponential: the mean is its inverse, plus half a month."""
    rate = 1.5
    made = scenario(
        years=1,
        spin_up_years=0,
        demand={"not_renewed_rate": rate, "found_rate": 0.0},
        mobility={"transfer_rate": 0.0},
        allocation={"residual_minimum": 60.0, "residual_comfort": 70.0},
    )
    model = HousingModel(made, key=4, territory=demo_territory)
    opened, closed = {}, {}
    for month in range(12):
        model.step()
        files = model.world.ledger.events_of("files", month)
        for identity, is_open in zip(files["household_id"], files["opened"], strict=True):
            (opened if is_open else closed).setdefault(int(identity), month)
    mature = [i for i, month in opened.items() if month == 0]
    ages = np.array([closed.get(i, 10**6) - 0 for i in mature])
    for months in (3, 6, 9):
        left = np.mean(ages > months)
        expected = np.exp(-rate * months / 12)
        error = np.sqrt(expected * (1 - expected) / ages.size)
        assert left == pytest.approx(expected, abs=4 * error + 0.01)
