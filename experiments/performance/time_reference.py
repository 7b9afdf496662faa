"""Time the fast model and its reference in Mesa objects side by side, month by month.

Both run the same months of the same territory in one process, and must end in the same state. An
agent-update is one household in one month. The reference keeps no tables: the ratio compares it
with the months of the fast model alone, ledger included; its speed with tables is shown beside.
Figures hold for the machine that printed them: quote it with them.
"""

from __future__ import annotations

import argparse
import cProfile
import platform
import pstats
import sys
import time
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import NamedTuple
from unittest.mock import patch

import simulation
from simulation.model import HousingModel
from simulation.processes.context import Context
from simulation.schedule import run_month
from simulation.state.world import World
from simulation.territory.preset_description import describe_preset
from simulation.territory.preset_figures import read_figures
from simulation.territory.synthesis import synthesise
from simulation.territory.territory import Territory

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests" / "reference"))

from mesa_reference import ReferenceModel  # noqa: E402
from mesa_reference.compare import differences  # noqa: E402

WISHED_RATIO = 100
SPIN_UP_MONTHS = 12


def territory_of(households: int) -> Territory:
    """Return a territory like the demo, with about as many households of all tenures."""
    figures = read_figures("demo")
    demo = synthesise(describe_preset("demo", figures), 0)
    scale = households / demo.households["id"].size
    smallest = {"dwellings": 1, "n_iris": 4, "n_qpv": 1, "n_communes": 2}
    values = {
        name: max(least, round(figures.values[name] * scale)) for name, least in smallest.items()
    }
    scaled = replace(figures, values={**figures.values, **values})
    return synthesise(describe_preset("demo", scaled), 0)


class Times(NamedTuple):
    """Processor seconds: the fast model with its tables, its months alone, and the reference."""

    whole: float
    months: float
    reference: float
    updates: int


def time_both(territory: Territory, months: int, key: int) -> Times:
    """Return what both models took for the same months, and the household-months they ran."""
    years = -(-months // 12)
    made = {"name": "timed", "territory": {"preset": "demo"}, "years": years, "spin_up_years": 1}
    fast = HousingModel(simulation.load(made), key, territory)
    reference = ReferenceModel(fast)
    whole = month_alone = plain = 0.0
    updates = 0

    def timed_month(world: World, context: Context) -> None:
        nonlocal month_alone
        begin = time.process_time()
        run_month(world, context)
        month_alone += time.process_time() - begin

    with patch("simulation.model.run_month", timed_month):
        for month in range(SPIN_UP_MONTHS + months):
            if month == SPIN_UP_MONTHS:
                whole = month_alone = plain = 0.0
                updates = 0
            begin = time.process_time()
            fast.step()
            between = time.process_time()
            reference.step()
            plain += time.process_time() - between
            whole += between - begin
            updates += len(reference.households)
    found = differences(fast, reference)
    if found:
        raise SystemExit("\n".join(["The models differ: no time is worth anything.", *found[:5]]))
    return Times(whole, month_alone, plain, updates)


def profile(territory: Territory) -> None:
    """Print what the reference spends a year on."""
    made = {"name": "timed", "territory": {"preset": "demo"}, "years": 1, "spin_up_years": 1}
    reference = ReferenceModel(HousingModel(simulation.load(made), 0, territory))
    for _ in range(SPIN_UP_MONTHS):
        reference.step()
    profiled = cProfile.Profile()
    for _ in range(12):
        profiled.runcall(reference.step)
    pstats.Stats(profiled).sort_stats("tottime").print_stats(25)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--households", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--months", type=int, default=24)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--profile", action="store_true", help="what the reference spends time on")
    chosen = parser.parse_args()

    machine = platform.processor() or platform.machine()
    print(f"{machine}, Python {platform.python_version()}, mesa {version('mesa')}")
    print("agent-updates per second:")
    print(f"{'households':>10} {'fast':>12} {'with tables':>12} {'reference':>12} {'ratio':>7}")
    for households in chosen.households:
        territory = territory_of(households)
        if chosen.profile:
            profile(territory)
        runs = [time_both(territory, chosen.months, key) for key in range(chosen.repeats)]
        fast = median(run.updates / run.months for run in runs)
        whole = median(run.updates / run.whole for run in runs)
        plain = median(run.updates / run.reference for run in runs)
        ratio = median(run.reference / run.months for run in runs)
        verdict = "" if ratio >= WISHED_RATIO else f", LESS than the {WISHED_RATIO} wished for"
        count = round(runs[0].updates / chosen.months)
        print(f"{count:>10,} {fast:>12,.0f} {whole:>12,.0f} {plain:>12,.0f} {ratio:>7.1f}{verdict}")


if __name__ == "__main__":
    main()
