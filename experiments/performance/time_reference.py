"""Time the fast model and its reference in Mesa objects side by side, month by month.

Both run the same months of the same territory in one process, and must end in the same state. An
agent-update is one household in one month. The fast model also keeps its ledger and its tables,
the reference neither. Figures hold for the machine that printed them: quote it with them.
"""

from __future__ import annotations

import argparse
import cProfile
import gc
import platform
import pstats
import sys
import time
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from statistics import median

import simulation
from simulation.model import HousingModel
from simulation.territory.preset_description import describe_preset
from simulation.territory.preset_figures import read_figures
from simulation.territory.synthesis import synthesise
from simulation.territory.territory import Territory

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests" / "reference"))
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


def time_both(territory: Territory, months: int, key: int) -> tuple[float, float, int]:
    """Return processor seconds of both models, and the household-months that they ran."""
    from mesa_reference import ReferenceModel
    from mesa_reference.compare import differences

    years = -(-months // 12)
    made = {"name": "timed", "territory": {"preset": "demo"}, "years": years, "spin_up_years": 1}
    fast = HousingModel(simulation.load(made), key, territory)
    reference = ReferenceModel(fast)
    spent, updates = [0.0, 0.0], 0
    gc.freeze()
    for month in range(SPIN_UP_MONTHS + months):
        for place, model in enumerate((fast, reference)):
            begin = time.process_time()
            model.step()
            if month >= SPIN_UP_MONTHS:
                spent[place] += time.process_time() - begin
        if month >= SPIN_UP_MONTHS:
            updates += len(reference.households)
    gc.unfreeze()
    found = differences(fast, reference)
    if found:
        raise SystemExit("\n".join(["The models differ: no time is worth anything.", *found[:5]]))
    return spent[0], spent[1], updates


def profile(territory: Territory) -> None:
    """Print what the reference spends a year on."""
    from mesa_reference import ReferenceModel

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
    print(f"{'households':>10} {'fast /s':>14} {'reference /s':>14} {'ratio':>8}")
    for households in chosen.households:
        territory = territory_of(households)
        if chosen.profile:
            profile(territory)
        runs = [time_both(territory, chosen.months, key) for key in range(chosen.repeats)]
        fast, plain = (median(run[2] / run[place] for run in runs) for place in (0, 1))
        ratio = median(run[1] / run[0] for run in runs)
        verdict = "" if ratio >= WISHED_RATIO else f", LESS than the {WISHED_RATIO} wished for"
        count = round(runs[0][2] / chosen.months)
        print(f"{count:>10,} {fast:>14,.0f} {plain:>14,.0f} {ratio:>8.1f}{verdict}")


if __name__ == "__main__":
    main()
