"""Scores: each criterion counted again from the tables, one file at a time."""

import numpy as np
import pytest

from simulation.config.scoring import Scoring
from simulation.model import HousingModel
from simulation.processes import lettings, scoring
from simulation.processes.context import open_files
from simulation.processes.poverty import current_aid
from simulation.state.schema import Activity


@pytest.fixture(scope="module")
def model(scenario, demo_territory):
    made = HousingModel(scenario(), key=7, territory=demo_territory)
    while made.month < 14:
        made.step()
    return made


def scores(model, **grid):
    """Return the scores that a grid of these figures, and no other, gives to every open file."""
    empty = dict.fromkeys(scoring.AMOUNTS, 0.0)
    given = model.context.scenario.model_copy(update={"scoring": Scoring(**{**empty, **grid})})
    context = type(model.context)(**{**vars(model.context), "scenario": given})
    return scoring.grid_scores(model.world, context, open_files(model.world))


def facts(world, file):
    """Return what a grid may look at, of one file."""
    a, h, d = world.applications, world.households, world.dwellings
    row, home = a.household[file], h.dwelling[a.household[file]]
    found = {
        "waited": (world.month - a.filed[file]) / 12,
        "priority": a.is_priority[file],
        "transfer": a.is_transfer[file],
        "refused": a.refused[file],
        "persons": h.persons[row],
        "adults": h.adults[row],
        "age": h.age[row],
        "job": h.activity[row] == Activity.JOB,
        "income": h.income[row] / 100 / h.units[row],
        "no_home": home < 0,
        "rooms": None,
        "effort": None,
    }
    if home >= 0:
        aid = current_aid(world, np.array([row]))[0]
        found["rooms"] = int(d.rooms[home])
        cost = int(d.rent[home]) + int(d.charges[home]) - int(aid)
        found["effort"] = cost / max(int(h.income[row]), 1)
    return found


PLAIN = {
    "long_wait": ({"long_wait_years": 1.0}, lambda f: f["waited"] >= 1.0),
    "priority": ({}, lambda f: f["priority"]),
    "no_home": ({}, lambda f: f["no_home"]),
    "transfer": ({}, lambda f: f["transfer"]),
    "over_occupied": ({}, lambda f: f["rooms"] and f["rooms"] < min(f["persons"] - 1, 5)),
    "under_occupied": ({}, lambda f: f["rooms"] and f["rooms"] > f["persons"] + 1),
    "lone_parent": ({}, lambda f: f["adults"] == 1 and f["persons"] > 1),
    "family_size": ({"family_size_persons": 4.0}, lambda f: f["persons"] >= 4),
    "age_under": ({"age_under_years": 30.0}, lambda f: f["age"] < 30),
    "age_over": ({"age_over_years": 55.0}, lambda f: f["age"] >= 55),
    "job": ({}, lambda f: f["job"]),
    "effort_above": ({"effort_above_rate": 0.3}, lambda f: f["effort"] and f["effort"] > 0.3),
    "income_per_unit_below": (
        {"income_per_unit_below_eur": 900.0},
        lambda f: f["income"] < 900.0,
    ),
}


@pytest.mark.parametrize("name", PLAIN)
def test_a_criterion_gives_its_points_to_those_who_meet_it(model, name):
    settings, meets = PLAIN[name]
    found = scores(model, **{name: 2.5}, **settings)
    files = open_files(model.world)
    expected = [2.5 * bool(meets(facts(model.world, file))) for file in files]
    assert found.tolist() == expected
    assert 0 < np.count_nonzero(found) < files.size


def test_every_criterion_of_a_grid_has_a_test_of_its_own():
    assert set(PLAIN) | {"seniority_per_year", "refusal_malus"} == set(scoring.AMOUNTS)


def test_seniority_grows_by_the_year_to_its_cap(model):
    files = open_files(model.world)
    waited = (model.world.month - model.world.applications.filed[files]) / 12
    found = scores(model, seniority_per_year=3.0, seniority_cap=4.0)
    np.testing.assert_allclose(found, np.minimum(3.0 * waited, 4.0))
    assert (found == 4.0).any()
    assert (found < 4.0).any()


def test_refusals_beyond_the_free_ones_cost_points_to_a_cap(model):
    files = open_files(model.world)
    refused = model.world.applications.refused[files].astype(int)
    assert refused.max() >= 2
    found = scores(model, refusal_malus=1.5)
    np.testing.assert_allclose(found, -1.5 * refused)
    found = scores(model, refusal_malus=1.5, free_refusals=1, malus_cap=1.0)
    np.testing.assert_allclose(found, -np.minimum(1.5 * np.maximum(refused - 1, 0), 1.0))


def test_criteria_add_up_and_the_weight_scales_them(model):
    one, two = scores(model, job=2.0), scores(model, transfer=-1.0)
    np.testing.assert_allclose(scores(model, job=2.0, transfer=-1.0), one + two)
    np.testing.assert_allclose(scores(model, job=2.0, weight=0.25), 0.25 * one)
    assert not scores(model).any()


def test_the_default_grid_is_seniority_priority_and_malus(model):
    world = model.world
    files, found = lettings.ranked_files(world, model.context)
    a = world.applications
    expected = np.minimum(0.2 * (world.month - a.filed[files]) / 12, 1.0)
    expected = expected + 2.0 * a.is_priority[files] - 0.5 * a.refused[files]
    np.testing.assert_allclose(found, expected)
    assert (np.diff(found) <= 0).all()


def test_a_file_without_income_has_a_score(model, world):
    h = world.households
    rows = np.flatnonzero(h.dwelling >= 0)[:3]
    h.owned("income").income[rows] = 0
    from simulation.state import occupancy

    files = occupancy.open_files(world, rows)
    grid = Scoring(effort_above=1.0, income_per_unit_below=1.0)
    situation = scoring.Situation(world, files, rows, grid)
    for amount in scoring.AMOUNTS.values():
        assert np.isfinite(np.asarray(amount(situation), float)).all()
