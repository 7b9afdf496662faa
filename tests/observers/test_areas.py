"""The sheet of a neighbourhood: counted again household by household, move by move."""

import numpy as np
import pytest

from simulation.observers import areas, money, reconciliation
from simulation.processes.bills import current_bills
from simulation.processes.poverty import share_poor_by_area
from simulation.state.schema import DwellingStatus, Move, Place


@pytest.fixture(scope="module")
def sheet(december):
    return areas.observe(december.world)


@pytest.fixture(scope="module")
def tenants(december):
    """Return the social tenants of each area, found one household after the other."""
    world, d, h = december.world, december.world.dwellings, december.world.households
    place, homes, areas_of = h.place.tolist(), h.dwelling.tolist(), d.area.tolist()
    found = {area: [] for area in range(len(world.areas))}
    for row, home in enumerate(homes):
        if place[row] == Place.HOUSED and d.is_social[home]:
            found[areas_of[home]].append(row)
    return found


def test_occupants_are_those_who_live_there_against_the_territory(december, sheet, tenants, rows):
    world, h = december.world, december.world.households
    everybody = [row for own in tenants.values() for row in own]
    territory = np.mean([h.quartile_fixed[row] == 1 for row in everybody])
    seen = 0
    for found in rows(sheet):
        own = tenants[found["area"]]
        assert found["social_households"] == len(own)
        if not own:
            assert np.isnan(found["q1_share"])
            continue
        first = np.mean([h.quartile_fixed[row] == 1 for row in own])
        assert found["q1_share"] == pytest.approx(first)
        assert found["q1_gap"] == pytest.approx(first - territory)
        alone = [h.adults[row] == 1 and h.persons[row] > 1 for row in own]
        assert found["lone_parent_share"] == pytest.approx(np.mean(alone))
        idle = [h.activity[row] in (1, 3) for row in own]
        assert found["without_work_share"] == pytest.approx(np.mean(idle))
        aid = current_bills(world, np.array(own)).aid
        assert found["aided_share"] == pytest.approx(np.mean(aid > 0))
        income = (h.income[own] + aid) / 100 / h.units[own]
        poor = h.persons[own][income < world.poverty_line].sum() / h.persons[own].sum()
        assert found["social_poverty_share"] == pytest.approx(poor)
        seen += 1
    assert seen > 10


def test_recent_movers_are_tenants_of_less_than_two_years(december, sheet, tenants, rows):
    world, h = december.world, december.world.households
    for found in rows(sheet):
        own = [r for r in tenants[found["area"]] if world.month - h.moved_in[r] < 24]
        assert found["recent_households"] == len(own)
        for quartile in (1, 2, 3, 4):
            number = sum(h.quartile_fixed[row] == quartile for row in own)
            assert found[f"recent_q{quartile}"] == number
    assert 0 < sheet["recent_households"].sum() < sheet["social_households"].sum()


def test_poverty_of_all_homes_and_the_gap_to_the_territory(december, sheet):
    world, h = december.world, december.world.households
    np.testing.assert_allclose(sheet["poverty_share"], share_poor_by_area(world))
    housed = np.flatnonzero(h.place == Place.HOUSED)
    at = world.dwellings.area[h.dwelling[housed]]
    persons = np.bincount(at, weights=h.persons[housed], minlength=len(world.areas))
    territory = (sheet["poverty_share"] * persons).sum() / persons.sum()
    lived_in = persons > 0
    gaps = sheet["poverty_share"][lived_in] - territory
    np.testing.assert_allclose(sheet["poverty_gap"][lived_in], gaps)


def test_who_came_who_stayed_and_who_left_with_their_incomes(december, sheet, tenants, rows):
    world, d, h = december.world, december.world.dwellings, december.world.households
    moves = rows(world.ledger.events("moves"))
    came, left = ({a: [] for a in range(len(world.areas))} for _ in range(2))
    for move in moves:
        ends = [move["origin"], move["destination"]]
        area = [int(d.area[home]) if home >= 0 else None for home in ends]
        if move["kind"] == Move.SETTLE and area[0] == area[1]:
            continue
        if ends[0] >= 0 and d.is_social[ends[0]]:
            left[area[0]].append(move["income_per_unit"] / 100)
        if ends[1] >= 0 and d.is_social[ends[1]]:
            came[area[1]].append(move["income_per_unit"] / 100)
    for found in rows(sheet):
        for name, incomes in (("entrants", came), ("leavers", left)):
            values = incomes[found["area"]]
            assert found[name] == len(values)
            if values:
                assert found[f"{name}_income_eur_unit"] == pytest.approx(np.mean(values))
        stayed = [r for r in tenants[found["area"]] if world.month - h.moved_in[r] >= 12]
        assert found["stayers"] == len(stayed)
        if stayed:
            income = (h.income[stayed] / h.units[stayed]).mean() / 100
            assert found["stayers_income_eur_unit"] == pytest.approx(income)
    assert sheet["entrants"].sum() > 100 < sheet["leavers"].sum()


