"""Image: its sources, its fixed point, its speed."""

from typing import ClassVar

import numpy as np
import pytest

from simulation.policies.base import Order, Policy
from simulation.policies.levers import Levers
from simulation.processes import image, recent_works, schools, works
from simulation.processes.poverty import is_poor, share_poor_by_area
from simulation.state import occupancy
from simulation.state.schema import DwellingStatus, Financing, Place, Reason


def children_by_area(world):
    """Return children and poor children of each area, counted household by household."""
    h, d = world.households, world.dwellings
    counts = np.zeros((2, len(world.areas)))
    for row in np.flatnonzero(h.place == Place.HOUSED):
        number = int(h.persons[row] - h.adults[row])
        counts[0, d.area[h.dwelling[row]]] += number
        if is_poor(world, np.array([row]))[0]:
            counts[1, d.area[h.dwelling[row]]] += number
    return counts


def test_image_is_at_the_start_what_the_area_makes_of_it(small_model):
    weights = {"poverty_weight": 0.7, "vacancy_weight": 1.3, "school_weight": 0.4}
    model = small_model(spin_up_years=0, image={**weights, "school_radius": 1.5})
    world = model.world
    homes = np.bincount(world.dwellings.area, minlength=4)
    empty = np.bincount(world.dwellings.area[world.dwellings.occupant < 0], minlength=4)
    expected = -0.4 * schools.share_poor_around(world, 1.5)
    for weight, values in ((0.7, share_poor_by_area(world)), (1.3, empty / homes)):
        expected -= weight * (values - np.average(values, weights=homes))
    assert world.areas.image == pytest.approx(expected, abs=1e-12)
    for _ in range(30):
        image.step(world, model.context)
    assert world.areas.image == pytest.approx(expected, abs=1e-12)


def test_image_comes_to_its_fixed_point_at_the_stated_speed(small_model):
    model = small_model(spin_up_years=0, image={"speed": 0.25})
    world = model.world
    wanted = world.areas.image.copy()
    world.areas.owned("image").image[:] += [1.0, -2.0, 0.5, 0.0]
    first = world.areas.image - wanted
    for months in range(1, 25):
        image.step(world, model.context)
        gap = world.areas.image - wanted
        np.testing.assert_allclose(gap, first * 0.75**months, rtol=1e-9, atol=1e-12)


def test_a_still_image_stays(small_model):
    model = small_model(image={"speed": 0.0}, years=1)
    before = model.world.areas.image.copy()
    model.run()
    np.testing.assert_array_equal(model.world.areas.image, before)


# ---- schools ----


def test_children_around_count_less_the_farther_they_live(world):
    """The areas of the made-up territory lie 1 km from each other, in a row."""
    everybody, poor = children_by_area(world)
    near = np.array([[1, 0.6, 0.2, 0], [0.6, 1, 0.6, 0.2], [0.2, 0.6, 1, 0.6], [0, 0.2, 0.6, 1]])
    found = schools.share_poor_around(world, 2.5)
    np.testing.assert_allclose(found, near @ poor / (near @ everybody))


@pytest.mark.parametrize("radius", [0.1, 1.2, 3.0, 50.0])
def test_poor_children_around_are_between_the_extremes_of_the_areas(world, radius):
    everybody, poor = children_by_area(world)
    own = poor / everybody
    found = schools.share_poor_around(world, radius)
    assert (found >= own.min() - 1e-12).all()
    assert (found <= own.max() + 1e-12).all()
    if radius < 1.0:
        np.testing.assert_allclose(found, own)


def test_where_no_child_lives_around_the_territory_counts(world):
    everybody, poor = children_by_area(world)
    h = world.households
    there = np.flatnonzero(h.dwelling >= 0)
    there = there[world.dwellings.area[h.dwelling[there]] == 3]
    h.owned("income").persons[there] = h.adults[there]
    expected = poor[:3].sum() / everybody[:3].sum()
    assert schools.share_poor_around(world, 0.5)[3] == pytest.approx(expected)


def test_schools_are_seen_a_year_late(small_model):
    model = small_model(spin_up_years=0)
    world, memory = model.world, model.world.memory
    seen = []
    for year in range(3):
        world.month = 12 * year
        h = world.households
        h.owned("demography").earnings[:] = 0
        h.owned("income").income[:] = 500_000 if year == 1 else 0
        image.step(world, model.context)
        seen.append((memory.schools.copy(), memory.schools_next.copy()))
    np.testing.assert_array_equal(seen[1][0], seen[0][1])
    np.testing.assert_array_equal(seen[2][0], seen[1][1])
    assert (seen[1][1] == 0).all()
    assert (seen[0][1] > 0.9).all()


# ---- works and care ----


def test_works_count_by_share_of_homes_and_fade(small_model):
    model = small_model(spin_up_years=0)
    world = model.world
    homes = np.flatnonzero(world.dwellings.area == 2)
    recent_works.note(world, homes[:12])
    recent_works.note(world, homes[12:18])
    for month in range(40):
        found = recent_works.fade(world, 2.0)
        expected = np.zeros(4)
        expected[2] = 18 / homes.size * np.exp(-month / 24)
        np.testing.assert_allclose(found, expected)


def test_works_where_hardly_anything_stood_count_once_at_most(world):
    world.memory.homes = np.array([0.0, 3.0, 48.0, 48.0])
    recent_works.note(world, np.flatnonzero(world.dwellings.area < 2))
    assert recent_works.fade(world, 5.0).tolist() == [1.0, 1.0, 0.0, 0.0]


def test_demolition_and_delivery_are_works(small_model):
    model = small_model(spin_up_years=0)
    world = model.world
    homes = np.flatnonzero(world.dwellings.residence == 0)
    rows = world.dwellings.occupant[homes]
    occupancy.leave(world, rows[rows >= 0].astype(np.int64), Reason.LEFT_TERRITORY)
    occupancy.set_status(world, homes, DwellingStatus.TO_DEMOLISH)
    world.residences.owned("works").demolition_due[0] = 0
    world.memory.orders.append(
        Order(like=homes[:5], area=3, due=0, financing=Financing.PLUS, rent_eur_m2=6.0)
    )
    works.step(world, model.context)
    assert world.memory.works_done.tolist() == [homes.size, 0, 0, 5]
    without = image.aim(world, model.context)
    stood = world.memory.homes.copy()
    world.month = 1  # not January: homes are those of the start
    image.step(world, model.context)
    np.testing.assert_allclose(world.memory.works, [homes.size, 0, 0, 5] / stood)
    lifted = model.scenario.image.works_weight * world.memory.works
    np.testing.assert_allclose(image.aim(world, model.context), without + lifted)


class Care(Policy):
    """Care for one area."""

    key: ClassVar[str] = "care"

    def care(self, world):
        return np.where(np.arange(len(world.areas)) == 1, 0.4, 0.0)


def test_care_lifts_the_image_of_its_area_alone(small_model):
    model = small_model(spin_up_years=0, image={"speed": 1.0, "care_weight": 0.5})
    world = model.world
    before = world.areas.image.copy()
    levers = Levers([Care(), Care()], world.year)
    context = model.context.__class__(**{**vars(model.context), "levers": levers})
    image.step(world, context)
    np.testing.assert_allclose(world.areas.image - before, [0.0, 0.4, 0.0, 0.0], atol=1e-12)
