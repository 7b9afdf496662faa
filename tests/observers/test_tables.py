"""Observed tables: counted again in the plainest way from the world and its ledger."""

import numpy as np
import pytest

from simulation.indicators import dissimilarity
from simulation.model import HousingModel
from simulation.observers import (
    areas,
    attributions,
    market,
    money,
    policies,
    reconciliation,
    segregation,
)
from simulation.policies import registry as registry_of
from simulation.processes.poverty import current_aid
from simulation.schedule import run_month
from simulation.state.schema import Channel, DwellingStatus, Place


@pytest.fixture(scope="module")
def world(scenario, demo_territory):
    """Return a world at the end of December, its ledger still whole."""
    rule = {"name": "reconstruction", "share": 0.2, "duration_years": 1, "notice_months": 6}
    made = scenario(rule, spin_up_years=1, years=1)
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


def outside(world, homes):
    return ~world.areas.is_qpv[world.dwellings.area[homes]]


def test_attributions_have_both_numerators(world):
    lettings = world.ledger.events("lettings")
    there = outside(world, lettings["dwelling"])
    first = there & (lettings["quartile"] == 1)
    rehoused = lettings["channel"] == Channel.REHOUSING
    assert rehoused.any()
    found = row(attributions.observe(world), sector="outside", quartile=1)
    assert found["year"] == 2022
    assert found["leases"] == first.sum()
    assert found["rehoused"] == (first & rehoused).sum()
    assert found["share"] == pytest.approx((first & ~rehoused).sum() / there.sum())
    both = first | (there & rehoused)
    assert found["share_with_rehoused"] == pytest.approx(both.sum() / there.sum())


def test_shares_of_quartiles_and_the_rehoused_make_one(world):
    table = attributions.observe(world)
    for sector in ("qpv", "outside", "all"):
        inside = table["sector"] == sector
        total = table["leases"][inside].sum()
        alone = table["share"][inside].sum() + table["rehoused"][inside].sum() / total
        assert alone == pytest.approx(1.0)


def test_refusals_per_offer_leave_the_rehoused_out(world):
    offers = world.ledger.events("offers")
    chosen = outside(world, offers["dwelling"]) & (offers["channel"] != Channel.REHOUSING)
    found = row(market.observe(world), sector="outside")
    assert found["offers"] == chosen.sum()
    assert found["refusals"] == (chosen & (offers["accepted"] == 0)).sum()
    assert found["refusals_per_offer"] == pytest.approx(found["refusals"] / found["offers"])
    assert found["applicants_offered"] == np.unique(offers["household_id"][chosen]).size
    assert found["applicants_refusing"] <= found["applicants_offered"]


def test_stock_vacancy_and_turnover_count_what_stands(world):
    d = world.dwellings
    stock = d.is_social & ~np.isin(d.status, (DwellingStatus.DEMOLISHED, DwellingStatus.SOLD))
    vacant = stock & (d.status == DwellingStatus.VACANT)
    found = row(market.observe(world), sector="all")
    assert found["social_stock"] == stock.sum()
    assert found["vacancy_percent"] == pytest.approx(100 * vacant.sum() / stock.sum())
    assert found["vacancy_3m_percent"] <= found["vacancy_percent"]
    assert found["turnover_percent"] == pytest.approx(100 * found["lettings"] / stock.sum())
    assert found["open_files"] == (world.applications.household >= 0).sum()
    per_letting = found["open_files"] / found["lettings"]
    assert found["files_per_letting"] == pytest.approx(per_letting)


def test_waiting_time_is_that_of_the_files_that_were_housed(world):
    lettings = world.ledger.events("lettings")
    filed = lettings["channel"] != Channel.REHOUSING
    months = lettings["wait_months"][filed]
    found = row(market.observe(world), sector="all")
    assert found["mean_wait_days"] == pytest.approx(months.mean() * 365.25 / 12)
    assert (months >= 0).all()


