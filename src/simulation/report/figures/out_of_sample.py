"""Published and simulated figures that no calibration used: a panel each, a row per territory."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING

from simulation.report.style import INK, MISS_COLOUR, legend, new_figure, number_format, styled
from simulation.report.words import word

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

_SIMULATED = "#0072B2"
_COLUMNS, _TITLE_WIDTH = 2, 56
_WIDTH, _HEADER, _PANEL_INCH, _ROW_INCH = 12.0, 1.6, 0.9, 0.34


def out_of_sample_figure(table: pd.DataFrame, spin_up_years: int, lang: str = "en") -> Figure:
    """Draw what was published and what was simulated.

    Parameters
    ----------
    table
        Columns territory, check, replicate, value (simulated) and observed.
    spin_up_years
        Years before the first that is compared.
    """
    checks = list(dict.fromkeys(table["check"]))
    places = list(dict.fromkeys(table["territory"]))
    n_rows = -(-len(checks) // _COLUMNS)
    footer = " ".join((word("out_of_sample_source", lang), word("not_forecast", lang)))
    with styled():
        canvas = new_figure(
            (n_rows, _COLUMNS),
            (_WIDTH, _HEADER + n_rows * (_PANEL_INCH + _ROW_INCH * len(places))),
            word("out_of_sample_title", lang),
            word("out_of_sample_subtitle", lang, spin_up=spin_up_years), footer, 2,
        )  # fmt: skip
        for axes in canvas.panels[len(checks) :]:
            axes.remove()
        for axes, check in zip(canvas.panels, checks, strict=False):
            own = table[table["check"] == check]
            rows = own["territory"].map(places.index)
            axes.plot(
                own["value"], rows, "o", color=_SIMULATED, mfc="none", markersize=6,
                label=word("simulated_key", lang),
            )  # fmt: skip
            axes.plot(
                own["observed"], rows, "D", color=MISS_COLOUR, markersize=7,
                label=word("published_key", lang),
            )  # fmt: skip
            axes.set_title(fill(word(f"check_{check}", lang), _TITLE_WIDTH), size=9)
            axes.set_yticks(range(len(places)), places, color=INK)
            axes.set_ylim(len(places) - 0.5, -0.5)
            axes.xaxis.set_major_formatter(number_format(lang))
            axes.grid(visible=True, axis="x")
            axes.grid(visible=False, axis="y")
            axes.tick_params(axis="y", length=0)
        legend(canvas, *canvas.panels[0].get_legend_handles_labels())
    return canvas.figure
