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

import numpy as np

import simulation
from simulation.law.bills import monthly_bills
from simulation.law.ceilings import household_category
from simulation.law.housing_aid import aid_parameters, monthly_aid
from simulation.law.in_force import law_in_force
from simulation.model import HousingModel
from simulation.rng import Streams
from simulation.schedule import SCHEDULE, Step

ROOT = Path(__file__).parents[2]
HOUSEHOLDS = 50_000
MOST_SECONDS = 0.5


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


def time_law() -> None:
    """Print how long the housing aid and the whole bill of many households take, once compiled."""
    draw = Streams(1).uniform
    ids = np.arange(HOUSEHOLDS)
    adults = 1 + (draw("adults", 0, ids) < 0.5).astype(np.int64)
    dependants = (6 * draw("dependants", 0, ids)).astype(np.int64)
    rents = (90_000 * draw("rents", 0, ids)).astype(np.int64)
    resources = -14_000 * np.log(draw("resources", 0, ids))
    family = (adults, dependants)
    home = (household_category(*family), rents, 60.0, ids % 6, ids % 3 == 0)
    aid, law = aid_parameters(2), law_in_force()
    for name, function in (
        ("housing aid", lambda: monthly_aid(aid, *family, rents, resources)),
        ("whole bill", lambda: monthly_bills(law, *family, resources, resources, *home)),
    ):
        function()
        begin = time.perf_counter()
        function()
        seconds = time.perf_counter() - begin
        verdict = "" if seconds < MOST_SECONDS else f", MORE than the {MOST_SECONDS} s allowed"
        print(f"{name} of {HOUSEHOLDS:,} households {1000 * seconds:.1f} ms{verdict}")


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
    print(f"peak memory {peak:,.0f} MB\n")
    time_law()


if __name__ == "__main__":
    main()
