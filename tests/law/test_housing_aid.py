"""The housing aid and its kink at the rent ceiling, on which much of the model rests."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.kernels.housing_aid import aid_for_rent, aid_terms, family_index, housing_aid
from simulation.law.housing_aid import aid_parameters, monthly_aid

CENT = 1.0
ZONE_2 = aid_parameters(2)
zones = st.sampled_from((1, 2, 3))
families = st.tuples(st.integers(1, 2), st.integers(0, 9))
resources = st.floats(0, 40_000)
rents = st.integers(0, 120_000)


def aid(rent, resources=8300.0, adults=1, dependants=0, zone=2):
    return monthly_aid(aid_parameters(zone), adults, dependants, rent, resources)


@pytest.mark.parametrize(
    ("rent_eur", "effort_percent"), [(220, 20), (290, 24), (350, 32), (420, 43)]
)
def test_efforts_are_those_of_openfisca_for_a_single_at_8300_euros(rent_eur, effort_percent):
    """Charges 50 €; `openfisca-france` 176, end of 2022."""
    net_cost = rent_eur + 50 - aid(rent_eur * 100) / 100
    assert 100 * net_cost / (8300 / 12) == pytest.approx(effort_percent, abs=0.5)


def test_the_formula_by_hand_for_a_couple_with_two_children():
    """Arrêté du 27 septembre 2019, zone 2, 2022: rent 400 €, resources 15,000 €."""
    covered = 400 + 56.12 + 2 * 12.72
    ratio = 400 / (370.32 + 53.90)
    rent_rate = 0.0045 * (0.75 - 0.45) + 0.0068 * (ratio - 0.75)
    share = 0.085 * covered + (0.0238 + rent_rate) * (15_000 - 8509)
    expected = 100 * (covered - share - 5)
    assert aid(40_000, 15_000.0, 2, 2) == pytest.approx(expected, abs=CENT)


@given(zone=zones, family=families, income=resources)
def test_beyond_the_ceiling_no_cent_of_rent_is_helped(zone, family, income):
    ceiling = round(100 * aid_terms(aid_parameters(zone), *family, income).rent_ceiling)
    above = aid(ceiling + np.array([0, 1, 100, 10_000]), income, *family, zone)
    assert np.unique(above).size == 1


@given(zone=zones, family=families, below=st.integers(0, 20_000))
def test_below_the_ceiling_the_poorest_pay_the_minimum_share_only(zone, family, below):
    terms = aid_terms(aid_parameters(zone), *family, 0.0)
    rent = int(100 * terms.rent_ceiling) - below
    covered = rent / 100 + terms.charges
    expected = 100 * (covered - max(0.085 * covered, 36.63) - 5)
    assert aid(rent, 0.0, *family, zone) == pytest.approx(max(0, expected), abs=CENT)


@given(zone=zones, below=st.integers(1000, 8000))
def test_just_below_the_ceiling_most_of_a_further_euro_is_helped(zone, below):
    terms = aid_terms(aid_parameters(zone), 1, 0, 8300.0)
    rent = int(100 * terms.rent_ceiling) - below
    slope = (aid(rent + 1000, zone=zone) - aid(rent, zone=zone)) / 1000
    assert 0.8 < slope < 0.95


@given(zone=zones, family=families, income=resources, rent=rents)
def test_aid_never_falls_with_the_rent_nor_rises_with_resources(zone, family, income, rent):
    assert aid(rent + 500, income, *family, zone) >= aid(rent, income, *family, zone)
    assert aid(rent, income + 1000, *family, zone) <= aid(rent, income, *family, zone)


@given(family=families, income=resources, rent=rents)
def test_aid_never_exceeds_rent_and_flat_charges(family, income, rent):
    terms = aid_terms(ZONE_2, *family, income)
    helped = aid(rent, income, *family)
    assert 0 <= helped <= min(rent, 100 * terms.rent_ceiling) + 100 * terms.charges


def test_resources_are_rounded_up_to_hundred_euros():
    assert aid(25_000, 8201.0) == aid(25_000, 8300.0) < aid(25_000, 8200.0)


def test_families_larger_than_the_scale_keep_its_last_place():
    assert aid(60_000, 0.0, 2, 30) == aid(60_000, 0.0, 2, 11)


@pytest.mark.parametrize(
    ("adults", "dependants", "place"), [(1, 0, 0), (2, 0, 1), (1, 1, 2), (2, 1, 2), (2, 4, 5)]
)
def test_lone_parents_and_couples_with_children_share_a_place(adults, dependants, place):
    assert family_index(adults, dependants) == place


@given(family=families, income=resources, rent=rents)
def test_compiled_and_plain_sources_agree(family, income, rent):
    terms = aid_terms.py_func(ZONE_2, *family, income)
    assert terms == aid_terms(ZONE_2, *family, income)
    assert aid_for_rent.py_func(terms, rent) == aid_for_rent(terms, rent)
    assert housing_aid.py_func(ZONE_2, *family, rent, income) == aid(rent, income, *family)


def test_arguments_broadcast_and_keep_their_shape():
    assert aid(np.array([[20_000], [30_000]]), np.zeros(3)).shape == (2, 3)
