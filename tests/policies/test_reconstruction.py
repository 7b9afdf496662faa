"""Demolition and rebuilding: what falls is empty, what is built is counted, and where it lies."""

import numpy as np
import pytest

from simulation.model import HousingModel
from simulation.policies.reconstruction import Reconstruction
from simulation.state.schema import NEVER, DwellingStatus, Financing

LAG = 3
RULE = {
    "name": "reconstruction",
    "share": 0.5,
    "duration_years": 1,
    "notice_months": 6,
    "lag_months": LAG,
}


@pytest.fixture(scope="module")
def done(scenario, demo_territory):
    willing = {"neutrality": 1.0, "rehousing_pressure": 10.0}  # so that buildings empty soon
    made = scenario(RULE, years=5, allocation=willing)
    return HousingModel(made, key=4, territory=demo_territory, check_invariants=True).run()


@pytest.fixture(scope="module")
def under_way(scenario, demo_territory):
    return HousingModel(scenario(RULE, years=1), key=4, territory=demo_territory).run()


def test_demolished_and_rebuilt_homes_are_in_the_stated_ratio_after_the_lag(done):
    flows = done.tables()["reconciliation"]
    demolished, delivered = flows["demolished"], flows["delivered"]
    assert demolished.sum() > 20
    expected = np.array([round(0.83 * count) for count in demolished])
    np.testing.assert_array_equal(delivered[LAG:], expected[:-LAG])
    assert not delivered[:LAG].any()


@pytest.mark.parametrize("run", ["done", "under_way"])
def test_the_stated_share_of_the_stock_is_emptied(run, request, demo_territory):
    world = request.getfixturevalue(run).world
    n_before = len(demo_territory.residences["area"])
    social = world.dwellings.is_social & (world.dwellings.residence < n_before)
    renewal = social & world.areas.is_renewal[world.dwellings.area]
    leaving = np.isin(
        world.dwellings.status, (DwellingStatus.TO_DEMOLISH, DwellingStatus.DEMOLISHED)
    )
    assert not (leaving & ~renewal).any()
    largest = np.bincount(world.dwellings.residence[renewal]).max()
    aimed = 0.5 * renewal.sum()
    assert aimed - largest < leaving.sum() <= aimed


def test_nothing_that_empties_is_let_again(under_way):
    world = under_way.world
    leaving = np.isin(
        world.dwellings.status, (DwellingStatus.TO_DEMOLISH, DwellingStatus.DEMOLISHED)
    )
    opened = world.residences.rehousing_opens[world.dwellings.residence]
    still = np.flatnonzero(leaving & (world.dwellings.occupant >= 0))
    assert still.size
    entries = world.households.moved_in[world.dwellings.occupant[still]]
    assert (entries <= opened[still]).all()
    lettings = world.ledger_last_year["lettings"]
    assert not np.isin(lettings["dwelling"], np.flatnonzero(leaving)).any()


def test_nobody_lives_in_what_was_demolished(done):
    d = done.world.dwellings
    assert (d.occupant[d.status == DwellingStatus.DEMOLISHED] == -1).all()


def test_buildings_wait_until_the_notice_has_passed_and_the_last_household_has_left(done):
    world = done.world
    gone = world.dwellings.status == DwellingStatus.DEMOLISHED
    rows = np.unique(world.dwellings.residence[gone])
    assert (world.residences.demolition_due[rows] <= world.month).all()
    whole = np.isin(world.dwellings.residence, rows)
    assert gone[whole].all()
    months = done.tables()["reconciliation"]["month"]
    first = months[done.tables()["reconciliation"]["demolished"] > 0][0]
    assert first >= 6


def test_new_homes_lie_outside_qpv_at_the_rents_and_loans_stated(done, demo_territory):
    world = done.world
    built = np.arange(len(demo_territory.residences["area"]), len(world.residences))
    assert built.size
    assert not world.areas.is_qpv[world.residences.area[built]].any()
    assert np.isin(world.residences.financing[built], (Financing.PLAI, Financing.PLUS)).all()
    homes = np.flatnonzero(world.dwellings.residence >= built[0])
    financing = world.residences.financing[world.dwellings.residence[homes]]
    eur_m2 = world.dwellings.rent[homes] / 100 / world.dwellings.surface[homes]
    assert eur_m2 == pytest.approx(np.where(financing == Financing.PLAI, 5.9, 6.6), abs=0.01)
    assert (financing == Financing.PLAI).mean() == pytest.approx(0.6, abs=0.1)
    assert (world.dwellings.charges[homes] > 0).all()


