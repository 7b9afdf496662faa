"""What policies touched and what they cost, year by year."""

import numpy as np
import pytest

from simulation.observers import costs
from simulation.state.schema import Spending, Work

MANAGED = {"name": "neighbourhood_management", "cost_eur_year": 120.0}


@pytest.fixture(scope="module")
def tables(scenario, small_territory):
    from simulation.model import HousingModel

    rent = {"name": "single_rent", "leases": "all"}
    made = scenario(MANAGED, rent, years=2, spin_up_years=1)
    return HousingModel(made, 1, small_territory).run().tables()


def rows(table, **wanted):
    chosen = np.logical_and.reduce([table[name] == value for name, value in wanted.items()])
    return {name: values[chosen] for name, values in table.items()}


def test_each_lever_of_each_policy_has_a_row_a_year_with_its_unit(tables):
    found = tables["policies"]
    first = rows(found, year=2022)
    assert list(zip(first["policy"], first["lever"], first["unit"], strict=True)) == [
        ("neighbourhood_management", "relet_works", "dwellings"),
        ("neighbourhood_management", "care", "dwellings"),
        ("single_rent", "relet_rent", "dwellings"),
        ("single_rent", "lease_rent", "dwellings"),
    ]
    assert first["position"].tolist() == [0, 0, 1, 1]
    assert not rows(found, year=2021)["touched"].any()


def test_what_is_touched_every_month_counts_once_a_year(tables, small_territory):
    found = rows(tables["policies"], year=2023)
    social = (small_territory.residences["financing"] < 4)[small_territory.dwellings["residence"]]
    homes = small_territory.residences["area"][small_territory.dwellings["residence"]] == 0
    assert rows(found, lever="care")["touched"].tolist() == [homes.sum()]
    leases = rows(tables["policies"], lever="lease_rent")
    assert leases["touched"].tolist() == [0, social.sum(), social.sum()]


def test_costs_are_summed_by_policy_kind_and_year(tables, small_territory):
    found = tables["costs"]
    residence = small_territory.dwellings["residence"]
    homes = small_territory.residences["area"][residence] == 0
    homes &= (small_territory.residences["financing"] < 4)[residence]
    assert found["year"].tolist() == [2022, 2023]
    assert set(found["name"]) == {"neighbourhood_management"}
    assert set(found["what"]) == {"management"}
    assert found["eur"] == pytest.approx(120.0 * homes.sum())


def test_projects_pay_too(world):
    for source, cents in ((-1, 100), (-2, 250), (-1, 50), (0, 7)):
        world.ledger.record("costs", month=0, source=source, what=Spending.DEMOLITION, cents=cents)
    found = costs.observe(world, ("rent",), ("north", "south"))
    assert found["name"].tolist() == ["south", "north", "rent"]
    assert found["position"].tolist() == [1, 0, 0]
    assert found["is_project"].tolist() == [True, True, False]
    assert found["eur"].tolist() == [2.5, 1.5, 0.07]
    assert set(found["what"]) == {"demolition"}


def test_without_costs_the_table_has_its_columns_and_no_row(demo_run):
    found = demo_run.tables()["costs"]
    assert list(found) == ["year", "position", "name", "is_project", "what", "eur"]
    assert all(values.size == 0 for values in found.values())
    assert demo_run.tables()["policies"]["year"].size == 0


@pytest.fixture(scope="module")
def renewal(scenario, demo_territory):
    from simulation.model import HousingModel

    policies = (
        {"name": "reconstruction", "share": 0.5, "duration_years": 1, "notice_months": 6},
        {"name": "rehousing_charter"},
        {"name": "diversification", "on_sale_share": 0.4},
        {"name": "accessible_production", "share": 0.02},
        {"name": "attribution_targets", "first_quartile_outside": 0.6, "others_in_qpv": 0.0},
        {"name": "refurbishment", "duration_years": 1, "scope": {"is_qpv": False}},
        {"name": "scoring", "figures": {"seniority_per_year": 3.0}},
    )
    model = HousingModel(scenario(*policies, years=1, spin_up_years=0), 1, demo_territory)
    while model.world.month < 12:
        model.step()
    return model


def count_of(model, policy, lever):
    found = rows(model.tables()["policies"], policy=policy, lever=lever, year=2022)
    return int(found["touched"][0]), str(found["unit"][0])


def test_what_records_touch_is_counted_in_dwellings_households_and_files(renewal, demo_territory):
    d, r = renewal.world.dwellings, renewal.world.residences
    standing = len(demo_territory.dwellings["residence"])
    social = d.is_social[:standing]
    to_fall = (r.planned[d.residence] == Work.DEMOLITION)[:standing] & social
    works = (r.planned[d.residence] == Work.REFURBISHMENT)[:standing] & social
    assert count_of(renewal, "reconstruction", "demolitions") == (to_fall.sum(), "dwellings")
    assert count_of(renewal, "refurbishment", "refurbishments") == (works.sum(), "dwellings")
    stock = (demo_territory.residences["financing"] < 4)[demo_territory.dwellings["residence"]]
    ordered = round(0.02 * stock.sum())
    assert count_of(renewal, "accessible_production", "production") == (ordered, "dwellings")
    rehoused, unit = count_of(renewal, "rehousing_charter", "rehousing")
    assert unit == "households"
    assert 0 < rehoused <= to_fall.sum()
    on_sale, unit = count_of(renewal, "diversification", "sales")
    qpv = renewal.world.areas.is_qpv[d.area[:standing]]
    assert unit == "dwellings"
    assert 0.2 * (stock & qpv).sum() < on_sale < 0.6 * (stock & qpv).sum()
    reserved, unit = count_of(renewal, "attribution_targets", "targets")
    assert unit == "dwellings"
    assert 0 < reserved < (stock & ~qpv).sum()
    files, unit = count_of(renewal, "scoring", "scoring_grid")
    assert unit == "applications"
    assert files > 100
