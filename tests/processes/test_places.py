"""Poverty, rents and works."""

import numpy as np
import pytest

from simulation.law.housing_aid import aid_parameters, monthly_aid
from simulation.law.rent_reduction import monthly_paid_aid
from simulation.policies.base import Order
from simulation.processes import rents, works
from simulation.processes.poverty import current_aid, is_poor, share_poor_by_area
from simulation.schedule import SCHEDULE, run_month
from simulation.state.schema import Financing, Place


def test_poverty_counts_persons_and_the_aid_of_tenants_only(world):
    h, d = world.households, world.dwellings
    rows = np.flatnonzero(h.place == Place.HOUSED)
    aid = current_aid(world, rows)
    financing = world.residences.financing[d.residence[h.dwelling[rows]]]
    assert (aid[financing == Financing.OWNER_OCCUPIED] == 0).all()
    private = rows[financing == Financing.PRIVATE_RENTAL]
    dependants = h.persons[private] - h.adults[private]
    by_law = monthly_aid(
        aid_parameters(2, sector="private"), h.adults[private], dependants,
        d.rent[h.dwelling[private]], h.resources[private], limited=True,
    )  # fmt: skip
    paid = monthly_paid_aid(world.law.reduction, by_law)
    assert paid.any()
    np.testing.assert_array_equal(aid[financing == Financing.PRIVATE_RENTAL], paid)
    poor = is_poor(world, rows)
    inside = d.area[h.dwelling[rows]] == 2
    expected = (h.persons[rows] * poor)[inside].sum() / h.persons[rows][inside].sum()
    assert share_poor_by_area(world)[2] == pytest.approx(expected)


def test_rents_stay_without_a_policy_as_long_as_the_market_does(small_model):
    model = small_model(prices={"image_elasticity": 0.0, "vacancy_elasticity": 0.0})
    before = model.world.dwellings.rent.copy()
    model.run()
    np.testing.assert_array_equal(model.world.dwellings.rent, before)


def test_no_opinion_leaves_a_rent(small_model):
    model = small_model(spin_up_years=0)
    before = model.world.dwellings.rent[:3].copy()
    rents._write(model.world, np.array([0, 1, 2]), np.array([-1, 500, 0]))
    assert model.world.dwellings.rent[:3].tolist() == [before[0], 500, 0]


def test_ordered_homes_are_delivered_in_their_month_like_those_they_replace(small_model):
    model = small_model(spin_up_years=0)
    world = model.world
    like = np.flatnonzero(world.dwellings.residence == 0)
    world.memory.orders.append(
        Order(like=like, area=2, due=2, financing=Financing.PLAI, rent_eur_m2=6.0)
    )
    before = len(world.dwellings)
    for month in range(3):
        world.month = month
        works.step(world, model.context)
        assert len(world.dwellings) == before + (like.size if month == 2 else 0)
    d, new = world.dwellings, np.arange(before, len(world.dwellings))
    np.testing.assert_array_equal(d.rooms[new], d.rooms[like])
    assert (d.area[new] == 2).all()
    assert d.is_social[new].all()
    assert d.rent[new] == pytest.approx(600 * d.surface[like], abs=1)
    assert not world.memory.orders


def test_yearly_steps_run_in_january_only(small_model):
    assert {step.every_months for step in SCHEDULE} == {1, 12}
    model = small_model(spin_up_years=0)
    world = model.world
    for month, years in ((0, 1), (1, 0), (11, 0), (12, 1)):
        world.month = month
        stayed = world.households.place == Place.HOUSED
        ids, ages = world.households.id.copy(), world.households.age.copy()
        run_month(world, model.context)
        h = world.households
        same = np.flatnonzero(stayed & (h.id[: ids.size] == ids))
        assert (h.age[same] == ages[same] + years).all()


def test_every_step_has_a_name_of_its_own():
    names = [step.name for step in SCHEDULE]
    assert len(set(names)) == len(names)
