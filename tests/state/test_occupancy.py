"""Who lives where: each operation keeps the world consistent and writes the ledger."""

import numpy as np
import pytest

from simulation.invariants import check
from simulation.observers import reconciliation
from simulation.state import occupancy
from simulation.state.schema import NEVER, DwellingStatus, Financing, Move, Place, Reason


def vacancies(world):
    return np.flatnonzero(world.dwellings.status == DwellingStatus.VACANT)


def counts(world):
    return {name: int(values[-1]) for name, values in reconciliation.observe(world).items()}


@pytest.fixture
def hosted(world):
    """Return two households without a home, each with a file."""
    rows = occupancy.arrive(world, Reason.FILED, id=np.array([900, 901]))
    occupancy.open_files(world, rows)
    return rows


def test_arrivals_are_hosted_and_their_file_is_theirs(world, hosted):
    assert (world.households.place[hosted] == Place.HOSTED).all()
    files = world.households.application[hosted]
    assert world.applications.household[files].tolist() == hosted.tolist()
    assert not world.applications.is_transfer[files].any()
    check(world, None, counts(world))


def test_settling_fills_the_home_closes_the_file_and_keeps_accounts(world, hosted):
    homes = vacancies(world)[:2]
    world.month = 5
    origins = occupancy.settle(world, hosted, homes, Reason.COMMISSION)
    assert origins.tolist() == [-1, -1]
    assert world.dwellings.occupant[homes].tolist() == hosted.tolist()
    assert (world.dwellings.status[homes] == DwellingStatus.LET).all()
    assert (world.dwellings.vacant_since[homes] == NEVER).all()
    assert (world.households.moved_in[hosted] == 5).all()
    assert (world.households.application[hosted] == -1).all()
    assert (world.applications.household == -1).all()
    check(world, None, counts(world))


def test_a_transfer_frees_the_home_it_leaves(world):
    row = np.array([3])
    old = int(world.households.dwelling[3])
    new = vacancies(world)[:1]
    files = occupancy.open_files(world, row)
    assert world.applications.is_transfer[files].all()
    assert occupancy.settle(world, row, new, Reason.COMMISSION).tolist() == [old]
    assert world.dwellings.occupant[old] == -1
    assert world.dwellings.status[old] == DwellingStatus.VACANT
    assert world.dwellings.vacant_since[old] == world.month
    check(world, None, counts(world))


def test_a_home_takes_one_household(world, hosted):
    taken = world.households.dwelling[:1]
    with pytest.raises(ValueError, match="one household only"):
        occupancy.settle(world, hosted[:1], taken, Reason.COMMISSION)
    with pytest.raises(ValueError, match="one household only"):
        occupancy.settle(world, hosted, np.repeat(vacancies(world)[:1], 2), Reason.COMMISSION)
    check(world, None, counts(world))


def test_a_household_takes_one_home(world, hosted):
    with pytest.raises(ValueError, match="one home only"):
        occupancy.settle(world, np.repeat(hosted[:1], 2), vacancies(world)[:2], Reason.COMMISSION)


def test_nobody_settles_in_what_was_demolished(world, hosted):
    homes = vacancies(world)[:2]
    occupancy.set_status(world, homes, DwellingStatus.DEMOLISHED)
    with pytest.raises(ValueError, match="nobody may live"):
        occupancy.settle(world, hosted, homes, Reason.COMMISSION)


def test_leaving_empties_the_home_the_file_and_the_row(world, hosted):
    tenant = np.array([3])
    old = world.households.dwelling[tenant].copy()
    occupancy.open_files(world, tenant)
    before = counts(world)
    occupancy.leave(world, np.array([3, hosted[0]]), Reason.LEFT_TERRITORY)
    after = counts(world)
    assert world.dwellings.status[old] == DwellingStatus.VACANT
    assert world.households.place[3] == Place.ABSENT
    assert after["open_files"] == before["open_files"] - 2
    assert after["exits"] - before["exits"] == 2
    assert after["homes_left"] - before["homes_left"] == 1
    check(world, None, after)


