"""Ages, births, childhoods and widowhood against closed forms; nobody is lost or counted twice."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulation.config.demography import Demography
from simulation.config.scenario import Scenario
from simulation.kernels.leaving import death_hazard
from simulation.law.minima import family_allowances
from simulation.model import HousingModel
from simulation.processes import demography
from simulation.state.schema import Activity, Place


@pytest.fixture
def model(scenario, demo_territory):
    return HousingModel(scenario(spin_up_years=0), key=1, territory=demo_territory)


def owned(world):
    return world.households.owned("occupancy")


def persons(world):
    h = world.households
    there = h.place != Place.ABSENT
    return int((h.adults + h.teenagers + h.children)[there].sum())


def test_everybody_is_a_year_older_but_those_who_are_not_there(model):
    h = model.world.households
    ages = h.age.copy()
    gone = np.arange(5)
    owned(model.world).place[gone] = Place.ABSENT
    demography.step(model.world, model.context)
    expected = ages + 1
    expected[gone] -= 1
    np.testing.assert_array_equal(h.age, expected)


def test_a_childhood_lasts_fourteen_years_on_average(model):
    world, h = model.world, model.world.households
    owned(world).adults[:] = 1
    owned(world).teenagers[:] = 0
    owned(world).children[:] = 3
    h.owned("demography").age[:] = 80
    first = int(h.children.sum())
    for year in range(1, 9):
        world.month = 12 * year
        h.owned("demography").age[:] = 80
        demography.step(world, model.context)
        expected = first * (1.0 - 1.0 / 14) ** year
        assert h.children.sum() == pytest.approx(expected, abs=4 * np.sqrt(expected))
        assert h.children.sum() + h.teenagers.sum() == first


def test_a_couple_has_as_many_children_as_its_parameter_says():
    config = Demography()
    alone, couple = demography.birth_chances(config, np.arange(120))
    assert couple.sum() == pytest.approx(config.births_couple, rel=1e-4)
    assert alone.sum() == pytest.approx(config.births_alone, rel=1e-4)
    ages = np.arange(120)
    assert (ages * couple).sum() / couple.sum() == pytest.approx(config.birth_age, abs=0.01)


def test_births_are_as_many_as_expected(model):
    world, h = model.world, model.world.households
    couples = h.adults.copy()
    dependants = (h.teenagers + h.children).copy()
    ages = h.age + 1
    demography.step(world, model.context)
    config = model.scenario.demography
    chances = demography.birth_chances(config, np.arange(200))[couples - 1, ages]
    chances[dependants >= config.most_dependants] = 0.0
    born = (h.teenagers + h.children).sum() - dependants.sum()
    assert born == pytest.approx(chances.sum(), abs=4 * np.sqrt(chances.sum()))
    events = world.ledger.events_of("members", world.month)
    assert events["change"][events["change"] > 0].sum() == born


def test_the_largest_families_have_no_further_child(model):
    world, h = model.world, model.world.households
    most = model.scenario.demography.most_dependants
    owned(world).adults[:] = 2
    owned(world).teenagers[:] = 0
    owned(world).children[:] = most
    h.owned("demography").age[:] = 30
    demography.step(world, model.context)
    assert (h.teenagers + h.children == most).all()
    changed = h.teenagers > 0
    np.testing.assert_array_equal(h.persons[changed], h.adults[changed] + most)
    assert (h.minima[changed] >= family_allowances(most, world.law.minima)).all()


def test_one_of_two_dies_at_twice_the_hazard_of_one(model):
    world, h = model.world, model.world.households
    owned(world).adults[:] = 2
    h.owned("demography").age[:] = 84
    demography.step(world, model.context)
    hazard = death_hazard(model.context.pushes, 85.0)
    expected = 1.0 - np.exp(-2 * hazard)
    assert (h.adults == 1).mean() == pytest.approx(expected, abs=0.015)


def test_a_widow_keeps_her_pension_and_a_part_of_the_other(model):
    world, h = model.world, model.world.households
    demo = h.owned("demography")
    owned(world).adults[:] = 2
    demo.age[:] = 90
    demo.activity[:] = Activity.RETIRED
    demo.earnings[:] = 0
    demo.replacement[:] = 300_000
    demography.step(world, model.context)
    left = h.adults == 1
    work = model.scenario.work
    share, reversion = work.reference_share, work.survivor_rate
    pensions = {
        round(300_000 * (share + reversion * (1 - share))),
        round(300_000 * (1 - share + reversion * share)),
    }
    found, count = np.unique(h.replacement[left], return_counts=True)
    assert set(found.tolist()) == pensions
    assert count[0] / count.sum() == pytest.approx(0.5, abs=0.06)
    assert (h.replacement[~left] == 300_000).all()
    np.testing.assert_array_equal(h.persons[left], 1 + h.teenagers[left] + h.children[left])


def test_adults_alone_are_left_to_the_exits(model):
    world, h = model.world, model.world.households
    owned(world).adults[:] = 1
    h.owned("demography").age[:] = 95
    before = int((h.place != Place.ABSENT).sum())
    demography.step(world, model.context)
    assert int((h.place != Place.ABSENT).sum()) == before
    assert (h.adults == 1).all()


# ---- conservation ----


def balance(before, table):
    """Return the persons that the flows of the reconciliation table explain."""
    flows = {name: int(values[-1]) for name, values in table.items()}
    return (
        before
        + flows["births"]
        - flows["deaths_of_partners"]
        + flows["members_joined"]
        - flows["members_left"]
        + flows["persons_entered"]
        - flows["persons_exited"]
    )


rates = st.floats(0.0, 2.0)


@settings(max_examples=8)
@given(
    births=st.floats(0.0, 10.0),
    separation=st.floats(0.0, 1.0),
    union=rates,
    filing=st.floats(0.0, 1.0),
    leaving=st.floats(19.0, 40.0),
    stay=st.floats(0.0, 1.0),
    gap=st.integers(1, 50),
    key=st.integers(0, 5),
)
def test_persons_are_conserved_whatever_the_rates(
    small_territory, births, separation, union, filing, leaving, stay, gap, key
):
    changes = {
        "births_couple": births,
        "births_alone": births,
        "separation_rate": separation,
        "union_rate": union,
        "separated_files": filing,
        "grown_up_files": filing,
        "leaving_age": leaving,
        "children_stay": stay,
        "age_gap": gap,
    }
    made = Scenario(
        name="persons", years=2, spin_up_years=0, territory={"preset": "demo"}, demography=changes
    )
    model = HousingModel(made, key=key, territory=small_territory, check_invariants=True)
    for _ in range(14):
        before = persons(model.world)
        model.step()
        after = persons(model.world)
        table = model.tables()["reconciliation"]
        assert after == table["persons"][-1] == balance(before, table)
