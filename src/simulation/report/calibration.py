"""The end of a calibration in text: targets before and after, best set, what is not identified."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from simulation.report.scorecard import amount, band, number
from simulation.report.words import word

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from simulation.analysis.ensemble import Ensemble

_PERCENT = 100.0
_STRONGEST = 3
_LEAST_SHARE = 0.5
_SURE = 2.0  # standard errors
_LEAST_EFFECT = 0.005  # half bands; less is told as 0.00


def target_lines(
    table: pd.DataFrame, titles: Mapping[str, str], replicates: int, lang: str
) -> Iterator[str]:
    """Return the table of `analysis.before_after` as lines of text."""
    heads = [word(f"head_{name}", lang) for name in ("target", "band", "before")]
    heads += ["", word("head_after", lang), ""]
    for scenario, rows in table.groupby("scenario", sort=False):
        yield ""
        yield word("calibration_table", lang, title=titles[str(scenario)], n=replicates)
        yield from _columns([heads, *(_cells(row, lang) for row in rows.to_dict("records"))])
    counts = {time: int(table[f"{time}_inside"].sum()) for time in ("before", "after")}
    yield ""
    yield word("calibration_counts", lang, total=len(table), **counts)


def slope_lines(effects: pd.DataFrame, table: pd.DataFrame, lang: str) -> Iterator[str]:
    """Return the strongest effects of `analysis.local_sensitivity` on each target, beyond noise."""
    from simulation.analysis.local_sensitivity import noise_of_effects

    labels = target_labels(table, lang)
    floors = {key: _SURE * error for key, error in noise_of_effects(effects).items()}
    yield word("calibration_slopes", lang)
    if any(math.isnan(floor) for floor in floors.values()):
        yield word("calibration_one_replicate", lang)
        floors = dict.fromkeys(floors, 0.0)
    for key, label in labels.items():
        rows = effects[(effects["scenario"] == key[0]) & (effects["target"] == key[1])]
        strongest = rows.sort_values("effect", key=abs, ascending=False).head(_STRONGEST)
        told = [
            f"{row['parameter']} {number(row['effect'], 'ratio', lang, '+')}"
            for row in strongest.to_dict("records")
            if abs(row["effect"]) >= max(_LEAST_EFFECT, floors[key])
        ]
        yield f"  {label}: {', '.join(told) or '—'}"


def free_lines(shares: pd.DataFrame, lang: str) -> Iterator[str]:
    """Return the parameters that targets leave free, from `local_sensitivity.unidentified`."""
    left = shares[shares["share"] >= _LEAST_SHARE]
    if left.empty:
        yield word("calibration_pinned", lang)
        return
    yield word("calibration_free", lang)
    for row in left.to_dict("records"):
        yield f"  {row['parameter']} ({_PERCENT * row['share']:.0f} %)"


def ensemble_lines(found: Ensemble, wanted: int, file: Path, lang: str) -> Iterator[str]:
    """Return how many sets were kept, and how far they let each parameter go."""
    yield word(
        "ensemble_counts",
        lang,
        members=len(found.members),
        kept=int(found.candidates["kept"].sum()),
        acceptance=_decimal(f"{_PERCENT * found.acceptance:.1f}", lang),
        drawn=len(found.candidates),
        file=file if found.members else "—",
    )
    if len(found.members) < wanted:
        yield word("ensemble_short", lang, wanted=wanted)
    if not found.members:
        return
    names = ("parameter", "calibrated", "drawn", "kept", "median", "narrowing")
    heads = [word(f"head_{name}", lang) for name in names]
    rows = found.spread().to_dict("records")
    yield from _columns([heads, *(_spread_cells(row, lang) for row in rows)])


def _spread_cells(row: Mapping[Any, Any], lang: str) -> list[str]:
    def told(name: str) -> str:
        return _decimal(f"{row[name]:.4g}", lang)

    narrowing = row["narrowing"]
    return [
        row["parameter"],
        told("calibrated"),
        f"{told('drawn_low')}–{told('drawn_high')}",
        f"{told('low')}–{told('high')}",
        told("median"),
        "—" if math.isnan(narrowing) else f"{_PERCENT * narrowing:.0f} %",
    ]


def _cells(row: Mapping[Any, Any], lang: str) -> list[str]:
    cells = [row["label_fr" if lang == "fr" else "label"], band(row, lang)]
    for time in ("before", "after"):
        kind, mean, error = row["kind"], row[f"{time}_mean"], row[f"{time}_error"]
        spread = "" if math.isnan(error) else f" ± {number(error, kind, lang)}"
        inside = word("inside" if row[f"{time}_inside"] else "outside_band", lang)
        cells += [amount(mean, kind, lang) + spread, inside]
    return cells


def _columns(lines: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(len(line[i]) for line in lines) for i in range(len(lines[0]))]
    for first, *others in lines:
        right = (f"{cell:>{width}}" for cell, width in zip(others, widths[1:], strict=True))
        yield f"  {first:{widths[0]}}  {'  '.join(right)}".rstrip()


def target_labels(table: pd.DataFrame, lang: str) -> dict[tuple[str, str], str]:
    """Return the name of each target for readers, with its scenario where there are several."""
    label = "label_fr" if lang == "fr" else "label"
    is_alone = len(set(table["scenario"])) == 1
    return {
        (row["scenario"], row["target"]): row[label]
        if is_alone
        else f"{row['scenario']}, {row[label]}"
        for row in table.to_dict("records")
    }


def _decimal(text: str, lang: str) -> str:
    return text.replace(".", ",") if lang == "fr" else text