def test_the_unhoused_stay_without_home_or_file(world):
    rows = np.array([3, 4])
    occupancy.open_files(world, rows)
    occupancy.unhouse(world, rows, Reason.LEFT_STOCK)
    assert (world.households.place[rows] == Place.HOSTED).all()
    assert (world.households.dwelling[rows] == -1).all()
    assert (world.applications.household == -1).all()


def test_an_emptied_home_that_must_fall_is_not_offered_again(world):
    home = world.households.dwelling[3:4].copy()
    occupancy.set_status(world, home, DwellingStatus.TO_DEMOLISH)
    occupancy.leave(world, np.array([3]), Reason.LEFT_TERRITORY)
    assert world.dwellings.status[home] == DwellingStatus.TO_DEMOLISH
    occupancy.set_status(world, home, DwellingStatus.DEMOLISHED)
    assert counts(world)["demolished"] == 1


def test_an_occupied_home_is_not_demolished(world):
    with pytest.raises(ValueError, match="nobody may live"):
        occupancy.set_status(world, world.households.dwelling[:1], DwellingStatus.DEMOLISHED)


def test_delivered_homes_are_empty_new_and_counted(world):
    before = counts(world)
    homes = occupancy.deliver(world, 3, residence=0, area=0, is_social=True, rooms=2)
    after = counts(world)
    assert (world.dwellings.status[homes] == DwellingStatus.VACANT).all()
    assert after["social_stock"] == before["social_stock"] + 3
    assert after["delivered"] == 3


def test_every_move_is_in_the_ledger_with_its_reason(world, hosted):
    occupancy.settle(world, hosted, vacancies(world)[:2], Reason.ADVERT)
    occupancy.unhouse(world, hosted[:1], Reason.LEFT_STOCK)
    occupancy.leave(world, hosted, Reason.DEATH)
    moves = world.ledger.events("moves")
    assert moves["household_id"].tolist() == [900, 901, 900, 901, 900, 900, 901]
    assert moves["kind"].tolist() == [
        Move.ENTRY, Move.ENTRY, Move.SETTLE, Move.SETTLE, Move.UNHOUSE, Move.EXIT, Move.EXIT
    ]  # fmt: skip
    assert moves["reason"][2:].tolist() == [
        Reason.ADVERT, Reason.ADVERT, Reason.LEFT_STOCK, Reason.DEATH, Reason.DEATH
    ]  # fmt: skip


def test_a_home_sold_to_its_tenant_leaves_the_social_stock_with_the_tenant_in_it(world):
    home = np.flatnonzero(world.dwellings.is_social & (world.dwellings.occupant >= 0))[:1]
    tenant = world.dwellings.occupant[home].astype(int)
    private = np.flatnonzero(world.residences.financing == Financing.OWNER_OCCUPIED)[:1]
    before = counts(world)
    occupancy.open_files(world, tenant)
    occupancy.sell(world, home, private)
    after = counts(world)
    check(world, before, after)
    assert world.households.dwelling[tenant] == home
    assert world.dwellings.status[home] == DwellingStatus.SOLD
    assert world.households.application[tenant] == -1
    assert after["social_stock"] == before["social_stock"] - 1
    assert after["private_stock"] == before["private_stock"] + 1
    occupancy.leave(world, tenant, Reason.LEFT_TERRITORY)
    assert world.dwellings.status[home] == DwellingStatus.VACANT
    check(world, None, counts(world))


def test_only_a_social_home_that_is_let_can_be_sold(world):
    private = np.flatnonzero(~world.dwellings.is_social & (world.dwellings.occupant >= 0))[:1]
    for home in (vacancies(world)[:1], private):
        with pytest.raises(ValueError, match="let can be sold"):
            occupancy.sell(world, home, np.array([3]))
