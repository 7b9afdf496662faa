"""Accessible production: how many homes, where, at which rent, delivered when."""

import numpy as np
import pytest

from simulation.policies.accessible_production import AccessibleProduction
from simulation.state.schema import Financing


def test_a_share_of_the_stock_is_ordered_in_scope_with_its_mix_of_sizes(world):
    world.memory.poverty = np.zeros(len(world.areas))
    orders = AccessibleProduction(share=0.2, plai_share=0.5).production(world)
    d = world.dwellings
    like = np.concatenate([order.like for order in orders])
    assert like.size == round(0.2 * d.is_social.sum())
    assert not world.areas.is_qpv[[order.area for order in orders]].any()
    assert d.is_social[like].all()
    counts = np.bincount(d.rooms[like], minlength=6)
    expected = 0.2 * np.bincount(d.rooms[d.is_social], minlength=6)
    assert counts == pytest.approx(expected, abs=1)
    plai = sum(order.like.size for order in orders if order.financing == Financing.PLAI)
    assert plai == pytest.approx(0.5 * like.size, abs=1)


def test_areas_in_scope_share_the_homes(world):
    orders = AccessibleProduction(share=0.2).production(world)
    counts = np.zeros(len(world.areas))
    for order in orders:
        counts[order.area] += order.like.size
    inside = counts[~world.areas.is_qpv]
    assert counts[world.areas.is_qpv].sum() == 0
    assert inside.max() - inside.min() <= 1


def test_homes_are_delivered_after_the_lag_at_their_rent_and_cost(small_model):
    rule = {"name": "accessible_production", "share": 0.1, "lag_months": 5, "plai_rent": 4.0}
    model = small_model(rule, spin_up_years=0, years=1).run()
    flows, d = model.tables()["reconciliation"], model.world.dwellings
    count = round(0.1 * flows["social_stock"][0])
    assert flows["delivered"].tolist() == [0] * 5 + [count] + [0] * 6
    new = np.flatnonzero(model.world.residences.delivered[d.residence] == 5)
    assert new.size == count
    assert d.rent[new] == pytest.approx(400 * d.surface[new], abs=1)
    assert model.tables()["costs"]["eur"].sum() == count * 170_000.0


def test_a_ramp_orders_less_at_first(world):
    world.memory.poverty = np.zeros(len(world.areas))
    full = AccessibleProduction(share=0.2).production(world)
    ramp = AccessibleProduction(share=0.2, ramp_years=4.0).production(world)
    assert sum(o.like.size for o in ramp or ()) < 0.1 * sum(o.like.size for o in full)


def test_very_low_rents_outside_house_more_of_the_first_quartile_there(scenario, demo_territory):
    from simulation.model import HousingModel

    def first(*policies):
        made = scenario(*policies, years=3)
        table = HousingModel(made, key=3, territory=demo_territory).run().tables()["attributions"]
        outside = (table["sector"] == "outside") & (table["year"] > 2022)
        return table["leases"][outside & (table["quartile"] == 1)].sum()

    rule = {"name": "accessible_production", "share": 0.05, "lag_months": 3, "plai_rent": 3.5}
    assert first(rule) > first() + 10
