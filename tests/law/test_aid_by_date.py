"""Housing aid by date, zone and sector; the limits of private tenants."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.config.errors import InputError
from simulation.kernels.housing_aid import aid_terms, limited_aid_for_rent, limited_housing_aid
from simulation.law.housing_aid import aid_parameters, monthly_aid

dates = st.sampled_from(
    ("2017-01-01", "2017-10-01", "2018-06-01", "2019-12-01", "2020-12-01", "2021-12-01",
     "2022-07-01", "2023-12-01", "2024-12-01", "2025-12-01", "2026-12-01")
)  # fmt: skip
zones = st.sampled_from((1, 2, 3))
families = st.tuples(st.integers(1, 2), st.integers(0, 9))


@pytest.mark.parametrize(
    ("date", "zone", "alone", "charges", "least", "allowance"),
    [
        ("2017-06-01", 2, 255.23, 53.27, 34.76, 4562),
        ("2018-06-01", 3, 241.00, 53.67, 35.02, 4562),
        ("2022-12-31", 2, 268.87, 56.12, 36.63, 4870),
        ("2024-01-15", 1, 319.30, 58.08, 37.91, 5186),
        ("2026-10-01", 2, 293.68, 61.29, 40.01, 5235),
    ],
)
def test_parameters_are_those_in_force_on_the_day(date, zone, alone, charges, least, allowance):
    found = aid_parameters(zone, date)
    assert found.rent_ceiling[0] == alone
    assert found.charges[0] == charges
    assert found.minimum_amount == least
    assert found.allowance[0] == allowance


def test_without_a_date_the_law_of_july_2022_holds():
    assert aid_parameters(2).rent_ceiling[:4].tolist() == [268.87, 329.10, 370.32, 370.32 + 53.90]
    assert aid_parameters(2).flat_cut == 5


def test_a_zone_or_a_date_that_is_not_known_is_refused():
    with pytest.raises(InputError, match="choose 1, 2 or 3"):
        aid_parameters(4)
    with pytest.raises(InputError, match="no value known on 2014-01-01"):
        aid_parameters(2, "2014-01-01")


@given(date=dates, zone=zones, family=families, income=st.floats(0, 30_000))
def test_limits_change_nothing_for_social_rents_since_march_2018(date, zone, family, income):
    parameters = aid_parameters(zone, max(date, "2018-03-01"))
    rents = np.arange(10_000, 60_000, 2_500)
    plain = monthly_aid(parameters, *family, rents, income)
    limited = monthly_aid(parameters, *family, rents, income, limited=True)
    assert np.abs(plain - limited).max() <= 1


@pytest.mark.parametrize(("zone", "falls", "nil"), [(1, 3.4, 4.0), (2, 2.5, 3.1), (3, 2.5, 3.1)])
def test_the_aid_of_private_tenants_falls_in_a_line_to_nil(zone, falls, nil):
    parameters = aid_parameters(zone, "2022-07-01", "private")
    ceiling = 100 * parameters.rent_ceiling[0]
    rents = np.rint(ceiling * np.array([1.0, falls, (falls + nil) / 2, nil, nil + 1]))
    aid = monthly_aid(parameters, 1, 0, rents, 0.0, limited=True)
    assert aid[0] == aid[1]
    assert (aid[2] + 500) == pytest.approx((aid[0] + 500) / 2, abs=2)
    assert aid[3:].tolist() == [0, 0]


@pytest.mark.parametrize(
    ("date", "sector", "least"),
    [
        ("2017-06-01", "social", 15),
        ("2018-02-01", "social", 10),
        ("2018-03-01", "social", 0),
        ("2022-07-01", "private", 10),
    ],
)
def test_small_amounts_are_not_paid_but_to_social_tenants_since_2018(date, sector, least):
    parameters = aid_parameters(2, date, sector)
    incomes = np.arange(0, 25_000, 100.0)
    aid = monthly_aid(parameters, 1, 0, 30_000, incomes, limited=True)
    assert aid[aid > 0].min() >= 100 * (least - parameters.flat_cut)
    assert least == 0 or aid[aid > 0].min() < 100 * (least + 5)


@given(
    date=dates, zone=zones, family=families, income=st.floats(0, 40_000),
    rent=st.integers(0, 200_000),
)  # fmt: skip
def test_limited_aid_never_rises_with_resources(date, zone, family, income, rent):
    parameters = aid_parameters(zone, date, "private")
    more = monthly_aid(parameters, *family, rent, income + 1000, limited=True)
    assert more <= monthly_aid(parameters, *family, rent, income, limited=True)


@given(zone=zones, family=families, income=st.floats(0, 40_000), rent=st.integers(0, 200_000))
def test_compiled_and_plain_sources_of_the_limits_agree(zone, family, income, rent):
    parameters = aid_parameters(zone, sector="private")
    terms = aid_terms(parameters, *family, income)
    plain = limited_aid_for_rent.py_func(terms, rent, parameters.least_paid)
    assert plain == limited_aid_for_rent(terms, rent, parameters.least_paid)
    assert limited_housing_aid.py_func(parameters, *family, rent, income) == plain
