"""Vacancies and their holders: who receives them, until when, and what leaves the base."""

import numpy as np
import pytest

from simulation.model import HousingModel
from simulation.processes import flow, vacancies
from simulation.schedule import SCHEDULE
from simulation.state import occupancy
from simulation.state.schema import NEVER, DwellingStatus, Holder, Reason

SHARED = (Holder.PREFECT, Holder.LOCAL, Holder.ACTION_LOGEMENT, Holder.LANDLORD)
ALONE = {"prefect_share": 0.0, "local_share": 0.0, "action_logement_share": 0.0}


def emptied(model, count, since=-12):
    """Empty `count` social homes for long enough to be let, and list them alone."""
    d = model.world.dwellings
    already = np.flatnonzero(d.is_social & (d.status == DwellingStatus.VACANT))
    occupancy.set_status(model.world, already, DwellingStatus.WORKS)
    homes = np.flatnonzero(d.is_social & (d.occupant >= 0))[:count]
    occupancy.leave(model.world, d.occupant[homes].astype(np.int64), Reason.LEFT_TERRITORY)
    d.owned("occupancy").vacant_since[homes] = since
    return homes


def next_month(model):
    model.world.month += 1
    vacancies.step(model.world, model.context)


@pytest.fixture
def quiet(small_model):
    """Return a maker of models in which nothing happens but what the test does."""

    def make(**reservations):
        at_once = {"relet_months": 2, "relet_works": 0.0}
        return small_model(spin_up_years=0, reservations=reservations, allocation=at_once)

    return make


def test_vacancies_are_shared_as_the_shares_say(quiet):
    model = quiet(transfers_share=0.0)
    homes = emptied(model, 40)
    vacancies.step(model.world, model.context)
    counts = np.bincount(model.world.dwellings.holder[homes], minlength=4)
    assert np.abs(counts - 40 * np.array([0.3, 0.2, 0.4, 0.1])).max() <= 1
    assert (model.world.dwellings.held_since[homes] == 0).all()
    events = model.world.ledger.events("flow")
    np.testing.assert_array_equal(np.sort(events["dwelling"]), homes)
    assert not events["is_passed_on"].any()


def test_a_vacancy_keeps_its_holder_then_passes_to_the_landlord(quiet):
    model = quiet(holder_months=3, transfers_share=0.0)
    homes = emptied(model, 10)
    vacancies.step(model.world, model.context)
    d = model.world.dwellings
    first = d.holder[homes].copy()
    for _ in range(2):
        next_month(model)
        np.testing.assert_array_equal(d.holder[homes], first)
    owed = model.world.memory.shortfalls.copy()
    next_month(model)
    assert (d.holder[homes] == Holder.LANDLORD).all()
    np.testing.assert_array_equal(model.world.memory.shortfalls, owed)  # the right was used
    passed = model.world.ledger.events_of("flow", 3)
    np.testing.assert_array_equal(np.sort(passed["dwelling"]), homes[first != Holder.LANDLORD])
    assert passed["is_passed_on"].all()
    next_month(model)
    assert model.world.ledger.events_of("flow", 4)["dwelling"].size == 0


def test_a_home_that_is_let_has_no_holder_and_a_new_one_when_it_empties(quiet):
    model = quiet(transfers_share=0.0)
    (home,) = emptied(model, 1)
    world = model.world
    vacancies.step(world, model.context)
    assert world.dwellings.holder[home] != Holder.NONE
    row = world.dwellings.occupant[(home + 1 + np.arange(50))]
    row = row[row >= 0][:1].astype(np.int64)
    occupancy.settle(world, row, np.array([home]), Reason.COMMISSION)
    next_month(model)
    assert world.dwellings.holder[home] == Holder.NONE
    assert world.dwellings.held_since[home] == NEVER


def test_what_is_withheld_for_rehousing_is_out_of_the_base(quiet):
    model = quiet(transfers_share=0.0)
    world = model.world
    homes = emptied(model, 60)
    leaving = np.flatnonzero(world.dwellings.is_social & (world.dwellings.occupant >= 0))[:25]
    occupancy.set_status(world, leaving, DwellingStatus.TO_DEMOLISH)
    vacancies.step(world, model.context)
    withheld, listed = world.memory.withheld, world.memory.vacancies
    assert 0 < withheld.size < homes.size
    np.testing.assert_array_equal(np.union1d(withheld, listed), homes)
    assert (world.dwellings.holder[withheld] == Holder.NONE).all()
    counts = np.bincount(world.dwellings.holder[listed], minlength=4)
    assert np.abs(counts - listed.size * np.array([0.3, 0.2, 0.4, 0.1])).max() <= 1
    np.testing.assert_allclose(
        world.memory.shortfalls.sum(axis=0), listed.size * np.array([0.3, 0.2, 0.4, 0.1]) - counts,
        atol=1e-9,
    )  # fmt: skip


