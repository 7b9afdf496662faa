"""The balance table of residences and the stock that the first quartile can pay."""

import numpy as np
import pytest

from simulation.kernels.bill import cost_terms
from simulation.kernels.commission import fits, full_cost, under_ceiling
from simulation.kernels.utility import read_home
from simulation.observers import accessible_stock, areas, reconciliation, residences
from simulation.processes.context import homes, open_files, places
from simulation.state.schema import DwellingStatus, Financing, Place


@pytest.fixture(scope="module")
def balance(december):
    return residences.observe(december.world, december.context)


def test_each_residence_that_stands_has_its_occupation_against_the_territory(
    december, balance, rows
):
    world, d, h = december.world, december.world.dwellings, december.world.households
    housed = np.flatnonzero(h.place == Place.HOUSED)
    tenants = housed[d.is_social[h.dwelling[housed]]]
    at, first = d.residence[h.dwelling[tenants]], h.quartile_fixed[tenants] == 1
    area = d.area[h.dwelling[tenants]]
    for row in rows(balance):
        own = at == row["residence"]
        stock = d.is_social & (d.residence == row["residence"])
        stock &= d.status != DwellingStatus.DEMOLISHED
        assert row["homes"] == stock.sum() > 0
        assert row["tenants"] == own.sum()
        assert row["vacant"] == (stock & (d.status == DwellingStatus.VACANT)).sum()
        assert row["mean_rent_eur"] == pytest.approx(d.rent[stock].mean() / 100)
        assert (
            row["financing"] == Financing(world.residences.financing[row["residence"]]).name.lower()
        )
        if own.any():
            share = first[own].mean()
            assert row["q1_share"] == pytest.approx(share)
            assert row["q1_gap"] == pytest.approx(share - first.mean())
            assert row["q1_gap_to_area"] == pytest.approx(share - first[area == row["area"]].mean())
        else:
            assert np.isnan(row["q1_share"])
    gone = d.is_social & (d.status == DwellingStatus.DEMOLISHED)
    fallen = set(d.residence[gone].tolist()) - set(balance["residence"].tolist())
    assert fallen  # the demolished ones are not in the table


def test_traits_of_the_tenants_of_a_residence_are_counted_one_by_one(december, balance, rows):
    d, h = december.world.dwellings, december.world.households
    seen = 0
    for row in rows(balance):
        lettable = (d.residence == row["residence"]) & (d.status == DwellingStatus.LET)
        own = d.occupant[lettable & d.is_social]
        if not own.size or (d.status[d.residence == row["residence"]] > 2).any():
            continue
        assert row["legal_q1_share"] == pytest.approx((h.quartile_legal[own] == 1).mean())
        assert row["without_work_share"] == pytest.approx(np.isin(h.activity[own], (1, 3)).mean())
        alone = (h.adults[own] == 1) & (h.persons[own] > 1)
        assert row["lone_parent_share"] == pytest.approx(alone.mean())
        seen += 1
    assert seen > 100


def test_the_index_is_the_sum_of_standardised_shares_and_classes_hold_as_many_homes(
    december, balance
):
    settings = december.scenario.assessment
    known = np.isfinite(balance["fragility_index"]) & np.isfinite(balance["legal_q1_share"])
    known &= balance["homes"] > 0
    index, classes = balance["fragility_index"][known], balance["fragility_today"][known]
    order = np.argsort(index, kind="stable")
    assert (np.diff(classes[order]) >= 0).all()
    sizes = [balance["homes"][known][classes == c].sum() for c in range(1, settings.classes + 1)]
    assert min(sizes) > 0.8 * sum(sizes) / settings.classes
    correlation = np.corrcoef(index, balance["without_work_share"][known])[0, 1]
    assert correlation > 0.3


def test_residences_add_up_to_areas_and_to_the_accounts(december, balance):
    found, sheet = reconciliation.observe(december.world), areas.observe(december.world)
    assert balance["homes"].sum() == found["social_stock"][0]
    assert balance["vacant"].sum() == found["social_vacant"][0]
    lettings = december.world.ledger.events("lettings")
    assert balance["lettings"].sum() == lettings["month"].size
    assert balance["lettings_q1"].sum() == (lettings["quartile"] == 1).sum()
    for name, column in (("tenants", "social_households"), ("q1", "q1"), ("q4", "q4")):
        by_area = np.bincount(balance["area"], balance[name], minlength=len(sheet["area"]))
        np.testing.assert_array_equal(by_area, sheet[column])
    assert balance["offers"].sum() == sheet["offers"].sum()
    assert balance["refusals"].sum() == sheet["refusals"].sum()


def families(world, spare, rooms):
    """Return five applicants at even ranks of income, one of each fifth, among those that fit."""
    h = world.households
    found = [
        (h.income[row] / h.units[row], h.id[row], row)
        for row in world.applications.household[open_files(world)]
        if h.quartile_legal[row] == 1 and fits(int(h.persons[row]), rooms, spare)
    ]
    ranked = [row for *_, row in sorted(found)]
    return [ranked[int((k + 0.5) * len(ranked) / 5)] for k in range(5)] if ranked else []


def test_a_home_is_accessible_when_most_of_those_who_stand_for_the_first_quartile_can_pay(
    december, rows
):
    world, d, h = december.world, december.world.dwellings, december.world.households
    rules, found = december.context.rules, accessible_stock.observe(world, december.context)
    able = {rooms: families(world, rules.spare_rooms, rooms) for rooms in range(1, 6)}
    let = set(world.ledger.events("lettings")["dwelling"].tolist())
    cells = {}
    for row in np.flatnonzero(d.is_social & (d.status != DwellingStatus.DEMOLISHED)):
        home = read_home(homes(world), places(world), int(row), world.month, world.start_year)
        rooms, who = min(int(d.rooms[row]), 5), 0
        for family in able[rooms]:
            terms = cost_terms(
                world.law, int(h.adults[family]), int(h.persons[family] - h.adults[family]),
                float(h.resources[family]), float(h.fiscal_income[family]),
                int(h.category[family]),
            )  # fmt: skip
            pays = full_cost(rules, terms, home) <= rules.effort_maximum * h.income[family]
            who += pays and under_ceiling(
                home, world.ceilings, h.category[family], h.fiscal_income[family]
            )
        vacated = int(row) in let or d.status[row] == DwellingStatus.VACANT
        is_accessible = bool(able[rooms]) and 2 * who >= len(able[rooms])
        cell = cells.setdefault((int(d.area[row]), rooms), [0, 0, 0, 0])
        for k, count in enumerate((1, is_accessible, vacated, vacated and is_accessible)):
            cell[k] += count
    for row in rows(found):
        expected = cells.pop((row["area"], row["rooms"]))
        names = ("stock", "accessible", "vacancies", "accessible_vacancies")
        assert [row[name] for name in names] == expected
        assert row["accessible_share"] == pytest.approx(row["accessible"] / row["stock"])
    assert not cells
    assert 0 < found["accessible"].sum() < found["stock"].sum()


def test_without_files_of_the_first_quartile_nothing_is_accessible(small_model):
    model = small_model(spin_up_years=0)
    found = accessible_stock.observe(model.world, model.context)
    assert found["stock"].sum() == model.world.dwellings.is_social.sum()
    assert not found["accessible"].any()
