"""The derogation to income ceilings: where, for how long, and who is let in."""

import numpy as np
import pytest

from simulation.config.scope import Scope
from simulation.model import HousingModel
from simulation.policies.income_ceiling_derogation import IncomeCeilingDerogation
from simulation.processes import assessment
from simulation.state.schema import Financing


def ratios(world, **settings):
    homes = np.flatnonzero(world.dwellings.is_social)
    return homes, IncomeCeilingDerogation(**settings).ceiling_ratio(world, homes)


def set_aided(world, share):
    world.residences.owned("assessment").aided[:] = share


def test_it_holds_in_qpv_and_in_residences_of_aided_tenants_but_not_for_plai(world):
    d, r = world.dwellings, world.residences
    share = np.zeros(len(r))
    share[4::8] = 0.66
    set_aided(world, share)
    homes, found = ratios(world, ratio=1.5)
    residence = d.residence[homes]
    is_in = world.areas.is_qpv[d.area[homes]] | (share[residence] > 0.65)
    is_in &= r.financing[residence] != Financing.PLAI
    np.testing.assert_array_equal(found, np.where(is_in, 1.5, 1.0))
    assert 0 < is_in.sum() < homes.size
    _, aided_only = ratios(world, ratio=1.5, in_qpv=False)
    assert (aided_only > 1.0).sum() < is_in.sum()
    _, outside = ratios(world, ratio=1.5, scope=Scope(is_qpv=False), aided_share=1.0)
    assert (outside == 1.0).all()


def test_it_ends_with_the_years_of_the_order_and_grows_with_a_ramp(world):
    for year, holds in ((0, True), (5, True), (6, False)):
        world.month = 12 * year
        assert (ratios(world)[1] is not None) == holds
    world.month = 5
    _, half = ratios(world, ramp_years=1.0, ratio=2.0)
    assert half.max() == pytest.approx(1.5)


def test_the_share_of_aided_tenants_is_that_of_a_plain_count(demo_run):
    world = demo_run.world
    d = world.dwellings
    found = assessment.share_aided(world)
    for residence in np.flatnonzero(world.residences.landlord >= 0)[::9]:
        rows = d.occupant[(d.residence == residence) & (d.occupant >= 0)]
        aid = assessment.current_aid(world, rows)
        expected = (aid > 0).mean() if rows.size else 0.0
        assert found[residence] == pytest.approx(expected)
    assert ((found > 0) & (found < 1)).any()
    assert (world.residences.aided[world.residences.landlord >= 0] > 0).any()


def test_households_above_the_ceiling_are_let_in_there_and_nowhere_else(scenario, demo_territory):
    made = scenario({"name": "income_ceiling_derogation", "ratio": 3.0, "aided_share": 1.0})
    model = HousingModel(made, key=6, territory=demo_territory)
    world, above = model.world, []
    while model.months_left:
        month = world.month
        before = world.dwellings.occupant.copy()
        model.step()
        homes = np.flatnonzero(world.dwellings.is_social & (world.dwellings.occupant != before))
        homes = homes[world.dwellings.occupant[homes] >= 0]
        rows = world.dwellings.occupant[homes]
        financing = world.residences.financing[world.dwellings.residence[homes]]
        over = (
            world.households.fiscal_income[rows]
            > (world.ceilings[financing, world.households.category[rows]])
        )
        assert month >= 0 or not over.any()
        above += homes[over].tolist()
    assert above
    assert world.areas.is_qpv[world.dwellings.area[above]].all()
