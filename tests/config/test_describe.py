from typing import Literal

import pytest
from pydantic import SerializeAsAny

from simulation.config.describe import Parameter, first_line, parameters_of, sections_of
from simulation.config.parameter import Settings, bounds_of, param, source_of, unit_of
from simulation.config.scenario import Scenario


class Criterion(Settings):
    """One line of a grid."""

    points: float = param(1.0, unit="points", bounds=(0, None), source="a decree")
    """Points that it gives."""


class Section(Settings):
    """A group of parameters.

    With more to say.
    """

    rate: float = param(0.5, unit="1/year", bounds=(0, 1), source="free: calibrated")
    """A hazard
    over two lines."""
    count: int | None = param(None, unit="1", bounds=(1, 3), source="a count")
    kind: Literal["new", "all"] = param("new", unit="which", bounds=None, source="a choice")
    grid: tuple[Criterion, ...] = param((), unit="lines", bounds=None, source="a grid")


class Whole(Settings):
    """All of it."""

    name: str = param(..., unit="name", bounds=None, source="a name")
    section: Section = Section()
    others: tuple[SerializeAsAny[Settings], ...] = ()


def by_name() -> dict[str, Parameter]:
    return {parameter.name: parameter for parameter in parameters_of(Whole)}


def test_parameters_are_found_in_models_inside_models_and_in_lists_of_them() -> None:
    assert list(by_name()) == [
        "name",
        "section.rate",
        "section.count",
        "section.kind",
        "section.grid",
        "section.grid[].points",
    ]


def test_a_parameter_tells_what_was_declared() -> None:
    rate = by_name()["section.rate"]
    assert (rate.default, rate.unit, rate.low, rate.high) == (0.5, "1/year", 0, 1)
    assert (rate.source, rate.help) == ("free: calibrated", "A hazard over two lines.")
    assert (rate.section, rate.is_number, rate.is_whole) == ("section", True, False)


def test_whole_numbers_choices_and_required_texts_are_told_apart() -> None:
    found = by_name()
    assert found["section.count"].is_whole
    assert (found["section.count"].low, found["section.count"].high) == (1, 3)
    assert found["section.kind"].choices == ("new", "all")
    assert not found["section.kind"].is_number
    assert found["name"].is_required
    assert found["section.grid[].points"].high is None


def test_sections_tell_the_first_line_of_their_class() -> None:
    told = {section.name: section.help for section in sections_of(Whole)}
    assert told["section"] == "A group of parameters."
    assert first_line(Whole) == "All of it."


def test_a_field_that_declares_nothing_has_no_bound_no_source_and_no_unit() -> None:
    assert bounds_of(None) == (None, None)
    assert (unit_of(None), source_of(None)) == ("1", "")


@pytest.mark.parametrize("parameter", list(parameters_of(Scenario)), ids=lambda p: p.name)
def test_every_parameter_of_a_scenario_has_unit_source_and_help(parameter: Parameter) -> None:
    assert parameter.unit
    assert parameter.source
    assert parameter.help
