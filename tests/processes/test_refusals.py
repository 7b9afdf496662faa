"""Who refused a vacant dwelling is not offered it again; once it is let, all is forgotten."""

import numpy as np
import pytest

from simulation.model import HousingModel
from simulation.processes import refusals
from simulation.schedule import run_month
from simulation.state.schema import Channel
from simulation.state.world import MONTHS


@pytest.fixture(scope="module")
def year(scenario, demo_territory):
    """Return a model after eleven months of a year with adverts, its ledger still whole."""
    model = HousingModel(
        # Moving costs a lot: many refuse, and some homes stay vacant for months.
        scenario(adverts={"share": 0.3}, behaviour={"moving_cost": 2.0}, spin_up_years=0),
        key=6,
        territory=demo_territory,
    )
    while model.month < MONTHS - 1:
        model.step()
    run_month(model.world, model.context)
    return model


def test_no_home_is_offered_twice_to_the_same_household_while_it_is_vacant(year):
    offers = year.world.ledger.events("offers")
    by_choice = offers["channel"] != Channel.REHOUSING
    seen, again, channels = {}, 0, set()
    for k in np.flatnonzero(by_choice):
        home, household = int(offers["dwelling"][k]), int(offers["household_id"][k])
        if offers["accepted"][k]:
            seen[home] = set()
            continue
        again += household in seen.setdefault(home, set())
        seen[home].add(household)
        channels.add(int(offers["channel"][k]))
    assert again == 0
    assert channels == {Channel.COMMISSION, Channel.ADVERT}
    assert max(len(refusing) for refusing in seen.values()) > 3  # some were offered month by month


def test_what_is_remembered_is_who_refused_since_the_last_letting(year):
    world = year.world
    offers = world.ledger.events("offers")
    plain = {}
    for k in range(offers["dwelling"].size):
        home = int(offers["dwelling"][k])
        if offers["accepted"][k]:
            plain[home] = []
        elif offers["channel"][k] != Channel.REHOUSING:
            plain.setdefault(home, []).append(int(offers["household_id"][k]))
    known = refusals.in_force(world)
    assert (np.diff(known.dwellings) >= 0).all()
    assert (world.dwellings.occupant[known.dwellings] < 0).all()
    assert sum(map(len, plain.values())) > 20
    expected = [(home, who) for home in sorted(plain) for who in plain[home]]
    assert list(zip(known.dwellings.tolist(), known.households.tolist(), strict=True)) == expected


def test_letting_a_home_forgets_its_refusals_only(year):
    world = year.world
    before = refusals.in_force(world)
    home = before.dwellings[:1]
    refusals.forget(world, home)
    after = refusals.in_force(world)
    others = before.dwellings != home[0]
    assert 0 < after.dwellings.size < before.dwellings.size
    np.testing.assert_array_equal(after.dwellings, before.dwellings[others])
    refusals.remember(world, before.households[~others], before.dwellings[~others])
    np.testing.assert_array_equal(refusals.in_force(world).dwellings, before.dwellings)
