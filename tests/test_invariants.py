"""The check finds each contradiction that it promises to find."""

import numpy as np
import pytest

from simulation.invariants import InvariantError, check
from simulation.observers import reconciliation
from simulation.state import occupancy
from simulation.state.schema import DwellingStatus, Holder, Place, Reason


def counts(world):
    return {name: int(values[-1]) for name, values in reconciliation.observe(world).items()}


def owned(world, table):
    return getattr(world, table).owned("occupancy")


def swap_homes(world):
    homes = owned(world, "households").dwelling
    homes[[0, 1]] = homes[[1, 0]]


def forget_a_home(world):
    owned(world, "households").place[0] = Place.ABSENT


def double_an_identity(world):
    owned(world, "households").id[0] = world.households.id[1]


def host_without_file(world):
    occupancy.unhouse(world, np.array([0]), Reason.LEFT_STOCK)


def keep_a_closed_file(world):
    file = occupancy.open_files(world, np.array([0]))
    owned(world, "applications").household[file] = -1


def mix_up_files(world):
    files = occupancy.open_files(world, np.array([0, 1]))
    owned(world, "applications").household[files] = [1, 0]


def let_without_tenant(world):
    empty = np.flatnonzero(world.dwellings.occupant < 0)
    owned(world, "dwellings").status[empty[0]] = DwellingStatus.LET


def live_in_ruins(world):
    owned(world, "dwellings").status[world.households.dwelling[0]] = DwellingStatus.DEMOLISHED


def live_in_works(world):
    owned(world, "dwellings").status[world.households.dwelling[0]] = DwellingStatus.WORKS


def sell_and_keep(world):
    social = np.flatnonzero(world.dwellings.is_social & (world.dwellings.occupant >= 0))
    owned(world, "dwellings").status[social[0]] = DwellingStatus.SOLD


def sell_in_a_social_residence(world):
    social = np.flatnonzero(world.dwellings.is_social)
    owned(world, "dwellings").is_social[social[0]] = False


def hold_a_let_home(world):
    world.dwellings.owned("flow").holder[world.households.dwelling[0]] = Holder.LOCAL


def pay_tenants(world):
    world.dwellings.owned("rent").rent[0] = -1


BREAKS = {
    swap_homes: "not the occupant of its dwelling",
    forget_a_home: "not housed has a dwelling",
    double_an_identity: "same identity",
    host_without_file: "no open file",
    keep_a_closed_file: "closed file",
    mix_up_files: "do not refer to each other",
    let_without_tenant: "let dwelling is empty",
    live_in_ruins: "demolished dwelling is occupied",
    live_in_works: "vacant or demolished dwelling is occupied",
    sell_and_keep: "sold dwelling is empty or still social",
    sell_in_a_social_residence: "a private residence, or the reverse",
    hold_a_let_home: "holds a dwelling that is not vacant",
    pay_tenants: "rent is negative",
}


def test_a_sound_world_passes(world):
    check(world, None, counts(world))


@pytest.mark.parametrize("damage", BREAKS, ids=lambda damage: damage.__name__)
def test_damage_is_found_and_named(world, damage):
    damage(world)
    with pytest.raises(InvariantError, match=BREAKS[damage]):
        check(world, None, counts(world))


@pytest.mark.parametrize(
    ("column", "named"),
    [
        ("social_stock", "social stock"),
        ("private_stock", "private stock"),
        ("homes_occupied", "occupied homes"),
        ("households_housed", "population"),
        ("open_files", "files"),
    ],
)
def test_stocks_that_flows_do_not_explain_are_found(world, column, named):
    before = counts(world)
    check(world, before, before)
    with pytest.raises(InvariantError, match=f"{named}: .* expected from the flows"):
        check(world, {**before, column: before[column] + 1}, before)
