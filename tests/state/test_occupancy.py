"""Who lives where: each operation keeps the world consistent and writes the ledger."""

import numpy as np
import pytest

from simulation.invariants import check
from simulation.observers import reconciliation
from simulation.rng import newborn_identities
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


# ---- members ----


def members(world):
    return world.ledger.events_of("members", world.month)


def sizes(world, rows):
    h = world.households
    return (h.adults[rows] + h.teenagers[rows] + h.children[rows]).tolist()


def test_members_come_and_go_and_the_ledger_knows_how_many(world):
    rows = np.array([0, 1, 2])
    before = counts(world)
    first = sizes(world, rows)
    occupancy.change_members(world, rows, Reason.BIRTH, children=np.array([1, 0, 2]))
    assert sizes(world, rows) == [first[0] + 1, first[1], first[2] + 2]
    assert members(world)["change"].tolist() == [1, 2]
    assert members(world)["household_id"].tolist() == world.households.id[[0, 2]].tolist()
    check(world, before, counts(world))


def test_a_child_who_turns_14_changes_no_number_and_writes_nothing(world):
    row = np.array([0])
    occupancy.change_members(world, row, Reason.BIRTH, children=2)
    world.ledger.clear()
    occupancy.change_members(world, row, Reason.BIRTH, teenagers=2, children=-2)
    assert members(world)["change"].size == 0


@pytest.mark.parametrize("change", [{"adults": -2}, {"teenagers": -9}, {"children": -9}])
def test_no_household_is_left_with_nobody_or_less(world, change):
    before = sizes(world, np.array([0]))
    with pytest.raises(ValueError, match="one adult at least"):
        occupancy.change_members(world, np.array([0]), Reason.DEATH, **change)
    assert sizes(world, np.array([0])) == before


def test_a_split_takes_members_along_and_some_of_them_out_of_the_territory(world):
    parents = np.array([0, 1, 2])
    occupancy.change_members(world, parents, Reason.BIRTH, adults=1, teenagers=1)
    world.ledger.clear()
    before, first = counts(world), sizes(world, parents)
    stays = np.array([True, False, True])
    rows = occupancy.split(
        world, parents, Reason.GROWN_UP, (0, 1, 0), stays,
        adults=1, teenagers=0, children=0, age=np.array([20, 21, 22]),
    )  # fmt: skip
    occupancy.open_files(world, rows)
    assert sizes(world, parents) == [size - 1 for size in first]
    assert sizes(world, rows) == [1, 1]
    assert world.households.age[rows].tolist() == [20, 22]
    expected = newborn_identities(world.households.id[parents[stays]], world.month, Reason.GROWN_UP)
    assert world.households.id[rows].tolist() == expected.tolist()
    after = counts(world)
    assert (after["members_left"], after["persons_entered"]) == (3, 2)
    check(world, before, after)


def test_those_who_leave_and_those_who_found_a_household_are_the_same(world):
    parents = np.array([0, 1])
    occupancy.change_members(world, parents, Reason.BIRTH, teenagers=1)
    with pytest.raises(ValueError, match="as many persons"):
        occupancy.split(
            world, parents, Reason.GROWN_UP, (0, 1, 0), np.ones(2, bool),
            adults=1, teenagers=1, children=0,
        )  # fmt: skip


def test_a_merger_moves_members_frees_the_home_and_closes_the_file(world):
    movers, hosts = np.array([3, 4]), np.array([5, 6])
    occupancy.open_files(world, movers[:1])
    world.ledger.clear()
    before = counts(world)
    homes, total = (
        world.households.dwelling[movers].copy(),
        np.add(sizes(world, movers), sizes(world, hosts)).tolist(),
    )
    kept = world.households.dwelling[hosts].copy()
    occupancy.merge(world, movers, hosts, Reason.UNION)
    assert sizes(world, hosts) == total
    assert (world.households.place[movers] == Place.ABSENT).all()
    assert (world.dwellings.status[homes] == DwellingStatus.VACANT).all()
    assert world.households.dwelling[hosts].tolist() == kept.tolist()
    assert (world.applications.household == -1).all()
    after = counts(world)
    assert after["persons_exited"] == after["members_joined"]
    check(world, before, after)


@pytest.mark.parametrize(("movers", "hosts"), [([3], [3]), ([3, 3], [4, 5]), ([3, 4], [5, 5])])
def test_nobody_takes_part_in_two_mergers(world, movers, hosts):
    with pytest.raises(ValueError, match="one merger only"):
        occupancy.merge(world, np.array(movers), np.array(hosts), Reason.UNION)


def test_what_concerns_nobody_changes_nothing(world):
    none = np.empty(0, np.int64)
    before = counts(world)
    occupancy.change_members(world, none, Reason.BIRTH, children=1)
    occupancy.merge(world, none, none, Reason.UNION)
    rows = occupancy.split(
        world,
        none,
        Reason.GROWN_UP,
        (0, 1, 0),
        np.zeros(0, bool),
        adults=1,
        teenagers=0,
        children=0,
    )
    assert rows.size == 0
    assert counts(world) == before


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
