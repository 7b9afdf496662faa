"""Income ceilings by date and region, and the categories of young couples and lone parents."""

import numpy as np
import pytest

from simulation.config.errors import InputError
from simulation.law.ceilings import Region, ceiling_table, household_category, is_young_couple
from simulation.state.schema import Financing


@pytest.mark.parametrize(
    ("year", "region", "plus"),
    [
        (2017, "elsewhere", [20123, 26872, 32316, 39013, 45895, 51723]),
        (2024, "elsewhere", [22642, 30238, 36362, 43899, 51641, 58200]),
        (2025, "paris", [26687, 39885, 52284, 62424, 74271, 83575]),
        (2026, "ile_de_france", [26920, 40233, 48362, 57930, 68577, 77171]),
    ],
)
def test_plus_ceilings_are_those_published(year, region, plus):
    table = ceiling_table(f"{year}-01-01", Region(region))
    assert table[Financing.PLUS, :6].tolist() == plus


@pytest.mark.parametrize(
    ("year", "region", "plai"),
    [
        (2021, "elsewhere", [11531, 16800, 20203, 22479, 26300, 29641, 29641 + 3306]),
        (2022, "paris", [13378, 21805, 28582, 31287, 37218, 41884, 41884 + 4666]),
        (2023, "elsewhere", [12032, 17531, 21082, 23457, 27445]),
        (2025, "paris", [14683, 23931, 31369, 34338, 40847, 45968, 45968 + 5121]),
        (2025, "elsewhere", [12759]),
    ],
)
def test_plai_ceilings_are_those_published_also_where_they_were_reckoned(year, region, plai):
    table = ceiling_table(f"{year}-06-30", Region(region))
    assert table[Financing.PLAI, : len(plai)].tolist() == plai


@pytest.mark.parametrize(("category", "published"), [(0, 34_693), (1, 51_851), (5, 108_648)])
def test_pls_ceilings_are_130_percent_of_plus(category, published):
    pls = ceiling_table("2025-01-01", Region.PARIS)[Financing.PLS, category]
    assert np.floor(pls + 0.5) == published


def test_ceilings_grow_with_the_year_and_towards_paris():
    by_year = [ceiling_table(f"{year}-01-01")[Financing.PLUS] for year in range(2017, 2027)]
    assert (np.diff(by_year, axis=0) > 0).all()
    elsewhere, region, paris = (
        ceiling_table(region=Region(name)) for name in ("elsewhere", "ile_de_france", "paris")
    )
    assert (elsewhere < region).all()
    assert (region <= paris).all()


def test_a_year_without_figures_is_refused():
    with pytest.raises(InputError, match="Income ceilings, PLUS: no value known on 2016-12-31"):
        ceiling_table("2016-12-31")


def test_a_young_couple_counts_as_three_persons():
    young = is_young_couple(2, 0, [27, 28])
    assert young.tolist() == [True, False]
    assert household_category(2, 0, young).tolist() == [2, 1]


@pytest.mark.parametrize(("adults", "dependants"), [(1, 0), (2, 1), (3, 0)])
def test_only_couples_without_dependants_are_young_couples(adults, dependants):
    assert not is_young_couple(adults, dependants, 22)


def test_the_ages_of_both_count():
    assert is_young_couple(2, 0, 35, partner_age=20)
    assert not is_young_couple(2, 0, 36, partner_age=20)


def test_a_lone_parent_counts_one_more_person_than_it_has():
    assert household_category([1, 1, 1], [1, 2, 3]).tolist() == [2, 3, 4]
