"""Tables of chosen letting and of the private market, counted again household by household."""

import numpy as np
import pytest

from simulation.model import HousingModel
from simulation.observers import bids, private_market
from simulation.schedule import run_month
from simulation.state.schema import Channel, Financing


@pytest.fixture(scope="module")
def world(scenario, demo_territory):
    """Return a world at the end of December, half of whose vacancies are advertised."""
    made = scenario(spin_up_years=1, years=1, adverts={"share": 0.5})
    model = HousingModel(made, key=6, territory=demo_territory)
    while model.month < 11:
        model.step()
    run_month(model.world, model.context)
    return model.world


def row(table, **where):
    chosen = np.ones(len(table["year"]), bool)
    for name, value in where.items():
        chosen &= table[name] == value
    assert chosen.sum() == 1
    return {name: values[chosen].item() for name, values in table.items()}


@pytest.mark.parametrize("sector", ["qpv", "outside", "all"])
def test_bidders_count_once_a_month_with_their_income(world, sector):
    events, area = world.ledger.events("bids"), world.dwellings.area
    qpv = world.areas.is_qpv
    mask = {"qpv": qpv, "outside": ~qpv, "all": qpv | ~qpv}[sector]
    rows = list(zip(*(events[c].tolist() for c in events), strict=True))
    here = {
        (month, identity): (quartile, income)
        for month, identity, home, quartile, income in rows
        if mask[area[home]]
    }
    found = row(bids.observe(world), sector=sector)
    assert found["bids"] == sum(bool(mask[area[home]]) for _, _, home, _, _ in rows)
    assert found["bidders"] == len(here) > 0
    incomes = [income for _, income in here.values()]
    assert found["bidders_income_eur_unit"] == pytest.approx(np.mean(incomes) / 100)
    first = np.mean([quartile == 1 for quartile, _ in here.values()])
    assert found["bidders_q1_share"] == pytest.approx(first)


def test_applicants_are_those_the_usual_loan_admits_and_others_bid_on_nothing(
    scenario, demo_territory
):
    made = scenario(spin_up_years=0, adverts={"share": 1.0})
    model = HousingModel(made, key=6, territory=demo_territory)
    run_month(model.world, model.context)
    world, h = model.world, model.world.households
    events = world.ledger.events("bids")
    moves = world.ledger.events("files")
    moved = moves["household_id"][moves["opened"] == 0]
    rows = np.flatnonzero(((h.application >= 0) | np.isin(h.id, moved)) & (h.place > 0))
    rows = rows[h.resources[rows] <= world.ceilings[Financing.PLUS, h.category[rows]]]
    bid = np.isin(h.id[rows], events["household_id"])
    income = np.round(h.income[rows] / h.units[rows])
    found = row(bids.observe(world), sector="all")
    assert found["applicants_income_eur_unit"] == pytest.approx(income.mean() / 100)
    assert found["others_income_eur_unit"] == pytest.approx(income[~bid].mean() / 100)
    assert 0 < bid.sum() < rows.size


def test_adverts_and_refusals_are_told_apart_by_channel(world):
    table = bids.observe(world)
    adverts, offers = world.ledger.events("adverts"), world.ledger.events("offers")
    found = row(table, sector="all")
    assert found["adverts"] == adverts["month"].size
    assert found["adverts_without_bid"] == (adverts["bids"] == 0).sum()
    assert adverts["bids"].sum() == found["bids"]
    for name, channel in (("advert", Channel.ADVERT), ("commission", Channel.COMMISSION)):
        made = offers["channel"] == channel
        refused = made & (offers["accepted"] == 0)
        assert found[f"{name}_offers"] == made.sum() > 0
        assert found[f"{name}_refusals_per_offer"] == pytest.approx(refused.sum() / made.sum())
    for column in ("adverts", "bids", "advert_offers", "commission_refusals"):
        parts = [row(table, sector=sector)[column] for sector in ("qpv", "outside")]
        assert sum(parts) == found[column]


def test_a_year_without_adverts_has_no_bids_and_no_means(small_model):
    found = bids.observe(small_model(spin_up_years=0).world)
    assert not found["bids"].any()
    for column in ("bidders_income_eur_unit", "others_income_eur_unit", "bidders_q1_share"):
        assert np.isnan(found[column]).all()


def test_private_homes_are_counted_by_sector_and_tenure(world):
    d, h = world.dwellings, world.households
    financing = world.residences.financing[d.residence]
    outside = ~world.areas.is_qpv[d.area]
    here = outside & (financing == Financing.PRIVATE_RENTAL)
    found = row(private_market.observe(world), sector="outside", tenure="rental")
    assert found["homes"] == here.sum()
    assert found["occupied"] == (here & (d.occupant >= 0)).sum()
    assert found["vacancy_percent"] == pytest.approx(100 * (d.occupant[here] < 0).mean())
    assert found["rent_eur_m2"] == pytest.approx(world.areas.private_rent[d.area[here]].mean())
    assert found["price_eur_m2"] == pytest.approx(world.areas.private_price[d.area[here]].mean())
    rows = d.occupant[here & (d.occupant >= 0)]
    incomes = h.income[rows] / h.units[rows] / 100
    assert found["income_eur_unit"] == pytest.approx(incomes.mean())
