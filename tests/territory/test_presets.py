"""Shipped territories."""

import numpy as np
import pytest

from simulation.config.errors import InputError
from simulation.state.schema import Financing
from simulation.territory.preset_description import describe_preset
from simulation.territory.preset_figures import read_figures
from simulation.territory.presets import preset, preset_names
from simulation.territory.report import synthesis_report

NAMES = ("demo", "dunkerque", "lille", "nantes", "rennes")


def test_the_presets_are_listed():
    assert preset_names() == NAMES


def test_a_misspelt_preset_is_refused_with_the_list():
    with pytest.raises(InputError, match="demo, dunkerque, lille, nantes, rennes") as caught:
        preset("nante")
    assert "Did you mean 'nantes'?" in str(caught.value)


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_has_a_source(name):
    figures = read_figures(name)
    assert figures.sources.keys() == figures.values.keys()
    assert all(figures.sources.values())


@pytest.mark.parametrize("name", NAMES)
def test_descriptions_have_the_published_aggregates(name):
    figures = read_figures(name)
    found, value = describe_preset(name, figures), figures.values
    assert found.iris.dwellings.sum() == value["dwellings"]
    share = found.qpv.dwellings.sum() / value["dwellings"]
    assert share == pytest.approx(value["qpv_share"], abs=1e-3)
    mean = np.average(found.iris.rent, weights=found.iris.dwellings)
    assert mean == pytest.approx(value["rent"] * value["rent_uprating"], rel=1e-6)
    inside = np.average(found.qpv.rent, weights=found.qpv.dwellings)
    money = mean * value["dwellings"] - inside * found.qpv.dwellings.sum()
    outside = money / (value["dwellings"] - found.qpv.dwellings.sum())
    assert inside / outside == pytest.approx(value["rent_ratio"], abs=2e-3)
    assert len(found.iris) == value["n_iris"]
    assert len(found.qpv) == value["n_qpv"]


def test_rennes_says_that_it_is_rebuilt():
    assert "rebuilt" in read_figures("rennes").label


def test_tensions_are_those_of_slack_middle_and_tense_markets():
    tension = {name: read_figures(name).values["tension"] for name in NAMES}
    assert tension == {"demo": 5, "dunkerque": 3, "lille": 7, "nantes": 7, "rennes": 5}


def test_the_demo_is_small_and_within_tolerance(demo):
    financing = demo.residences["financing"][demo.dwellings["residence"]]
    assert (financing < Financing.PRIVATE_RENTAL).sum() == 3000
    assert 13_000 < financing.size < 15_000
    assert demo.areas["is_qpv"].sum() == 4
    report = synthesis_report(demo)
    strict = report["quantity"].isin(["dwellings", "rent_eur_m2", "poverty_percent"])
    assert report[strict]["within"].all()
