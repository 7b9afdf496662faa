"""Time the indices of segregation against PySAL, in one process and on the same tables.

A territory of 500 areas and 5,000 residences is drawn by keyed draws. First each index that PySAL
has is computed by both: times, their ratio, and the largest difference. Then all the indices of a
year are timed: three populations, by area, residence and commune, in quartiles, poverty and
deciles, each with its expectation under random allocation. Figures hold for the machine that
printed them: quote it with them.
"""

from __future__ import annotations

import platform
import time
import warnings
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from simulation import indicators as ours
from simulation.indicators.decomposition import sum_by
from simulation.observers.segregation import indices
from simulation.rng import Streams

AREAS, RESIDENCES, COMMUNES = 500, 5_000, 20
GROUPS = ["q1", "q2", "q3", "q4"]
MOST_SECONDS = 0.050
LEAST_RATIO = 100
REPEATS = 5


def drawn_deciles() -> tuple[np.ndarray, np.ndarray]:
    """Return households by residence and decile, and the area of each residence."""
    draw = Streams(2011).uniform
    ids = np.arange(RESIDENCES)
    areas = (AREAS * draw("area", 0, ids)).astype(np.int64)
    sizes = np.ceil(np.exp(2.5 + 0.5 * np.sqrt(-2 * np.log(draw("size", 0, ids)))))
    poverty = draw("poverty", 0, np.arange(AREAS))[areas]
    households = np.repeat(ids, sizes.astype(np.int64))
    rank = draw("rank", 0, np.arange(households.size))
    decile = (10 * rank ** (0.5 + poverty[households])).astype(np.int64)
    cells = np.bincount(households * 10 + decile, minlength=RESIDENCES * 10)
    return cells.reshape(RESIDENCES, 10), areas


def best_seconds(function: Callable[[], Any], repeats: int = REPEATS) -> float:
    """Return the least time of a few calls."""
    times = []
    for _ in range(repeats):
        begin = time.perf_counter()
        function()
        times.append(time.perf_counter() - begin)
    return min(times)


def of_pysal() -> dict[str, tuple[Callable[[Any], Any], Callable[[Any], Any]]]:
    """Return PySAL's class of each index, called on a data frame, and our function of counts."""
    from segregation import local, multigroup, singlegroup

    def single(name: str, **options: Any) -> Callable[[Any], Any]:
        made = getattr(singlegroup, name)
        return lambda frame: made(frame, "q1", "total", **options).statistic

    def many(name: str) -> Callable[[Any], Any]:
        return lambda frame: getattr(multigroup, name)(frame, GROUPS).statistic

    first: Callable[..., Any] = partial(partial, group=0)
    return {
        "dissimilarity": (single("Dissim"), first(ours.dissimilarity)),
        "isolation": (single("Isolation"), first(ours.isolation)),
        "correlation ratio": (single("CorrelationR"), first(ours.correlation_ratio)),
        "Gini": (single("Gini"), first(ours.gini)),
        "Atkinson": (single("Atkinson", b=0.5), first(ours.atkinson)),
        "multigroup dissimilarity": (many("MultiDissim"), ours.multigroup_dissimilarity),
        "multigroup Gini": (many("MultiGini"), ours.multigroup_gini),
        "relative diversity": (many("MultiRelativeDiversity"), ours.relative_diversity),
        "Theil H": (many("MultiInfoTheory"), ours.theil_h),
        "mutual information": (many("MultiDivergence"), ours.mutual_information),
        "location quotient": (
            lambda frame: local.MultiLocationQuotient(frame, GROUPS).statistics,
            ours.location_quotient,
        ),
        "local entropy": (
            lambda frame: local.MultiLocalEntropy(frame, GROUPS).statistics,
            ours.local_entropy,
        ),
    }


def compare(counts: np.ndarray, title: str) -> np.ndarray:
    """Print times and differences for one table of counts in quartiles; return both totals."""
    import pandas as pd

    frame = pd.DataFrame(counts, columns=GROUPS).assign(total=counts.sum(axis=1))
    print(f"\n{title:<28}{'PySAL ms':>12}{'ours ms':>10}{'ratio':>9}{'difference':>13}")
    spent, worst = np.zeros(2), 0.0
    for name, (theirs, function) in of_pysal().items():
        difference = float(np.nanmax(np.abs(theirs(frame) - function(counts))))
        seconds = best_seconds(partial(theirs, frame), 2), best_seconds(partial(function, counts))
        spent, worst = spent + seconds, max(worst, difference)
        ratio = seconds[0] / seconds[1]
        print(f"  {name:<26}{1e3 * seconds[0]:12.2f}{1e3 * seconds[1]:10.3f}", end="")
        print(f"{ratio:9.0f}{difference:13.1e}")
    print(f"  {'all of them':<26}{1e3 * spent[0]:12.2f}{1e3 * spent[1]:10.3f}", end="")
    print(f"{spent[0] / spent[1]:9.0f}{worst:13.1e}")
    return spent


def year(tables: dict[str, np.ndarray]) -> int:
    """Compute every index of a year; return how many."""
    n = 0
    for _population in range(3):
        for deciles in tables.values():
            quartiles = np.add.reduceat(deciles, [0, 4, 6, 8], axis=1)
            poverty = np.add.reduceat(deciles, [0, 3], axis=1)
            for grouping, counts in (
                ("quartile", quartiles),
                ("poverty", poverty),
                ("decile", deciles),
            ):
                n += len(list(indices(counts, grouping)))
    return n


def main() -> None:
    """Print the comparison, then the time of a year."""
    deciles, areas = drawn_deciles()
    by_area = sum_by(deciles, areas, AREAS)
    tables = {
        "residence": deciles,
        "area": by_area,
        "commune": sum_by(by_area, np.arange(AREAS) % COMMUNES, COMMUNES),
    }
    print(f"{platform.processor() or platform.machine()}, Python {platform.python_version()}")
    print(f"{deciles.sum():,} households, {RESIDENCES:,} residences, {AREAS} areas")
    n = year(tables)
    seconds = best_seconds(partial(year, tables))
    verdict = "" if seconds <= MOST_SECONDS else f", MORE than the {1e3 * MOST_SECONDS:.0f} wanted"
    print(f"{n} indices of a year, with what chance gives: {1e3 * seconds:.1f} ms{verdict}")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            spent = sum(
                compare(np.add.reduceat(tables[unit], [0, 4, 6, 8], axis=1), f"by {unit}")
                for unit in ("area", "residence")
            )
    except ImportError:
        print("PySAL is not here: pip install segregation, to compare with it")
        return
    ratio = spent[0] / spent[1]
    verdict = "" if ratio >= LEAST_RATIO else f", LESS than the {LEAST_RATIO} wanted"
    print(f"\nthe same indices, both tables: {ratio:.0f} times faster than PySAL{verdict}")


if __name__ == "__main__":
    main()
