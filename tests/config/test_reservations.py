"""Shares of the flow add to one, or it is said which do not."""

import pytest

import simulation
from simulation.config.errors import InputError
from simulation.config.load import load_text
from simulation.config.messages import choose_language
from simulation.config.reservations import Reservations

DEMO = '[territory]\npreset = "demo"\n'


@pytest.fixture(autouse=True)
def _english():
    choose_language("en")
    yield
    choose_language(None)


def refused(text):
    with pytest.raises(InputError) as caught:
        load_text(text + DEMO, {}, name="s.toml")
    return caught.value.problems


def test_shares_that_do_not_add_to_one_are_told_with_their_sum():
    (message,) = refused("[reservations]\nprefect_share = 0.4\n")
    assert message.startswith("s.toml, line 1: reservations: ")
    assert "must add to one; 0.4 + 0.2 + 0.4 + 0.1 = 1.1" in message
    choose_language("fr")
    assert "doivent avoir un pour somme" in refused("[reservations]\nlocal_share = 0\n")[0]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("prefect_share = 1.2", "between 0 and 1"),
        ("local_share = -0.1", "between 0 and 1"),
        ("holder_months = 0", "between 1 and 60 (months)"),
        ("holder_months = 1.5", "whole number"),
        ("transfers_share = nan", "finite"),
        ("prefect_priority = -1", "between 0 and 100 (points)"),
        ("landlord_spread = 9", "between 0 and 2"),
        ("prefet_share = 0.3", "did you mean prefect_share?"),
    ],
)
def test_a_wrong_value_is_told_with_its_range(line, expected):
    (message,) = refused(f"[reservations]\n{line}\n")
    assert message.startswith("s.toml, line 2: reservations.")
    assert expected in message


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("[assessment]\nassessment_lag_years = 0", "between 1 and 20 (years)"),
        ("[assessment]\nclasses = 1", "between 2 and 10"),
        ("[assessment]\nvacancy_weight = -1", "between 0 and 10"),
        ("[allocation]\nlist_length = 2", "between 3 and 20 (candidates)"),
    ],
)
def test_wrong_values_of_the_assessment_and_of_the_list_are_told(line, expected):
    (message,) = refused(line + "\n")
    assert expected in message


def test_shares_of_three_figures_that_add_to_one_are_taken():
    third = {"prefect_share": 0.333, "local_share": 0.333, "action_logement_share": 0.334}
    told = {"territory": {"preset": "demo"}, "reservations": {**third, "landlord_share": 0}}
    assert simulation.load(told).reservations == Reservations(**third, landlord_share=0.0)
