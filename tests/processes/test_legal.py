"""The law of a run: its day, its place, who is exempt, and what households are to it."""

from dataclasses import replace

import numpy as np

from simulation.law.ceilings import household_category
from simulation.law.in_force import law_in_force
from simulation.model import HousingModel
from simulation.processes import income, legal, newcomers
from simulation.processes.bills import current_bills


def test_a_run_has_the_law_of_its_day(small_model):
    usual = small_model(spin_up_years=0).world
    later = small_model(spin_up_years=0, law_date="2026-10-01").world
    expected = law_in_force("2026-10-01")
    assert later.law.reduction.amount.tolist() == expected.reduction.amount.tolist()
    assert later.ceilings.tolist() == expected.ceilings.tolist()
    assert later.aid.minimum_amount == 40.01
    assert usual.aid.minimum_amount == 36.63
    assert later.law.minima != usual.law.minima
    rows = np.flatnonzero(usual.households.dwelling >= 0)
    assert current_bills(later, rows).aid.sum() > current_bills(usual, rows).aid.sum()


def test_those_who_live_on_minima_have_those_of_the_day(small_model):
    for day, single in (("2022-07-01", 52_672), ("2025-07-01", 64_652 - 7758)):
        model = small_model(spin_up_years=0, law_date=day)
        world = model.world
        rows = newcomers.applicants(world, model.scenario.demand, model.scenario.work, 400)
        h = world.households
        alone = rows[(h.minima[rows] > 0) & (h.persons[rows] == 1)]
        assert alone.size
        assert (h.minima[alone] == single).all()


def test_a_territory_of_the_capital_has_its_zones_and_ceilings(scenario, small_territory):
    paris = replace(small_territory, zone=1, region="paris", supplement_zone="1bis")
    world = HousingModel(scenario(spin_up_years=0), 1, paris).world
    expected = law_in_force("2022-07-01", 1, "paris", "1bis")
    assert world.ceilings.tolist() == expected.ceilings.tolist()
    assert world.law.supplement == expected.supplement
    assert world.aid.rent_ceiling[0] == expected.aid.rent_ceiling[0] == 308.50


def test_priority_neighbourhoods_are_exempt_from_the_start_and_each_january(small_model):
    model = small_model(spin_up_years=0)
    areas = model.world.areas
    residences = model.world.residences
    for _ in range(2):
        np.testing.assert_array_equal(areas.exemption, areas.is_qpv)
        np.testing.assert_array_equal(residences.exemption, areas.is_qpv[residences.area])
        areas.owned(legal.OWNER).exemption[:] = ~areas.is_qpv
        residences.owned(legal.OWNER).exemption[:] = 0.5
        if model.month == 0:
            model.step()


def test_an_exempt_area_owes_no_supplement(small_model):
    world = small_model(spin_up_years=0).world
    exempt = world.residences.owned(legal.OWNER).exemption
    rows = np.flatnonzero(world.households.dwelling >= 0)
    exempt[:] = 0.0
    everywhere = current_bills(world, rows).supplement
    exempt[:] = 1.0
    assert everywhere.sum() > 0
    assert current_bills(world, rows).supplement.sum() == 0


def test_young_couples_have_the_ceilings_of_three_persons(small_model):
    world = small_model(spin_up_years=0).world
    h, owned = world.households, world.households.owned("demography")
    couples = np.flatnonzero((h.adults == 2) & (h.persons == 2))[:2]
    assert couples.size == 2
    owned.age[couples] = [27, 28]
    income.derive(world, couples)
    assert h.category[couples].tolist() == [household_category(2, 1), household_category(2, 0)]
