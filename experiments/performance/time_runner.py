"""Time the runner of sweeps on runs that do nothing but compute for 50 ms each.

Overhead is what sweeps take beyond the seconds of their runs, shared by the workers. A short and a
long sweep tell what each run costs from what it costs to start. Figures hold for the machine that
printed them, and for one that does nothing else.
"""

from __future__ import annotations

import argparse
import os
import platform
import tempfile
import time
from pathlib import Path

import numpy as np

from simulation.experiments.replicate import Outcome
from simulation.experiments.sweep import run_design

MOST_OVERHEAD, LEAST_SPEED_UP = 0.05, 1.8
RUN_SECONDS = 0.05


def compute(task, on_month) -> Outcome:
    """Spin the processor for 50 ms, counting months, and give a table like that of a run."""
    begin = time.perf_counter()
    months = task.scenario.n_months
    for month in range(1, months + 1):
        while time.perf_counter() - begin < RUN_SECONDS * month / months:
            pass
        on_month()
    year = np.arange(task.scenario.start_year, task.scenario.end_year + 1)
    columns = {"year": year, "sector": np.full(year.size, "all"), "vacancy_percent": 0.1 * year}
    return Outcome(task, {"market": columns}, time.perf_counter() - begin)


def seconds_of(runs: int, workers: int) -> tuple[float, float]:
    """Return the seconds that a sweep takes, and those that its runs take together."""
    design = {
        "name": "runner",
        "bases": [{"name": "b", "territory": {"preset": "demo"}, "years": 2, "spin_up_years": 1}],
        "uncertainties": [{"name": "mobility.sensitivity"}],
        "sampling": {"samples": runs},
        "outputs": {"measures": ["vacancy_percent_all"]},
    }
    with tempfile.TemporaryDirectory() as folder:
        begin = time.perf_counter()
        results = run_design(design, Path(folder) / "out", workers=workers, simulate=compute)
        return time.perf_counter() - begin, float(results.timings["seconds"].sum())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, nargs=2, default=(200, 1000), help="short, long")
    short, long = parser.parse_args().runs
    machine = platform.processor() or platform.machine()
    print(f"{machine}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {short}, {long} runs")
    seconds_of(2, 1)  # imports are no part of it
    pace = {}
    for workers in (1, 2):
        (little, first), (much, then) = (seconds_of(runs, workers) for runs in (short, long))
        pace[workers] = (much - little) / (then - first)
        overhead = workers * pace[workers] - 1
        start = little - first * pace[workers]
        bad = "" if overhead <= MOST_OVERHEAD else f", MORE than the {MOST_OVERHEAD:.0%} allowed"
        print(
            f"{workers} at once: {then:.1f} s of runs in {much:.1f} s; {start:.1f} s to start, "
            f"then an overhead of {overhead:+.1%}{bad}"
        )
    speed_up = pace[1] / pace[2]
    bad = "" if speed_up >= LEAST_SPEED_UP else f", LESS than the {LEAST_SPEED_UP} wanted"
    print(f"two workers are {speed_up:.2f} times one{bad}")


if __name__ == "__main__":
    main()
