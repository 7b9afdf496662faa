"""Diversification: private homes on freed land, and homes bought by those who live in them."""

import numpy as np
import pytest

from simulation.kernels.sales import purchase_hazards
from simulation.model import HousingModel
from simulation.policies.base import Order, Sale
from simulation.policies.diversification import Diversification
from simulation.processes import sales
from simulation.processes.context import homes, people, places
from simulation.state.schema import DwellingStatus, Financing


def test_private_homes_are_ordered_on_freed_land_by_tenure(world):
    gone = np.flatnonzero(world.dwellings.residence == 0)
    orders = Diversification(ratio=0.5, rental_share=0.5, price_ratio=1.2).rebuilding(world, gone)
    assert sum(order.like.size for order in orders) == round(0.5 * gone.size)
    tenures = {order.financing: order.like.size for order in orders}
    assert tenures == {Financing.PRIVATE_RENTAL: 3, Financing.OWNER_OCCUPIED: 3}
    assert {order.area for order in orders} == {0}
    assert {order.premium for order in orders} == {1.2}
    elsewhere = np.flatnonzero(world.dwellings.residence == 4)
    assert Diversification().rebuilding(world, elsewhere) is None


def delivered(small_model, premium, months=6):
    """Return a model in which twelve homes to own were delivered in the QPV."""
    model = small_model(spin_up_years=0)
    like = np.flatnonzero(model.world.dwellings.residence == 0)
    order = Order(
        like=like, area=0, due=0, financing=Financing.OWNER_OCCUPIED, rent_eur_m2=0.0,
        premium=premium, source=-1,
    )  # fmt: skip
    model.world.memory.orders.append(order)
    for _ in range(months):
        model.step()
    new = np.flatnonzero(model.world.residences.delivered[model.world.dwellings.residence] == 0)
    return model, new


def test_delivered_private_homes_are_vacant_private_homes_counted_apart(small_model):
    model, new = delivered(small_model, premium=1.0, months=1)
    flows = model.tables()["reconciliation"]
    assert flows["private_delivered"].tolist() == [12]
    assert flows["delivered"].tolist() == [0]
    assert not model.world.dwellings.is_social[new].any()
    assert new.size == 12


def test_what_the_market_does_not_pay_for_stays_empty(small_model):
    def taken(premium):
        model, new = delivered(small_model, premium, months=12)
        return (model.world.dwellings.occupant[new] >= 0).sum()

    assert taken(3.0) == 0
    assert taken(0.3) > 0


def sale(world, share=1.0, ratio=0.5):
    return Sale(np.ones(len(world.residences), bool), share, ratio, source=0, cost_eur=10.0)


def test_buyers_stay_and_stock_and_people_are_conserved(small_model):
    model = small_model(spin_up_years=0)
    world = model.world
    social, people_before = world.dwellings.is_social.sum(), (world.households.id >= 0).sum()
    home_of = dict(zip(world.households.id, world.households.dwelling, strict=True))
    for _ in range(30):
        sales.sell(world, model.context, [sale(world, ratio=0.2)])
        world.month += 12
    sold = np.flatnonzero(world.dwellings.status == DwellingStatus.SOLD)
    assert sold.size > 0
    assert world.dwellings.is_social.sum() == social - sold.size
    assert (world.households.id >= 0).sum() == people_before
    buyers = world.dwellings.occupant[sold]
    assert [home_of[i] for i in world.households.id[buyers]] == sold.tolist()
    owned = world.residences.financing[world.dwellings.residence[sold]]
    assert (owned == Financing.OWNER_OCCUPIED).all()
    events = world.ledger.events("sales")
    assert sorted(events["dwelling"]) == sold.tolist()
    costs = world.ledger.events("costs")
    assert costs["cents"].sum() == 1000 * sold.size


def test_the_better_off_buy_and_cheaper_homes_sell_better(demo_run):
    world, c = demo_run.world, demo_run.context
    tenants = np.flatnonzero(world.dwellings.is_social & (world.dwellings.occupant >= 0))
    rows = world.dwellings.occupant[tenants].astype(np.int64)

    def hazards(ratio, function=purchase_hazards, n=rows.size):
        costs = sales.annuities(world, c, tenants[:n], ratio)
        return function(
            world.month, world.start_year, rows[:n], costs, c.pushes, c.tastes, c.codes, world.law,
            people(world), homes(world), places(world),
        )  # fmt: skip

    dear, cheap = hazards(1.0), hazards(0.5)
    assert (cheap >= dear).all()
    assert cheap.sum() > 1.5 * dear.sum()
    quartile = world.households.quartile_fixed[rows]
    assert cheap[quartile == 4].mean() > cheap[quartile == 1].mean()
    with np.errstate(over="ignore"):
        plain = hazards(0.7, purchase_hazards.py_func, 10)
    assert plain == pytest.approx(hazards(0.7)[:10], rel=1e-12)


def test_sales_are_reported(scenario, demo_territory):
    rule = {"name": "diversification", "on_sale_share": 1.0, "sale_ratio": 0.4}
    made = scenario(rule, years=1, spin_up_years=0)
    model = HousingModel(made, key=2, territory=demo_territory, check_invariants=True).run()
    table, flows = model.tables()["projects"], model.tables()["reconciliation"]
    assert table["sold"].sum() == flows["sold"].sum() > 0
    assert flows["sold"][1:].sum() == 0
