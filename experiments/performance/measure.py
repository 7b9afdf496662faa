"""Time one run in this process, warm, and print what it took as JSON: `bench.py` asks for it.

A short run of the demo comes first, so that no compilation or loading of kernels is counted.
Seconds are those of the processor: a run has one thread, and other work on the machine counts less.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

from limits import bytes_of, bytes_of_a_month
from worlds import find

import simulation
from simulation.model import Run
from simulation.schedule import SCHEDULE, Step
from simulation.territory.territory import Territory

WARMING_MONTHS = 14
MEGABYTE = 1 << 20


def timed_schedule(spent: dict[str, float]) -> tuple[Step, ...]:
    """Return the schedule with each step adding its seconds to `spent`."""

    def timed(step: Step) -> Step:
        def run(world: Any, context: Any) -> None:
            begin = time.process_time()
            step.run(world, context)
            spent[step.name] += time.process_time() - begin

        return Step(step.name, run, step.every_months)

    return tuple(timed(step) for step in SCHEDULE)


def warm(scenario: Any, folder: Path) -> None:
    """Run some months of the demo, as every kernel is loaded when it is first called."""
    run = Run(scenario, 0, find("demo", folder))
    for _ in range(WARMING_MONTHS):
        run.step()


def measured(scenario: Any, territory: Territory, months: int) -> dict[str, Any]:
    """Run the spin-up uncounted, then `months` months, and return what these took."""
    begin = time.perf_counter()
    run = Run(scenario, 1, territory)
    built = time.perf_counter() - begin
    for _ in range(-run.month):
        run.step()
    world, spent = run.world, defaultdict(float)
    simulation.schedule.SCHEDULE = timed_schedule(spent)
    began = time.process_time()
    for _ in range(months):
        run.step()
    seconds = time.process_time() - began
    simulation.schedule.SCHEDULE = SCHEDULE
    spent["observation"] = seconds - sum(spent.values())
    return {
        "months": months,
        "build": built,
        "seconds": seconds,
        "steps": dict(spent),
        "households": int(run.latest("reconciliation", "households_housed")),
        "social_homes": int(run.latest("reconciliation", "social_stock")),
        "files": int(run.latest("reconciliation", "open_files")),
        "state_mb": sum(bytes_of(table) for table in world.tables) / MEGABYTE,
        "bytes_a_month": bytes_of_a_month(run),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", help="demo, a built territory, or social-N")
    parser.add_argument("--territories", type=Path, default=Path("territories"))
    parser.add_argument("--years", type=int, default=20)
    parser.add_argument("--repeats", type=int, default=1)
    chosen = parser.parse_args()
    scenario = simulation.load(
        {"territory": {"preset": "demo"}, "years": chosen.years, "spin_up_years": 1}
    )
    warm(scenario, chosen.territories)
    territory = find(chosen.name, chosen.territories)
    if territory is None:
        raise SystemExit(f"{chosen.territories / chosen.name}.npz was not built")
    runs = [measured(scenario, territory, 12 * chosen.years) for _ in range(chosen.repeats)]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"name": chosen.name, "peak_mb": peak, "runs": runs}))


if __name__ == "__main__":
    main()