def test_delays_are_those_of_each_quartile_and_of_large_couples(world):
    lettings = world.ledger.events("lettings")
    filed = lettings["channel"] != Channel.REHOUSING
    days = lettings["wait_months"] * 365.25 / 12
    third = filed & (lettings["quartile"] == 3)
    found = row(attributions.observe(world), sector="all", quartile=3)
    assert found["mean_wait_days"] == pytest.approx(days[third].mean())
    h = world.households
    couples = {int(h.id[i]): h.adults[i] == 2 and h.teenagers[i] + h.children[i] >= 3
               for i in range(len(h)) if h.id[i] >= 0}  # fmt: skip
    large = np.array([couples.get(int(i), False) for i in lettings["household_id"]])
    assert (filed & large).any()
    found = row(market.observe(world), sector="all")
    assert found["mean_wait_days_large"] == pytest.approx(days[filed & large].mean())


def test_money_is_the_rents_due_the_rents_lost_and_the_aid_of_tenants(world):
    d, h = world.dwellings, world.households
    let = d.is_social & (d.occupant >= 0) & ~world.areas.is_qpv[d.area]
    empty = d.is_social & (d.status == DwellingStatus.VACANT) & ~world.areas.is_qpv[d.area]
    found = row(money.observe(world), sector="outside")
    assert found["rent_due_eur"] == pytest.approx(d.rent[let].sum() / 100)
    assert found["vacancy_loss_eur"] == pytest.approx(d.rent[empty].sum() / 100)
    tenants = d.occupant[let]
    assert (h.place[tenants] == Place.HOUSED).all()
    assert found["housing_aid_eur"] == pytest.approx(current_aid(world, tenants).sum() / 100)


def test_areas_add_up_to_the_territory(world):
    table = areas.observe(world)
    h, d = world.households, world.dwellings
    housed = np.flatnonzero(h.place == Place.HOUSED)
    tenants = housed[d.is_social[h.dwelling[housed]]]
    quartiles = np.bincount(h.quartile_fixed[tenants], minlength=5)[1:]
    for quartile in range(4):
        assert table[f"q{quartile + 1}"].sum() == quartiles[quartile]
    assert table["social_households"].sum() == tenants.size
    assert table["all_households"].sum() == housed.size
    assert (table["refusals"] <= table["offers"]).all()
    assert ((table["poverty_share"] >= 0) & (table["poverty_share"] <= 1)).all()


def test_segregation_is_the_index_of_the_counts(world):
    table = segregation.observe(world)
    by_area = areas.observe(world)
    counts = np.stack([by_area[f"q{quartile}"] for quartile in (1, 2, 3, 4)], axis=1)
    where = {"population": "social", "unit": "area", "index": "dissimilarity_q1"}
    where["grouping"] = "quartile"
    assert row(table, **where)["value"] == pytest.approx(dissimilarity(counts, 0))
    assert np.isfinite(table["value"]).all()
    finer = row(table, **{**where, "unit": "residence"})
    assert finer["value"] >= row(table, **where)["value"]
    assert finer["expected_random"] > row(table, **where)["expected_random"]


def test_the_reconciliation_counts_the_present_and_the_flows_of_the_month(world):
    found = row(reconciliation.observe(world))
    h = world.households
    assert found["households_housed"] == (h.place == Place.HOUSED).sum()
    assert found["social_occupied"] + found["social_vacant"] <= found["social_stock"]
    lettings = world.ledger.events("lettings")
    assert found["lettings"] == (lettings["month"] == world.month).sum()


def test_policies_that_touched_nothing_have_rows_of_zero(world):
    chosen = [registry_of()[key]() for key in ("reconstruction", "single_rent")]
    found = policies.observe(world, chosen)
    touched = {key: found["touched"][found["policy"] == key] for key in set(found["policy"])}
    assert set(touched) == {"reconstruction", "single_rent"}
    assert touched["reconstruction"].sum() > 0
    assert not touched["single_rent"].any()
    alone = policies.observe(world, chosen[:1])
    np.testing.assert_array_equal(alone["touched"], touched["reconstruction"])


def test_a_sector_without_lettings_has_no_share(small_model):
    model = small_model(spin_up_years=0)
    table = attributions.observe(model.world)
    assert np.isnan(table["share"]).all()
    assert (table["leases"] == 0).all()
    assert np.isnan(market.observe(model.world)["refusals_per_offer"]).all()
