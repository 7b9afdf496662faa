"""Published figures of a territory against what was built."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulation.report.style import INK, MISS_COLOUR, legend, new_figure, number_format, styled
from simulation.report.words import word

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_COLUMNS = 3
_PANEL_INCH, _HEADER = 3.3, 1.6
_LEVELS = {"iris": ("o", "#56B4E9"), "qpv": ("s", "#0072B2"), "territory": ("D", INK)}
_LOG_RATIO = 100.0  # counts that spread more than this are read on a logarithmic scale


def territory_figure(
    report: pd.DataFrame, label: str, source: str, lang: str = "en", *, is_preset: bool = False
) -> Figure:
    """Draw one panel per quantity; `report` comes from `territory.report.synthesis_report`.

    The figures of a preset are aims of the synthesis, not published ones, and are called so.
    """
    quantities = [q for q in report["quantity"].unique() if (report["quantity"] == q).sum() > 1]
    n_rows = max(1, -(-len(quantities) // _COLUMNS))
    with styled():
        canvas = new_figure(
            (n_rows, _COLUMNS),
            (11.0, _HEADER + _PANEL_INCH * n_rows),
            word("territory_title", lang, label=label),
            word("preset_subtitle" if is_preset else "territory_subtitle", lang),
            word("source", lang, source=source),
            len(_LEVELS) + 1,
        )
        handles: dict[str, Any] = {}
        for axes, quantity in zip(canvas.panels, quantities, strict=False):
            handles |= _panel(axes, report[report["quantity"] == quantity], lang)
            axes.set_xlabel(word("aimed" if is_preset else "published", lang))
        for axes in canvas.panels[len(quantities) :]:
            axes.set_visible(False)
        legend(canvas, list(handles.values()), list(handles))
    return canvas.figure


def _panel(axes: Axes, part: pd.DataFrame, lang: str) -> dict[str, Any]:
    """Draw one quantity and return what the legend shows."""
    handles: dict[str, Any] = {}
    for level, (marker, colour) in _LEVELS.items():
        rows = part[part["level"] == level]
        if rows.empty:
            continue
        handles[word(f"level_{level}", lang)] = axes.scatter(
            rows["published"], rows["built"], s=22, marker=marker, color=colour, alpha=0.6, lw=0
        )
    misses = part[~part["within"]]
    if not misses.empty:
        handles[word("outside_tolerance", lang)] = axes.scatter(
            misses["published"], misses["built"], s=50, color="none", edgecolor=MISS_COLOUR
        )
    _same_scales(axes, part)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(number_format(lang))
        axis.set_minor_formatter("")
    quantity, total = str(part["quantity"].iloc[0]), len(part)
    within = word("within", lang, within=int(part["within"].sum()), total=total)
    axes.set_title(f"{word(quantity, lang)}\n{within}")
    axes.set_ylabel(word("built", lang))
    axes.grid(visible=True, axis="both")
    return handles


def _same_scales(axes: Axes, part: pd.DataFrame) -> None:
    both = part[["published", "built"]].to_numpy().ravel()
    low, high = float(both.min()), float(both.max())
    if low > 0 and high / low > _LOG_RATIO:
        axes.set_xscale("log")
        axes.set_yscale("log")
        low, high = low / 1.3, high * 1.3
    else:
        room = 0.06 * max(high - low, 1e-9 + abs(high) * 0.01)
        low, high = low - room, high + room
    axes.plot([low, high], [low, high], color=INK, linewidth=1, zorder=1)
    axes.set_xlim(low, high)
    axes.set_ylim(low, high)
    axes.set_aspect("equal")
