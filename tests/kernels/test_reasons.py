"""The parts of a decision add up to the utility that decided it."""

import numpy as np
import pytest

from simulation.kernels.reasons import N_PARTS, Parts, decision_parts, dwelling_parts, net_costs
from simulation.kernels.utility import dwelling_value, home_cost, read_home, read_person
from simulation.processes.context import homes, open_files, people, places
from simulation.state.schema import Place

N = 400


@pytest.fixture(scope="module")
def pairs(demo_run):
    """Return tenants and applicants without a home, each with some social dwelling."""
    world = demo_run.world
    tenants = np.flatnonzero(world.households.place == Place.HOUSED)[:N]
    hosted = world.households.dwelling[world.applications.household[open_files(world)]] < 0
    applicants = world.applications.household[open_files(world)[hosted]][:N]
    rows = np.concatenate((tenants, applicants)).astype(np.int64)
    social = np.flatnonzero(world.dwellings.is_social)
    u = world.streams.uniform("test", 0, rows)
    return rows, social[(u * social.size).astype(np.int64)]


def arguments(model):
    world, context = model.world, model.context
    return (
        context.tastes, context.codes, world.law, people(world), homes(world), places(world)
    )  # fmt: skip


def weighed(model, rows, offered, function=decision_parts):
    world = model.world
    return function(world.month, world.start_year, rows, offered, *arguments(model))


def test_parts_add_up_to_the_value_of_the_offer_and_of_the_home(demo_run, pairs):
    rows, offered = pairs
    parts, values, _ = weighed(demo_run, rows, offered)
    assert parts.shape == (rows.size, 2, N_PARTS)
    np.testing.assert_allclose(parts.sum(axis=2), values, rtol=0, atol=1e-12)
    hosted = demo_run.world.households.dwelling[rows] < 0
    assert hosted.any()
    assert (values[hosted, 1] == 0).all()
    assert (values[~hosted, 1] != 0).all()


def test_values_are_those_of_the_utility_itself(demo_run, pairs):
    rows, offered = pairs
    _, values, costs = weighed(demo_run, rows, offered)
    tastes, codes, law, persons, dwellings, areas = arguments(demo_run)
    month, year = demo_run.world.month, demo_run.world.start_year
    for i in range(0, rows.size, 37):
        person = read_person(tastes, codes, law, persons, dwellings, areas, rows[i], month)
        home = read_home(dwellings, areas, offered[i], month, year)
        assert values[i, 0] == dwelling_value(tastes, codes, person, home, True)
        assert costs[i, 0] == home_cost(person, home)


def test_a_new_home_of_the_same_area_is_attached_and_near(demo_run):
    """A tenant of long standing, offered a home of its own area: no distance, attachment full."""
    tastes, codes, law, persons, dwellings, areas = arguments(demo_run)
    row = np.flatnonzero(demo_run.world.households.place == Place.HOUSED)[0]
    month, year = demo_run.world.month, demo_run.world.start_year
    person = read_person(tastes, codes, law, persons, dwellings, areas, row, month)
    person = person._replace(tenure=1e9)
    home = read_home(dwellings, areas, person.home, month, year)._replace(age=0.0)
    parts = dwelling_parts(tastes, codes, person, home)
    assert parts.distance == 0
    assert parts.attachment == pytest.approx(tastes.attachment)
    assert parts.newness == tastes.newness
    away = home._replace(area=home.area + 1, x_km=person.x_km + 3.0, y_km=person.y_km + 4.0)
    far = dwelling_parts(tastes, codes, person, away)
    assert far.distance == pytest.approx(-5 * tastes.distance)
    assert far.attachment == 0


def test_compiled_and_plain_parts_agree(demo_run, pairs):
    rows, offered = (values[:20] for values in pairs)
    compiled = weighed(demo_run, rows, offered)
    plain = weighed(demo_run, rows, offered, decision_parts.py_func)
    for found, expected in zip(compiled, plain, strict=True):
        np.testing.assert_array_equal(found, expected)


def test_net_costs_of_tenants_are_those_of_their_decisions(demo_run, pairs):
    rows, offered = pairs
    tenants = rows[demo_run.world.households.dwelling[rows] >= 0]
    world = demo_run.world
    costs = net_costs(world.month, world.start_year, tenants, *arguments(demo_run))
    _, _, both = weighed(demo_run, tenants, offered[: tenants.size])
    np.testing.assert_array_equal(costs, both[:, 1])
    assert len(Parts._fields) == N_PARTS
