"""The review of sitting tenants: whom it concerns, when, and what they do."""

import numpy as np
import pytest

from simulation.config.scope import Scope
from simulation.kernels.leaving import TRANSFER
from simulation.model import HousingModel
from simulation.policies.occupancy_review import OccupancyReview
from simulation.processes import exits
from simulation.processes.context import open_files
from simulation.schedule import SCHEDULE
from simulation.state.schema import Place


def tenants(world):
    h, d = world.households, world.dwellings
    rows = np.flatnonzero(h.place == Place.HOUSED)
    return rows[d.is_social[h.dwelling[rows]]]


def plainly(world, row):
    h, d = world.households, world.dwellings
    home = h.dwelling[row]
    persons = int(h.adults[row]) + int(h.teenagers[row]) + int(h.children[row])
    financing = world.residences.financing[d.residence[home]]
    return (
        d.rooms[home] > persons + 1
        or d.rooms[home] < min(persons - 1, 5)
        or h.fiscal_income[row] > world.ceilings[financing, h.category[row]]
    )


def test_those_whose_home_no_longer_suits_them_are_invited_every_three_years(demo_run):
    world = demo_run.world
    rows = tenants(world)
    push = OccupancyReview(invited_rate=0.7).transfer_push(world, rows)
    years = (world.month - world.households.moved_in[rows]) // 12
    expected = [
        0.7 * (n > 0 and n % 3 == 0 and plainly(world, row))
        for row, n in zip(rows, years, strict=True)
    ]
    np.testing.assert_allclose(push, expected)
    assert 0 < np.count_nonzero(push) < 0.3 * rows.size


@pytest.mark.parametrize("reason", ["large_too", "small_too", "rich_too"])
def test_each_reason_can_be_left_out(demo_run, reason):
    world = demo_run.world
    rows = tenants(world)
    every = OccupancyReview().transfer_push(world, rows) > 0
    fewer = OccupancyReview(**{reason: False}).transfer_push(world, rows) > 0
    assert not (fewer & ~every).any()
    assert fewer.sum() <= every.sum()
    others = {r: False for r in ("large_too", "small_too", "rich_too") if r != reason}
    alone = OccupancyReview(**others).transfer_push(world, rows) > 0
    np.testing.assert_array_equal(alone | fewer, every)


def test_the_rate_of_asking_rises_by_what_was_added_to_the_cap(scenario, demo_territory):
    rule = {"name": "occupancy_review", "invited_rate": 1.5}
    plain, pushed = (
        HousingModel(scenario(*chosen, spin_up_years=0), key=3, territory=demo_territory)
        for chosen in ((), (rule,))
    )
    rows = tenants(plain.world)
    before = exits.hazards_of(plain.world, plain.context, rows)
    after = exits.hazards_of(pushed.world, pushed.context, rows)
    push = OccupancyReview(invited_rate=1.5).transfer_push(plain.world, rows)
    cap = plain.context.scenario.mobility.highest_rate
    expected = np.where(push > 0, np.minimum(before[:, TRANSFER] + push, cap), before[:, TRANSFER])
    np.testing.assert_array_equal(after[:, TRANSFER], expected)
    np.testing.assert_array_equal(np.delete(after, TRANSFER, 1), np.delete(before, TRANSFER, 1))
    assert (push > 0).any()


def test_transfers_of_the_reviewed_and_out_of_fragile_residences_come_first(demo_run):
    world = demo_run.world
    files = open_files(world)
    a, h, d = world.applications, world.households, world.dwellings
    policy = OccupancyReview(priority_points=2.0, fragile_points=5.0, scope=Scope(is_qpv=True))
    points = policy.application_points(world, files)
    for file, found in zip(files[::7], points[::7], strict=True):
        row = a.household[file]
        expected = 0.0
        if a.is_transfer[file]:
            home = h.dwelling[row]
            inside = world.areas.is_qpv[d.area[home]]
            fragile = world.residences.fragility[d.residence[home]] >= 4
            expected = inside * (2.0 * plainly(world, row) + 5.0 * fragile)
        assert found == expected
    assert {0.0, 2.0, 5.0, 7.0} >= set(points.tolist())
    assert points.any()


def test_more_of_those_who_are_invited_ask_for_a_transfer_and_no_other(scenario, demo_territory):
    """Others may ask for less or more only because homes were let to somebody else."""

    def requests(*policies):
        made = scenario(*policies, years=1, spin_up_years=0)
        model = HousingModel(made, key=6, territory=demo_territory)
        world = model.world
        for step in SCHEDULE[: [step.name for step in SCHEDULE].index("exits")]:
            step.run(world, model.context)
        rows = tenants(world)
        invited = OccupancyReview().transfer_push(world, rows) > 0
        ids = world.households.id[rows].copy()
        exits.step(world, model.context)
        due = world.households.transfer_month[rows] < 12
        for step in SCHEDULE[[step.name for step in SCHEDULE].index("exits") + 1 :]:
            step.run(world, model.context)
        world.month += 1
        for _ in range(10):
            model.step()
        files = model.world.ledger.events("files")
        asked = files["household_id"][(files["opened"] * files["is_transfer"]) == 1]
        return due, invited, np.isin(asked, ids[invited]).sum()

    before, invited, few = requests()
    after, _, more = requests({"name": "occupancy_review", "invited_rate": 3.0})
    np.testing.assert_array_equal(after[~invited], before[~invited])
    assert after[invited].sum() > before[invited].sum() + 20
    assert more > few
