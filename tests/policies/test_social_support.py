"""Social support: who is followed, what it changes, what it costs."""

import numpy as np
import pytest

from simulation.model import HousingModel
from simulation.policies.social_support import SocialSupport
from simulation.processes import exits, support
from simulation.processes.support import ratios
from simulation.state.schema import Activity, Spending


def policy(**settings):
    return {"name": "social_support", **settings}


@pytest.fixture(scope="module")
def followed(scenario, demo_territory):
    """Return a demo in its first month, half of the tenants of QPV followed."""
    made = scenario(policy(share=0.5, transfer_ratio=3.0, transfer_points=7.0), spin_up_years=0)
    model = HousingModel(made, 5, demo_territory)
    support.step(model.world, model.context)
    return model


def residences_of(world, rows):
    return world.dwellings.residence[world.households.dwelling[rows]]


def test_a_share_of_social_tenants_in_scope_is_followed(followed):
    world, h = followed.world, followed.world.households
    rows = np.flatnonzero(h.is_followed)
    assert world.dwellings.is_social[h.dwelling[rows]].all()
    assert world.areas.is_qpv[world.dwellings.area[h.dwelling[rows]]].all()
    d = world.dwellings
    inside = np.flatnonzero(d.is_social & world.areas.is_qpv[d.area] & (d.occupant >= 0))
    assert rows.size / inside.size == pytest.approx(0.5, abs=3 * np.sqrt(0.25 / inside.size))


def test_who_is_followed_stays_so_when_the_share_grows_and_nobody_is_without_a_policy(
    scenario, demo_territory
):
    def chosen(*policies):
        model = HousingModel(scenario(*policies, spin_up_years=0), 5, demo_territory)
        support.step(model.world, model.context)
        return set(np.flatnonzero(model.world.households.is_followed).tolist())

    few, many = chosen(policy(share=0.1)), chosen(policy(share=0.3))
    assert few < many
    assert not chosen()


def test_only_the_followed_find_jobs_sooner_and_ask_to_move_more(
    followed, scenario, demo_territory
):
    world, context = followed.world, followed.context
    rows = np.flatnonzero(world.households.dwelling >= 0)
    helped = world.households.is_followed[rows]
    assert ratios(world, context, "job_finding", rows).tolist() == np.where(helped, 1.5, 1).tolist()
    plain = HousingModel(scenario(spin_up_years=0), 5, demo_territory)
    usual = exits.hazards_of(plain.world, plain.context, rows)
    more = exits.hazards_of(world, context, rows)
    np.testing.assert_array_equal(more[:, : exits.TRANSFER], usual[:, : exits.TRANSFER])
    expected = usual[:, exits.TRANSFER] * np.where(helped, 3.0, 1.0)
    highest = context.scenario.mobility.highest_rate
    np.testing.assert_allclose(more[:, exits.TRANSFER], np.minimum(expected, highest))


def test_more_of_the_followed_find_work_in_a_year(scenario, demo_territory):
    def with_jobs(ratio):
        made = scenario(policy(share=1.0, job_ratio=ratio), spin_up_years=0, years=2)
        model = HousingModel(made, 5, demo_territory)
        h = model.world.households
        start = np.flatnonzero((h.activity == Activity.UNEMPLOYED) & (h.dwelling >= 0))
        inside = model.world.areas.is_qpv[model.world.dwellings.area[h.dwelling[start]]]
        model.step()
        return (h.activity[start] == Activity.JOB), inside

    (usual, inside), (more, _) = with_jobs(1.0), with_jobs(2.0)
    assert more[inside].sum() > usual[inside].sum()
    assert (more | ~usual).all()  # whoever finds a job anyway still does
    np.testing.assert_array_equal(more[~inside], usual[~inside])


def test_points_go_to_transfers_of_the_followed_only(followed):
    world = followed.world
    tenants = np.flatnonzero(world.households.dwelling >= 0)[::7].astype(np.int64)
    from simulation.state import occupancy

    before = followed.world.month
    n = tenants.size
    files = occupancy.open_files(
        world, tenants, filed=np.full(n, before), is_priority=np.zeros(n, bool),
        asked=np.full((n, world.applications.asked.shape[1]), -1),
    )  # fmt: skip
    points = SocialSupport(share=0.5, transfer_points=7.0).application_points(world, files)
    helped = world.households.is_followed[tenants]
    assert helped.any()
    np.testing.assert_array_equal(points, np.where(helped, 7.0, 0.0))


def test_the_fragile_are_those_of_a_class_and_above(world):
    owned = world.residences.owned("assessment")
    owned.fragility[:] = np.arange(len(world.residences)) % 5
    given = SocialSupport(transfer_ratio=2.0, fragile_from=3, share=1.0).transfer_requests(world)
    social = (world.residences.landlord >= 0) & world.areas.is_qpv[world.residences.area]
    np.testing.assert_array_equal(
        given, np.where(social & (world.residences.fragility >= 3), 2.0, 1.0)
    )


def test_it_costs_what_following_each_household_costs(followed):
    world = followed.world
    (cost,) = SocialSupport(cost_eur_year=1200.0).costs(world)
    assert cost.what == Spending.SOCIAL_SUPPORT
    assert cost.cents == 100 * 100 * world.households.is_followed.sum()
