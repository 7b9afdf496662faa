"""The single rent: one rent for each size, at new leases or at once."""

import numpy as np
import pytest

import simulation
from simulation import api
from simulation.config.errors import InputError
from simulation.config.scope import Scope
from simulation.model import HousingModel
from simulation.policies.base import NO_OPINION
from simulation.policies.single_rent import SingleRent
from simulation.processes import rents
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


# ---- variants ----


def social(world):
    return np.flatnonzero(world.dwellings.is_social)


def test_outside_the_scope_rents_are_left_alone(world):
    homes = social(world)
    asked = SingleRent(scope=Scope(is_qpv=True)).relet_rent(world, homes)
    inside = world.areas.is_qpv[world.dwellings.area[homes]]
    assert inside.any()
    assert (asked[~inside] == NO_OPINION).all()
    np.testing.assert_array_equal(
        asked[inside], grid_of(world)[world.dwellings.rooms[homes[inside]] - 1]
    )


def test_a_budget_neutral_grid_with_steps_keeps_the_roll_of_its_scope(world):
    homes = social(world)
    rule = SingleRent(
        scope=Scope(areas=("Area 0", "Area 1")), budget_neutral=True, qpv_step=-0.1, old_step=-0.05
    )
    asked = rule.relet_rent(world, homes)
    inside = asked != NO_OPINION
    assert 0 < inside.sum() < homes.size
    before = world.dwellings.rent[homes[inside]].sum()
    assert asked[inside].sum() == pytest.approx(before, abs=inside.sum() / 2)


def test_steps_add_by_place_and_age(world):
    homes, d, r = social(world), world.dwellings, world.residences
    rule = SingleRent(
        central_communes=("there",), central_step=0.04, qpv_step=-0.08, old_until=1962,
        old_step=-0.05, recent_from=2010, recent_step=0.03,
    )  # fmt: skip
    steps = rule.steps(world, homes)
    area, built = d.area[homes], r.built_year[d.residence[homes]]
    for home, (place, year) in enumerate(zip(area, built, strict=True)):
        expected = 1.0 + (-0.08 if place == 0 else 0.04 if place >= 2 else 0.0)
        expected += -0.05 if year <= 1962 else 0.03 if year >= 2010 else 0.0
        assert steps[home] == pytest.approx(expected)
    assert np.unique(steps).size > 4
    ratio = rule.relet_rent(world, homes) / SingleRent().relet_rent(world, homes)
    assert ratio == pytest.approx(steps, abs=1e-4)


def test_sizes_of_the_grid_can_be_swept_one_by_one(world):
    plain = SingleRent().grid(world)
    assert SingleRent(t3=1.1).grid(world) / plain == pytest.approx([1, 1, 1.1, 1, 1])
    assert SingleRent(t1=0.9, t5=1.2).grid(world) / plain == pytest.approx([0.9, 1, 1, 1, 1.2])


def test_a_home_that_stays_empty_is_let_on_its_way_from_its_last_rent_only(small_model):
    model = small_model({"name": "single_rent", "ramp_years": 2}, spin_up_years=0)
    world = model.world
    home = np.flatnonzero(world.dwellings.is_social & (world.dwellings.occupant < 0))[:5]
    last, grid = world.dwellings.rent[home].copy(), grid_of(world)[world.dwellings.rooms[home] - 1]
    for month in range(12):
        world.month = month
        rents.set_reletting_rents(world, model.context, home)
        expected = last + (month + 1) / 24 * (grid - last)
        assert world.dwellings.rent[home] == pytest.approx(expected, abs=1)


def test_all_leases_go_straight_to_the_grid_over_the_ramp(small_model):
    model = small_model(
        {"name": "single_rent", "leases": "all", "ramp_years": 2}, spin_up_years=0, years=4
    )
    world, context = model.world, model.context
    homes = social(world)
    first, grid = (
        world.dwellings.rent[homes].copy(),
        grid_of(world)[world.dwellings.rooms[homes] - 1],
    )
    for year, grown in enumerate([1 / 24, 13 / 24, 1.0, 1.0]):
        world.month = 12 * year
        rents.step(world, context)
        expected = first + grown * (grid - first)
        assert world.dwellings.rent[homes] == pytest.approx(expected, abs=2)


def test_a_part_of_the_way_is_gone_once(small_model):
    rule = {"name": "single_rent", "leases": "all", "convergence": 0.5}
    model = small_model(rule, spin_up_years=0)
    world, homes = model.world, social(model.world)
    first, grid = (
        world.dwellings.rent[homes].copy(),
        grid_of(world)[world.dwellings.rooms[homes] - 1],
    )
    for year in range(3):
        world.month = 12 * year
        rents.step(world, model.context)
        assert world.dwellings.rent[homes] == pytest.approx((first + grid) / 2, abs=1)


def test_central_communes_that_are_unknown_and_ages_that_overlap_are_refused_together(tmp_path):
    file = tmp_path / "rent.toml"
    file.write_text(
        'years = 2\n[territory]\npreset = "demo"\n[[policies]]\nname = "single_rent"\n'
        'central_communes = ["Nowhere"]\nold_until = 1990\nrecent_from = 1980\n'
    )
    with pytest.raises(InputError) as caught:
        api.check_package(simulation.load(file), file)
    first, second = caught.value.problems
    assert "Nowhere" in first
    assert "line 6" in first
    assert "1990" in second
    assert "recent_from" in second
