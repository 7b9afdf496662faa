"""Files, arrivals, quartiles, exits, incomes and ages."""

import numpy as np
import pytest

from simulation.config.demand import Demand
from simulation.config.work import Work
from simulation.kernels.leaving import DEATH, ELSEWHERE
from simulation.model import HousingModel
from simulation.processes import (
    applications,
    exits,
    income,
    newcomers,
    quartiles,
    work,
)
from simulation.processes.context import open_files
from simulation.state.schema import Activity, Exit, Financing, Place

SINGLE_RENT = {"name": "single_rent", "leases": "all"}


# ---- quartiles ----


def test_legal_thresholds_are_the_quartiles_of_the_open_files(demo_run):
    world = demo_run.world
    before = world.memory.thresholds_legal
    rows = world.applications.household[open_files(world)]
    incomes = world.households.income[rows] / 100 / world.households.units[rows]
    quartiles.step(world, demo_run.context)
    found = world.memory.thresholds_legal
    assert found == pytest.approx(np.quantile(incomes, [0.25, 0.5, 0.75]))
    shares = np.bincount(world.households.quartile_legal[rows], minlength=5)[1:] / rows.size
    assert shares == pytest.approx([0.25] * 4, abs=0.02)
    world.memory.thresholds_legal = before
    quartiles.assign(world, np.flatnonzero(world.households.place != Place.ABSENT))


def test_fixed_thresholds_stop_at_the_end_of_the_spin_up(small_model):
    model = small_model()
    seen = {}
    while model.months_left:
        model.step()
        memory = model.world.memory
        seen[model.month - 1] = (tuple(memory.thresholds_fixed), tuple(memory.thresholds_legal))
    assert seen[0][0] == seen[0][1]
    assert len({fixed for month, (fixed, _) in seen.items() if month >= 0}) == 1
    assert seen[12][1] != seen[0][1]


def test_an_income_on_a_threshold_belongs_to_the_lower_quartile(world):
    row = np.array([0])
    exact = quartiles.income_per_unit(world, row)[0]
    world.memory.thresholds_legal = np.array([exact, exact + 1, exact + 2])
    world.memory.thresholds_fixed = np.array([exact - 1, exact - 0.5, exact])
    quartiles.assign(world, row)
    assert (world.households.quartile_legal[0], world.households.quartile_fixed[0]) == (1, 3)


# ---- arrivals and files ----


def test_applicants_have_the_stated_incomes_and_families(world):
    demand = Demand()
    rows = newcomers.applicants(world, demand, Work(), 4000)
    h = world.households
    per_unit = 12 * quartiles.income_per_unit(world, rows)
    for share, z in ((0.25, -0.6745), (0.5, 0.0), (0.75, 0.6745)):
        expected = demand.income_median * np.exp(demand.income_spread * z)
        assert np.quantile(per_unit, share) == pytest.approx(expected, rel=0.04)
    alone = (h.persons[rows] == 1).mean()
    assert alone == pytest.approx(demand.single_share, abs=0.03)
    assert np.unique(h.id[rows]).size == rows.size
    assert (h.income[rows] >= 0).all()
    no_pay = (h.earnings[rows] == 0) & (h.replacement[rows] == 0)
    assert (h.activity[rows][no_pay] == Activity.INACTIVE).all()


def test_identities_of_arrivals_never_meet(world):
    seen = []
    for month in (-600, -1, 0, 1, 1199):
        world.month = month
        for first in (1 << 41, 1 << 42, 1 << 43, 1 << 44):
            seen.append(newcomers.identities(world, first, 1000))
    everything = np.concatenate([*seen, world.households.id, world.households.id + 20 * (1 << 36)])
    assert np.unique(everything).size == everything.size


def test_arrivals_go_on_at_one_rate_in_every_arm_after_the_start(scenario, demo_territory):
    rates, filed = [], []
    for policies in ((), (SINGLE_RENT,), ({"name": "attribution_targets"},)):
        model = HousingModel(scenario(*policies), key=2, territory=demo_territory)
        while model.month < 0:
            model.step()
        rate = model.world.memory.arrivals_per_month
        assert rate > 0
        while model.months_left:
            model.step()
        assert model.world.memory.arrivals_per_month == rate
        rates.append(rate)
        filed.append(model.tables()["reconciliation"]["files_opened"][12:].sum())
    assert len(set(rates)) == 1
    assert min(filed) > 0.7 * max(filed)


def test_the_spin_up_reaches_the_tension_of_the_territory(scenario, demo_territory):
    model = HousingModel(scenario(spin_up_years=4, years=1), key=3, territory=demo_territory)
    while model.month < 0:
        model.step()
    table = model.tables()["reconciliation"]
    tension = table["open_files"][-1] / table["lettings"][-12:].sum()
    assert tension == pytest.approx(model.world.tension, rel=0.15)


def test_no_file_outlives_the_month_it_lapses_in(demo_run):
    a = demo_run.world.applications
    files = open_files(demo_run.world)
    assert (a.lapses[files] > demo_run.world.month - 1).all()
    recent = files[a.filed[files] == demo_run.world.month - 1]
    life = a.lapses[recent] - a.filed[recent]
    assert (life >= 1).all()


def test_files_broaden_with_the_years_of_waiting(demo_run):
    world = demo_run.world
    files = open_files(world)
    waited = (world.month - 1 - world.applications.filed[files]) // 12
    listed = (world.applications.asked[files] >= 0).sum(axis=1)
    demand = demo_run.scenario.demand
    assert (listed >= 1).all()
    allowed = demand.areas_asked + demand.areas_more_per_year * waited
    assert (listed <= np.minimum(allowed, world.applications.asked.shape[1])).all()


