"""Figures that no calibration used: closed forms, and tables done by hand."""

import math

import numpy as np
import pandas as pd
import pytest

from simulation.report.figures.out_of_sample import out_of_sample_figure
from simulation.territory.sources import Tables
from simulation.validation.out_of_sample import (
    CHECKS,
    Places,
    observed,
    places_of,
    ratio,
    simulated,
    slope,
    spread_within,
)

N = 12


def test_the_slope_is_that_of_weighted_least_squares():
    rng = np.random.default_rng(1)
    x, w = rng.normal(size=N), rng.uniform(1, 5, N)
    y = 3 * x + rng.normal(size=N)
    assert slope(x, y, w) == pytest.approx(np.polyfit(x, y, 1, w=np.sqrt(w))[0])
    x[0] = np.nan
    assert slope(x, y, w) == pytest.approx(np.polyfit(x[1:], y[1:], 1, w=np.sqrt(w[1:]))[0])
    assert math.isnan(slope(x[:9], y[:9], w[:9]))


def test_the_spread_is_that_around_the_means_of_classes_of_rent():
    rent = np.arange(N, dtype=float)
    poverty = np.repeat([10.0, 20.0, 30.0], 4) + np.tile([-1.0, -1.0, 1.0, 1.0], 3)
    order = np.random.default_rng(2).permutation(N)
    assert spread_within(rent[order], poverty[order]) == pytest.approx(math.sqrt(12 / 9))
    assert math.isnan(spread_within(rent[:9], poverty[:9]))


def test_a_ratio_weighs_by_dwellings_and_needs_both_sectors():
    values, weights = np.array([8.0, 10.0, 4.0, np.nan]), np.array([1.0, 1.0, 3.0, 5.0])
    qpv = np.array([False, False, True, True])
    assert ratio(values, weights, qpv) == pytest.approx(4.0 / 9.0)
    assert math.isnan(ratio(values, weights, np.zeros(4, bool)))


@pytest.fixture
def tables():
    codes = [f"1000100{i:02}" for i in range(N)]
    rent = 5.0 + 0.1 * np.arange(N)
    iris = pd.DataFrame(
        {
            "CodGeo": codes, "EPCI": "E", "nbLsPls": 100.0, "txRot": 2.0 * rent, "moyLoy": rent,
            "txVac": 3.0,
        }
    )  # fmt: skip
    small = iris.iloc[:1].assign(CodGeo="100019999", nbLsPls=10.0, txRot=99.0)
    other = iris.assign(EPCI="F", txRot=0.0)
    qpv = pd.DataFrame({"CodGeo": ["Q1", "Q2"], "nbLsPls": [300.0, 100.0], "txRot": [6.0, np.nan]})
    places = pd.DataFrame({"CODGEO": ["Q1", "Q2"], "EPCI1": ["E", "E"], "EPCI2": ["", ""]})
    rates = 10.0 + np.arange(N)
    filosofi = pd.concat(
        pd.DataFrame(
            {"iris": codes, "annee": year, "taux_pauvrete": k * rates, "revenu_median": 1.0}
        )
        for year, k in (("2016", 1.0), ("2017", 5.0), ("2019", 0.9))
    )
    return Tables(pd.concat([iris, small, other]), qpv, filosofi, places, pd.DataFrame())


def test_published_figures_are_those_of_the_tables(tables):
    found = observed(tables, "E")
    assert set(found) == set(CHECKS)
    assert found["turnover_by_rent"] == pytest.approx(2.0)
    everywhere = (100 * 2 * (5.0 + 0.1 * np.arange(N))).sum() + 10 * 99.0
    outside = (everywhere - 300 * 6.0) / (N * 100 + 10 - 300)
    assert found["turnover_ratio"] == pytest.approx(6.0 / outside)
    assert found["poverty_spread"] == pytest.approx(0.9 * math.sqrt(3 * 5.0 / 9))
    assert found["poverty_spread_change"] == pytest.approx(0.9)


def test_published_figures_that_cannot_be_had_are_unknown(tables):
    assert all(math.isnan(value) for value in observed(tables, "nowhere").values())


def test_simulated_figures_are_means_of_years_by_replicate():
    rent = 5.0 + 0.1 * np.arange(N)
    places = Places(np.full(N, 100.0), rent, np.arange(N) < 2)
    rows = [
        (replicate, year, area, 100, 2.0 * rent[area], 0.01 * (10 + area) * 0.9 ** (year - 2022))
        for replicate in range(2)
        for year in range(2022, 2027)
        for area in reversed(range(N))
    ]
    names = ["replicate", "year", "area", "social_stock", "turnover_percent", "poverty_share"]
    found = pd.DataFrame(list(simulated(pd.DataFrame(rows, columns=names), places)))
    means = found.groupby("check")["value"].mean()
    assert len(found) == 2 * len(CHECKS)
    assert means["turnover_by_rent"] == pytest.approx(2.0)
    assert means["turnover_ratio"] == pytest.approx(rent[:2].mean() / rent[2:].mean())
    assert means["poverty_spread"] == pytest.approx(0.9**4 * math.sqrt(3 * 5.0 / 9))
    assert means["poverty_spread_change"] == pytest.approx(0.9**3)


def test_rents_of_places_are_those_of_social_homes_by_surface(small_territory):
    places = places_of(small_territory)
    t = small_territory
    for area in range(len(t.area_labels)):
        rent = surface = count = 0
        for home, residence in enumerate(t.dwellings["residence"]):
            if t.residences["area"][residence] == area and t.residences["landlord"][residence] >= 0:
                rent += t.dwellings["rent"][home] / 100
                surface += t.dwellings["surface"][home]
                count += 1
        assert places.dwellings[area] == count
        if count:
            assert places.rent[area] == pytest.approx(rent / surface)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_figure_shows_each_territory_in_each_panel(lang):
    rows = [
        (place, check, replicate, 1.0 + replicate, 2.0)
        for place in ("Here", "There")
        for check in CHECKS
        for replicate in range(3)
    ]
    names = ["territory", "check", "replicate", "value", "observed"]
    figure = out_of_sample_figure(pd.DataFrame(rows, columns=names), 6, lang)
    panels = [axes for axes in figure.axes if axes.lines]
    assert len(panels) == len(CHECKS)
    for axes in panels:
        assert [label.get_text() for label in axes.get_yticklabels()] == ["Here", "There"]
        simulated_dots, published = axes.lines
        assert len(simulated_dots.get_xdata()) == len(published.get_xdata()) == 6
