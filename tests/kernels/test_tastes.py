"""Tastes vary between households as a lognormal; attachment grows with tenure."""

import numpy as np
import pytest
from scipy import stats

from simulation.kernels.records import People
from simulation.kernels.utility import read_person, tie_value
from simulation.processes.context import homes, people, places

N = 4000
RARE = 1e-4


def persons(model, ids, spread=0.3, moved_in=None):
    """Return one household of the run as many persons would be: only the identity differs."""
    world, c = model.world, model.context
    tastes = c.tastes._replace(spread=spread)
    columns = people(world)._asdict()
    row = int(np.flatnonzero(world.households.dwelling >= 0)[0])
    alike = {name: np.repeat(column[row : row + 1], ids.size) for name, column in columns.items()}
    alike["id"] = ids
    if moved_in is not None:
        alike["moved_in"] = moved_in
    everybody = People(**alike)
    return tastes, [
        read_person(
            tastes, c.codes, world.law, everybody, homes(world), places(world), i, world.month
        )
        for i in range(ids.size)
    ]


@pytest.mark.parametrize("weight", ["cost", "place"])
def test_weights_are_lognormal_around_the_mean_weight(demo_run, weight):
    tastes, found = persons(demo_run, np.arange(N))
    values = np.array([getattr(person, f"{weight}_weight") for person in found])
    z = np.log(values / getattr(tastes, weight)) / tastes.spread
    assert stats.kstest(z, "norm").pvalue > RARE
    assert np.median(values) == pytest.approx(getattr(tastes, weight), rel=0.03)


def test_tastes_are_independent_of_each_other_and_last_for_life(demo_run):
    _, found = persons(demo_run, np.arange(N))
    cost = np.array([person.cost_weight for person in found])
    place = np.array([person.place_weight for person in found])
    assert stats.pearsonr(np.log(cost), np.log(place)).pvalue > RARE
    _, later = persons(demo_run, np.arange(N), moved_in=np.full(N, demo_run.world.month - 240))
    np.testing.assert_array_equal([person.cost_weight for person in later], cost)


def test_without_spread_all_tastes_are_alike(demo_run):
    tastes, found = persons(demo_run, np.arange(50), spread=0.0)
    assert {person.cost_weight for person in found} == {tastes.cost}


def test_attachment_grows_with_tenure_towards_its_full_value(demo_run):
    months = np.array([0, 12, 60, 96, 240, 1200])
    tastes, found = persons(
        demo_run, np.arange(months.size), moved_in=demo_run.world.month - months
    )
    years = months / 12
    ties = [tie_value(tastes, person, person.area, 0.0, 0.0) for person in found]
    expected = tastes.attachment * (1.0 - np.exp(-years / tastes.attachment_years))
    assert ties == pytest.approx(expected)
    assert ties[0] == 0.0
    assert ties[-1] == pytest.approx(tastes.attachment, rel=1e-4)
    elsewhere = found[3].area + 1
    away = tie_value(tastes, found[3], elsewhere, found[3].x_km + 3.0, found[3].y_km + 4.0)
    assert away == pytest.approx(-5.0 * tastes.distance)
