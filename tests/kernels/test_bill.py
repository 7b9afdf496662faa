"""The net cost of a home, by hand and by its properties; law of July 2022, zone 2."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.kernels import bill as kernels
from simulation.kernels.bill import bill, cost_terms, net_cost
from simulation.law.ceilings import household_category
from simulation.law.in_force import law_in_force
from simulation.state.schema import Financing

LAW = law_in_force()
LARGEST = 32
families = st.tuples(st.integers(1, 2), st.integers(0, LARGEST))
incomes = st.floats(0, 90_000)
surfaces = st.floats(10, 150)
social = st.sampled_from([Financing.HLMO, Financing.PLUS, Financing.PLAI, Financing.PLS])
tenures = st.sampled_from(list(Financing))


def terms_of(income, adults=1, dependants=0, law=LAW, category=None):
    if category is None:
        category = int(household_category(adults, dependants))
    return cost_terms(law, adults, dependants, income, income, category)


def cost(
    income, rent_eur, charges_eur=0, surface=60.0, financing=Financing.PLUS, exempt=False, **family
):
    """Return the net cost in euros."""
    terms = terms_of(income, **family)
    rent, charges = 100.0 * rent_eur, 100.0 * charges_eur
    return net_cost(terms, rent, charges, surface, int(financing), exempt) / 100


def test_the_codes_of_financing_are_those_of_the_schema():
    assert kernels.PLUS == Financing.PLUS
    assert kernels.PRIVATE == Financing.PRIVATE_RENTAL
    assert kernels.OWNED == Financing.OWNER_OCCUPIED
    assert LAW.ceilings.shape[0] == Financing.PRIVATE_RENTAL


# ---- by hand ----


def test_a_tenant_with_rent_reduction():
    """8,300 € a year, rent 290, charges 50: 340 − 44.60 of reduction − 131 of aid paid."""
    assert cost(8300, 290, 50) == pytest.approx(164.40)


def test_a_tenant_without_income():
    """Aid 268.87 + 56.12 − 36.63 − 5 = 283.36; less 98 % of 44.60 and the CRDS: 238 paid."""
    assert cost(0, 290, 50) == pytest.approx(340 - 44.60 - 238)


def test_a_tenant_just_above_the_ceiling_of_the_reduction():
    """10,300 € over twelve is above 854: aid 324.99 − 36.63 − 0.03135 × 5430 − 5, less CRDS."""
    assert cost(10_250, 290, 50) == pytest.approx(340 - 112)


def test_a_private_tenant_has_the_aid_alone():
    """8,300 € a year, rent 500, charges 30: aid 175.83, less 0.87 of CRDS, 174 paid."""
    assert cost(8300, 500, 30, financing=Financing.PRIVATE_RENTAL) == pytest.approx(356)


def test_the_aid_of_a_private_tenant_falls_above_high_rents():
    """At 800 €, (833.50 − 800) / (833.50 − 672.18) of 180.83 is left, less 5, less CRDS: 32."""
    assert cost(8300, 800, financing=Financing.PRIVATE_RENTAL) == pytest.approx(768)


def test_an_owner_pays_what_the_home_costs():
    assert cost(0, 500, 30, financing=Financing.OWNER_OCCUPIED) == 530


@pytest.mark.parametrize(("income", "supplement"), [(25_366, 0), (25_367, 18.22), (25_579, 22.27)])
def test_the_supplement_starts_at_120_percent_of_the_ceiling(income, supplement):
    """Ceiling 21,139 €: 0.27 × 131.67 / 117.03 € × 60 m² from 25,366.80 €, 0.33 a percent on."""
    assert cost(income, 400, 80) == pytest.approx(480 + supplement)


def test_rent_and_supplement_stop_at_thirty_percent_of_income():
    """60,000 €, 183 % above: 13.21 × 1.1251 € × 80 m² = 1,189 €, but 1,500 − 400 is left."""
    assert cost(60_000, 400, 80, surface=80) == pytest.approx(1580)
    assert cost(60_000, 400, 80, surface=60) == pytest.approx(480 + 891.75)


def test_each_financing_has_its_own_threshold():
    """A single at 14,000 €: above 120 % of 11,626 € (PLAI), far under that of PLUS."""
    gap = cost(14_000, 300, financing=Financing.PLAI) - cost(14_000, 300)
    assert gap == pytest.approx(18.22)
    assert cost(30_000, 350, financing=Financing.HLMO) == cost(30_000, 350) > 350
    assert cost(30_000, 350, financing=Financing.PLS) == 350


def test_none_is_due_where_the_area_is_exempt_nor_by_private_tenants():
    assert cost(60_000, 400, 80, exempt=True) == 480
    assert cost(60_000, 900, financing=Financing.PRIVATE_RENTAL) == 900


# ---- properties ----


@given(
    family=families, income=incomes, surface=surfaces, financing=social, exempt=st.booleans(),
    rent=st.integers(20_000, 150_000), rise=st.integers(0, 30_000),
)  # fmt: skip
def test_a_social_net_cost_never_falls_when_the_rent_rises_but_for_the_rounding_to_the_euro(
    family, income, surface, financing, exempt, rent, rise
):
    terms = terms_of(income, *family)
    before = net_cost(terms, rent, 0.0, surface, int(financing), exempt)
    after = net_cost(terms, rent + rise, 0.0, surface, int(financing), exempt)
    assert after >= before - 101


@given(family=families, income=incomes, rent=st.integers(1, 300_000), rise=st.integers(0, 30_000))
def test_a_private_net_cost_falls_only_where_the_least_amount_starts_to_be_paid(
    family, income, rent, rise
):
    terms = terms_of(income, *family)
    private = int(Financing.PRIVATE_RENTAL)
    before = net_cost(terms, rent, 0.0, 0.0, private, True)
    after = net_cost(terms, rent + rise, 0.0, 0.0, private, True)
    starts = LAW.least_private - LAW.aid.flat_cut
    assert after >= before - 100 * (starts + 1) - 1


@given(family=families, income=incomes, rent=st.integers(0, 20_000), surface=surfaces)
def test_above_the_rent_ceiling_every_euro_of_a_poor_tenant_is_paid_in_full(
    family, income, rent, surface
):
    terms = terms_of(income, *family)
    ceiling = np.ceil(100 * terms.aid.rent_ceiling)
    at, above = (
        net_cost(terms, ceiling + more, 0.0, surface, int(Financing.PLUS), True)
        for more in (0.0, float(rent))
    )
    assert above - at == pytest.approx(rent)


@given(
    family=families, income=incomes, rent=st.floats(0, 300_000), surface=surfaces,
    financing=tenures, exempt=st.booleans(),
)  # fmt: skip
def test_bills_are_whole_cents_in_their_bounds(family, income, rent, surface, financing, exempt):
    terms = terms_of(income, *family)
    rent = float(round(rent))
    due = bill(terms, rent, surface, int(financing), exempt)
    assert all(amount >= 0 and amount == round(amount) for amount in due)
    assert due.aid % 100 == 0
    assert due.reduction <= rent
    assert due.supplement == 0 or rent + due.supplement <= 0.30 * income * 100 / 12 + 1
    if financing >= Financing.PRIVATE_RENTAL:
        assert due.reduction == due.supplement == 0
    if rent == 0 or financing == Financing.OWNER_OCCUPIED:
        assert tuple(due) == (0, 0, 0)


@pytest.mark.parametrize("financing", list(Financing))
def test_a_home_without_a_rent_costs_its_charges(financing):
    assert cost(0, 0, 45, financing=financing) == cost(90_000, 0, 45, financing=financing) == 45


@pytest.mark.parametrize("rent", [0.01, 10, 44.59])
def test_nobody_is_let_off_more_than_the_rent(rent):
    due = bill(terms_of(5000.0), 100 * rent, 30.0, int(Financing.PLUS), False)
    assert due.reduction == pytest.approx(100 * rent)


def test_families_beyond_the_scales_keep_the_last_place():
    large = [cost(20_000, 500, adults=2, dependants=n) for n in (10, 11, LARGEST)]
    assert len(set(large)) == 1
    assert cost(20_000, 500, adults=2, dependants=8) > large[0]
    rich = [cost(200_000, 500, adults=2, dependants=n) for n in (10, 11, LARGEST)]
    assert len(set(rich)) == 1


def test_before_march_2018_small_aids_of_social_tenants_were_not_paid():
    early = law_in_force("2017-12-01")
    incomes_of = np.arange(8000, 20_000, 100)
    aids = [
        bill(terms_of(float(income), law=early), 30_000.0, 50.0, int(Financing.PLUS), True).aid
        for income in incomes_of
    ]
    paid = [aid for aid in aids if aid > 0]
    assert 0 < len(paid) < incomes_of.size
    assert min(paid) >= 100 * np.floor(0.995 * (10 - early.aid.flat_cut))


@given(
    family=families, income=incomes, rent=st.floats(0, 300_000), surface=surfaces,
    financing=tenures, exempt=st.booleans(),
)  # fmt: skip
def test_compiled_and_plain_sources_agree(family, income, rent, surface, financing, exempt):
    category = int(household_category(*family))
    terms = cost_terms.py_func(LAW, *family, income, income, category)
    assert terms == terms_of(income, *family)
    home = (rent, surface, int(financing), exempt)
    assert bill.py_func(terms, *home) == bill(terms, *home)
    full = (rent, 5000.0, surface, int(financing), exempt)
    assert net_cost.py_func(terms, *full) == net_cost(terms, *full)
