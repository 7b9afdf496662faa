"""Share of the poorest applicants in new leases, against the legal objective."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulation.report.figures.bands import band_note, draw_bands
from simulation.report.story import Story
from simulation.report.style import INK, legend, new_figure, styled

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

OBJECTIVE_PERCENT = 25.0  # CCH L.441-1
_SIZE = (11.0, 5.6)
_PERCENT = 100.0
_ROOM = 1.12


def attributions(values: pd.DataFrame, story: Story) -> Figure:
    """Draw the share outside QPV and in QPV; `values` comes from `results.measures.measured`."""
    values = values[values["year"] >= story.start_year]
    with styled():
        canvas = new_figure(
            (1, 2),
            _SIZE,
            story.say("attributions_title"),
            story.say("attributions_subtitle"),
            story.footer(band_note(story)),
            len(story.titles) + 1,
            sharey=True,
        )
        for axes, sector in zip(canvas.panels, ("outside", "qpv"), strict=True):
            measure = f"q1_or_rehoused_share_of_leases_{sector}"
            draw_bands(axes, values[values["measure"] == measure], story, _PERCENT)
            axes.set_title(story.say(sector))
            axes.yaxis.set_major_formatter("{x:.0f} %")
        objective = story.say("objective")
        canvas.panels[0].axhline(OBJECTIVE_PERCENT, color=INK, linewidth=1, label=objective)
        top = max(canvas.panels[0].get_ylim()[1], OBJECTIVE_PERCENT * _ROOM)
        canvas.panels[0].set_ylim(0, top)
        legend(canvas, *canvas.panels[0].get_legend_handles_labels())
    return canvas.figure
