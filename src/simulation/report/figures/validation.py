"""The validation scorecard as a figure: how far inside its band each claim lies."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from textwrap import fill
from typing import TYPE_CHECKING, Any

from simulation.report.style import INK, MISS_COLOUR, MUTED, new_figure, number_format, styled
from simulation.report.validation import where
from simulation.report.words import word

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from simulation.validation.pattern import Claim, Pattern

_COLOURS = {"reproduced": "#0072B2", "weakly": "#56B4E9", "not": "#E69F00", "contrary": MISS_COLOUR}
_FURTHEST = 6.0
_WIDTH, _HEADER, _ROW_INCH = 12.0, 1.9, 0.36
_LABEL_WIDTH = 90  # characters of a line


def validation_figure(
    claims: pd.DataFrame, patterns: Sequence[Pattern], lang: str = "en"
) -> Figure:
    """Draw one row per claim that was run and counts, pattern by pattern.

    A distance of 1 is a mean whose interval just touches the end of its band from within.

    Parameters
    ----------
    claims
        Table of `validation.scoring.claims_card`.
    """
    rows = _drawn(claims, patterns)
    with styled():
        canvas = new_figure(
            (1, 1),
            (_WIDTH, _HEADER + _ROW_INCH * len(rows)),
            word("validation_title", lang),
            word("validation_subtitle", lang),
            word("not_forecast", lang),
            0,
        )
        _draw(canvas.panels[0], rows, lang)
    return canvas.figure


def _drawn(
    claims: pd.DataFrame, patterns: Sequence[Pattern]
) -> list[tuple[Pattern, Claim, Mapping[Any, Any]]]:
    by_claim = {(row["pattern"], row["claim"]): row for row in claims.to_dict("records")}
    return [
        (pattern, claim, row)
        for pattern in patterns
        for claim in pattern.claims
        if claim.is_needed and not math.isnan((row := by_claim[pattern.number, claim.key])["low"])
    ]


def _draw(axes: Axes, rows: Sequence[tuple[Pattern, Claim, Mapping[Any, Any]]], lang: str) -> None:
    labels, last = [], None
    for height, (pattern, claim, row) in enumerate(rows):
        place = min(max(_distance(claim, row), -_FURTHEST), _FURTHEST)
        colour = _COLOURS[row["verdict"]]
        axes.plot([place - 1, place + 1], [height, height], color=colour, lw=1.6)
        axes.plot([place], [height], "o", ms=6, color=colour)
        axes.annotate(
            word(f"verdict_{row['verdict']}", lang), (_FURTHEST + 1.2, height), va="center",
            size=8, color=INK, annotation_clip=False,
        )  # fmt: skip
        head = f"{pattern.name}  " if pattern is not last else ""
        labels.append(fill(f"{head}{claim.text[lang]} – {where(claim, lang)}", _LABEL_WIDTH))
        if pattern is not last and height:
            axes.axhline(height - 0.5, color=MUTED, lw=0.4)
        last = pattern
    axes.axvline(0, color=INK, lw=1.0)
    axes.set_yticks(range(len(rows)), labels, color=INK, size=6.5)
    axes.set_ylim(len(rows) - 0.4, -0.6)
    axes.set_xlim(-_FURTHEST - 1.1, _FURTHEST + 1.1)
    axes.set_xlabel(word("validation_axis", lang))
    axes.xaxis.set_major_formatter(number_format(lang, signed=True))
    axes.grid(visible=True, axis="x")


def _distance(claim: Claim, row: Mapping[Any, Any]) -> float:
    """Return how far inside the nearer end of its band a mean lies, in half-widths."""
    half = (row["high"] - row["low"]) / 2
    inside = min(row["mean"] - claim.band.low, claim.band.high - row["mean"])
    if half > 0:
        return float(inside / half)
    return math.copysign(_FURTHEST, inside)
