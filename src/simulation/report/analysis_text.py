"""The analyses of a sweep in a few lines of text."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from simulation.analysis.indices import MU, MU_STAR, SIGMA
from simulation.analysis.sensitivity import mu_star_floor
from simulation.report.figures.indices import ranked
from simulation.report.figures.sweep_contrasts import UNIT_WORDS, shown_contrasts
from simulation.report.sweep_story import SweepStory

if TYPE_CHECKING:
    import pandas as pd

    from simulation.analysis.discovery import Boxes
    from simulation.analysis.sensitivity import Output
    from simulation.analysis.surrogate import Surrogate

FEW_REPLICATES = 4
"""Fewer leave too few degrees of freedom where they are crossed with samples."""
_MOST_ROWS = 25
_MOST_PARAMETERS = 8
_INDENT = "  "


def contrast_lines(
    table: pd.DataFrame, correction: str, story: SweepStory, file: str
) -> Iterator[str]:
    """Return the table of contrasts of each arm, then its care and the runs still needed.

    Parameters
    ----------
    file
        Where the rows that are not shown stand.
    """
    shown = shown_contrasts(table)
    for arm, rows in shown.groupby("arm", sort=False):
        base = story.arm(str(rows["base"].iloc[0]))
        yield story.say("sweep_contrasts_title", title=story.arm(str(arm)), base=base)
        first = rows.head(_MOST_ROWS).to_dict("records")
        yield from aligned([_contrast_cells(row, story) for row in first])
        if len(rows) > _MOST_ROWS:
            yield story.say("contrasts_left", n=len(rows) - _MOST_ROWS, title=file)
        yield ""
    gain = story.number(float(table["variance_gain"].median()), 2)
    label = story.say(f"correction_{correction}")
    yield story.say("sweep_contrasts_care", label=label, n=gain)
    crossed = table[(table["samples"] > 1) & (table["replicates"] > 1)]
    if len(crossed) and crossed["replicates"].min() < FEW_REPLICATES:
        yield story.say("few_replicates", n=int(crossed["replicates"].min()))
    for row in table.dropna(subset="half_width_wanted").to_dict("records"):
        label = story.output(row["measure"], row["arm"], row["base"])
        if math.isnan(row["runs_needed"]):
            yield story.say("wanted_crossed", label=label)
            continue
        there = row["samples"] if row["samples"] > 1 else row["replicates"]
        yield story.say("runs_needed", label=label, n=int(row["runs_needed"]), total=there)


def sensitivity_lines(output: Output, table: pd.DataFrame, story: SweepStory) -> Iterator[str]:
    """Return the strongest parameters of an output with their indices, and the noise."""
    method = str(table["method"].iloc[0])
    yield story.say(
        "sensitivity_head",
        label=story.output(output.measure, output.arm, output.minus),
        title=story.say(f"method_{method}"),
        n=len(output.values),
    )
    yield from index_lines(table, story)
    yield from _noise_lines(output, story)


def index_lines(table: pd.DataFrame, story: SweepStory) -> Iterator[str]:
    """Return the strongest parameters of one output, a line each, with their indices."""
    method = str(table["method"].iloc[0])
    alone = table[table["other"] == ""]
    names = list(dict.fromkeys(alone["index"]))
    cells = []
    for parameter in ranked(alone, method)[:_MOST_PARAMETERS]:
        rows = alone[alone["parameter"] == parameter].set_index("index")
        told = [_value_with_bounds(rows.loc[index], index, story) for index in names]
        cells.append([parameter, *told])
    yield from aligned(cells)


def surrogate_lines(surrogate: Surrogate, least: float, story: SweepStory) -> Iterator[str]:
    """Return which model was kept and the errors of both."""
    output = surrogate.output
    chosen = surrogate.errors[surrogate.errors["is_chosen"]].iloc[0]
    yield story.say(
        "surrogate_head",
        label=story.output(output.measure, output.arm, output.minus),
        title=story.say(f"model_{chosen['model']}"),
        mean=story.number(surrogate.r2, 2),
        first=story.number(least, 2),
    )
    for row in surrogate.errors.to_dict("records"):
        noise = row["noise_rmse"]
        yield story.say(
            "surrogate_error",
            title=story.say(f"model_{row['model']}"),
            mean=story.number(row["r2"], 2),
            first=story.number(row["rmse"]),
            last=story.say("unknown") if math.isnan(noise) else story.number(noise),
        )


def discovery_lines(
    found: Boxes, checked: pd.DataFrame, label: str, arm: str, n: int, story: SweepStory
) -> Iterator[str]:
    """Return the boxes in which an expression holds, and how they fare on samples left out."""
    share = story.percent(found.base_rate)
    yield story.say("discovery_head", label=label, percent=share, n=n, scenario=story.arm(arm))
    if found.statistics.empty:
        yield story.say("discovery_none")
        return
    for row in found.statistics.to_dict("records"):
        code = "discovery_next_box" if row["box"] else "discovery_box"
        dense, inside = story.percent(row["density"]), story.percent(row["coverage"])
        yield story.say(code, n=row["box"] + 1, percent=dense, inside=inside)
        limits = found.limits[found.limits["box"] == row["box"]]
        yield from (_INDENT + limit_text(limit, story) for limit in limits.to_dict("records"))
    yield story.say(
        "discovery_left_out",
        percent=story.percent(float(checked["density"].mean())),
        inside=story.percent(float(checked["coverage"].mean())),
    )
    if checked["density"].mean() <= found.base_rate:
        yield story.say("discovery_chance", percent=share)


def score_lines(scores: pd.DataFrame, story: SweepStory) -> Iterator[str]:
    """Return the parameters that tell cases best."""
    yield story.say("scores_head")
    rows = scores.head(_MOST_PARAMETERS).to_dict("records")
    yield from aligned([[row["parameter"], story.number(row["score"], 2)] for row in rows])


def satisficing_lines(table: pd.DataFrame, label: str, story: SweepStory) -> Iterator[str]:
    """Return the share of samples in which an expression holds, arm by arm."""
    yield story.say("satisficing_head", label=label)
    cells = []
    for row in table.to_dict("records"):
        bounds = f"[{story.percent(row['low'])} ; {story.percent(row['high'])}]"
        cells.append([story.arm(row["arm"]), f"{story.percent(row['share'])} %", bounds])
    yield from aligned(cells)


def regret_lines(table: pd.DataFrame, measure: str, story: SweepStory) -> Iterator[str]:
    """Return the regret of each arm."""
    yield story.say("regret_head", label=story.measure(measure))
    cells = []
    for row in table.to_dict("records"):
        names = ("mean_regret", "high_regret", "largest_regret")
        best = story.say("best_in", percent=story.percent(row["share_best"]))
        cells.append([story.arm(row["arm"]), *(story.number(row[name]) for name in names), best])
    yield from aligned(cells)


def limit_text(limit: Mapping[Any, Any], story: SweepStory) -> str:
    """Return one restriction of a box as an inequality."""
    low, high = story.number(limit["low"]), story.number(limit["high"])
    name = limit["parameter"]
    if limit["is_low_bound"] and limit["is_high_bound"]:
        return f"{low} ≤ {name} ≤ {high}"
    return f"{name} ≥ {low}" if limit["is_low_bound"] else f"{name} ≤ {high}"


def aligned(cells: Sequence[Sequence[str]]) -> Iterator[str]:
    """Return rows of cells as lines: the first column to the left, the others to the right."""
    if not cells:
        return
    widths = [max(len(row[i]) for row in cells) for i in range(len(cells[0]))]
    for first, *others in cells:
        right = (f"{cell:>{width}}" for cell, width in zip(others, widths[1:], strict=True))
        yield _INDENT + "  ".join((f"{first:{widths[0]}}", *right)).rstrip()


def _contrast_cells(row: Mapping[Any, Any], story: SweepStory) -> list[str]:
    bounds = (story.number(row[name], signed=True) for name in ("low", "high"))
    return [
        story.measure(row["measure"]),
        story.number(row["difference"], signed=True),
        "[{} ; {}]".format(*bounds),
        story.say(UNIT_WORDS.get(row["unit"], row["unit"])),
        story.say(f"verdict_{row['verdict']}"),
    ]


def _value_with_bounds(row: pd.Series, index: str, story: SweepStory) -> str:
    has_unit = index in (MU_STAR, MU, SIGMA)
    value, low, high = (
        story.number(row[name], 2) if has_unit else story.index(row[name])
        for name in ("value", "low", "high")
    )
    told = f"{story.say(f'index_{index}')} {value}"
    return told if math.isnan(row["low"]) else f"{told} [{low} ; {high}]"


def _noise_lines(output: Output, story: SweepStory) -> Iterator[str]:
    noise = output.noise
    if math.isnan(noise.share_of_run):
        yield story.say("sensitivity_no_noise")
        return
    shares = {
        "percent": story.percent(noise.share_of_run),
        "years": story.percent(noise.share_of_mean),
    }
    yield story.say("sensitivity_noise", n=noise.replicates, **shares)
    floor = mu_star_floor(output)
    if math.isfinite(floor):
        yield story.say("sensitivity_floor", mean=story.number(floor, 2))
