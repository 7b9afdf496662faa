"""Vacancies kept for target households: for whom, how long, and what it costs to the cent."""

import numpy as np
import pytest

from simulation.kernels.queue import EVERYBODY
from simulation.model import HousingModel
from simulation.policies.groups import profiles_of
from simulation.policies.repopulation import Repopulation
from simulation.processes import holding
from simulation.schedule import SCHEDULE
from simulation.state.schema import Activity, Channel, DwellingStatus, Spending

MONTHS = 4


def by_month(scenario, territory, *policies, **changes):
    """Yield the model before and after the lettings of each month in which policies act."""
    model = HousingModel(scenario(*policies, **changes), key=6, territory=territory)
    while model.months_left:
        world = model.world
        if world.month < 0:
            model.step()
            continue
        for step in SCHEDULE:
            if step.name == "adverts":
                yield model, True
            if world.month % step.every_months == 0:
                step.run(world, model.context)
            if step.name == "lettings":
                yield model, False
        world.month += 1


@pytest.mark.parametrize(
    ("funded", "adverts"), [(1.0, {"share": 0.0}), (0.5, {"share": 0.5})], ids=["all", "half"]
)
def test_the_costs_are_the_rents_of_the_homes_kept_empty_to_the_cent(
    scenario, demo_territory, funded, adverts
):
    rule = {"name": "repopulation", "fragile_from": 3, "months": MONTHS, "funded_share": funded}
    first, owed, months_kept = {}, 0, 0
    made = {"years": 1, "adverts": adverts}
    for model, is_before in by_month(scenario, demo_territory, rule, **made):
        world, d = model.world, model.world.dwellings
        fragile = world.residences.fragility[d.residence] >= 3
        if is_before:
            for home in world.memory.vacancies[fragile[world.memory.vacancies]].tolist():
                since = int(d.vacant_since[home])
                first.setdefault((home, since), world.month)
            listed = world.memory.vacancies.copy()
            since = d.vacant_since.copy()
            continue
        for home in listed[fragile[listed]].tolist():
            young = world.month - first[home, int(since[home])] < MONTHS
            if young and d.status[home] == DwellingStatus.VACANT:
                owed += round(funded * int(d.rent[home]))
                months_kept += 1
        costs = world.ledger.events("costs")
        assert costs["cents"].sum() == owed
        assert (costs["what"] == Spending.HELD_VACANCY).all()
        assert (costs["source"] == 0).all()
    assert months_kept > 10
    assert costs["month"].size == months_kept


def test_kept_vacancies_go_to_the_group_and_then_to_anybody(scenario, demo_territory):
    rule = {"name": "repopulation", "fragile_from": 0, "months": MONTHS, "needs_job": True}
    kept_lets, free_lets = 0, set()
    for model, is_before in by_month(
        scenario, demo_territory, rule, years=2, adverts={"share": 0.3}
    ):
        world = model.world
        if is_before:
            kept = set(world.memory.kept.homes.tolist())
            continue
        lettings = world.ledger.events_of("lettings", world.month)
        rehoused = lettings["channel"] == Channel.REHOUSING
        works = world.households.activity[world.dwellings.occupant[lettings["dwelling"]]]
        np.testing.assert_array_equal(lettings["has_job"] == 1, works == Activity.JOB)
        for home, quartile, job in zip(
            *(lettings[name][~rehoused] for name in ("dwelling", "quartile", "has_job")),
            strict=True,
        ):
            if int(home) in kept:
                assert quartile >= 3
                assert job
                kept_lets += 1
            else:
                free_lets.add(int(quartile))
    assert kept_lets > 20
    assert 1 in free_lets


def test_a_home_is_open_to_the_group_for_the_stated_months_only(small_model):
    rule = {"name": "repopulation", "fragile_from": 0, "months": 2}
    model = small_model(rule, spin_up_years=0)
    world, context = model.world, model.context
    homes = np.flatnonzero(world.dwellings.is_social & (world.dwellings.occupant < 0))
    expected = profiles_of((3, 4))
    for month in range(4):
        world.month = month
        holding.keep(world, context, homes)
        mask = expected if month < 2 else EVERYBODY
        assert (holding.open_to(world, homes) == mask).all()
    world.dwellings.owned("occupancy").vacant_since[homes] = 4  # let in between, and left again
    world.month = 4
    holding.keep(world, context, homes)
    assert (holding.open_to(world, homes) == expected).all()


def test_it_looks_at_fragile_residences_and_asks_for_nothing_without_any(world):
    assert Repopulation().holds(world) is None
    world.residences.owned("assessment").fragility[:] = 1 + np.arange(len(world.residences)) // 4
    (hold,) = Repopulation(fragile_from=3, funded_share=0.7).holds(world)
    social = world.residences.landlord >= 0
    np.testing.assert_array_equal(hold.residences, social & (world.residences.fragility >= 3))
    assert (hold.profiles, hold.months, hold.funded) == (profiles_of((3, 4)), 6, 0.7)
    assert Repopulation(months=0).holds(world) is None


def test_two_that_hold_the_same_homes_are_refused(scenario, demo_territory):
    from simulation.config.errors import InputError

    rule = {"name": "repopulation"}
    with pytest.raises(InputError, match="both set holds"):
        HousingModel(scenario(rule, rule | {"months": 3}), territory=demo_territory)
