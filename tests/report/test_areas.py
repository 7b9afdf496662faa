"""The list of areas names what scopes can name."""

from typer.testing import CliRunner

from simulation.cli import app
from simulation.config.messages import choose_language
from simulation.report.areas import area_lines, ranges


def test_rows_are_told_as_ranges():
    assert ranges([1, 2, 3, 7, 9, 10]) == "1-3, 7, 9-10"
    assert ranges([4]) == "4"
    assert ranges([]) == ""


def test_each_area_has_its_commune_flags_homes_and_residences(small_territory):
    head, *lines = area_lines(small_territory, "en")
    assert head.split() == ["area", "commune", "flags", "social", "homes", "residences", "(rows)"]
    columns = [head.index(title) for title in ("area", "commune", "flags", "social", "residences")]
    cells = [
        [line[a:b].strip() for a, b in zip(columns, [*columns[1:], None], strict=True)]
        for line in lines
    ]
    assert cells == [
        ["Area 0", "Here", "QPV, renewal", "24", "0-1"],
        ["Area 1", "Here", "-", "24", "4-5"],
        ["Area 2", "There", "-", "24", "8-9"],
        ["Area 3", "There", "-", "24", "12-13"],
    ]


def test_the_command_lists_the_areas_of_a_preset_in_french_too(monkeypatch):
    monkeypatch.setenv("PEUPLEMENT_LANG", "fr")
    choose_language(None)
    told = CliRunner().invoke(app, ["territory", "areas", "demo"]).stdout
    assert "quartier" in told.splitlines()[0]
    assert "logements sociaux" in told
    assert "QPV prioritaire 1" in told
