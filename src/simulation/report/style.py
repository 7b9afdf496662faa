"""One look for every figure: readable in print, in grey and by colour-blind readers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.ticker import FuncFormatter

INK, MUTED, GRID = "#222222", "#5a5a5a", "#e3e3e3"
BASE_COLOUR = "#444444"
SCENARIO_COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00")
"""Okabe and Ito 2008, without yellow and black: apart for colour-blind readers."""
LINES = ("-", "--", "-.", ":", (0, (5, 1)), (0, (3, 1, 1, 1)))
QUARTILE_COLOURS = ("#7a2d12", "#d98043", "#a6c8de", "#2a6496")
"""From the poorest to the best-off: also ordered in grey at the ends."""
MISS_COLOUR = "#D55E00"
DPI = 160
_SETTINGS: dict[str, Any] = {
    "font.family": "DejaVu Sans",
    "font.size": 10,
    "text.color": INK,
    "axes.edgecolor": MUTED,
    "axes.labelcolor": MUTED,
    "axes.titlesize": 10,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "axes.grid": True,
    "axes.grid.axis": "y",
    "grid.color": GRID,
    "xtick.color": MUTED,
    "ytick.color": MUTED,
    "legend.frameon": False,
    "lines.linewidth": 2.0,
    "figure.facecolor": "white",
    "svg.hashsalt": "peuplement",
}
_TITLE_SIZE, _FOOTER_SIZE = 15, 8
_INCH_PER_LINE = 0.2
_MARGIN_INCH = 0.12
_KEYS_PER_LINE = 4
_ZERO = 1e-12
_GROUPED = 10_000


class Canvas(NamedTuple):
    """A figure, its panels row by row, and the corner where its legend goes."""

    figure: Figure
    panels: list[Axes]
    corner: tuple[float, float]


@contextmanager
def styled() -> Iterator[None]:
    """Draw in the style of the project inside the block."""
    import matplotlib as mpl

    settings: Any = {**mpl.rcParamsDefault, **_SETTINGS, "backend": "Agg"}
    with mpl.rc_context(settings):
        yield


def new_figure(
    shape: tuple[int, int],
    size: tuple[float, float],
    title: str,
    subtitle: str,
    footer: str,
    n_keys: int,
    **options: Any,
) -> Canvas:
    """Return a figure with its texts in place.

    Parameters
    ----------
    shape
        Rows and columns of panels.
    size
        Width and height, inches.
    title, subtitle, footer
        Texts, wrapped to the width.
    n_keys
        Entries that `legend` will show under the subtitle.
    options
        Handed to `Figure.subplots`.
    """
    from matplotlib.figure import Figure

    width, height = size
    figure = Figure(figsize=size, layout="constrained")
    below = fill(subtitle, int(width * 12.2))
    under = fill(footer, int(width * 15.5))
    left = _MARGIN_INCH / width
    figure.text(left, 1 - 0.1 / height, title, size=_TITLE_SIZE, weight="bold", va="top")
    figure.text(left, 1 - 0.46 / height, below, color=MUTED, va="top")
    figure.text(left, 0.08 / height, under, color=MUTED, size=_FOOTER_SIZE, va="bottom")
    head = 0.5 + _INCH_PER_LINE * (below.count("\n") + 1)
    top = (head + 0.2 + _INCH_PER_LINE * _legend_lines(n_keys)) / height
    bottom = (0.14 + 0.15 * (under.count("\n") + 1)) / height
    engine = figure.get_layout_engine()
    assert engine is not None
    engine.set(rect=(left, bottom, 1 - 2 * left, 1 - top - bottom), wspace=0.06, hspace=0.06)  # type: ignore[call-arg]
    panels = figure.subplots(*shape, squeeze=False, **options)
    return Canvas(figure, list(panels.ravel()), (left, 1 - head / height))


def legend(canvas: Canvas, handles: Sequence[Any], labels: Sequence[str]) -> None:
    """Put the keys under the subtitle, in the room that `new_figure` kept."""
    canvas.figure.legend(
        handles,
        labels,
        loc="upper left",
        bbox_to_anchor=canvas.corner,
        borderpad=0,
        borderaxespad=0.4,
        ncols=-(-len(labels) // _legend_lines(len(labels))),
    )


def number_format(lang: str, *, signed: bool = False) -> FuncFormatter:
    """Return a tick format with the decimal mark of the language."""
    from matplotlib.ticker import FuncFormatter

    def written(value: float, _position: int) -> str:
        text = f"{value:+.6g}" if signed and abs(value) > _ZERO else f"{value + 0.0:.6g}"
        if abs(value) >= _GROUPED:
            text = f"{value:,.0f}".replace(",", "\u202f")
        text = text.replace("-", "−")
        return text.replace(".", ",") if lang == "fr" else text

    return FuncFormatter(written)


def _legend_lines(n_keys: int) -> int:
    return -(-n_keys // _KEYS_PER_LINE)


def colours(names: Sequence[str], base: str) -> dict[str, str]:
    """Return a colour per scenario; the base is grey."""
    others = [name for name in names if name != base]
    found = {n: SCENARIO_COLOURS[i % len(SCENARIO_COLOURS)] for i, n in enumerate(others)}
    return {base: BASE_COLOUR, **found}


def save(figure: Figure, path: Path) -> None:
    """Write a figure as PNG, without a date or a version inside."""
    with styled():
        figure.savefig(path, format="png", dpi=DPI, metadata={"Software": None})
