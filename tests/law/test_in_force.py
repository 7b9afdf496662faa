"""The whole law of one day and one place."""

from datetime import timedelta

import numpy as np
import pytest

from simulation.config.errors import InputError
from simulation.config.scenario import LAW_KNOWN, Scenario
from simulation.law.bills import monthly_bills
from simulation.law.ceilings import Region, ceiling_table, household_category, region_of
from simulation.law.housing_aid import DEFAULT_DATE, aid_parameters, monthly_aid
from simulation.law.in_force import law_in_force
from simulation.law.rent_reduction import monthly_paid_aid, monthly_reduction
from simulation.law.supplement import monthly_supplement
from simulation.state.schema import Financing


def test_the_scenario_and_the_law_have_one_default_day():
    assert Scenario.model_fields["law_date"].default == DEFAULT_DATE


@pytest.mark.parametrize("region", list(Region))
@pytest.mark.parametrize(("zone", "supplement_zone"), [(1, "1bis"), (2, "2"), (3, "3")])
def test_every_day_that_a_scenario_may_choose_has_a_law(region, zone, supplement_zone):
    for day in LAW_KNOWN:
        law = law_in_force(day, zone, region, supplement_zone)
        assert (law.ceilings > 0).all()
        assert law.minima.basic_income > 500


def test_the_day_before_the_first_has_none():
    with pytest.raises(InputError, match="no value known on 2016-12-31"):
        law_in_force(LAW_KNOWN[0] - timedelta(1))


def test_the_law_of_a_day_is_that_of_its_parts():
    law = law_in_force("2025-07-01", 1, "paris", "1bis")
    assert law.aid.rent_ceiling[0] == 329.71
    assert law.reduction.amount[0] == 39.69
    assert law.ceilings[Financing.PLUS, 0] == 26_687
    assert law.supplement.reference == pytest.approx(2.5 * 144.51 / 117.03)
    assert law.minima.basic_income == 646.52
    assert (law.aid.least_paid, law.least_private) == (0, 10)


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ({"zone": 4}, "choose 1, 2 or 3"),
        ({"region": "corse"}, '"corse" is none; choose paris, ile_de_france, elsewhere'),
        ({"supplement_zone": "4"}, "choose 1bis, 1, 2, 3"),
    ],
)
def test_a_place_that_does_not_exist_is_refused(place, message):
    with pytest.raises(InputError, match=message):
        law_in_force(**place)


@pytest.mark.parametrize(
    ("commune", "region"),
    [
        ("75056", "paris"), ("75118", "paris"), ("93066", "paris"), ("93008", "ile_de_france"),
        ("77288", "ile_de_france"), ("60175", "elsewhere"), ("2A004", "elsewhere"),
    ],
)  # fmt: skip
def test_communes_have_the_region_of_the_decree(commune, region):
    """Paris, Saint-Denis; Bobigny, Melun; Creil, Ajaccio."""
    assert region_of(commune) == region


def test_bills_of_many_are_what_each_part_of_the_law_gives():
    """Plain formula by the functions of the parts, over every kind of home."""
    random = np.random.default_rng(2)
    n = 2000
    law = law_in_force("2024-02-01", 1, Region.ILE_DE_FRANCE, "1")
    adults, dependants = random.integers(1, 3, n), random.integers(0, 10, n)
    resources = np.where(random.random(n) < 0.1, 0.0, random.gamma(2.0, 15_000.0, n))
    fiscal = resources * 1.05
    category = household_category(adults, dependants)
    rent, surface = random.integers(5000, 180_000, n), random.uniform(15, 130, n)
    financing, exempt = random.integers(0, 6, n), random.random(n) < 0.3
    found = monthly_bills(
        law, adults, dependants, resources, fiscal, category, rent, surface, financing, exempt
    )
    is_social = financing < Financing.PRIVATE_RENTAL
    rented = financing == Financing.PRIVATE_RENTAL
    reduction = np.minimum(monthly_reduction(law.reduction, adults, dependants, resources), rent)
    reduction = np.where(is_social, reduction, 0)
    aid = monthly_aid(law.aid, adults, dependants, rent, resources)
    private = aid_parameters(1, "2024-02-01", "private")
    limited = monthly_aid(private, adults, dependants, rent, resources, limited=True)
    paid = monthly_paid_aid(law.reduction, np.where(is_social, aid, limited), reduction)
    ceiling = ceiling_table("2024-02-01", "ile_de_france")[np.minimum(financing, 3), category]
    supplement = monthly_supplement(law.supplement, fiscal, ceiling, surface, rent, exempt)
    np.testing.assert_array_equal(found.reduction, reduction)
    np.testing.assert_array_equal(found.aid, np.where(is_social | rented, paid, 0))
    np.testing.assert_array_equal(found.supplement, np.where(is_social, supplement, 0))
    for amounts in found:
        assert (amounts > 0).mean() > 0.02


def test_bills_broadcast_and_keep_their_shape():
    rents = np.array([[20_000], [60_000]])
    found = monthly_bills(
        law_in_force(), 1, 0, np.zeros(3), 0.0, 0, rents, 50.0, Financing.PLUS, False
    )
    assert found.aid.shape == (2, 3)
    assert found.aid[0, 0] < found.aid[1, 0]
