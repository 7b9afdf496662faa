"""Units in the language of messages."""

from collections.abc import Iterator

import pytest

from simulation.config.describe import parameters_of
from simulation.config.errors import InputError
from simulation.config.load import load_text
from simulation.config.messages import choose_language
from simulation.config.scenario import Scenario
from simulation.config.units import FRENCH, unit_word
from simulation.policies import registry


@pytest.fixture(autouse=True)
def _unchosen() -> Iterator[None]:
    yield
    choose_language(None)


def test_every_unit_of_a_scenario_has_a_french_word() -> None:
    models = (Scenario, *registry().values())
    units = {parameter.unit for model in models for parameter in parameters_of(model)} - {"1"}
    assert units <= set(FRENCH)


def test_units_are_told_in_the_language_of_messages() -> None:
    choose_language("fr")
    assert unit_word("€/unit/day") == "€/UC/jour"
    with pytest.raises(InputError, match=r"entre 1 et 100 \(ans\)"):
        load_text('years = 0\n[territory]\npreset = "demo"\n', {})
    choose_language("en")
    assert unit_word("€/unit/day") == "€/unit/day"
