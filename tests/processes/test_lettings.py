"""Letting: offers, refusals, ceilings, one letting for each home, rehousing."""

import numpy as np
import pytest

from simulation.kernels.commission import fits
from simulation.model import HousingModel
from simulation.processes import rehousing, targets, vacancies
from simulation.processes.bills import net_costs
from simulation.schedule import SCHEDULE, run_month
from simulation.state import occupancy
from simulation.state.schema import Channel, DwellingStatus, Financing

MONTHS = 12


def steps_until(model, name):
    """Run the steps of the month that come before the step `name`."""
    for step in SCHEDULE:
        if step.name == name:
            return step
        if model.world.month % step.every_months == 0:
            step.run(model.world, model.context)
    raise AssertionError(name)


def one_letting_step(scenario, territory, months, **changes):
    """Return the model, and what the world was just before a letting step."""
    model = HousingModel(scenario(**changes), key=6, territory=territory)
    for _ in range(months):
        model.step()
    step = steps_until(model, "lettings")
    h, a = model.world.households, model.world.applications
    before = {
        "dwelling": h.dwelling.copy(), "application": h.application.copy(), "id": h.id.copy(),
        "refused": a.refused.copy(), "offered": a.offered.copy(), "asked": a.asked.copy(),
    }  # fmt: skip
    step.run(model.world, model.context)
    return model, before


@pytest.fixture(scope="module")
def letting(scenario, demo_territory):
    return one_letting_step(scenario, demo_territory, 17)


@pytest.fixture(scope="module")
def year(scenario, demo_territory):
    """Return a model after eleven months of a year, the ledger of which is still whole."""
    made = scenario(adverts={"share": 0.3})
    model = HousingModel(made, key=6, territory=demo_territory)
    while model.month < MONTHS - 1:
        model.step()
    run_month(model.world, model.context)
    return model


def offers_of(model, channel=Channel.COMMISSION):
    offers = model.world.ledger.events_of("offers", model.world.month)
    chosen = offers["channel"] == channel
    return {name: values[chosen] for name, values in offers.items()}


def test_those_who_refuse_stay_where_they_are_with_one_more_refusal(letting):
    model, before = letting
    world, offers = model.world, offers_of(model)
    refused = offers["household_id"][offers["accepted"] == 0]
    accepted = offers["household_id"][offers["accepted"] == 1]
    rows = np.flatnonzero(np.isin(before["id"], np.setdiff1d(refused, accepted)))
    assert rows.size
    np.testing.assert_array_equal(world.households.dwelling[rows], before["dwelling"][rows])
    files = before["application"][rows]
    np.testing.assert_array_equal(world.households.application[rows], files)
    np.testing.assert_array_equal(world.applications.refused[files], before["refused"][files] + 1)


def test_those_who_accept_live_there_and_have_no_file(letting):
    model, _ = letting
    world, offers = model.world, offers_of(model)
    yes = offers["accepted"] == 1
    occupants = world.dwellings.occupant[offers["dwelling"][yes]]
    np.testing.assert_array_equal(world.households.id[occupants], offers["household_id"][yes])
    assert (world.households.application[occupants] == -1).all()


def test_nobody_gets_two_commission_offers_in_a_month(letting):
    offers = offers_of(letting[0])
    assert np.unique(offers["household_id"]).size == offers["household_id"].size > 0


def test_offers_of_a_home_stop_at_the_first_yes_and_at_the_length_of_the_list(letting):
    offers = offers_of(letting[0])
    length = letting[0].context.rules.list_length
    for home in np.unique(offers["dwelling"]):
        answers = offers["accepted"][offers["dwelling"] == home]
        assert answers.size <= length
        assert not answers[:-1].any()


def test_offers_are_of_areas_asked_for(letting):
    model, before = letting
    offers = offers_of(model)
    row_of = {int(identity): row for row, identity in enumerate(before["id"])}
    for identity, home in zip(offers["household_id"], offers["dwelling"], strict=True):
        file = before["application"][row_of[int(identity)]]
        assert model.world.dwellings.area[home] in before["asked"][file]


def test_no_home_is_let_twice_in_a_month(year):
    lettings = year.world.ledger.events("lettings")
    pairs = np.stack([lettings["month"], lettings["dwelling"]], axis=1)
    assert np.unique(pairs, axis=0).shape == pairs.shape
    assert {Channel.COMMISSION, Channel.ADVERT} == set(lettings["channel"])


def test_nobody_is_let_a_home_above_its_ceiling_or_of_another_size(year):
    """Among lettings of the last month, whose households are still as they were."""
    world = year.world
    lettings = world.ledger.events_of("lettings", world.month)
    rows = world.dwellings.occupant[lettings["dwelling"]]
    h, d = world.households, world.dwellings
    np.testing.assert_array_equal(h.id[rows], lettings["household_id"])
    financing = world.residences.financing[d.residence[lettings["dwelling"]]]
    assert (financing < Financing.PRIVATE_RENTAL).all()
    assert (h.fiscal_income[rows] <= world.ceilings[financing, h.category[rows]]).all()
    for row, home in zip(rows, lettings["dwelling"], strict=True):
        assert fits(h.persons[row], d.rooms[home], year.context.rules.spare_rooms)


