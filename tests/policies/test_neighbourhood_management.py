"""Management of neighbourhoods: care, works between tenants, cost."""

import numpy as np
import pytest

from simulation.config.scope import Scope
from simulation.policies.neighbourhood_management import NeighbourhoodManagement
from simulation.processes import vacancies
from simulation.state.schema import DwellingStatus, Spending


def policy(**settings):
    return {"name": "neighbourhood_management", **settings}


def test_care_goes_to_areas_in_scope_and_image_follows_by_its_speed(small_model):
    settings = {"care_points": 0.5, "works_ratio": 1.0}
    cared, plain = (small_model(*p, spin_up_years=0) for p in ([policy(**settings)], []))
    for model in (cared, plain):
        model.step()
    image = cared.context.scenario.image
    gain = cared.world.areas.image - plain.world.areas.image
    expected = image.speed * image.care_weight * 0.5
    assert gain == pytest.approx([expected, 0, 0, 0])


def test_works_beyond_the_least_take_less_time_in_scope_only(small_model):
    faster = small_model(policy(works_ratio=0.5), spin_up_years=0)
    plain = small_model(spin_up_years=0)
    world = plain.world
    empty = np.flatnonzero(world.dwellings.is_social & (world.dwellings.occupant < 0))
    rules = plain.context.scenario.allocation
    u = world.streams.uniform("works", int(world.dwellings.vacant_since[empty[0]]), empty)
    inside = world.areas.is_qpv[world.dwellings.area[empty]]
    ratio = np.where(inside, 0.5, 1.0)
    expected = (rules.relet_months - np.log(u) * rules.relet_works * ratio).astype(int)
    found = vacancies.works(faster.world, faster.context, empty)
    np.testing.assert_array_equal(found, expected)
    usual = vacancies.works(world, plain.context, empty)
    assert (found <= usual).all()
    assert (found < usual).any()


def test_two_managements_of_a_place_multiply(small_model):
    both = small_model(policy(works_ratio=0.5), policy(works_ratio=0.6), spin_up_years=0)
    empty = np.flatnonzero(both.world.dwellings.is_social)
    ratio = both.context.levers.pull("relet_works", both.world, empty)
    inside = both.world.areas.is_qpv[both.world.dwellings.area[empty]]
    assert ratio == pytest.approx(np.where(inside, 0.3, 1.0))


def test_it_costs_so_much_for_each_social_dwelling_that_stands(world):
    d = world.dwellings
    some = np.flatnonzero(d.is_social & (d.area == 0))
    d.owned("occupancy").status[some[:3]] = DwellingStatus.DEMOLISHED
    half = NeighbourhoodManagement(
        cost_eur_year=120.0, ramp_years=2.0, scope=Scope(areas=("Area 0",))
    )
    world.month = 11
    (cost,) = half.costs(world)
    assert cost.what == Spending.MANAGEMENT
    assert cost.cents == (some.size - 3) * 10 * 100 / 2
