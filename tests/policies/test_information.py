"""Information: areas that become known, visits before bids, marketing, cost."""

import numpy as np
import pytest

from simulation.kernels.records import Known
from simulation.model import HousingModel
from simulation.policies.information import Information
from simulation.processes import applications
from simulation.state.schema import Spending


def policy(**settings):
    return {"name": "information", **settings}


def test_areas_in_scope_become_known_with_the_reach_grown_so_far(small_model):
    model = small_model(policy(reach=0.4, ramp_years=2), spin_up_years=0)
    world = model.world
    assert world.areas.is_qpv.tolist() == [True, False, False, False]
    world.month = 11
    known = applications._informed(world, model.context)
    assert known.areas.tolist() == [1, 2, 3]
    assert known.probability == pytest.approx(0.2)


def test_nobody_is_told_without_a_policy(small_model):
    model = small_model(spin_up_years=0)
    assert applications._informed(model.world, model.context).areas.size == 0


def test_two_tours_of_an_area_are_two_chances(small_model):
    model = small_model(policy(reach=0.4), policy(reach=0.5), spin_up_years=0)
    known = model.context.levers.pull("known_areas", model.world)
    assert known == pytest.approx([0, 0.7, 0.7, 0.7])


def test_more_files_ask_for_the_areas_that_are_shown(scenario, demo_territory):
    def asking(*policies):
        made = scenario(*policies, spin_up_years=0, years=1)
        model = HousingModel(made, 5, demo_territory)
        for _ in range(12):
            model.step()
        world = model.world
        asked = world.applications.asked[world.applications.household >= 0]
        return np.bincount(asked[asked >= 0], minlength=len(world.areas)), world.areas.is_qpv

    (plain, qpv), (shown, _) = asking(), asking(policy(reach=0.8))
    assert (shown[~qpv] > plain[~qpv]).mean() > 0.8
    assert shown[qpv].sum() < plain[qpv].sum()


def test_visits_and_marketing_act_where_the_tour_goes(world):
    assert Information(reach=0.3).visited_areas(world) is None
    tour = Information(reach=0.3, visits=True, marketing=0.2)
    assert tour.visited_areas(world).tolist() == [0, 0.3, 0.3, 0.3]
    assert tour.care(world).tolist() == [0, 0.2, 0.2, 0.2]


def test_it_costs_so_much_for_each_file_reached_and_each_area_marketed(small_model):
    model = small_model()
    for _ in range(3):
        model.step()
    world = model.world
    files = int((world.applications.household >= 0).sum())
    assert files > 0
    told = Information(reach=0.5, cost_eur_file=24.0, marketing=0.1, cost_eur_area=1200.0)
    world.month = 0
    (cost,) = told.costs(world)
    assert cost.what == Spending.INFORMATION
    assert cost.cents == 100 * files + 3 * 100 * 100
    assert Information(reach=0.0).costs(world) is None


def test_the_known_are_records_of_areas_and_probabilities():
    assert Known._fields == ("areas", "probability")
