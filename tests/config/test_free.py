from collections.abc import Iterator
from pathlib import Path

import pytest

from simulation.config.describe import parameters_of
from simulation.config.errors import InputError
from simulation.config.free import FreeFile, FreeParameter, numbers
from simulation.config.messages import choose_language
from simulation.config.records import read_records
from simulation.config.scenario import Scenario

RATE = next(
    n for n, p in numbers().items() if (p.low, p.high) == (0, 1) and p.default and not p.is_whole
)
"""Some share or hazard between 0 and 1."""


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
    declared = numbers()[RATE]
    free = FreeParameter(name=RATE, high=0.2)
    assert free.bounds == (declared.low, 0.2)
    assert not free.is_whole
    whole = next(name for name, p in numbers().items() if p.is_whole and p.high)
    assert FreeParameter(name=whole).is_whole


def test_every_number_of_the_sections_may_be_free_and_nothing_else() -> None:
    found = numbers()
    assert {RATE, "territory.tension"} <= set(found)
    assert "years" not in found
    texts = [p.name for p in parameters_of(Scenario) if not p.is_number]
    assert not {*texts} & set(found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f'name = "{RATE}s"', f"did you mean {RATE}?"),
        ('name = "territory.preset"', "no number of a scenario has this name"),
        (f'name = "{RATE}"\nhigh = 2', "declared for behaviour.distance_weight: between 0 and 1"),
        (f'name = "{RATE}"\nlow = 0.5\nhigh = 0.5', "low first"),
        (f'name = "{RATE}"\nscale = "log"', "lower bound above 0"),
        (f'name = "{RATE}"\nscale = "logarithmic"', "must be one of"),
        ("low = 1", "name: is missing"),
    ],
)
def test_bad_free_parameters_are_told(tmp_path: Path, text: str, expected: str) -> None:
    (found,) = problems(tmp_path, f"[[parameters]]\n{text}\n")
    assert expected in found


def test_a_parameter_is_free_once(tmp_path: Path) -> None:
    one = f'[[parameters]]\nname = "{RATE}"\n'
    (found,) = problems(tmp_path, one + one)
    assert "line 4" in found
    assert "free already" in found
