"""What policies touched and what they cost, year by year."""

import numpy as np
import pytest

from simulation.observers import costs
from simulation.state.schema import Spending

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
        ("neighbourhood_management", "care", "areas"),
        ("single_rent", "relet_rent", "dwellings"),
        ("single_rent", "lease_rent", "dwellings"),
    ]
    assert first["position"].tolist() == [0, 0, 1, 1]
    assert not rows(found, year=2021)["touched"].any()


def test_what_is_touched_every_month_counts_once_a_year(tables, small_territory):
    found = rows(tables["policies"], year=2023)
    social = (small_territory.residences["financing"] < 4)[small_territory.dwellings["residence"]]
    assert rows(found, lever="care")["touched"].tolist() == [1]
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
