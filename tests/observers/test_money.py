"""The money of December: what tenants pay, landlords receive and the State pays, to the cent."""

import numpy as np
import pytest

from simulation.kernels.utility import home_cost, read_home, read_person
from simulation.model import HousingModel
from simulation.observers import money
from simulation.processes import income
from simulation.processes.bills import current_bills, net_costs
from simulation.processes.context import homes, people, places
from simulation.state.schema import DwellingStatus, Financing, Place

SECTORS = ("qpv", "outside", "all")


@pytest.fixture(scope="module")
def world(demo_run):
    return demo_run.world


@pytest.fixture(scope="module")
def table(world):
    found = money.observe(world)
    return {
        sector: {name: values[i].item() for name, values in found.items()}
        for i, sector in enumerate(found["sector"])
    }


def social_tenants(world, sector):
    h, d = world.households, world.dwellings
    rows = np.flatnonzero(h.place == Place.HOUSED)
    rows = rows[d.is_social[h.dwelling[rows]]]
    qpv = world.areas.is_qpv[d.area[h.dwelling[rows]]]
    return rows[{"qpv": qpv, "outside": ~qpv, "all": qpv | ~qpv}[sector]]


def cents(amount):
    return round(100 * amount)


@pytest.mark.parametrize("sector", SECTORS)
def test_tenants_and_the_state_pay_what_landlords_receive_to_the_cent(table, sector):
    row = table[sector]
    paid = cents(row["paid_by_tenants_eur"]) + cents(row["housing_aid_eur"])
    assert paid == cents(row["received_by_landlords_eur"])
    due = cents(row["rent_due_eur"]) + cents(row["charges_due_eur"])
    due += cents(row["supplement_eur"]) - cents(row["rent_reduction_eur"])
    assert due == cents(row["received_by_landlords_eur"])


def test_sectors_add_up(table):
    for name, value in table["all"].items():
        if name.endswith("_eur") or name in {"supplement_payers", "aided_tenants"}:
            parts = table["qpv"][name] + table["outside"][name]
            assert parts == pytest.approx(value, abs=1e-6)


@pytest.mark.parametrize("sector", SECTORS)
def test_what_tenants_pay_is_the_net_cost_by_which_households_choose(
    world, demo_run, table, sector
):
    """The kernels of choice and the vectorised bills are one law."""
    c, rows = demo_run.context, social_tenants(world, sector)
    total = 0.0
    for row in rows:
        person = read_person(
            c.tastes, c.codes, world.law, people(world), homes(world), places(world), row, 0
        )
        home = read_home(homes(world), places(world), person.home, 0, world.start_year)
        total += home_cost(person, home)
    assert cents(table[sector]["paid_by_tenants_eur"]) == pytest.approx(total, abs=0.5)
    assert net_costs(world, rows).sum() == pytest.approx(total, abs=0.5)


def test_supplement_is_due_outside_exempt_areas_only(table):
    assert table["qpv"]["supplement_eur"] == table["qpv"]["supplement_payers"] == 0
    assert table["outside"]["supplement_eur"] > 0
    assert table["outside"]["supplement_payers"] > 0
    assert table["qpv"]["rent_reduction_eur"] > 0


@pytest.mark.parametrize("sector", SECTORS)
def test_effort_and_residual_income_are_those_of_the_tenants(world, table, sector):
    h, rows, row = world.households, social_tenants(world, sector), table[sector]
    cost, means = net_costs(world, rows), h.income[rows].astype(float)
    assert row["effort_mean_percent"] == pytest.approx(100 * cost.sum() / means.sum())
    assert row["effort_median_percent"] == pytest.approx(np.median(100 * cost / means))
    left = (means - cost) / 100 / h.units[rows] / (365.25 / 12)
    assert row["residual_mean_eur_unit_day"] == pytest.approx(left.mean())
    quantiles = [row[f"residual_{name}_eur_unit_day"] for name in ("q25", "median", "q75")]
    assert quantiles == pytest.approx(np.quantile(left, [0.25, 0.5, 0.75]).tolist())
    assert row["effort_q25_percent"] < row["effort_median_percent"] < row["effort_q75_percent"]


def test_vacancies_are_lost_rents(world, table):
    d = world.dwellings
    empty = d.is_social & (d.status == DwellingStatus.VACANT) & world.areas.is_qpv[d.area]
    assert cents(table["qpv"]["vacancy_loss_eur"]) == d.rent[empty].sum()


def test_a_tenant_without_income_has_no_effort_and_is_counted(small_model):
    world = small_model(spin_up_years=0).world
    row = social_tenants(world, "all")[:1]
    owned = world.households.owned("demography")
    owned.earnings[row] = owned.replacement[row] = owned.minima[row] = 0
    income.derive(world, row)
    found = money.observe(world)
    assert found["without_income"].max() == 1
    assert all(np.isfinite(found[name]).all() for name in found if name != "sector")


def test_a_sector_without_social_tenants_has_no_effort(small_model):
    world = small_model(spin_up_years=0).world
    world.areas.owned("synthesis").is_qpv[:] = False
    found = money.observe(world)
    nobody = found["sector"] == "qpv"
    assert (found["rent_due_eur"][nobody] == 0).all()
    assert np.isnan(found["effort_mean_percent"][nobody]).all()
    assert np.isnan(found["residual_median_eur_unit_day"][nobody]).all()


def test_extreme_households_and_free_homes_go_through_a_run(scenario, small_territory):
    """No income, thirteen persons, rents of zero: the accounts hold and every figure is finite."""
    model = HousingModel(
        scenario(spin_up_years=0, years=1), 3, small_territory, check_invariants=True
    )
    world = model.world
    demography, rents = world.households.owned("demography"), world.dwellings.owned("rent")
    for column in (demography.earnings, demography.replacement, demography.minima):
        column[::5] = 0
    world.households.owned("occupancy").children[::7] = 11
    rents.rent[::6] = 0
    income.derive(world, np.arange(len(world.households)))
    model.run()
    found = model.tables()["money"]
    assert all(np.isfinite(found[name]).all() for name in found if name != "sector")
    free = np.flatnonzero((world.dwellings.rent == 0) & (world.dwellings.occupant >= 0))
    rows = world.dwellings.occupant[free].astype(np.int64)
    assert rows.size
    assert not any(amounts.any() for amounts in current_bills(world, rows))
    financing = world.residences.financing[world.dwellings.residence[free]]
    assert np.unique(financing).size > 1
    assert Financing.PLUS in financing
