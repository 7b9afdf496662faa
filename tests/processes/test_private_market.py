"""Private homes: who takes them, how full they stay, what they cost."""

import numpy as np
import pytest

from simulation.model import HousingModel
from simulation.processes import exits, prices, private_moves
from simulation.state import occupancy
from simulation.state.schema import NEVER, DwellingStatus, Exit, Financing, Place, Reason
from simulation.state.world import Filling
from simulation.territory.territory import Territory

TENURES = {"rental": Financing.PRIVATE_RENTAL, "owned": Financing.OWNER_OCCUPIED}


def private_homes(world, tenure):
    financing = world.residences.financing[world.dwellings.residence]
    return np.flatnonzero(financing == TENURES[tenure])


def vacancies(world, tenure):
    homes = private_homes(world, tenure)
    return homes[world.dwellings.status[homes] == DwellingStatus.VACANT]


# ---- who comes ----


def test_newcomers_who_find_no_home_do_not_stay(small_model):
    model = small_model(spin_up_years=0, private_market={"alternatives": 100})
    world = model.world
    for filling in world.memory.filling.values():
        filling.rate = 5.0
    before = sum(vacancies(world, tenure).size for tenure in TENURES)
    private_moves.step(world, model.context)
    assert sum(vacancies(world, tenure).size for tenure in TENURES) < before
    assert not (world.households.place == Place.HOSTED).any()


def test_those_who_seek_and_cannot_pay_leave_the_territory(small_model):
    model = small_model(spin_up_years=0)
    world = model.world
    private_moves.step(world, model.context)
    rows = np.array([0, 1])
    ids = world.households.id[rows].copy()
    occupancy.unhouse(world, rows, Reason.LEFT_STOCK)
    world.households.owned("income").income[rows] = 100
    world.memory.seekers = rows
    private_moves.step(world, model.context)
    assert not np.isin(ids, world.households.id[world.households.place == Place.HOUSED]).any()
    exits = world.ledger.events("moves")
    assert (
        exits["reason"][np.isin(exits["household_id"], ids)][-2:] == Reason.LEFT_TERRITORY
    ).all()


def test_households_that_leave_join_those_who_seek_already(small_model):
    model = small_model(spin_up_years=0)
    world = model.world
    first, second = np.flatnonzero(world.households.place == Place.HOUSED)[:2]
    world.memory.seekers = np.array([first])
    owned = world.households.owned("exits")
    owned.exit_month[:] = NEVER
    owned.exit_month[second] = world.month
    owned.exit_kind[second] = Exit.OWNERSHIP
    exits._go(world)
    assert world.memory.seekers.tolist() == [first, second]


def test_seekers_choose_before_newcomers(small_model):
    """One home that everybody can pay is empty, and a tenant who left looks for one."""
    model = small_model(spin_up_years=0, prices={"speed": 0.0})
    world = model.world
    owned = world.dwellings.owned("occupancy")
    empty = vacancies(world, "rental")
    owned.status[empty[1:]] = DwellingStatus.WORKS
    row = np.array([5])
    identity = int(world.households.id[5])
    occupancy.unhouse(world, row, Reason.LEFT_STOCK)
    world.households.owned("income").income[row] = 10**8
    world.memory.seekers = row
    world.memory.filling["rental"].rate = 50.0
    private_moves.step(world, model.context)
    assert world.households.id[world.dwellings.occupant[empty[0]]] == identity


# ---- how full homes stay ----


def test_the_rate_replaces_those_who_left_when_vacancy_is_the_usual_one():
    filling = Filling(rate=0.0, usual=60, vacant=60, left=12.0, sought=2.0, success=0.8)
    assert private_moves._steered_rate(filling, 72) == pytest.approx((12 - 2) / 0.8 / 72)
    assert filling.left == 12.0


def test_the_rate_brings_vacancy_back_in_the_steering_time():
    """A population in expectation: 2 % leave, vacancy starts at half of the usual one."""
    filling = Filling(rate=0.0, usual=60, vacant=30, left=19.4, success=1.0)
    vacant = 30.0
    for _ in range(36):
        vacant += 0.02 * (1000 - vacant)
        rate = private_moves._steered_rate(filling, vacant)
        vacant -= rate * vacant
        filling.vacant = vacant
    assert vacant == pytest.approx(60, rel=0.01)
    for _ in range(600):  # and it stays there once the rate is kept
        vacant += 0.02 * (1000 - vacant)
        vacant -= rate * vacant
    assert vacant == pytest.approx(60, rel=0.02)


