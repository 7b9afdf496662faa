from pathlib import Path

import pytest

from search_fakes import SPENDING, VACANCY, WAIT, respond, search
from simulation.analysis.package_search import run_search
from simulation.analysis.search_results import SearchResults
from simulation.report.figures.search import front_figure, robustness_figure
from simulation.report.search_figures import write_figures
from simulation.report.search_story import packages_again, shown_objectives, story_of
from simulation.report.search_table import front_markdown
from simulation.report.search_text import search_lines
from simulation.report.search_words import SEARCH_WORDS
from simulation.report.words import word


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> SearchResults:
    objectives = [
        {"measure": VACANCY, "better": "low"}, {"measure": WAIT, "better": "low"},
        {"measure": SPENDING, "better": "low"},
    ]  # fmt: skip
    out = tmp_path_factory.mktemp("search") / "out"
    return run_search(search(objectives=objectives), out, simulate=respond)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_figures_show_each_pair_of_objectives_and_each_package(
    results: SearchResults, lang: str
) -> None:
    story = story_of(results, lang)
    figure = front_figure(results, story)
    assert len(figure.axes) == 3 + 1
    again = packages_again(results, shown_objectives(results, story))
    for axes in figure.axes[:3]:
        numbers = [text.get_text() for text in axes.texts]
        assert numbers == [str(n + 1) for n in range(len(again))]
    texts = [text.get_text() for text in figure.axes[3].texts]
    assert any(text.startswith("single rent") for text in texts)
    assert sum(text.split()[-1] in set(again["package"]) for text in texts) == len(again)
    assert len(robustness_figure(results, story).axes) == 3


def test_figures_are_small_files_drawn_again_to_the_same_bytes(results: SearchResults) -> None:
    files = [results.path / "figures" / name for name in write_figures(results, "en")]
    assert [file.name for file in files] == ["front.png", "robustness.png"]
    before = [file.read_bytes() for file in files]
    write_figures(results, "en")
    assert [file.read_bytes() for file in files] == before
    assert all(content.startswith(b"\x89PNG") for content in before)


def test_the_summary_tells_the_best_of_each_objective_and_what_it_holds(
    results: SearchResults,
) -> None:
    lines = list(search_lines(results, story_of(results, "en")))
    assert lines[0].startswith(f"fake: {len(results.evaluations)} packages tried")
    best = results.front[results.front["is_rerun"]].sort_values(f"{VACANCY}_again").iloc[0]
    (vacancy,) = [line for line in lines if line.startswith("  Vacancy")]
    assert f"best is {best['package']} (single_rent" in vacancy
    assert "percentage points" in vacancy
    assert any("the front is a choice between them" in line for line in lines)
    share = results.robustness
    assert share is not None
    assert any("samples of what is not known" in line for line in lines)


def test_the_summary_is_in_french_too(results: SearchResults) -> None:
    lines = "\n".join(search_lines(results, story_of(results, "fr")))
    assert "paquets essayés" in lines
    assert "points de %" in lines
    assert "packages" not in lines


def test_the_table_has_a_row_for_each_package_run_again(results: SearchResults) -> None:
    lines = front_markdown(results, story_of(results, "en")).splitlines()
    assert len(lines) == 2 + int(results.front["is_rerun"].sum())
    assert lines[0].count("|") == lines[-1].count("|") == 6


def test_an_empty_front_is_told(tmp_path: Path) -> None:
    levers = [{"name": "information"}]
    given = search(levers=levers, parameters=None)
    results = run_search(given, tmp_path / "out", simulate=respond)
    lines = list(search_lines(results, story_of(results, "en")))
    assert lines[-1].endswith("the front is empty.")
    assert write_figures(results, "en") == []
    assert front_markdown(results, story_of(results, "en")) == ""


def test_the_words_of_searches_hide_no_others() -> None:
    details = dict.fromkeys(
        ("title", "n", "scenario", "base", "label", "percent", "years", "mean", "total", "inside"),
        "x",
    )
    for key, texts in SEARCH_WORDS.items():
        expected = tuple(text.format(**details) for text in texts)
        assert (word(key, "en", **details), word(key, "fr", **details)) == expected
