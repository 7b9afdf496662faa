"""Level and deviation of wages when income is known; what each adult of a couple has."""

import numpy as np
import pytest

from simulation.config.work import Work
from simulation.law.minima import minima_parameters
from simulation.model import HousingModel
from simulation.processes import careers
from simulation.processes.work import wage_of
from simulation.rng import Streams
from simulation.state.schema import Activity, Place

N = 20_000
STREAMS = Streams(4)


def endowed(activity, *, adults=1, pay=None, hoped=150_000, minima=0, spread=0.5, deviation=None):
    pay = np.full(N, 0) if pay is None else pay
    works = activity == Activity.JOB
    columns = {
        "adults": np.full(N, adults),
        "teenagers": np.zeros(N, int),
        "children": np.zeros(N, int),
        "activity": np.full(N, activity),
        "earnings": pay if works else np.zeros(N, int),
        "replacement": np.zeros(N, int) if works else pay,
        "minima": np.full(N, minima),
    }
    deviation = np.zeros(N) if deviation is None else deviation
    return careers.endowment(
        STREAMS,
        Work(),
        minima_parameters(),
        np.arange(N),
        columns,
        np.full(N, hoped),
        deviation,
        spread,
    )


def test_wages_split_into_level_and_deviation_that_vary_as_they_should():
    settings = Work(shock_spread=0.3)
    gap = 0.5 * np.random.default_rng(2).standard_normal(N)
    wages = np.round(200_000 * np.exp(gap)).astype(int)
    found = endowed(Activity.JOB, pay=wages, deviation=gap)
    small = endowed(Activity.JOB, pay=wages, deviation=gap, spread=0.1)
    level = np.log(found["capacity"] / 200_000)
    assert found["capacity"] * np.exp(found["shock"]) == pytest.approx(wages, rel=1e-4)
    assert found["shock"].std() == pytest.approx(Work().shock_spread, rel=0.02)
    assert np.corrcoef(level, found["shock"])[0, 1] == pytest.approx(0.0, abs=0.02)
    assert level.std() == pytest.approx(np.sqrt(0.5**2 - Work().shock_spread ** 2), rel=0.02)
    assert np.isfinite(small["shock"]).all()
    assert settings.shock_spread != Work().shock_spread


def test_income_stays_what_it_was(demo_territory, scenario):
    model = HousingModel(scenario(), territory=demo_territory)
    h, start = model.world.households, demo_territory.households
    taxed = start["earnings"].astype(int) + start["replacement"]
    np.testing.assert_array_equal(h.earnings + h.replacement, taxed)
    np.testing.assert_array_equal(h.minima, start["minima"])
    assert (h.earnings[h.activity == Activity.JOB] == taxed[h.activity == Activity.JOB]).all()
    assert (h.replacement >= 0).all()
    assert (h.earnings >= 0).all()
    least = model.scenario.work.entry_wage * 100
    idle = np.isin(h.activity, (Activity.UNEMPLOYED, Activity.INACTIVE))
    assert (h.capacity[idle] >= least - 1).all()


def test_those_without_a_job_hope_for_the_wages_of_those_who_have_one(demo_territory, scenario):
    model = HousingModel(
        scenario(work={"entry_wage": 100.0, "shock_spread": 0.0}), territory=demo_territory
    )
    world, h = model.world, model.world.households
    social = (h.place == Place.HOUSED) & world.dwellings.is_social[h.dwelling]
    idle = np.isin(h.activity, (Activity.UNEMPLOYED, Activity.INACTIVE))
    per_unit = h.capacity / h.units
    shares = (0.1, 0.5, 0.9)
    expected = np.quantile(per_unit[social & (h.activity == Activity.JOB)], shares)
    assert np.quantile(per_unit[social & idle], shares) == pytest.approx(expected, rel=0.05)


@pytest.mark.parametrize("activity", [Activity.UNEMPLOYED, Activity.INACTIVE])
def test_a_partner_earns_its_share_of_what_a_couple_without_benefits_has(activity):
    found = endowed(activity, adults=2, pay=np.full(N, 90_000), hoped=200_000)
    share = Work().reference_share
    wages = 90_000 if activity == Activity.INACTIVE else min(90_000, 200_000 * (1 - share))
    assert found["earnings"] == pytest.approx(wages, abs=1)
    assert (found["earnings"] + found["replacement"] == 90_000).all()


def test_no_income_at_all_leaves_the_hope_of_the_entry_wage():
    found = endowed(Activity.INACTIVE, hoped=0)
    assert (found["capacity"] == Work().entry_wage * 100).all()
    assert (found["earnings"] == 0).all()
    assert (endowed(Activity.RETIRED)["capacity"] == 0).all()


@pytest.mark.parametrize("activity", list(Activity))
def test_the_adults_of_a_couple_share_all_that_it_has(world, activity):
    settings = Work()
    rows = np.flatnonzero(world.households.adults > 1)[:40]
    owned = world.households.owned("demography")
    owned.activity[rows] = activity
    owned.earnings[rows] = 0 if activity == Activity.RETIRED else 123_456
    owned.replacement[rows] = 0 if activity == Activity.JOB else 77_777
    owned.capacity[rows] = 234_567
    everyone = np.ones(rows.size, bool)
    reference = careers.parts(world, settings, rows, everyone)
    partner = careers.parts(world, settings, rows, ~everyone)
    for name in ("earnings", "replacement", "capacity"):
        total = reference[name] + partner[name]
        assert total == pytest.approx(getattr(world.households, name)[rows].astype(int), abs=1)
    assert (reference["activity"] == activity).all()
    if activity == Activity.RETIRED:
        assert (partner["activity"] == Activity.RETIRED).all()
    else:
        assert (partner["activity"] == Activity.JOB).all()
    if activity in (Activity.UNEMPLOYED, Activity.INACTIVE):
        assert (reference["earnings"] == 0).all()
        assert (partner["replacement"] == 0).all()


def test_a_wage_is_that_of_the_reference_person_and_not_below_the_entry_wage(world):
    settings, h = Work(), world.households
    owned = h.owned("demography")
    owned.capacity[:] = 400_000
    owned.capacity[:2] = 0
    rows = np.arange(len(h))
    share = np.where(h.adults > 1, settings.reference_share, 1.0)
    expected = np.where(rows < 2, settings.entry_wage, 4000 * share)
    assert wage_of(world, settings, rows) == pytest.approx(expected)


@pytest.mark.parametrize("count", [1, 2, 7, 1000])
def test_quantiles_have_the_bits_of_numpy(count):
    u = Streams(2).uniform
    values = 1e5 * u("values", 0, np.arange(count))
    shares = np.concatenate((u("shares", 0, np.arange(500)), [0.0, 0.5, 1.0]))
    np.testing.assert_array_equal(careers.quantiles(values, shares), np.quantile(values, shares))