def test_private_homes_stay_as_full_as_at_the_start(scenario, demo_territory):
    model = HousingModel(scenario(years=6, spin_up_years=2), key=3, territory=demo_territory)
    tables = model.run().tables()["private_market"]
    for tenure in TENURES:
        homes = private_homes(model.world, tenure).size
        usual = model.world.memory.filling[tenure].usual / homes
        here = (tables["tenure"] == tenure) & (tables["sector"] == "all")
        assert (tables["homes"][here] == homes).all()
        assert tables["vacancy_percent"][here] / 100 == pytest.approx(usual, abs=0.015)


def test_no_private_home_is_lost_or_made(scenario, demo_territory):
    model = HousingModel(scenario(years=1), key=3, territory=demo_territory)
    world = model.world
    stock = {tenure: private_homes(world, tenure) for tenure in TENURES}
    for _ in range(14):
        model.step()
        d = world.dwellings
        for tenure, homes in stock.items():
            np.testing.assert_array_equal(private_homes(world, tenure), homes)
            occupied = d.occupant[homes] >= 0
            np.testing.assert_array_equal(occupied, d.status[homes] == DwellingStatus.LET)
            np.testing.assert_array_equal(~occupied, d.status[homes] == DwellingStatus.VACANT)
            assert world.memory.filling[tenure].vacant == (~occupied).sum()


def without_private_homes(territory):
    """Return the territory with its social homes alone."""
    financing = territory.residences["financing"][territory.dwellings["residence"]]
    kept = np.flatnonzero(financing < Financing.PRIVATE_RENTAL)
    dwellings = {name: values[kept] for name, values in territory.dwellings.items()}
    rows = dwellings["occupant"][dwellings["occupant"] >= 0]
    households = {name: values[rows] for name, values in territory.households.items()}
    at = np.full(financing.size, -1)
    at[kept] = np.arange(kept.size)
    households["dwelling"] = at[households["dwelling"]]
    occupied = dwellings["occupant"] >= 0
    dwellings["occupant"] = np.where(occupied, np.cumsum(occupied) - 1, -1)
    return Territory(**{**vars(territory), "dwellings": dwellings, "households": households})


def test_a_territory_without_private_homes_runs_and_its_leavers_go_away(
    scenario, demo_territory, small_territory
):
    for territory in (demo_territory, small_territory):
        made = scenario(spin_up_years=1, years=1, adverts={"share": 0.5})
        social = without_private_homes(territory)
        model = HousingModel(made, key=1, territory=social, check_invariants=True)
        first = model.world.areas.private_rent.copy()
        model.run()
        table = model.tables()["private_market"]
        assert (table["homes"] == 0).all()
        assert np.isnan(table["vacancy_percent"]).all()
        assert np.isfinite(model.world.areas.image).all()
        np.testing.assert_array_equal(model.world.areas.private_rent, first)
        assert model.tables()["reconciliation"]["lettings"].sum() > 0
        assert model.tables()["market"]["leavers_share_of_stock_percent"].sum() > 0
        assert model.world.dwellings.is_social.all()


# ---- rents and prices ----


@pytest.fixture
def market(small_model):
    """Return a model, after a spin-up of one month, whose market will move by a tenth a month."""
    settings = {"speed": 0.1, "image_elasticity": 0.5, "vacancy_elasticity": 2.0}
    model = small_model(spin_up_years=0, prices=settings)
    prices.step(model.world, model.context)
    return model


def moved(world):
    first = world.memory.market
    found = np.log(world.areas.private_rent / first.rent)
    np.testing.assert_allclose(found, np.log(world.areas.private_price / first.price), atol=1e-12)
    return found


def test_prices_stay_where_nothing_changes(market):
    for _ in range(50):
        prices.step(market.world, market.context)
    np.testing.assert_array_equal(market.world.areas.private_rent, np.linspace(8.0, 12.0, 4))


