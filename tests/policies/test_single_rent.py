"""The single rent: one rent for each size, at new leases or at once."""

import numpy as np
import pytest

from simulation.model import HousingModel
from simulation.policies.single_rent import SingleRent
from simulation.schedule import run_month
from simulation.state.schema import DwellingStatus

CENTS = 100


def grid_of(world, **settings):
    return np.round(SingleRent(**settings).grid(world)).astype(int)


def test_the_grid_is_the_ceiling_of_the_aid_by_family(world):
    grid = SingleRent().grid(world) / CENTS
    assert grid == pytest.approx([268.87, (268.87 + 329.10) / 2, 370.32, 424.22, 478.12])
    assert SingleRent(level=0.9).grid(world) == pytest.approx(0.9 * grid * CENTS)


def test_a_budget_neutral_grid_keeps_the_rent_roll_and_its_proportions(world):
    d = world.dwellings
    social = np.flatnonzero(d.is_social)
    neutral = SingleRent(budget_neutral=True)
    after = neutral.lease_rent(world, social)
    assert after is None
    after = neutral.relet_rent(world, social)
    assert after.sum() == pytest.approx(d.rent[social].sum(), abs=social.size / 2)
    ratio = neutral.grid(world) / SingleRent().grid(world)
    assert ratio == pytest.approx(ratio[0])


def test_all_leases_at_once_leave_one_rent_for_each_size(small_model):
    model = small_model({"name": "single_rent", "leases": "all"}, spin_up_years=0)
    before = model.world.dwellings.rent.copy()
    model.step()
    d = model.world.dwellings
    grid = grid_of(model.world)
    assert (d.rent[d.is_social] == grid[d.rooms[d.is_social] - 1]).all()
    assert (d.rent[~d.is_social] == before[~d.is_social]).all()


def test_a_budget_neutral_change_of_all_leases_keeps_the_roll_within_rounding(small_model):
    rule = {"name": "single_rent", "leases": "all", "budget_neutral": True}
    model = small_model(rule, spin_up_years=0)
    social = model.world.dwellings.is_social
    before = model.world.dwellings.rent[social].sum()
    for _ in range(13):
        model.step()
    after = model.world.dwellings.rent[social].sum()
    assert after == pytest.approx(before, abs=int(social.sum()))


def test_sitting_tenants_keep_their_rent_and_every_new_lease_is_on_the_grid(
    scenario, demo_territory
):
    made = scenario({"name": "single_rent"}, spin_up_years=1)
    model = HousingModel(made, key=3, territory=demo_territory)
    while model.month < 0:
        model.step()
    start = model.world.dwellings.rent.copy()
    while model.month < 11:
        model.step()
    run_month(model.world, model.context)
    d, grid = model.world.dwellings, grid_of(model.world)
    lettings = model.world.ledger.events("lettings")
    let = np.unique(lettings["dwelling"])
    assert lettings["is_transfer"].any()
    assert (d.rent[let] == grid[d.rooms[let] - 1]).all()
    never_empty = np.setdiff1d(np.flatnonzero(d.is_social & (d.status == DwellingStatus.LET)), let)
    assert (d.rent[never_empty] == start[never_empty]).all()


@pytest.mark.parametrize("budget_neutral", [False, True])
def test_rents_fall_outside_qpv_and_rise_in_them_on_the_demo(demo_run, budget_neutral):
    world = demo_run.world
    d = world.dwellings
    change = grid_of(world, budget_neutral=budget_neutral)[d.rooms - 1] - d.rent
    qpv = world.areas.is_qpv[d.area]
    assert change[d.is_social & qpv].mean() > 0 > change[d.is_social & ~qpv].mean()
