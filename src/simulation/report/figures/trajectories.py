"""Indices of segregation over the years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulation.report.figures.bands import band_note, draw_bands
from simulation.report.story import Story
from simulation.report.style import legend, new_figure, number_format, styled

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

PANELS = (
    "dissimilarity_q1_social_area",
    "theil_h_social_area",
    "dissimilarity_q1_all_area",
    "theil_h_social_residence",
)
_SIZE = (11.0, 8.4)


def trajectories(values: pd.DataFrame, story: Story) -> Figure:
    """Draw four indices, one panel each; `values` comes from `results.measures.measured`."""
    values = values[values["year"] >= story.start_year]
    with styled():
        canvas = new_figure(
            (2, 2),
            _SIZE,
            story.say("trajectories_title"),
            story.say("trajectories_subtitle"),
            story.footer(band_note(story)),
            len(story.titles),
            sharex=True,
        )
        for axes, measure in zip(canvas.panels, PANELS, strict=True):
            draw_bands(axes, values[values["measure"] == measure], story)
            axes.set_title(story.say(measure))
            axes.set_ylim(bottom=0)
            axes.yaxis.set_major_formatter(number_format(story.lang))
        legend(canvas, *canvas.panels[0].get_legend_handles_labels())
    return canvas.figure