def test_prices_follow_the_image_of_an_area_and_their_mean_does_not_move(market):
    world = market.world
    homes = np.bincount(world.dwellings.area[~world.dwellings.is_social], minlength=4)
    gain = np.array([0.4, 0.1, 0.0, 0.3])
    world.areas.owned("image").image[:] += gain
    for months in range(1, 20):
        prices.step(world, market.context)
        expected = 0.5 * (gain - np.average(gain, weights=homes)) * (1 - 0.9**months)
        np.testing.assert_allclose(moved(world), expected, atol=1e-12)
        assert np.average(moved(world), weights=homes) == pytest.approx(0.0, abs=1e-12)


def test_prices_fall_where_private_homes_empty(market):
    world = market.world
    homes = private_homes(world, "owned")
    here = homes[(world.dwellings.area[homes] == 1) & (world.dwellings.occupant[homes] >= 0)][:6]
    occupancy.leave(world, world.dwellings.occupant[here].astype(np.int64), Reason.DEATH)
    expected = np.zeros(4)
    expected[1] = -2.0 * 6 / 24  # 24 private homes in each area
    for months in range(1, 20):
        prices.step(world, market.context)
        np.testing.assert_allclose(moved(world), expected * (1 - 0.9**months), atol=1e-12)


def test_prices_do_not_move_during_the_spin_up(small_model):
    model = small_model(prices={"speed": 0.5})
    first = model.world.areas.private_rent.copy()
    while model.month < 0:
        model.step()
        np.testing.assert_array_equal(model.world.areas.private_rent, first)
    model.run()
    assert (model.world.areas.private_rent != first).any()


def test_a_letting_takes_the_rent_of_the_area_at_the_premium_of_the_home(small_model):
    model = small_model(spin_up_years=0, private_market={"effort_cap": 1.0, "alternatives": 100})
    world, d = model.world, model.world.dwellings
    first, empty = d.rent.copy(), vacancies(world, "rental")
    world.memory.filling["rental"].rate = 5.0
    world.areas.owned("prices").private_rent[:] *= [1.1, 0.8, 1.0, 1.3]
    private_moves.step(world, model.context)
    taken = empty[d.occupant[empty] >= 0]
    assert taken.size
    factor = np.array([1.1, 0.8, 1.0, 1.3])[d.area[taken]]
    np.testing.assert_allclose(d.rent[taken], first[taken] * factor, atol=1)
    others = np.setdiff1d(np.arange(d.rent.size), taken)
    np.testing.assert_array_equal(d.rent[others], first[others])


def test_a_scenario_may_set_the_level_of_private_rents(scenario, demo_territory):
    plain, dear = (
        HousingModel(
            scenario(territory={"preset": "demo", **level}), key=1, territory=demo_territory
        ).world
        for level in ({}, {"private_rent": 12.5})
    )
    at = plain.dwellings.area[~plain.dwellings.is_social]
    assert dear.areas.private_rent[at].mean() == pytest.approx(12.5)
    ratio = 12.5 / plain.areas.private_rent[at].mean()
    np.testing.assert_allclose(dear.areas.private_price, plain.areas.private_price * ratio)
    d, social = dear.dwellings, plain.dwellings.is_social
    np.testing.assert_array_equal(d.rent[social], plain.dwellings.rent[social])
    np.testing.assert_allclose(d.rent[~social], plain.dwellings.rent[~social] * ratio, atol=1)
    np.testing.assert_allclose(d.premium, plain.dwellings.premium, rtol=1e-3)


def test_rents_brought_to_one_for_each_size_keep_their_mean(scenario, demo_territory):
    plain, narrow, equal = (
        HousingModel(
            scenario(territory={"preset": "demo", "rent_spread": spread}), 1, demo_territory
        ).world.dwellings
        for spread in (1.0, 0.5, 0.0)
    )
    social = plain.is_social
    for rooms in np.unique(plain.rooms[social]):
        own = social & (plain.rooms == rooms)
        mean = plain.rent[own].mean()
        np.testing.assert_allclose(equal.rent[own], mean, atol=1)
        np.testing.assert_allclose(narrow.rent[own], (mean + plain.rent[own]) / 2, atol=1)
        assert plain.rent[own].std() > 0
    for other in (narrow, equal):
        np.testing.assert_array_equal(other.rent[~social], plain.rent[~social])
