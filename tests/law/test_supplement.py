"""Solidarity supplement: scale, exemption and cap."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.config.errors import InputError
from simulation.kernels.supplement import excess_coefficient, solidarity_supplement
from simulation.law.supplement import monthly_supplement, supplement_parameters

ZONE_2 = supplement_parameters("2")
CEILING = 20_000.0
resources = st.floats(0, 120_000)
surfaces = st.floats(15, 150)
rents = st.integers(10_000, 90_000)


@pytest.mark.parametrize(
    ("percent", "coefficient"),
    [
        (0, 0), (19.99, 0), (20, 0.27), (20.9, 0.27), (21, 0.33), (50, 2.07),
        (59, 0.27 + 39 * 0.06), (60, 2.61 + 0.08), (149, 2.61 + 90 * 0.08),
        (150, 9.81 + 0.1), (200, 9.81 + 51 * 0.1),
    ],
)  # fmt: skip
def test_the_coefficient_follows_the_scale_of_the_code(percent, coefficient):
    income = CEILING * (1 + percent / 100)
    assert excess_coefficient(ZONE_2, income, CEILING) == pytest.approx(coefficient)


def test_the_amount_by_hand():
    """60 m² in zone 2, 50 % above: 2.07 × 1 € × index 2022 over 2009 × 60 m²."""
    expected = 2.07 * 131.67 / 117.03 * 60
    found = monthly_supplement(ZONE_2, 30_000.0, CEILING, 60.0, 40_000)
    assert found == int(100 * expected)


def test_there_is_none_in_a_priority_neighbourhood():
    found = monthly_supplement(ZONE_2, 40_000.0, CEILING, 60.0, 40_000, [False, True])
    assert found[0] > 0
    assert found[1] == 0


@given(income=resources, surface=surfaces, rent=rents)
def test_rent_and_supplement_take_thirty_percent_of_income_at_most(income, surface, rent):
    found = int(monthly_supplement(ZONE_2, income, CEILING, surface, rent))
    assert found >= 0
    assert found == 0 or rent + found <= 0.30 * income * 100 / 12 + 1


@given(income=resources, surface=surfaces, rent=rents)
def test_it_never_falls_with_income(income, surface, rent):
    found = monthly_supplement(ZONE_2, [income, income + 500], CEILING, surface, rent)
    assert found[0] <= found[1]


def test_it_is_dearer_where_housing_is_and_grows_with_the_index():
    zones = [supplement_parameters(zone).reference for zone in ("1bis", "1", "2", "3")]
    assert np.array(zones) / zones[0] == pytest.approx([1, 0.8, 0.4, 0.1])
    assert supplement_parameters("2", "2009-01-01").reference == 1.0
    assert supplement_parameters("2", "2026-01-01").reference == pytest.approx(145.77 / 117.03)


def test_an_unknown_zone_is_refused():
    with pytest.raises(InputError, match="choose 1bis, 1, 2, 3"):
        supplement_parameters("B1")


@given(income=resources, surface=surfaces, rent=rents, exempt=st.booleans())
def test_compiled_and_plain_sources_agree(income, surface, rent, exempt):
    given_ = (ZONE_2, income, CEILING, surface, rent, exempt)
    assert solidarity_supplement.py_func(*given_) == solidarity_supplement(*given_)
    assert excess_coefficient.py_func(ZONE_2, income, CEILING) == excess_coefficient(
        ZONE_2, income, CEILING
    )
