"""Time the runner of sweeps on runs that do nothing but compute for 50 ms each.

Overhead is what a sweep takes beyond the seconds of its runs, shared by its workers; the start of
the cluster is told apart and counted too. Figures hold for the machine that printed them.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
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


def seconds_of(design: dict[str, object], workers: int) -> tuple[float, float, float]:
    """Return the seconds of a sweep, those until its runs begin, and those of the runs."""
    folder = Path(tempfile.mkdtemp())
    begin, ready = time.perf_counter(), [0.0]

    def told(*_: object) -> None:
        ready[0] = time.perf_counter() - begin

    try:
        results = run_design(design, folder / "out", workers=workers, simulate=compute, told=told)
        whole = time.perf_counter() - begin
        return whole, ready[0], float(results.timings["seconds"].sum())
    finally:
        shutil.rmtree(folder)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=1200)
    chosen = parser.parse_args()
    design = {
        "name": "runner",
        "bases": [{"name": "b", "territory": {"preset": "demo"}, "years": 2, "spin_up_years": 1}],
        "uncertainties": [{"name": "mobility.sensitivity"}],
        "sampling": {"samples": chosen.runs},
        "outputs": {"measures": ["vacancy_percent_all"]},
    }
    machine = platform.processor() or platform.machine()
    print(f"{machine}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {chosen.runs} runs")
    took = {}
    for workers in (1, 2):
        whole, ready, computed = seconds_of(design, workers)
        took[workers] = whole - ready
        overhead = workers * (whole - ready) / computed - 1
        bad = "" if overhead <= MOST_OVERHEAD else f", MORE than the {MOST_OVERHEAD:.0%} allowed"
        print(
            f"{workers} at once: {computed:.1f} s of runs in {whole:.1f} s, {ready:.1f} s of them "
            f"to start; overhead {overhead:+.1%}{bad}"
        )
    speed_up = took[1] / took[2]
    verdict = "" if speed_up >= LEAST_SPEED_UP else f", LESS than the {LEAST_SPEED_UP} wanted"
    print(f"two workers are {speed_up:.2f} times one{verdict}")


if __name__ == "__main__":
    main()
