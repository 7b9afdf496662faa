"""Tables of a run folder made again with pandas from its ledger alone, and from each other."""

import numpy as np
import pandas as pd
import pytest

START, REHOUSING, SETTLE = 2022, 1, 2


@pytest.fixture(scope="module")
def events(traced):
    """Return a function that gives the events of a kind with year, area and place of its home."""
    homes = traced["ledger_dwellings"].set_index("dwelling")
    qpv = traced["ledger_areas"].set_index("area")["is_qpv"]

    def of(kind, home="dwelling"):
        frame = traced[f"ledger_{kind}"].copy()
        frame["year"] = START + frame["month"].astype("int64") // 12
        if home in frame:
            known = frame[home].where(frame[home] >= 0)
            for name in ("area", "landlord", "is_social"):
                frame[name] = known.map(homes[name])
            frame["is_qpv"] = frame["area"].map(qpv)
        return frame

    return of


def yearly(frame, *keys):
    return frame.groupby(["year", *keys]).size()


def test_attributions_have_both_numerators(traced, events):
    let = events("lettings")
    table = traced["attributions"].set_index(["year", "sector", "quartile"])
    for (year, sector, quartile), row in table.iterrows():
        inside = let[let["year"] == year]
        if sector != "all":
            inside = inside[inside["is_qpv"] == (sector == "qpv")]
        group = inside[inside["quartile"] == quartile]
        alone = (group["channel"] != REHOUSING).sum()
        legal = alone + (inside["channel"] == REHOUSING).sum() if quartile == 1 else len(group)
        assert row["leases"] == len(group)
        if len(inside):
            assert row["share"] == pytest.approx(alone / len(inside))
            assert row["share_with_rehoused"] == pytest.approx(legal / len(inside))


def test_the_sheet_of_areas_has_the_events_of_each_area(traced, events):
    table = traced["areas"].set_index(["year", "area"])
    offers, moves = events("offers"), events("moves", "destination")
    left = events("moves", "origin")
    stays = (moves["kind"] == SETTLE) & (moves["area"] == left["area"])
    came, gone = moves[(moves["is_social"] == 1) & ~stays], left[(left["is_social"] == 1) & ~stays]
    for column, found in {
        "lettings": yearly(events("lettings"), "area"),
        "offers": yearly(offers, "area"),
        "refusals": yearly(offers[offers["accepted"] == 0], "area"),
        "entrants": yearly(came, "area"),
        "leavers": yearly(gone, "area"),
    }.items():
        expected = found.reindex(table.index, fill_value=0)
        pd.testing.assert_series_equal(table[column], expected, check_names=False)
        assert found.sum() == table[column].sum() > 0
    incomes = came.groupby(["year", "area"])["income_per_unit"].mean() / 100
    got = table["entrants_income_eur_unit"].dropna()
    np.testing.assert_allclose(got, incomes.reindex(got.index))


def test_tenants_of_each_area_are_those_of_the_year_before_and_those_who_came_less_who_left(traced):
    table = traced["areas"].set_index(["year", "area"])
    before = table.groupby("area")["social_households"].shift()
    expected = before + table["entrants"] - table["leavers"]
    known = before.notna()
    assert known.sum() == 3 * 4
    np.testing.assert_array_equal(table["social_households"][known], expected[known])


def test_rehousing_has_the_moves_of_the_ledger(traced, events):
    moved = events("rehousings")
    table = traced["rehousing"].set_index(["year", "group"]).xs("all", level="group")
    out = moved[moved["is_return"] == 0].groupby("year")
    assert len(moved) > 0
    expected = out.size().reindex(table.index, fill_value=0)
    pd.testing.assert_series_equal(table["rehoused"], expected, check_names=False)
    for column, values in (
        ("mean_delay_months", out["delay"].mean()),
        ("mean_cost_before_eur", out["cost_before"].mean() / 100),
        ("mean_cost_after_eur", out["cost_after"].mean() / 100),
    ):
        known = values.reindex(table.index).astype(float)
        pd.testing.assert_series_equal(table[column], known, check_names=False)


def test_right_to_housing_has_the_lettings_and_the_open_files_of_the_accounts(traced, events):
    table = traced["right_to_housing"].set_index(["year", "by", "group"])
    whole = table.xs(("all", "all"), level=("by", "group"))
    let = events("lettings")
    filed = let[let["channel"] != REHOUSING]
    pd.testing.assert_series_equal(whole["housed"], yearly(filed), check_names=False)
    december = traced["reconciliation"].groupby("year").last()
    np.testing.assert_array_equal(whole["open_files"], december["open_files"])
    np.testing.assert_array_equal(whole["unhoused_files"], december["households_hosted"])
    waits = filed.groupby("year")["wait_months"].median() * 365.25 / 12
    pd.testing.assert_series_equal(whole["median_wait_days"], waits, check_names=False)
    sizes = filed.assign(group=filed["persons"].clip(upper=5).astype(str).replace("5", "5+"))
    by_size = table.xs("persons", level="by")["housed"]
    expected = yearly(sizes, "group").reindex(by_size.index, fill_value=0)
    pd.testing.assert_series_equal(by_size, expected, check_names=False)


@pytest.mark.parametrize("tables", ["traced", "compared"])
def test_stocks_and_flows_of_all_tables_reconcile(tables, request):
    found = request.getfixturevalue(tables)
    keys = ["scenario", "replicate", "year"]
    accounts = found["reconciliation"].groupby(keys)
    december, flows = accounts.last(), accounts.sum()
    sheet = found["areas"].groupby(keys).sum(numeric_only=True)
    balance = found["residences"].groupby(keys).sum(numeric_only=True)
    room = found["accessible_stock"].groupby(keys).sum(numeric_only=True)
    for column, expected in (
        (sheet["social_stock"], december["social_stock"]),
        (balance["homes"], december["social_stock"]),
        (room["stock"], december["social_stock"]),
        (sheet["social_vacant"], december["social_vacant"]),
        (balance["vacant"], december["social_vacant"]),
        (sheet["social_households"], december["social_occupied"]),
        (balance["tenants"], december["social_occupied"]),
        (sheet["lettings"], flows["lettings"]),
        (balance["lettings"], flows["lettings"]),
    ):
        pd.testing.assert_series_equal(column, expected, check_names=False)
    landlords = found["attributions_by_landlord"].query("sector == 'all'")
    pd.testing.assert_series_equal(
        landlords.groupby(keys)["leases"].sum(), flows["lettings"], check_names=False
    )
    money = found["money"].query("sector == 'all'").set_index(keys).sort_index()
    by_area = found["money_by_area"].groupby(keys).sum(numeric_only=True)
    for name in ("rent_due_eur", "housing_aid_eur", "supplement_eur", "vacancy_loss_eur"):
        np.testing.assert_allclose(by_area[name], money[name], atol=0.005)
