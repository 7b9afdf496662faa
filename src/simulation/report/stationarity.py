"""How settled runs were at the end of their spin-up, in a few lines of text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from simulation.report.words import word

if TYPE_CHECKING:
    import pandas as pd

_PERCENT = 100.0


def spin_up_lines(drift: pd.DataFrame, lang: str) -> Iterator[str]:
    """Return, for each scenario, the drift of what the spin-up should have settled.

    Parameters
    ----------
    drift
        Table of `analysis.stationarity.spin_up`.
    """
    from simulation.analysis.stationarity import pooled

    if drift.empty:
        yield word("spin_up_short", lang)
        return
    for scenario, rows in pooled(drift).groupby("scenario", sort=False):
        n_years = int(rows["n_years"].iloc[0])
        yield word("spin_up_title", lang, scenario=scenario, n=n_years)
        for _, row in rows.iterrows():
            yield _line(row, lang)


def _line(row: pd.Series, lang: str) -> str:
    scale = _PERCENT if row["unit"] == "share" else 1.0
    before, last, drift, error = (
        row[name] * scale for name in ("before", "last", "drift", "standard_error")
    )
    label = word(f"settled_{row['measure']}", lang)
    told = f"  {label:{_width(lang)}} {before:9.1f} → {last:9.1f}  {drift:+7.1f} ± {error:.1f}"
    told = told.replace("± nan", "").replace(".", "," if lang == "fr" else ".")
    return f"{told}  {word(row['status'], lang)}"


def _width(lang: str) -> int:
    from simulation.analysis.stationarity import WATCHED

    return max(len(word(f"settled_{name}", lang)) for name in WATCHED)
