"""The measured tables as Markdown, between two marks of a page."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable
from importlib.metadata import version
from math import log
from pathlib import Path
from statistics import median
from typing import Any

from limits import bandwidth

BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
LIBRARIES = ("numpy", "numba", "llvmlite", "scipy", "mesa", "pandas")
_RUNS = (
    ("demo", "demo preset (3,000 social dwellings), 20 years", 0.15, None),
    ("rennes", "Rennes from tables (41,000 social, all private), 20 years", 2.0, 300.0),
    ("lille", "Lille from tables (131,000 social, all private), 20 years", 6.0, 700.0),
    ("social-1000000", "one million social-sector households, 20 years", 15.0, 500.0),
)
_OTHERS = (
    ("national", "all EPCI, 20 years, two cores", "5 minutes, 3 GB"),
    ("reference", "against the Mesa-object reference at 10,000 households", "at least 100 times"),
)
_MOST_EXPONENT, _GROWTH = 1.1, ("social-10000", "social-1000000")
_STARTS = (
    ("cold", "first run of the demo on a fresh machine", 25.0),
    ("warm", "the same command again", 3.0),
    ("imports", "imports of a run", 1.5),
)
_MONTHS = 12


def written(
    found: dict[str, Any], starts: dict[str, float], others: dict[str, Any], years: int
) -> str:
    """Return the machine, the goals, the growth, the steps and the limits as Markdown."""
    parts = (
        machine(),
        goals(found, starts, others, years),
        "## Growth\n\n" + growth(found),
        "## Where a month goes\n\nMilliseconds a month, medians.\n\n" + steps(found),
        "## How far from the limit\n\n" + limits(found),
    )
    return "\n\n".join(parts)


def put_into(file: Path, text: str) -> None:
    """Write `text` between the marks of a page, which keeps everything else."""
    page = file.read_text(encoding="utf-8")
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    file.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{after}", encoding="utf-8")


def machine() -> str:
    """Return processor, cores, Python and libraries."""
    name = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        lines = [line for line in info.read_text().splitlines() if line.startswith("model name")]
        name = lines[0].partition(":")[2].strip() if lines else name
    libraries = ", ".join(f"{each} {version(each)}" for each in LIBRARIES)
    return f"{name}, {os.cpu_count()} cores; Python {platform.python_version()}, {libraries}."


def seconds_of(case: dict[str, Any]) -> float:
    """Return the median seconds of the runs of a case."""
    return median(run["seconds"] for run in case["runs"])


def goals(
    found: dict[str, Any], starts: dict[str, float], others: dict[str, Any], years: int
) -> str:
    """Return the table of goals, each with what was measured and whether it is met."""
    rows = []
    for key, what, seconds, megabytes in _RUNS:
        goal = f"{seconds:g} s" + (f", {megabytes:.0f} MB" if megabytes else "")
        if key not in found:
            rows.append((what, goal, "not measured", ""))
            continue
        case, took = found[key], seconds_of(found[key])
        is_met = took <= seconds and (not megabytes or case["peak_mb"] <= megabytes)
        told = f"{took:.2f} s, {case['peak_mb']:.0f} MB ({len(case['runs'])} runs)"
        rows.append((what if years == 20 else f"{what}: {years} years", goal, told, _yes(is_met)))
    for key, what, goal in _OTHERS:
        other = others.get(key)
        told = other["measured"] if other else "not measured here"
        rows.append((what, goal, told, _yes(other["met"]) if other else ""))
    exponent = exponent_of(found)
    told = "not measured" if exponent is None else f"{exponent:.2f}"
    met = "" if exponent is None else _yes(exponent <= _MOST_EXPONENT)
    what = "growth from 10⁴ to 10⁶ households, exponent"
    rows.append((what, f"at most {_MOST_EXPONENT}", told, met))
    for key, what, most in _STARTS:
        rows.append((what, f"{most:g} s", f"{starts[key]:.2f} s", _yes(starts[key] <= most)))
    return _table(("", "goal", "measured", "met"), rows)


def exponent_of(found: dict[str, Any]) -> float | None:
    """Return the slope of log seconds on log households between the ends of the growth."""
    if any(name not in found for name in _GROWTH):
        return None
    small, large = (found[name] for name in _GROWTH)
    sizes = large["runs"][0]["households"] / small["runs"][0]["households"]
    return log(seconds_of(large) / seconds_of(small)) / log(sizes)


def growth(found: dict[str, Any]) -> str:
    """Return seconds by number of households, with the slope from each size to the next."""
    rows, last = [], None
    for name, case in found.items():
        if not name.startswith("social-"):
            continue
        run, took = case["runs"][0], seconds_of(case)
        slope = ""
        if last is not None:
            slope = f"{log(took / last[1]) / log(run['households'] / last[0]):.2f}"
        last = run["households"], took
        each = 1e9 * took / run["months"] / run["households"]
        peak = f"{case['peak_mb']:.0f}"
        rows.append((f"{run['households']:,}", f"{took:.2f}", f"{each:.0f}", slope, peak))
    head = ("social households", "seconds", "ns a household and month", "slope", "peak MB")
    return _table(head, rows)


def steps(found: dict[str, Any]) -> str:
    """Return milliseconds a month by step and case, dearest first."""
    names = list(found)
    spent = {
        name: {
            step: median(1e3 * run["steps"].get(step, 0.0) / run["months"] for run in case["runs"])
            for step in case["runs"][0]["steps"]
        }
        for name, case in found.items()
    }
    every = sorted(
        {step for case in spent.values() for step in case},
        key=lambda step: -max(case.get(step, 0.0) for case in spent.values()),
    )
    rows = [(step, *(f"{spent[name].get(step, 0.0):.2f}" for name in names)) for step in every]
    whole = (f"{sum(spent[name].values()):.2f}" for name in names)
    return _table(("step", *names), [*rows, ("all", *whole)])


def limits(found: dict[str, Any]) -> str:
    """Return the bytes a month must touch, and how much longer it takes than these alone."""
    speed = bandwidth()
    rows = []
    for name, case in found.items():
        run = case["runs"][0]
        least = run["bytes_a_month"] * run["months"] / speed
        rows.append(
            (
                name, f"{run['state_mb']:.1f}", f"{run['bytes_a_month'] / 1e6:.1f}",
                f"{least:.3f}", f"{seconds_of(case) / least:.0f}",
            )
        )  # fmt: skip
    told = f"One core copies {speed / 1e9:.1f} GB a second here, read and written.\n\n"
    head = ("", "state, MB", "MB touched a month, at least", "limit, s", "times the limit")
    return told + _table(head, rows)


def _yes(is_met: bool) -> str:
    return "yes" if is_met else "**no**"


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = tuple(head)
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows)])
