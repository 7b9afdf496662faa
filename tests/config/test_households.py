"""Working life and families of a scenario: each wrong value is refused with its range and unit."""

import pytest

from simulation.config.demography import Demography
from simulation.config.errors import InputError
from simulation.config.load import load_text
from simulation.config.messages import choose_language
from simulation.config.work import Work

TERRITORY = '[territory]\npreset = "demo"\n'


def problems(section, lines):
    with pytest.raises(InputError) as caught:
        load_text(f"{TERRITORY}[{section}]\n" + "\n".join(lines), {}, name="s.toml")
    return caught.value.problems


@pytest.fixture(autouse=True)
def _english():
    choose_language("en")
    yield
    choose_language(None)


@pytest.mark.parametrize(
    ("section", "line", "expected"),
    [
        ("demography", "separation_rate = -0.1", "must be between 0 and 1 (1/year)"),
        ("demography", "union_rate = 13", "must be between 0 and 12 (1/year)"),
        ("demography", "leaving_age = 18", "must be between 19 and 40 (years)"),
        ("demography", "most_dependants = 21", "must be between 1 and 20 (persons)"),
        ("demography", "age_gap = 0", "must be between 1 and 50 (years)"),
        ("demography", "births_couple = nan", "births_couple"),
        ("work", "pension_rate = 0", "must be between 0.1 and 2"),
        ("work", "shock_persistence = 1", "must be between 0 and 0.99"),
        ("work", "entry_wage = 0", "must be between 100 and 10000 (€/month)"),
        ("work", "retirement_spread = 2.5", "whole number"),
        ("work", "job_losses = 0.1", "did you mean job_loss"),
    ],
)
def test_wrong_values_are_named_with_what_is_allowed(section, line, expected):
    (problem,) = problems(section, [line])
    assert problem.startswith("s.toml, line 4: ")
    assert line.split(" = ")[0] in problem
    assert expected in problem


def test_all_problems_are_told_at_once_in_french_too():
    lines = ["separation_rate = 2", "children_stay = 1.5"]
    assert len(problems("demography", lines)) == 2
    choose_language("fr")
    first, second = problems("demography", lines)
    assert "doit être entre 0 et 1" in first
    assert "children_stay" in second


@pytest.mark.parametrize("kind", [Work, Demography])
def test_every_parameter_has_bounds_unit_source_and_a_description(kind):
    for name, field in kind.model_fields.items():
        extra = field.json_schema_extra
        assert extra["unit"], name
        assert extra["source"], name
        assert field.description, name
        assert len(field.metadata) == 2, name
