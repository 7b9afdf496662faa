"""The validation scorecard for people: lines of the terminal, and a page in Markdown."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from simulation.report.analysis_text import aligned
from simulation.report.words import word

if TYPE_CHECKING:
    import pandas as pd

    from simulation.validation.pattern import Claim, Pattern

_SCALES = {"share": 100.0}
_DIGITS = {"share": 1, "percent": 1, "index": 4, "days": 0, "months": 1, "count": 0, "eur": 0}
_SUFFIX = {"share": " %", "percent": " %", "days": " d", "eur": " €"}
_SUFFIX_FR = _SUFFIX | {"days": " j"}


def validation_lines(
    claims: pd.DataFrame, card: pd.DataFrame, patterns: Sequence[Pattern], lang: str
) -> Iterator[str]:
    """Return the scorecard as lines of text.

    Parameters
    ----------
    claims, card
        Tables of `validation.scoring`.
    patterns
        The patterns of these tables.
    lang
        "en" or "fr".
    """
    cells = [_heads("validation_columns", lang), *_card_cells(card, patterns, lang)]
    yield from aligned([cell[:-1] for cell in cells])
    yield ""
    yield from _summary(card, lang)
    yield from (f"  {cell[0]}: {cell[-1]}" for cell in cells[1:] if cell[-1])
    missing = _left_out(claims, patterns, lang)
    if missing:
        yield word("validation_left_out", lang, settings=", ".join(missing))


def validation_page(
    claims: pd.DataFrame, card: pd.DataFrame, patterns: Sequence[Pattern], lang: str
) -> str:
    """Return the scorecard as a page in Markdown: one table, then each pattern with its claims."""
    lines = [*_markdown("validation_columns", _card_cells(card, patterns, lang), lang), ""]
    lines += [f"{line}." for line in _summary(card, lang)]
    for pattern in patterns:
        rows = {row["claim"]: row for row in _rows(claims, pattern)}
        lines += ["", f"### {pattern.name} {pattern.title[lang]}", "", pattern.statement[lang]]
        lines += [word("validation_source", lang, reference=pattern.reference), ""]
        cells = [_claim_cells(claim, rows[claim.key], lang) for claim in pattern.claims]
        lines += _markdown("validation_claim_columns", cells, lang)
        reasons = dict.fromkeys(claim.why[lang] for claim in pattern.claims)
        lines += ["", f"{word('validation_why', lang)}: " + " ".join(reasons)]
    return "\n".join(lines) + "\n"


def where(claim: Claim, lang: str) -> str:
    """Return the settings of a claim in words."""
    from simulation.validation.catalogue import settings

    names = dict.fromkeys(setting for setting, _ in claim.needs)
    return "; ".join(settings()[name].label[lang] for name in names)


def amount(value: float, unit: str, lang: str, *, sign: str = "") -> str:
    """Return a figure as readers see it; a dash when it is missing."""
    if math.isnan(value):
        return "—"
    told = f"{value * _SCALES.get(unit, 1.0):{sign}.{_DIGITS.get(unit, 3)}f}"
    if lang == "fr":
        return told.replace(".", ",") + _SUFFIX_FR.get(unit, "")
    return told + _SUFFIX.get(unit, "")


def _summary(card: pd.DataFrame, lang: str) -> Iterator[str]:
    from simulation.validation.pattern import REPRODUCED
    from simulation.validation.scoring import ENOUGH_OF_ENSEMBLE

    is_reproduced = card["verdict"] == REPRODUCED
    yield word("validation_share", lang, reproduced=int(is_reproduced.sum()), total=len(card))
    if card["members"].max():
        yield word(
            "validation_robust",
            lang,
            robust=int((is_reproduced & card["is_robust"]).sum()),
            percent=f"{ENOUGH_OF_ENSEMBLE * 100:.0f}",
            members=int(card["members"].max()),
        )


def _card_cells(card: pd.DataFrame, patterns: Sequence[Pattern], lang: str) -> list[list[str]]:
    by_number = {pattern.number: pattern for pattern in patterns}
    cells = []
    for row in card.to_dict("records"):
        pattern = by_number[row["pattern"]]
        decisive = [c for c in pattern.claims if c.key in str(row["decisive"]).split(", ")]
        cells.append(
            [
                f"{pattern.name} {pattern.title[lang]}",
                word(f"verdict_{row['verdict']}", lang),
                amount(row["share_held"], "share", lang) if row["members"] else "—",
                "; ".join(f"{c.text[lang]} ({where(c, lang)})" for c in decisive),
            ]
        )
    return cells


def _claim_cells(claim: Claim, row: Mapping[Any, Any], lang: str) -> list[str]:
    text = claim.text[lang]
    low, high = (amount(row[end], claim.unit, lang) for end in ("low", "high"))
    return [
        text if claim.is_needed else word("validation_shown", lang, text=text),
        where(claim, lang),
        amount(row["mean"], claim.unit, lang),
        word("validation_of_band", lang, low=low, high=high),
        _band(claim, lang),
        word(f"verdict_{row['verdict']}", lang),
        amount(row["share_held"], "share", lang) if row["members"] else "—",
    ]


def _band(claim: Claim, lang: str) -> str:
    low, high = (amount(end, claim.unit, lang) for end in (claim.band.low, claim.band.high))
    if math.isinf(claim.band.high):
        return f"≥ {low}"
    return f"≤ {high}" if math.isinf(claim.band.low) else f"{low}–{high}"


def _left_out(claims: pd.DataFrame, patterns: Sequence[Pattern], lang: str) -> list[str]:
    from simulation.validation.pattern import MISSING

    missing = set(
        claims.loc[claims["verdict"] == MISSING, ["pattern", "claim"]].itertuples(
            index=False, name=None
        )
    )
    found = {
        where(claim, lang): None
        for pattern in patterns
        for claim in pattern.claims
        if (pattern.number, claim.key) in missing
    }
    return list(found)


def _rows(claims: pd.DataFrame, pattern: Pattern) -> list[dict[Any, Any]]:
    return claims[claims["pattern"] == pattern.number].to_dict("records")


def _heads(key: str, lang: str) -> list[str]:
    return word(key, lang).split(" | ")


def _markdown(key: str, cells: Sequence[Sequence[str]], lang: str) -> list[str]:
    heads = _heads(key, lang)
    rows = [heads, ["---"] * len(heads), *cells]
    return ["| " + " | ".join(cell or " " for cell in row) + " |" for row in rows]
