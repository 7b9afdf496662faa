"""Our law against the frozen answers of `openfisca-france` 176 (`make oracle` refreshes them)."""

import csv
import importlib.util
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from simulation.law.bills import monthly_bills
from simulation.law.ceilings import Region, ceiling_table
from simulation.law.in_force import law_in_force
from simulation.law.income import resource_base
from simulation.law.tables.ceilings import PLUS
from simulation.state.schema import Financing

HERE = Path(__file__).parent
EURO = 100
FURTHER = 7


@pytest.fixture(scope="module")
def oracle():
    specification = importlib.util.spec_from_file_location("compare", HERE / "compare.py")
    compare = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(compare)
    cases = compare.read(HERE / "housing_aid.csv")
    return cases, compare.ours(cases)


def test_the_frozen_table_covers_dates_zones_sectors_and_families(oracle):
    cases, _ = oracle
    assert 1000 <= cases["zone"].size <= 2000
    assert np.unique(cases["month"]).size > 10
    assert set(cases["zone"]) == {1, 2, 3}
    assert set(cases["sector"]) == {"social", "private"}
    assert set(cases["dependants"]) >= set(range(7))
    assert (cases["paid_cents"] > 0).mean() > 0.4
    assert (HERE / "housing_aid.csv").stat().st_size < 300_000


@pytest.mark.parametrize("answer", ["gross_cents", "paid_cents"])
@pytest.mark.parametrize("sector", ["social", "private"])
def test_the_aid_is_within_one_euro_of_openfisca_for_99_percent(oracle, answer, sector):
    cases, ours = oracle
    gap = np.abs(ours[answer] - cases[answer])[cases["sector"] == sector]
    assert (gap <= EURO).mean() >= 0.99
    assert (gap <= 1).mean() >= 0.75


def test_no_difference_is_left_when_openfisca_is_given_the_resources(oracle):
    cases, ours = oracle
    given = cases["given"] == "resources"
    assert (np.abs(ours["paid_cents"] - cases["paid_cents"])[given] <= EURO).all()


def test_the_rent_reduction_is_that_of_openfisca(oracle):
    cases, ours = oracle
    assert (ours["reduction_cents"] == cases["reduction_cents"]).all()


def test_the_bills_of_a_run_are_those_of_openfisca(oracle):
    """What kernels reckon with, by the law of each month, against aid paid and reduction."""
    cases, _ = oracle
    gaps = []
    for month, zone in sorted(set(zip(cases["month"], cases["zone"], strict=True))):
        rows = (cases["month"] == month) & (cases["zone"] == zone)
        some = {name: values[rows] for name, values in cases.items()}
        is_social = some["sector"] == "social"
        wages = EURO * some["taxable_eur"] / 12
        resources = resource_base(wages, 0, receives_rsa=some["receives_rsa"] > 0)
        found = monthly_bills(
            law_in_force(f"{month}-01", int(zone)), some["adults"], some["dependants"], resources,
            0.0, 0, some["rent_cents"], 50.0,
            np.where(is_social, Financing.PLUS, Financing.PRIVATE_RENTAL), False,
        )  # fmt: skip
        reduction = np.where(is_social, some["reduction_cents"], 0)
        np.testing.assert_array_equal(found.reduction, reduction)
        gaps.append(np.abs(found.aid - some["paid_cents"]))
    gap = np.concatenate(gaps)
    assert gap.size == cases["zone"].size
    assert (gap <= EURO).mean() >= 0.99
    assert (gap <= 1).mean() >= 0.95


def test_plus_ceilings_are_exact_for_every_year_region_and_category():
    with (HERE / "plus_ceilings.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    told = {(int(row["year"]), row["region"], int(row["category"])) for row in rows}
    assert told == set(product(range(2017, 2027), map(str, Region), range(1, FURTHER + 1)))
    assert len(rows) == len(told)
    for row in rows:
        date, region = f"{row['year']}-01-01", Region(row["region"])
        category, ceiling = int(row["category"]), int(row["ceiling_eur"])
        if category == FURTHER:
            assert PLUS.at(date)[region][-1] == ceiling
            largest = ceiling_table(date, region)[Financing.PLUS, FURTHER - 2 :]
            assert (np.diff(largest) == ceiling).all()
        else:
            assert ceiling_table(date, region)[Financing.PLUS, category - 1] == ceiling
