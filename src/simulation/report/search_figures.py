"""The figures of a search, in its folder."""

from __future__ import annotations

from simulation.analysis.search_results import SearchResults
from simulation.report.search_story import story_of
from simulation.results.atomic import new_file

FIGURES = "figures"


def write_figures(results: SearchResults, lang: str) -> list[str]:
    """Draw the front and its robustness, where there are any; return the names of the files."""
    from simulation.report.figures.search import front_figure, robustness_figure
    from simulation.report.style import save

    story = story_of(results, lang)
    figures = {}
    if len(results.front):
        figures["front"] = front_figure(results, story)
        if results.robustness is not None:
            figures["robustness"] = robustness_figure(results, story)
    for name, figure in figures.items():
        with new_file(results.path / FIGURES / f"{name}.png") as path:
            save(figure, path)
    return [f"{name}.png" for name in figures]
