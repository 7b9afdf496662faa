"""The scorecard in text: one table per territory, the misses, the shares inside."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from simulation.report.words import word

if TYPE_CHECKING:
    import pandas as pd

_PERCENT = 100.0
_DIGITS = {"share": 1, "percent": 1, "days": 0, "ratio": 2, "count": 0}
_UNITS = {"share": " %", "percent": " %", "days": " d", "ratio": "", "count": ""}
_UNITS_FR = {**_UNITS, "days": " j"}


def scorecard_lines(
    card: pd.DataFrame, titles: Mapping[str, str], years: int, lang: str
) -> Iterator[str]:
    """Return the scorecard as lines of text.

    Parameters
    ----------
    card
        Table of `analysis.scorecard.scorecard`.
    titles
        Title of each scenario by name.
    years
        Years that the means are over.
    lang
        "en" or "fr".
    """
    from simulation.analysis.scorecard import ALL, shares_inside

    shares = {row["scenario"]: row for row in shares_inside(card).to_dict("records")}
    for scenario, rows in card.groupby("scenario", sort=False):
        title = titles.get(str(scenario), str(scenario))
        yield ""
        yield word("scorecard_title", lang, title=title, n=int(rows["n"].max()), years=years)
        yield from _table(rows[rows["scored"]], lang)
        yield word("scorecard_share", lang, **_counts(shares[scenario]))
        yield word("scorecard_shown", lang)
        yield from _table(rows[~rows["scored"]], lang)
    yield ""
    yield from _misses(card, titles, lang)
    yield word("scorecard_all", lang, **_counts(shares[ALL]))


def amount(value: float, kind: str, lang: str) -> str:
    """Return a figure as readers see it, with its unit; a dash when it is missing."""
    if math.isnan(value):
        return "—"
    units = _UNITS_FR if lang == "fr" else _UNITS
    is_small = kind == "percent" and abs(value) < 1
    return number(value, kind, lang, more_digits=is_small) + units[kind]


def number(value: float, kind: str, lang: str, sign: str = "", *, more_digits: bool = False) -> str:
    """Return a figure without its unit; shares are in percent."""
    shown = value * _PERCENT if kind == "share" else value
    told = f"{shown:{sign}.{_DIGITS[kind] + more_digits}f}"
    return told.replace(".", "," if lang == "fr" else ".")


def band(row: Mapping[Any, Any], lang: str) -> str:
    """Return the band of a row in words."""
    low, high, kind = row["low"], row["high"], row["kind"]
    if math.isnan(low) and math.isnan(high):
        return "—"
    if math.isinf(high):
        return f"≥ {amount(low, kind, lang)}"
    if math.isinf(low):
        return f"≤ {amount(high, kind, lang)}"
    return f"{number(low, kind, lang)}–{amount(high, kind, lang)}"


def _table(rows: pd.DataFrame, lang: str) -> Iterator[str]:
    heads = [word(f"head_{name}", lang) for name in ("target", "value", "band", "mean", "error")]
    heads += [word(f"head_{name}", lang) for name in ("verdict", "drift")]
    cells = [_cells(row, lang) for row in rows.to_dict("records")]
    widths = [max(len(line[i]) for line in (heads, *cells)) for i in range(len(heads))]
    for first, *others in (heads, *cells):
        right = (f"{cell:>{width}}" for cell, width in zip(others, widths[1:], strict=True))
        yield f"  {first:{widths[0]}}  {'  '.join(right)}"


def _cells(row: Mapping[Any, Any], lang: str) -> list[str]:
    kind = row["kind"]
    label = row["label_fr"] if lang == "fr" else row["label"]
    errors = (row["standard_error"], row["drift"])
    error, drift = (
        "—" if math.isnan(value) else number(value, kind, lang, sign)
        for value, sign in zip(errors, ("", "+"), strict=True)
    )
    status = f" {word(row['status'], lang)}" if row["status"] else ""
    return [
        label,
        amount(row["value"], kind, lang),
        band(row, lang),
        amount(row["mean"], kind, lang),
        f"± {error}",
        _verdict(row["inside"], lang),
        drift + status,
    ]


def _verdict(inside: bool | None, lang: str) -> str:
    return "—" if inside is None else word("inside" if inside else "outside_band", lang)


def _misses(card: pd.DataFrame, titles: Mapping[str, str], lang: str) -> Iterator[str]:
    missed = [row for row in card[card["scored"]].to_dict("records") if not row["inside"]]
    if missed:
        yield word("scorecard_misses", lang)
    for row in missed:
        label = row["label_fr"] if lang == "fr" else row["label"]
        yield word(
            "scorecard_miss",
            lang,
            title=titles.get(row["scenario"], row["scenario"]),
            label=label,
            mean=amount(row["mean"], row["kind"], lang),
            band=band(row, lang),
        )


def _counts(row: Mapping[Any, Any]) -> dict[str, Any]:
    inside, total = int(row["inside"]), int(row["targets"])
    return {"inside": inside, "total": total, "percent": f"{_PERCENT * inside / total:.0f}"}
