"""The page of the dictionary is current, in both languages, and told by the command."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from simulation.cli import app
from simulation.config.messages import choose_language
from simulation.report.dictionary import COMMAND, dictionary_lines, dictionary_page
from simulation.results.dictionary import TABLES

DOCS = Path(__file__).parents[2] / "docs"
PAGES = {"en": DOCS / "dictionary.md", "fr": DOCS / "dictionnaire.md"}


@pytest.fixture(autouse=True)
def _language(monkeypatch):
    monkeypatch.setenv("PEUPLEMENT_LANG", "en")
    yield
    choose_language(None)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_page_is_the_one_that_the_code_makes(lang):
    told = f"run: {COMMAND.format(lang=lang)} > docs/{PAGES[lang].name}, or make dictionary"
    assert PAGES[lang].read_text() == dictionary_page(lang), told


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_command_writes_the_page(lang):
    arguments = ["--lang", lang, "describe", "outputs", "--markdown"]
    assert CliRunner().invoke(app, arguments).stdout == dictionary_page(lang)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_page_has_one_line_of_five_cells_for_each_column(lang):
    sections = dictionary_page(lang).split("\n## ")[1:]
    assert len(sections) == len(TABLES)
    for section, table in zip(sections, TABLES.values(), strict=True):
        lines = [line for line in section.splitlines() if line.startswith("| `")]
        assert [line.split("`")[1] for line in lines] == [c.name for c in table.columns]
        assert {line.count(" | ") for line in lines} == {4}
        assert {line.count("`") for line in lines} == {4}


def test_the_page_says_that_no_cell_is_masked():
    assert "No cell is masked" in dictionary_page("en")
    assert "Aucune case n’est masquée" in dictionary_page("fr")


def test_tables_are_told_by_name_with_unit_definition_formula_and_reference():
    told = "\n".join(dictionary_lines("en", "attributions_by_holder"))
    for text in (
        "share (share, 0 to 1)",
        "(leases − rehoused) / Σ leases over quartiles",
        "ANCOLS",
    ):
        assert text in told
    assert "reconciliation" not in told
    assert "](" not in "\n".join(dictionary_lines("en"))