def test_offers_and_lettings_agree(year):
    offers, lettings = (year.world.ledger.events(kind) for kind in ("offers", "lettings"))
    yes = offers["accepted"] == 1
    for column in ("month", "household_id", "dwelling", "quartile", "channel"):
        np.testing.assert_array_equal(offers[column][yes], lettings[column])


def test_homes_are_empty_for_the_works_between_two_tenants(small_model):
    model = small_model(spin_up_years=0, allocation={"relet_months": 3})
    world = model.world
    for _ in range(6):
        since = world.dwellings.vacant_since.copy()
        steps_until(model, "rehousing")
        listed = world.memory.vacancies
        assert (world.dwellings.is_social[listed]).all()
        assert (world.dwellings.status[listed] == DwellingStatus.VACANT).all()
        assert (world.dwellings.vacant_since[listed] + 3 <= world.month).all()
        assert (np.diff(world.dwellings.vacant_since[listed]) >= 0).all()
        assert since.size == len(world.dwellings)
        world.month += 1


def test_nobody_is_housed_by_a_screen_that_nobody_passes(small_model):
    model = small_model(years=1, allocation={"residual_minimum": 60.0, "residual_comfort": 70.0})
    model.run()
    assert model.tables()["reconciliation"]["lettings"].sum() == 0


# ---- rehousing ----


@pytest.fixture
def emptying(scenario, demo_territory):
    """Return a model in which forty tenants of one area are to be rehoused."""
    model = HousingModel(scenario(spin_up_years=0), key=6, territory=demo_territory)
    for _ in range(4):
        model.step()
    d = model.world.dwellings
    homes = np.flatnonzero(d.is_social & (d.occupant >= 0))[:40]
    occupancy.set_status(model.world, homes, DwellingStatus.TO_DEMOLISH)
    model.world.residences.owned("works").rehousing_opens[d.residence[homes]] = 0
    return model


def test_the_rehoused_pay_at_most_the_neutral_cost_and_leave_the_building(emptying):
    world = emptying.world
    steps_until(emptying, "rehousing")
    rows = rehousing.households_to_rehouse(world)
    ids, before = world.households.id[rows].copy(), net_costs(world, rows)
    withheld = world.memory.withheld.copy()
    rehousing.step(world, emptying.context)
    np.testing.assert_array_equal(world.households.id[rows], ids)
    lettings = world.ledger.events_of("lettings", world.month)
    moved = np.isin(ids, lettings["household_id"])
    assert moved.any()
    assert np.isin(lettings["dwelling"], withheld).all()
    after = net_costs(world, rows)
    assert (after[moved] <= 1.05 * before[moved]).all()
    stayed = rows[~moved]
    homes = world.households.dwelling[stayed]
    assert (world.dwellings.status[homes] == DwellingStatus.TO_DEMOLISH).all()


def test_vacancies_are_withheld_only_while_somebody_must_be_rehoused(emptying, small_model):
    vacancies.step(emptying.world, emptying.context)
    memory = emptying.world.memory
    assert memory.withheld.size
    assert not np.intersect1d(memory.withheld, memory.vacancies).size
    quiet = small_model(spin_up_years=0)
    vacancies.step(quiet.world, quiet.context)
    assert quiet.world.memory.withheld.size == 0


# ---- targets ----


def test_a_target_behind_reserves_and_a_target_reached_does_not(small_model):
    rule = {"name": "attribution_targets", "others_in_qpv": 0.0}
    model = small_model(rule, spin_up_years=0)
    world = model.world
    aims = targets.active(world, model.context)
    homes = np.flatnonzero(world.dwellings.is_social)
    outside = ~world.areas.is_qpv[world.dwellings.area[homes]]
    for counted, expected in ((0.0, 0b0001), (2.0, 0b0001), (3.0, 0b1111)):
        world.memory.tallies[aims[0].name] = (counted, 10.0)
        reserved = targets.reserve(world, aims, homes)
        assert (reserved[outside] == expected).all()
        assert (reserved[~outside] == 0b1111).all()


def test_tallies_forget_over_a_year_and_count_the_rehoused(small_model):
    model = small_model({"name": "attribution_targets"}, spin_up_years=0)
    world = model.world
    aims = targets.active(world, model.context)
    homes = np.flatnonzero(world.dwellings.is_social & (world.dwellings.area == 3))[:3]
    world.ledger.record(
        "lettings", month=0, household_id=1, dwelling=homes, quartile=np.array([1, 3, 3]),
        income_per_unit=0, wait_months=0, is_transfer=0, refused=0,
        channel=np.array([Channel.COMMISSION, Channel.COMMISSION, Channel.REHOUSING]), origin=-1,
    )  # fmt: skip
    targets.update_tallies(world, aims)
    outside, inside = (world.memory.tallies[aim.name] for aim in aims)
    assert outside == (2.0, 3.0)
    assert inside == (0.0, 0.0)
    world.month = 1
    targets.update_tallies(world, aims)
    assert world.memory.tallies[aims[0].name] == pytest.approx((2 * 11 / 12, 3 * 11 / 12))
