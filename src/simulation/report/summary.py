"""The main contrasts in a few lines of text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from simulation.report.figures.forest import GROUPS, in_shown_units
from simulation.report.words import word

if TYPE_CHECKING:
    import pandas as pd


def summary(
    contrasts: pd.DataFrame, titles: Mapping[str, str], lang: str, period: str = "last_years"
) -> list[str]:
    """Return lines that give each main contrast of a period with its 95 % interval.

    Parameters
    ----------
    contrasts
        The table of `analysis.contrasts`.
    titles
        Title of each scenario by name.
    lang
        "en" or "fr".
    """
    shown = in_shown_units(contrasts[contrasts["period"] == period])
    lines = []
    for scenario, rows in shown.groupby("scenario", sort=False):
        first = rows.iloc[0]
        years = {"first": first["first_year"], "last": first["last_year"]}
        base = titles.get(first["base"], first["base"])
        title = titles.get(str(scenario), str(scenario))
        lines += ["", word("summary_title", lang, title=title, base=base, **years)]
        by_measure = {str(row["measure"]): row for _, row in rows.iterrows()}
        for unit, measures in GROUPS.values():
            lines += [
                _line(by_measure[measure], measure, word(unit, lang), lang)
                for measure in measures
                if measure in by_measure
            ]
    return lines


def _line(row: pd.Series, measure: str, unit: str, lang: str) -> str:
    label = _label(measure, lang)
    text = f"  {label:{_width(lang)}} {row['difference']:+8.2f}"
    if row["n"] > 1:
        text += f"  [{row['low']:+.2f}; {row['high']:+.2f}]"
    text += f"  {unit}"
    return text.replace(".", ",") if lang == "fr" else text


def _label(measure: str, lang: str) -> str:
    """Return the short words of a measure, or else the plain ones, on one line."""
    short = f"short_{measure}"
    found = word(short, lang)
    return (found if found != short else word(measure, lang)).replace("\n", " ")


def _width(lang: str) -> int:
    return max(len(_label(m, lang)) for _, measures in GROUPS.values() for m in measures)
