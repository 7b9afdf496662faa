"""Real agglomerations are within the stated tolerances."""

import numpy as np
import pytest

from simulation.state.schema import Financing
from simulation.territory.build import build_territory
from simulation.territory.report import COLUMNS, synthesis_report, synthesis_summary

NANTES, RENNES, DUNKERQUE = "244400404", "243500139", "245900428"


@pytest.fixture(scope="module", params=[NANTES, RENNES, DUNKERQUE])
def built(request, data_folder):
    return build_territory(request.param, data_folder)


@pytest.fixture(scope="module")
def report(built):
    return synthesis_report(built)


def rows(report, level, quantity):
    return report[(report["level"] == level) & (report["quantity"] == quantity)]


def relative(found):
    return (found["gap"] / found["published"]).abs()


def test_dwelling_counts_are_exact(report):
    assert (rows(report, "iris", "dwellings")["gap"] == 0).all()
    assert (relative(rows(report, "qpv", "dwellings")) <= 0.01).all()


def test_the_mean_rent_of_each_iris_and_qpv_is_met(report):
    assert (relative(rows(report, "iris", "rent_eur_m2")) <= 0.02).all()
    assert (relative(rows(report, "qpv", "rent_eur_m2")) <= 0.03).mean() >= 0.9


def test_poverty_is_met_within_three_points(report):
    for level in ("iris", "qpv"):
        assert (rows(report, level, "poverty_percent")["gap"].abs() <= 3).mean() >= 0.9


def test_quartiles_of_rent_and_medians_of_income_are_close(report):
    for quantity in ("rent_q1", "rent_q2", "rent_q3", "median_income"):
        assert (relative(rows(report, "iris", quantity)) <= 0.1).mean() >= 0.85, quantity


def test_the_report_has_its_columns_and_lists_notes(built, report):
    assert tuple(report.columns) == COLUMNS
    lines = synthesis_summary(built, report)
    assert set(built.notes) <= set(lines)
    assert any("within tolerance" in line for line in lines)


def test_areas_are_of_plausible_size(built):
    homes = np.bincount(built.residences["area"][built.dwellings["residence"]])
    assert homes.min() >= 50
    assert np.median(homes) < 3000


def test_social_tenants_are_poorer_than_owners(built):
    from simulation.territory.report import disposable_per_unit

    financing = built.residences["financing"][
        built.dwellings["residence"][built.households["dwelling"]]
    ]
    standard = disposable_per_unit(built)
    social = np.median(standard[financing < Financing.PRIVATE_RENTAL])
    assert social < np.median(standard[financing == Financing.OWNER_OCCUPIED])
