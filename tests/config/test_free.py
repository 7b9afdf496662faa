from collections.abc import Iterator
from pathlib import Path

import pytest

from simulation.config.describe import parameters_of
from simulation.config.errors import InputError
from simulation.config.free import FreeFile, FreeParameter, numbers
from simulation.config.messages import choose_language
from simulation.config.records import read_records
from simulation.config.scenario import Scenario


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    choose_language("en")
    yield
    choose_language(None)


def problems(tmp_path: Path, text: str) -> tuple[str, ...]:
    file = tmp_path / "p.toml"
    file.write_text(text)
    with pytest.raises(InputError) as caught:
        read_records(file, FreeFile)
    return caught.value.problems


def test_bounds_left_out_are_those_of_the_declaration() -> None:
    declared = numbers()["mobility.owner_rate"]
    free = FreeParameter(name="mobility.owner_rate", high=0.2)
    assert free.bounds == (declared.low, 0.2)
    assert not free.is_whole
    assert FreeParameter(name="allocation.list_length").is_whole


def test_every_number_of_the_sections_may_be_free_and_nothing_else() -> None:
    found = numbers()
    assert {"mobility.owner_rate", "territory.tension"} <= set(found)
    assert "years" not in found
    texts = [p.name for p in parameters_of(Scenario) if not p.is_number]
    assert not {*texts} & set(found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('name = "mobility.owner_rat"', "did you mean mobility.owner_rate?"),
        ('name = "territory.preset"', "no number of a scenario has this name"),
        ('name = "mobility.owner_rate"\nhigh = 2', "declared: between 0 and 1"),
        ('name = "mobility.owner_rate"\nlow = 0.5\nhigh = 0.5', "low first"),
        ('name = "mobility.owner_rate"\nscale = "log"', "lower bound above 0"),
        ('name = "mobility.owner_rate"\nscale = "logarithmic"', "must be one of"),
        ("low = 1", "name: is missing"),
    ],
)
def test_bad_free_parameters_are_told(tmp_path: Path, text: str, expected: str) -> None:
    (found,) = problems(tmp_path, f"[[parameters]]\n{text}\n")
    assert expected in found


def test_a_parameter_is_free_once(tmp_path: Path) -> None:
    one = '[[parameters]]\nname = "mobility.owner_rate"\n'
    (found,) = problems(tmp_path, one + one)
    assert "line 4" in found
    assert "free already" in found