def test_no_more_is_withheld_than_rehousing_can_show(small_model):
    allocation = {"withheld_share": 1.0, "rehousing_offers": 3, "relet_works": 0.0}
    model = small_model(spin_up_years=0, allocation=allocation)
    world = model.world
    emptied(model, 40)
    leaving = np.flatnonzero(world.dwellings.is_social & (world.dwellings.occupant >= 0))[:2]
    occupancy.set_status(world, leaving, DwellingStatus.TO_DEMOLISH)
    vacancies.step(world, model.context)
    assert world.memory.withheld.size == 2 * 3
    assert world.memory.vacancies.size == 34


def test_what_a_holder_received_is_not_withheld_later(quiet):
    model = quiet(transfers_share=0.0)
    homes = emptied(model, 30)
    vacancies.step(model.world, model.context)
    leaving = np.flatnonzero(model.world.dwellings.occupant >= 0)[:25]
    occupancy.set_status(model.world, leaving, DwellingStatus.TO_DEMOLISH)
    next_month(model)
    assert model.world.memory.withheld.size == 0
    np.testing.assert_array_equal(np.sort(model.world.memory.vacancies), homes)


def test_homes_kept_for_transfers_are_as_many_as_ask_at_most_and_out_of_the_base(quiet):
    model = quiet(transfers_share=1.0)
    world = model.world
    homes = emptied(model, 20)
    rows = np.flatnonzero(world.households.dwelling >= 0)[:5]
    occupancy.open_files(world, rows)
    vacancies.step(world, model.context)
    kept = world.dwellings.holder[homes] == Holder.TRANSFERS
    assert kept.sum() == 5
    owed = 15 * np.array([0.3, 0.2, 0.4, 0.1])
    counts = np.bincount(world.dwellings.holder[homes[~kept]], minlength=4)
    np.testing.assert_allclose(world.memory.shortfalls.sum(axis=0), owed - counts, atol=1e-9)
    next_month(model)
    next_month(model)
    assert (world.dwellings.holder[homes] != Holder.TRANSFERS).all()


def test_a_landlord_may_keep_everything(quiet):
    model = quiet(**ALONE, landlord_share=1.0, transfers_share=0.0)
    homes = emptied(model, 12)
    vacancies.step(model.world, model.context)
    assert (model.world.dwellings.holder[homes] == Holder.LANDLORD).all()


def test_homes_that_will_fall_lose_their_holder(quiet):
    model = quiet()
    homes = emptied(model, 4)
    vacancies.step(model.world, model.context)
    occupancy.set_status(model.world, homes, DwellingStatus.TO_DEMOLISH)
    next_month(model)
    assert (model.world.dwellings.holder[homes] == Holder.NONE).all()


def test_over_years_each_landlord_of_a_run_keeps_to_the_shares(scenario, demo_territory):
    """Whatever is let, refused, withheld or passed on."""
    rule = {"name": "reconstruction", "share": 0.3, "duration_years": 1, "notice_months": 6}
    made = scenario(rule, years=3, adverts={"share": 0.2})
    model = HousingModel(made, key=9, territory=demo_territory)
    shares = flow.shares(made.reservations)
    given = np.zeros((0, len(SHARED)))
    while model.months_left:
        for step in SCHEDULE:
            if model.world.month % step.every_months == 0:
                step.run(model.world, model.context)
        events = model.world.ledger.events_of("flow", model.world.month)
        first = (events["is_passed_on"] == 0) & (events["holder"] != Holder.TRANSFERS)
        d = model.world.dwellings
        landlords = model.world.residences.landlord[d.residence[events["dwelling"][first]]]
        given = np.concatenate((given, np.zeros((max(0, 9 - given.shape[0]), len(SHARED)))))
        np.add.at(given, (landlords, events["holder"][first]), 1)
        totals = given.sum(axis=1, keepdims=True)
        assert np.abs(given - totals * shares).max() < 1.0
        if (model.world.month + 1) % 12 == 0:
            model.world.ledger_last_year = {"lettings": model.world.ledger.events("lettings")}
        model.world.month += 1
    assert given.sum() > 500
