"""Time one run of the demo territory: building, compiling, then each step of the month.

The first run in a fresh environment compiles; the second one is what a researcher waits for.
Figures hold for the machine that printed them: quote it with them.
"""

from __future__ import annotations

import argparse
import platform
import resource
import time
from collections import defaultdict
from pathlib import Path

import simulation
from simulation.model import HousingModel
from simulation.schedule import SCHEDULE, Step

ROOT = Path(__file__).parents[2]


def timed_schedule(spent: dict[str, float]) -> tuple[Step, ...]:
    """Return the schedule with each step adding its seconds to `spent`."""

    def timed(step: Step) -> Step:
        def run(world, context):
            begin = time.perf_counter()
            step.run(world, context)
            spent[step.name] += time.perf_counter() - begin

        return Step(step.name, run, step.every_months)

    return tuple(timed(step) for step in SCHEDULE)


def run_once(scenario, key: int) -> tuple[HousingModel, float, float]:
    """Return a finished model, and the seconds that building and running took."""
    begin = time.perf_counter()
    model = HousingModel(scenario, key)
    built = time.perf_counter()
    model.run()
    return model, built - begin, time.perf_counter() - built


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", nargs="?", default=ROOT / "configs" / "demo.toml", type=Path)
    scenario = simulation.load(parser.parse_args().config)

    print(f"{platform.processor() or platform.machine()}, Python {platform.python_version()}")
    _, build, run = run_once(scenario, 0)
    print(f"first run   build {build:7.2f} s   run {run:7.2f} s")
    model, build, run = run_once(scenario, 1)
    print(f"second run  build {build:7.2f} s   run {run:7.2f} s")

    spent: dict[str, float] = defaultdict(float)
    simulation.schedule.SCHEDULE = timed_schedule(spent)
    _, _, profiled = run_once(scenario, 1)
    world, months = model.world, model.n_months
    print(f"\n{int(world.dwellings.is_social.sum()):,} social dwellings, {months} months")
    for name, seconds in sorted(spent.items(), key=lambda item: -item[1]):
        print(f"  {name:<16}{seconds:8.2f} s  {1000 * seconds / months:8.2f} ms a month")
    print(f"  {'observation':<16}{profiled - sum(spent.values()):8.2f} s")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:,.0f} MB")


if __name__ == "__main__":
    main()