def test_entrants_and_leavers_reconcile_with_the_tenants_of_the_year(december, sheet):
    """Tenants of December are those of last December, and who came, and who left; none was sold."""
    table = december._tables["areas"]  # what the run kept of the year before
    before = table[-1]["social_households"]
    after = before + sheet["entrants"] - sheet["leavers"]
    np.testing.assert_array_equal(after, sheet["social_households"])


def test_stock_vacancy_lettings_and_refusals_add_up_to_the_accounts(december, sheet):
    found = reconciliation.observe(december.world)
    lettings = december.world.ledger.events("lettings")
    assert sheet["social_stock"].sum() == found["social_stock"][0]
    assert sheet["social_vacant"].sum() == found["social_vacant"][0]
    assert sheet["social_households"].sum() == found["social_occupied"][0]
    assert sheet["lettings"].sum() == lettings["month"].size
    assert sheet["all_households"].sum() == found["households_housed"][0]
    stock = np.maximum(sheet["social_stock"], 1)
    shares = 100 * sheet["lettings"] / stock
    some = sheet["social_stock"] > 0
    np.testing.assert_allclose(sheet["turnover_percent"][some], shares[some])
    made = sheet["offers"] > 0
    refused = sheet["refusals"][made] / sheet["offers"][made]
    np.testing.assert_allclose(sheet["refusals_per_offer"][made], refused)


def test_files_are_counted_in_each_area_that_they_ask_for(december, sheet):
    a, h = december.world.applications, december.world.households
    asked = np.zeros((len(december.world.areas), 2), int)
    for file in range(len(a)):
        if a.household[file] >= 0:
            first = h.quartile_legal[a.household[file]] == 1
            for area in a.asked[file]:
                if area >= 0:
                    asked[area] += (1, first)
    np.testing.assert_array_equal(sheet["files_asking"], asked[:, 0])
    np.testing.assert_array_equal(sheet["files_asking_q1"], asked[:, 1])
    assert sheet["label"].tolist() == list(december.world.names.areas)


def test_an_area_without_social_homes_has_no_shares(small_model):
    model = small_model(spin_up_years=0)
    model.step()
    world = model.world
    world.dwellings.owned("occupancy").is_social[world.dwellings.area == 2] = False
    found = areas.observe(world)
    for name in ("q1_share", "vacancy_percent", "social_poverty_share", "aided_share"):
        assert np.isnan(found[name][2])
        assert np.isfinite(found[name][1])
    assert found["social_stock"][2] == 0


def test_money_of_areas_adds_up_to_that_of_sectors(december, tenants, rows):
    world, d = december.world, december.world.dwellings
    by_area, by_sector = money.observe_areas(world), money.observe(world)
    inside = {"qpv": by_area["is_qpv"], "outside": ~by_area["is_qpv"]}
    inside["all"] = inside["qpv"] | inside["outside"]
    for name in set(by_area) - {"year", "area", "is_qpv"}:
        for sector, mask in inside.items():
            (whole,) = by_sector[name][by_sector["sector"] == sector]
            assert by_area[name][mask].sum() == pytest.approx(whole, abs=0.005), name
    for found in rows(by_area):
        own = tenants[found["area"]]
        assert found["rent_due_eur"] == pytest.approx(
            d.rent[world.households.dwelling[own]].sum() / 100
        )
        empty = d.is_social & (d.status == DwellingStatus.VACANT) & (d.area == found["area"])
        assert found["vacancy_loss_eur"] == pytest.approx(d.rent[empty].sum() / 100)
        due = current_bills(world, np.array(own, np.int64))
        assert found["housing_aid_eur"] == pytest.approx(due.aid.sum() / 100)
        assert found["supplement_payers"] == (due.supplement > 0).sum()
