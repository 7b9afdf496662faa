"""What a surrogate predicts of samples that it had not seen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from simulation.report.style import INK, SCENARIO_COLOURS, new_figure, number_format, styled
from simulation.report.sweep_story import SweepStory

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from simulation.analysis.surrogate import Surrogate

MOST_PANELS = 6
_COLUMNS = 3
_TITLE_WIDTH = 44
_WIDTH, _HEADER, _PANEL_INCH = 13.0, 1.4, 4.2


def surrogate_figure(surrogates: Sequence[Surrogate], story: SweepStory) -> Figure:
    """Draw cross-validated predictions against simulations, one panel for each output."""
    shown = list(surrogates)[:MOST_PANELS]
    n_rows = -(-len(shown) // _COLUMNS)
    with styled():
        canvas = new_figure(
            (n_rows, _COLUMNS), (_WIDTH, _HEADER + n_rows * _PANEL_INCH),
            story.say("surrogate_title"), story.say("surrogate_subtitle"), story.footer(), 0,
        )  # fmt: skip
        for axes, surrogate in zip(canvas.panels, shown, strict=False):
            _panel(axes, surrogate, story)
        for axes in canvas.panels[len(shown) :]:
            axes.set_visible(False)
    return canvas.figure


def _panel(axes: Axes, surrogate: Surrogate, story: SweepStory) -> None:
    output = surrogate.output
    ends = [float(min(output.means.min(), surrogate.predicted.min())),
            float(max(output.means.max(), surrogate.predicted.max()))]  # fmt: skip
    axes.plot(ends, ends, color=INK, lw=1)
    axes.plot(
        output.means, surrogate.predicted, "o", color=SCENARIO_COLOURS[0], markersize=4, alpha=0.6
    )
    chosen = surrogate.errors[surrogate.errors["is_chosen"]].iloc[0]
    told = f"{story.say('model_' + str(chosen['model']))}\nR² {story.number(surrogate.r2, 2)}"
    axes.annotate(told, (0.04, 0.96), xycoords="axes fraction", va="top", size=9)
    name = (output.measure, output.arm, output.minus)
    axes.set_title(story.heading(*name, _TITLE_WIDTH), size=9)
    axes.set_xlabel(story.say("simulated"))
    axes.set_ylabel(story.say("predicted"))
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(number_format(story.lang))
    axes.locator_params(nbins=5)
