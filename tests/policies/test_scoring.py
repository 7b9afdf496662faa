"""Scoring: another grid, pure scoring, and derogations, by what the commission is told."""

import numpy as np
import pytest

from simulation.config.scope import Scope
from simulation.config.scoring import Scoring as Grid
from simulation.kernels.queue import TRANSFER
from simulation.model import HousingModel
from simulation.policies.base import HOLDERS, JUDGEMENT, LOCALS, SCORE, STEERING
from simulation.policies.scoring import Scoring
from simulation.processes import guidance, lettings, practice, scoring
from simulation.processes.context import open_files
from simulation.schedule import SCHEDULE
from simulation.state.schema import Holder

PURE = {"steering": 0.0, "judgement": 0.0, "holders": 0.0}
JOB_GRID = {"figures": {"seniority_per_year": 0.0, "priority": 0.0, "job": 20.0}}


def openings(scenario, territory, *policies, months=13):
    """Return the model just before the lettings of a month, and its vacancies as they are told."""
    model = HousingModel(scenario(*policies), key=6, territory=territory)
    for _ in range(months):
        model.step()
    for step in SCHEDULE[: [step.name for step in SCHEDULE].index("lettings")]:
        if model.world.month % step.every_months == 0:
            step.run(model.world, model.context)
    vacancies = model.world.memory.vacancies
    return model, lettings.openings_of(model.world, model.context, vacancies, ())


def test_pure_scoring_leaves_nothing_but_the_score(scenario, demo_territory):
    model, told = openings(scenario, demo_territory, {"name": "scoring", **PURE})
    assert not told.steering.any()
    assert not told.judgement.any()
    assert (told.weight == 1.0).all()
    traits = np.arange(told.practices.shape[1])
    for holder in np.unique(told.holder):
        points = told.practices[holder]
        kept = holder % len(Holder) == Holder.TRANSFERS
        assert np.isneginf(points[traits & TRANSFER == 0]).all() == kept
        assert not points[traits & TRANSFER > 0].any()
    assert {Holder.TRANSFERS} < set((told.holder % len(Holder)).tolist())
    assert model.context.rules.judgement > 0


def test_a_derogation_holds_in_its_scope_and_by_its_class(scenario, demo_territory):
    rule = {
        "name": "scoring", "weight": 0.0, "steering": 0.5, "holders": 2.0, "first_quartile": -4.0,
        "job": 3.0, "scope": {"is_qpv": True},
    }  # fmt: skip
    model, told = openings(scenario, demo_territory, rule)
    world = model.world
    qpv = world.areas.is_qpv[world.dwellings.area[told.home]]
    np.testing.assert_array_equal(told.weight, np.where(qpv, 0.0, 1.0))
    usual = practice.steering(world, model.context, told.home)
    np.testing.assert_allclose(told.steering, np.where(qpv, 0.5, 1.0) * usual)
    inside = [-4.0, 0.0, 0.0, 0.0, -1.0, 3.0, 3.0, 3.0]
    np.testing.assert_array_equal(told.points[qpv], [inside] * qpv.sum())
    assert not told.points[~qpv].any()
    table = practice.practices(model.context.scenario.reservations)
    holder = world.dwellings.holder[told.home]
    for v in range(told.home.size):
        expected = (2.0 if qpv[v] else 1.0) * table[holder[v]]
        np.testing.assert_array_equal(told.practices[told.holder[v]], expected)
    assert 0 < qpv.sum() < qpv.size
    fragile = Scoring(weight=0.0, fragile_from=3).letting_weights(world)[:, SCORE] == 0.0
    social = world.residences.landlord >= 0
    np.testing.assert_array_equal(fragile, social & (world.residences.fragility >= 3))


def test_weights_multiply_and_grow_with_a_ramp(world):
    half = Scoring(weight=0.0, ramp_years=1.0)
    world.month = 5
    social = world.residences.landlord >= 0
    weights = half.letting_weights(world)
    np.testing.assert_allclose(weights[social, SCORE], 0.5)
    assert (weights[:, [STEERING, JUDGEMENT, HOLDERS, LOCALS]] == 1.0).all()
    assert (weights[~social] == 1.0).all()


def test_a_grid_of_a_policy_replaces_the_one_of_the_scenario(small_model):
    model = small_model({"name": "scoring", **JOB_GRID}, spin_up_years=1)
    for _ in range(11):
        model.step()
    assert scoring.grid_of(model.world, model.context)[0] == model.context.scenario.scoring
    model.step()
    model.step()
    grid, _ = scoring.grid_of(model.world, model.context)
    assert grid == Grid(**JOB_GRID["figures"])
    files = open_files(model.world)
    works = practice.profiles(model.world, model.world.applications.household[files]) >= 4
    found = scoring.grid_scores(model.world, model.context, files) / grid.weight
    malus = grid.refusal_malus * model.world.applications.refused[files]
    np.testing.assert_allclose(found, 20.0 * works - np.minimum(malus, grid.malus_cap))


def with_a_job(scenario, territory, *policies, **changes):
    """Return the share of households with a job among those let in, in QPV and outside."""
    model = HousingModel(scenario(*policies, years=1, **changes), key=6, territory=territory).run()
    let = model.world.ledger_last_year["lettings"]
    inside = model.world.areas.is_qpv[model.world.dwellings.area[let["dwelling"]]]
    return let["has_job"][inside].mean(), let["has_job"][~inside].mean()


@pytest.mark.parametrize("adverts", [{}, {"share": 1.0, "attention": 1.0, "ranking": "score"}])
def test_a_grid_raises_what_it_gives_points_to_and_a_derogation_undoes_it_where_it_holds(
    scenario, demo_territory, adverts
):
    grid = {"name": "scoring", **JOB_GRID}
    derogation = {"name": "scoring", "weight": 0.0, "scope": {"is_qpv": True}}
    changes = {"adverts": adverts}
    plain = with_a_job(scenario, demo_territory, **changes)
    scored = with_a_job(scenario, demo_territory, grid, **changes)
    derogated = with_a_job(scenario, demo_territory, grid, derogation, **changes)
    assert min(np.subtract(scored, plain)) > 0.1
    assert derogated[0] < scored[0] - 0.1
    assert derogated[1] > plain[1] + 0.1


def test_bids_count_the_score_as_their_residence_says(scenario, demo_territory):
    rule = {"name": "scoring", "weight": 0.25, "fourth_quartile": 2.0, "scope": {"is_qpv": True}}
    model = HousingModel(scenario(rule, spin_up_years=0), key=6, territory=demo_territory)
    model.step()
    world = model.world
    homes = np.flatnonzero(world.dwellings.is_social)[::40]
    files = open_files(world)[:200]
    advert, bid = (i.ravel() for i in np.meshgrid(np.arange(homes.size), np.arange(files.size)))
    scores = world.streams.uniform("test", 0, np.arange(bid.size))
    found = guidance.score_there(world, model.context, homes[advert], files[bid], scores)
    qpv = world.areas.is_qpv[world.dwellings.area[homes]][advert]
    rich = world.households.quartile_legal[world.applications.household[files[bid]]] == 4
    expected = np.where(qpv, 0.25 * scores + 2.0 * rich, scores)
    np.testing.assert_allclose(found, expected)
    assert Scope(is_qpv=True) == model.scenario.policies[0].scope