def test_a_share_on_site_stays_on_site(world):
    homes = np.flatnonzero(world.dwellings.residence == 0)
    world.memory.poverty = np.zeros(len(world.areas))
    orders = Reconstruction(outside_share=0.5, ratio=1.0).rebuilding(world, homes)
    areas = np.concatenate([np.full(order.like.size, order.area) for order in orders])
    assert (areas == 0).sum() == round(0.5 * homes.size)
    assert areas.size == homes.size


def test_homes_are_rebuilt_in_the_least_poor_areas_or_communes_or_anywhere(world):
    homes = np.flatnonzero(world.dwellings.residence == 0)
    world.memory.poverty = np.array([0.9, 0.0, 0.3, 0.2])

    def areas(where, receiving):
        policy = Reconstruction(where=where, receiving_areas=receiving)
        return {order.area for order in policy.rebuilding(world, homes)}

    assert areas("least_poor_areas", 1) == {1}
    assert areas("least_poor_communes", 1) == {2}  # the commune of areas 2 and 3, 0 holds the QPV
    assert areas("least_poor_communes", 2) == {2, 3}
    assert areas("anywhere", 1) == {1, 2, 3}


def test_a_policy_replaces_what_it_had_demolished_only(world):
    homes = np.flatnonzero(world.dwellings.residence < 2)
    own = world.dwellings.residence[homes] == 1
    orders = Reconstruction(ratio=1.0).rebuilding(world, homes, own)
    like = np.concatenate([order.like for order in orders])
    np.testing.assert_array_equal(np.sort(like), homes[own])
    assert Reconstruction().rebuilding(world, homes, np.zeros(homes.size, bool)) is None


def test_two_programmes_one_after_the_other_rebuild_each_home_once(scenario, demo_territory):
    willing = {"neutrality": 1.0, "rehousing_pressure": 10.0}
    first = RULE | {"share": 0.2, "end_year": 2022}
    then = RULE | {"share": 0.5, "start_year": 2023}
    made = scenario(first, then, years=3, allocation=willing)
    flows = HousingModel(made, key=4, territory=demo_territory).run().tables()["reconciliation"]
    late = flows["year"] > 2022
    assert flows["demolished"][late].sum() > 0
    expected = np.array([round(0.83 * count) for count in flows["demolished"]])
    np.testing.assert_allclose(flows["delivered"][LAG:], expected[:-LAG], atol=1)


def test_nothing_is_ordered_for_nothing(world):
    homes = np.flatnonzero(world.dwellings.residence == 0)
    world.memory.poverty = np.zeros(len(world.areas))
    assert Reconstruction(ratio=0.0).rebuilding(world, homes) is None
    assert Reconstruction(share=0.0).demolitions(world) is None


def test_buildings_go_oldest_first_over_the_years_of_the_programme(world):
    policy = Reconstruction(share=1.0, duration_years=2)
    first = policy.demolitions(world)
    oldest = world.residences.built_year[[record.residence for record in first]].max()
    assert len(first) == 1
    assert oldest == world.residences.built_year[0]
    assert (world.residences.rehousing_opens == NEVER).all()


def test_what_falls_after_the_last_year_of_the_programme_is_rebuilt_too(scenario, demo_territory):
    willing = {"neutrality": 1.0, "rehousing_pressure": 10.0}
    made = scenario(RULE | {"end_year": 2022}, years=4, allocation=willing)
    flows = HousingModel(made, key=4, territory=demo_territory).run().tables()["reconciliation"]
    demolished, late = flows["demolished"], flows["year"] > 2022
    assert demolished[late].sum() > 0
    expected = np.array([round(0.83 * count) for count in demolished])
    np.testing.assert_array_equal(flows["delivered"][LAG:], expected[:-LAG])
