"""The fast model gives, household by household, what plain Python objects give.

The made-up territory is compared every month; the demo for as many months as asked for: two in the
suite, a spin-up and twenty years by `make reference`.
"""

from dataclasses import replace

import numpy as np
import pytest

from mesa_reference import ReferenceModel
from mesa_reference.compare import differences, first_differences, state_of_fast
from simulation.model import HousingModel
from simulation.state.schema import DwellingStatus

COMPARED_EVERY = 12
ADVERTS = {"share": 0.5, "attention": 0.8, "months": 2}
PROJECT = {
    "name": "Project",
    "operations": [
        {"kind": "demolition", "begins": "2022-02-01", "residences": [0], "notice_months": 4},
        {"kind": "demolition", "begins": "2022-09-01", "residences": [1], "notice_months": 12},
    ],
}
REFURBISHMENT = {"kind": "refurbishment", "begins": "2022-02-01", "residences": [0]}
GRID = {
    "seniority_per_year": 1.0,
    "long_wait": 1.5,
    "no_home": 0.5,
    "transfer": 0.25,
    "over_occupied": 1.0,
    "under_occupied": 0.75,
    "lone_parent": 0.5,
    "family_size": 0.5,
    "age_under": 0.25,
    "age_over": 0.5,
    "job": 0.25,
    "effort_above": 1.0,
    "income_per_unit_below": 0.5,
}


@pytest.fixture
def pair(scenario, small_territory):
    """Return a maker of a fast model and its reference, on the made-up territory."""

    def make(key=1, territory=small_territory, **changes):
        fast = HousingModel(scenario(**changes), key=key, territory=territory)
        return fast, ReferenceModel(fast)

    return make


CASES = {
    "plain": {},
    "no spin-up": {"spin_up_years": 0, "years": 3},
    "adverts": {"adverts": ADVERTS},
    "lottery": {"adverts": {**ADVERTS, "ranking": "lottery", "is_screened": False}},
    "grid": {"scoring": GRID},
    "longer lists": {"allocation": {"list_length": 5, "judgement_points": 0.0}},
    "no choice": {"allocation": {"may_refuse": False}, "demand": {"chooses_areas": False}},
    "no refusal of adverts": {"allocation": {"may_refuse": False}, "adverts": ADVERTS},
    "moving prices": {"private_market": {"alternatives": 2}, "prices": {"speed": 0.5}},
    "rehousing": {"spin_up_years": 0, "years": 3, "projects": [PROJECT]},
    "demolition": {
        "spin_up_years": 0,
        "years": 3,
        "projects": [PROJECT],
        "mobility": {"elsewhere_rate": 1.0},
        "allocation": {"withheld_share": 1.0, "rehousing_pressure": 5.0},
    },
}


@pytest.mark.parametrize("case", CASES)
def test_every_household_file_and_dwelling_is_the_same_each_month_of_three_years(pair, case):
    fast, reference = pair(key=len(case), **CASES[case])
    assert differences(fast, reference) == []
    for _ in range(fast.n_months):
        fast.step()
        reference.step()
        assert differences(fast, reference) == []
    assert fast.n_months == 36


@pytest.mark.parametrize(("late_landlords", "withheld_share"), [(0, 1.0), (6, 0.7)])
def test_rehousing_is_the_same_where_landlords_share_the_stock(
    pair, small_territory, late_landlords, withheld_share
):
    changes = CASES["demolition"] | {
        "allocation": {
            "withheld_share": withheld_share,
            "rehousing_offers": 1,
            "rehousing_pressure": 0.0,
            "relet_works": 0.0,
        },
        "rehousing": {"late_landlords": late_landlords, "procedure_pressure": 0.0},
    }
    fast, reference = pair(1, among_landlords(small_territory), **changes)
    assert first_differences(fast, reference, fast.n_months) == []
    assert any(one.rehousing_refused for one in reference.people)


def among_landlords(territory, count=3):
    """Return a territory whose social residences belong to several landlords in turn."""
    landlord = territory.residences["landlord"]
    is_social = landlord >= 0
    shared = np.where(is_social, np.cumsum(is_social) % count, landlord)
    return replace(territory, residences={**territory.residences, "landlord": shared})


def test_buildings_do_fall_in_the_case_of_demolition(pair):
    fast, reference = pair(key=len("demolition"), **CASES["demolition"])
    for _ in range(fast.n_months):
        reference.step()
    fallen = [home for home in reference.dwellings if home.status == DwellingStatus.DEMOLISHED]
    assert len(fallen) >= 12


def test_both_are_the_same_after_every_step_of_the_month(pair):
    fast, reference = pair(8, adverts=ADVERTS)
    assert first_differences(fast, reference, months=14) == []


def test_what_is_compared_changes_from_month_to_month(pair):
    fast, _ = pair()
    before = state_of_fast(fast.world)
    for _ in range(12):
        fast.step()
    after = state_of_fast(fast.world)
    for kind, rows in before.items():
        assert rows != after[kind], kind


def test_a_difference_is_found_where_it_arises(pair):
    fast, reference = pair()
    reference.queue.demand = reference.queue.demand.model_copy(update={"areas_asked": 1})
    found = first_differences(fast, reference, months=1)
    assert found
    assert all(line.startswith("month -12, applications: file ") for line in found)
    assert any("asked is" in line for line in found)


def test_a_household_that_only_one_model_has_is_named(pair):
    fast, reference = pair()
    gone = next(iter(reference.people))
    gone.leave()
    assert f"household {gone.identity} is only in the fast model" in differences(fast, reference)


def test_what_is_not_stated_is_refused(pair):
    for changes in (
        {"policies": [{"name": "single_rent"}]},
        {"projects": [{"name": "P", "operations": [REFURBISHMENT]}]},
    ):
        with pytest.raises(ValueError, match="neither policies nor works"):
            pair(**changes)
    fast, _ = pair()
    fast.step()
    with pytest.raises(ValueError, match="has not made a step"):
        ReferenceModel(fast)


@pytest.mark.slow
def test_the_demo_is_the_same_household_by_household(scenario, demo_territory, reference_months):
    years = -(-max(reference_months - 72, 12) // 12)
    spin_up = 6 if reference_months > 72 else 1
    made = scenario(years=years, spin_up_years=spin_up)
    fast = HousingModel(made, key=20, territory=demo_territory)
    reference = ReferenceModel(fast)
    for month in range(reference_months):
        fast.step()
        reference.step()
        if month + 1 == reference_months or (month + 1) % COMPARED_EVERY == 0:
            assert differences(fast, reference) == []
