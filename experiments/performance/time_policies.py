"""Time a run with ten policies against the baseline, in one process and on one territory.

Both runs are made once to compile, then in turn; the least time of each counts. Figures hold for
the machine that printed them: quote it with them.
"""

from __future__ import annotations

import argparse
import cProfile
import platform
import pstats
import time
from pathlib import Path
from typing import Any

import simulation
from simulation.model import HousingModel
from simulation.territory.choose import territory_of

ROOT = Path(__file__).parents[2]
MOST_MORE = 0.30
TEN: tuple[dict[str, Any], ...] = (
    {"name": "single_rent", "scope": {"is_qpv": False}, "ramp_years": 5},
    {"name": "chosen_letting", "scope": {"is_qpv": True}, "share": 0.3},
    {"name": "attribution_targets", "compliance": 0.5},
    {"name": "reconstruction"},
    {"name": "solidarity_supplement", "scope": {"is_qpv": False}, "share": 0.5},
    {"name": "social_support", "transfer_ratio": 1.5, "transfer_points": 1.0},
    {"name": "neighbourhood_management", "scope": {"is_qpv": True}},
    {"name": "neighbourhood_management", "scope": {"is_qpv": False}, "care_points": 0.1},
    {"name": "information", "scope": {"is_qpv": False}},
    {"name": "information", "scope": {"is_qpv": True}, "marketing": 0.2},
)


def seconds_of(scenario: Any, territory: Any) -> float:
    """Return the processor seconds that a run takes once the model is built."""
    model = HousingModel(scenario, 1, territory)
    begin = time.process_time()
    model.run()
    return time.process_time() - begin


def main() -> None:
    """Print both times and their ratio; with --profile, what the run with policies spends."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", nargs="?", default=ROOT / "configs" / "demo.toml", type=Path)
    parser.add_argument("--years", type=int, default=5)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--profile", action="store_true")
    chosen = parser.parse_args()
    scenario = simulation.load(chosen.config)
    plain = scenario.model_copy(update={"years": chosen.years, "spin_up_years": 1, "policies": ()})
    loaded = simulation.load(
        {
            "name": "ten",
            "territory": scenario.territory.model_dump(mode="json", exclude_none=True),
            "years": chosen.years,
            "policies": list(TEN),
        }
    )
    package = plain.model_copy(update={"policies": loaded.policies})
    territory = territory_of(scenario.territory)
    for each in (plain, package):
        seconds_of(each.model_copy(update={"years": 1}), territory)
    if chosen.profile:
        profile = cProfile.Profile()
        profile.runcall(seconds_of, package, territory)
        pstats.Stats(profile).sort_stats("tottime").print_stats(25)
    times = [
        (seconds_of(plain, territory), seconds_of(package, territory))
        for _ in range(chosen.repeats)
    ]
    without, with_ten = (min(each) for each in zip(*times, strict=True))
    more = with_ten / without - 1.0
    verdict = "" if more <= MOST_MORE else f", MORE than the {MOST_MORE:.0%} allowed"
    print(f"{platform.processor() or platform.machine()}, Python {platform.python_version()}")
    print(f"baseline {without:.2f} s, {len(TEN)} policies {with_ten:.2f} s: {more:+.0%}{verdict}")


if __name__ == "__main__":
    main()
