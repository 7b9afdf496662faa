"""Where the solidarity supplement is due: law, exemptions, modulation."""

import numpy as np
import pytest

from simulation.config.scope import Scope
from simulation.policies.solidarity_supplement import SolidaritySupplement
from simulation.processes import legal
from simulation.processes.bills import current_bills


def supplements(model):
    """Return the supplement of every social tenant after the legal step, and its residence."""
    world = model.world
    legal.step(world, model.context)
    rows = np.flatnonzero(world.households.dwelling >= 0)
    rows = rows[world.dwellings.is_social[world.households.dwelling[rows]]]
    world.households.owned("income").fiscal_income[rows[::3]] = 90_000.0
    home = world.households.dwelling[rows]
    return current_bills(world, rows).supplement, world.dwellings.residence[home]


def policy(**settings):
    return {"name": "solidarity_supplement", **settings}


@pytest.fixture
def by_law(small_model):
    return supplements(small_model(spin_up_years=0))[0]


def test_the_law_is_what_it_is_without_a_policy(small_model, by_law):
    assert by_law.sum() > 0
    found, _ = supplements(small_model(policy(), spin_up_years=0))
    np.testing.assert_array_equal(found, by_law)


def test_named_residences_and_areas_can_be_exempt(small_model, by_law):
    model = small_model(policy(share=0.0, scope={"residences": [4, 5]}), spin_up_years=0)
    found, residence = supplements(model)
    exempt = np.isin(residence, (4, 5))
    assert by_law[exempt].sum() > 0
    np.testing.assert_array_equal(found, np.where(exempt, 0, by_law))
    model = small_model(policy(share=0.0, scope={"areas": ["Area 2"]}), spin_up_years=0)
    found, residence = supplements(model)
    there = model.world.residences.area[residence] == 2
    np.testing.assert_array_equal(found, np.where(there, 0, by_law))
    assert model.world.areas.exemption.tolist() == [1, 0, 1, 0]


def test_the_exemption_of_qpv_can_be_taken_away(small_model, by_law):
    found, residence = supplements(
        small_model(policy(share=1.0, scope={"is_qpv": True}), spin_up_years=0)
    )
    inside = residence < 4
    assert by_law[inside].sum() == 0
    assert found[inside].sum() > 0
    np.testing.assert_array_equal(found[~inside], by_law[~inside])


def test_a_modulated_supplement_is_in_proportion_up_to_the_cap(small_model, by_law):
    half, _ = supplements(small_model(policy(share=0.5), spin_up_years=0))
    double, _ = supplements(small_model(policy(share=2.0), spin_up_years=0))
    assert (half <= by_law).all()
    assert (double >= by_law).all()
    due = by_law > 0
    assert (half[due] >= by_law[due] // 2).all()  # more than half where the cap was binding
    assert half[due].sum() < by_law.sum() < double.sum()


def test_it_grows_from_the_law_to_its_share(world):
    grown = SolidaritySupplement(share=0.0, ramp_years=2.0)
    world.month = 11
    share = grown.supplement_share(world)
    social = world.residences.landlord >= 0
    outside = ~world.areas.is_qpv[world.residences.area]
    assert share[social & outside] == pytest.approx(0.5)
    assert np.isnan(share[~(social & outside)]).all()


def test_what_law_says_already_touches_nothing(world):
    assert SolidaritySupplement().supplement_share(world) is None
    exempt_qpv = SolidaritySupplement(share=0.0, scope=Scope(is_qpv=True))
    assert exempt_qpv.supplement_share(world) is None