def test_chances_are_lettings_per_file_drawn_to_their_mean(demo_run):
    chance = demo_run.world.memory.chance
    assert chance.shape == (len(demo_run.world.areas), 4)
    assert ((chance > 0) & (chance <= 1)).all()


def test_typical_homes_are_the_means_of_what_stands(demo_run):
    world = demo_run.world
    rents, charges, _, counts, surfaces = applications.typical_homes(world)
    d = world.dwellings
    area, rooms = np.unravel_index(counts.argmax(), counts.shape)
    cell = d.is_social & (d.area == area) & (d.rooms == rooms + 1)
    assert counts[area, rooms] == cell.sum()
    assert rents[area, rooms] == pytest.approx(d.rent[cell].mean())
    assert charges[area, rooms] == pytest.approx(d.charges[cell].mean())
    assert surfaces[area, rooms] == pytest.approx(d.surface[cell].mean())


# ---- exits ----


def test_private_households_follow_the_mean_of_their_tenure(demo_run):
    world = demo_run.world
    mobility = demo_run.scenario.mobility
    h, d = world.households, world.dwellings
    rows = np.flatnonzero((h.dwelling >= 0) & ~d.is_social[h.dwelling])
    hazards = exits.hazards_of(world, demo_run.context, rows)
    financing = world.residences.financing[d.residence[h.dwelling[rows]]]
    owners = financing == Financing.OWNER_OCCUPIED
    assert (hazards[owners, ELSEWHERE] == mobility.owner_rate).all()
    assert (hazards[~owners, ELSEWHERE] == mobility.private_tenant_rate).all()
    old = h.age[rows] == 75
    expected = mobility.death_at_65 * np.exp(mobility.death_slope * 10)
    alone = h.adults[rows] == 1
    assert hazards[old & alone, DEATH] == pytest.approx(expected)
    assert (hazards[~alone, DEATH] == 0).all()


def test_as_many_private_tenants_leave_as_their_hazard_says(scenario, demo_territory):
    model = HousingModel(scenario(spin_up_years=1), key=9, territory=demo_territory)
    h, d = model.world.households, model.world.dwellings
    private = (h.dwelling >= 0) & ~d.is_social[h.dwelling]
    rows = np.flatnonzero(private)
    hazards = exits.hazards_of(model.world, model.context, rows).sum(axis=1)
    expected = (1.0 - np.exp(-hazards)).sum()
    exits._schedule(model.world, model.context, rows)
    leaving = h.exit_month[rows] < 0
    assert leaving.sum() == pytest.approx(expected, abs=4 * np.sqrt(expected))
    assert (h.exit_kind[rows][leaving] != Exit.NONE).all()


def test_exits_go_on_evenly_across_the_end_of_the_spin_up(scenario, demo_territory):
    model = HousingModel(scenario(spin_up_years=2, years=2), key=3, territory=demo_territory)
    exited = model.run().tables()["reconciliation"]["homes_left"]
    before, after = exited[12:24].sum(), exited[24:36].sum()
    assert (exited > 0).all()
    assert after == pytest.approx(before, rel=0.15)


# ---- incomes and ages ----


def test_derived_incomes_are_those_of_the_components(demo_run):
    world = demo_run.world
    h = world.households
    rows = np.flatnonzero(h.place != Place.ABSENT)
    kept = h.income[rows].copy(), h.resources[rows].copy(), h.persons[rows].copy()
    income.derive(world, rows)
    for found, column in zip(kept, (h.income, h.resources, h.persons), strict=True):
        np.testing.assert_array_equal(found, column[rows])
    np.testing.assert_array_equal(
        h.income[rows], h.earnings[rows] + h.replacement[rows] + h.minima[rows]
    )


def test_jobs_are_lost_and_found_at_the_stated_rates(scenario, demo_territory):
    model = HousingModel(
        scenario(spin_up_years=0, work={"wage_risk": 0.0}), key=1, territory=demo_territory
    )
    h, settings = model.world.households, model.scenario.work
    before, young = h.activity.copy(), h.age < 60
    work.step(model.world, model.context)
    lost = (h.activity[young & (before == Activity.JOB)] == Activity.UNEMPLOYED).mean()
    found = (h.activity[young & (before == Activity.UNEMPLOYED)] == Activity.JOB).mean()
    either = settings.job_finding + settings.benefits_end
    expected = -np.expm1(-either) * settings.job_finding / either
    assert lost == pytest.approx(-np.expm1(-settings.job_loss), abs=0.01)
    assert found == pytest.approx(expected, abs=0.05)


def test_pay_and_minima_follow_activity(scenario, demo_territory):
    model = HousingModel(scenario(spin_up_years=0), key=1, territory=demo_territory)
    h = model.world.households
    before = h.activity.copy()
    work.step(model.world, model.context)
    retired, changed = h.activity == Activity.RETIRED, h.activity != before
    assert not (~retired & (h.age >= 66)).any()
    assert (h.earnings[retired & changed] == 0).all()
    alone = changed & (h.adults == 1)
    assert (h.earnings[alone & (h.activity == Activity.UNEMPLOYED)] == 0).all()
    assert (h.replacement[changed & (h.activity == Activity.INACTIVE)] == 0).all()
    assert (h.minima[alone & (h.activity == Activity.INACTIVE) & (h.earnings == 0)] > 0).all()
    np.testing.assert_array_equal(h.income, h.earnings + h.replacement + h.minima)
