"""Solidarity rent reduction, and the housing aid that it lowers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.kernels.tenant_aid import paid_aid, rent_reduction
from simulation.law.housing_aid import aid_parameters, monthly_aid
from simulation.law.rent_reduction import (
    monthly_paid_aid,
    monthly_reduction,
    reduction_parameters,
)

zones = st.sampled_from((1, 2, 3))
families = st.tuples(st.integers(1, 2), st.integers(0, 9))


@pytest.mark.parametrize(
    ("date", "zone", "family", "euros"),
    [
        ("2018-01-31", 2, (1, 0), 0),
        ("2018-06-01", 2, (1, 0), 27.74),
        ("2022-07-01", 2, (1, 0), 44.60),
        ("2022-07-01", 2, (2, 0), 54.49),
        ("2022-07-01", 1, (1, 1), 69.48),
        ("2022-07-01", 3, (2, 3), 56.64 + 2 * 8.03),
        ("2026-06-01", 2, (1, 0), 31.58),
    ],
)
def test_amounts_are_those_of_the_decrees(date, zone, family, euros):
    reduction = monthly_reduction(reduction_parameters(zone, date), *family, 0.0)
    assert reduction == round(100 * euros)


def test_it_is_due_under_the_ceiling_only():
    """Zone 2, 2022, alone: 854 € a month, hence resources of 10,200 € but not of 10,300 €."""
    found = monthly_reduction(reduction_parameters(2), 1, 0, [10_200.0, 10_200.5, 10_300.0])
    assert found.tolist() == [4460, 0, 0]


@given(zone=zones, family=families, income=st.floats(0, 40_000))
def test_it_never_rises_with_resources(zone, family, income):
    parameters = reduction_parameters(zone)
    richer = monthly_reduction(parameters, *family, income + 500)
    assert richer <= monthly_reduction(parameters, *family, income)


def test_the_aid_paid_by_hand():
    """Single, 8,300 € a year, 290 € in 2022: 175.83 − 0.98 × 44.60 = 132.12; CRDS 0.66; 131 €."""
    aid = monthly_aid(aid_parameters(2), 1, 0, 29_000, 8300.0)
    parameters = reduction_parameters(2)
    reduction = monthly_reduction(parameters, 1, 0, 8300.0)
    assert monthly_paid_aid(parameters, aid, reduction) == 13_100


@given(aid=st.integers(0, 60_000), reduction=st.integers(0, 12_000), zone=zones)
def test_the_aid_paid_is_whole_euros_and_loses_98_percent_of_the_reduction(aid, reduction, zone):
    parameters = reduction_parameters(zone)
    paid = int(monthly_paid_aid(parameters, aid, reduction))
    exact = max(0.0, aid - 0.98 * reduction) * 0.995
    assert paid % 100 == 0
    assert exact - 100 < paid <= exact + 1


@given(aid=st.integers(10_000, 60_000), reduction=st.integers(0, 8_000))
def test_the_tenant_gains_little_by_the_reduction_and_loses_nothing(aid, reduction):
    parameters = reduction_parameters(2)
    gain = reduction + int(monthly_paid_aid(parameters, aid, reduction))
    gain -= int(monthly_paid_aid(parameters, aid, 0))
    assert -100 < gain - 0.025 * reduction < 101


@given(zone=zones, family=families, income=st.floats(0, 30_000), aid=st.integers(0, 60_000))
def test_compiled_and_plain_sources_agree(zone, family, income, aid):
    parameters = reduction_parameters(zone)
    reduction = rent_reduction.py_func(parameters, *family, income)
    assert reduction == rent_reduction(parameters, *family, income)
    shares = parameters.aid_share, parameters.levy
    assert paid_aid.py_func(aid, reduction, *shares) == paid_aid(aid, reduction, *shares)
    assert monthly_reduction(parameters, *family, np.array([income]))[0] == reduction
