"""Who turns to social housing: closed forms of the odds, what rents do to applicants."""

import numpy as np
import pytest
from scipy.special import expit

from simulation.config.demand import Demand
from simulation.config.work import Work
from simulation.model import HousingModel
from simulation.processes import newcomers, quartiles
from simulation.processes.turning import Turning, odds, turning

N = 20_000
PERSONS = np.array([1, 1, 1, 2, 3, 7])
RESOURCES = np.array([0.0, 9000.0, 18000.0, 18000.0, 30000.0, 80000.0])


@pytest.fixture
def model(scenario, demo_territory):
    return HousingModel(scenario(spin_up_years=0), key=1, territory=demo_territory)


@pytest.fixture
def turn(model):
    return turning(model.world, model.context)


def times(turn, ratio):
    return turn._replace(here=ratio * turn.elsewhere)


def plainly(turn, persons, resources):
    """Return the ratio of the chances not to be let a home, by definition."""
    room = min(max(persons, 2), 5) - 1
    p, monthly = turn.pushes, max(resources * 100 / 12, 1.0)
    here, elsewhere = (
        1.0 - expit(p.effort_slope * (p.effort_cap - rents[room] / monthly))
        for rents in (turn.here, turn.elsewhere)
    )
    return here / elsewhere


def test_everybody_turns_to_it_alike_where_private_rents_are_those_of_elsewhere(turn):
    np.testing.assert_array_equal(odds(times(turn, 1.0), PERSONS, RESOURCES), 1.0)


@pytest.mark.parametrize("ratio", [0.5, 0.8, 1.2, 2.0])
def test_odds_are_those_of_finding_no_private_home_and_at_most_one(turn, ratio):
    here = times(turn, ratio)
    found = odds(here, PERSONS, RESOURCES)
    expected = [plainly(here, p, r) for p, r in zip(PERSONS, RESOURCES, strict=True)]
    np.testing.assert_allclose(found / found[0], np.array(expected) / expected[0], rtol=1e-9)
    many = odds(here, np.ones(5001, int), np.linspace(0.0, 1e5, 5001))
    assert many.max() == pytest.approx(1.0, abs=2e-4)


def test_who_has_no_pay_is_never_turned_away_by_cheap_private_homes(turn):
    found = odds(times(turn, 0.7), PERSONS, RESOURCES)
    assert found[0] == 1.0
    assert found[2] < found[1] < 1.0


@pytest.mark.parametrize("ratio", [0.6, 1.4])
def test_incomes_of_applicants_are_the_published_ones_weighed_by_the_odds(model, turn, ratio):
    """Rejection gives the law that importance weights give (von Neumann 1951)."""
    world, here = model.world, times(turn, ratio)
    plain = newcomers.applicants(world, Demand(), Work(), N)
    world.month += 1
    drawn = newcomers.applicants(world, Demand(), Work(), N, turn=here)
    h = world.households
    weights = odds(here, h.persons[plain], h.resources[plain])
    per_unit = quartiles.income_per_unit(world, plain)
    expected = np.average(per_unit, weights=weights)
    found = quartiles.income_per_unit(world, drawn)
    error = np.hypot(per_unit.std(), found.std()) / np.sqrt(N)
    assert found.mean() == pytest.approx(expected, abs=3 * error)
    assert np.sign(ratio - 1.0) * (expected - per_unit.mean()) > 0


def test_rents_of_elsewhere_change_nobody(model, turn):
    world = model.world
    plain = newcomers.applicants(world, Demand(), Work(), 200)
    before = world.households.income[plain].copy()
    again = HousingModel(model.scenario, key=1, territory=model.territory).world
    same = newcomers.applicants(again, Demand(), Work(), 200, turn=times(turn, 1.0))
    np.testing.assert_array_equal(again.households.income[same], before)


def test_the_turn_holds_the_rents_of_here_and_elsewhere(turn):
    assert isinstance(turn, Turning)
    ratio = turn.here / turn.elsewhere
    np.testing.assert_allclose(ratio, ratio[0])
