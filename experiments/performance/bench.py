"""Measure the goals of speed and memory, each run in a process of its own, and print the table.

    python experiments/performance/bench.py --write docs/performance.md

Times are seconds of one core, warm, from the first January on; the spin-up and the building of the
world are left out. Medians of five runs, fewer where five would take longer than `--seconds`. Other
measurements (`runs/performance/*.json`, each an object with "key", "measured" and "met") complete
the table: the reference of Mesa objects and the national run leave theirs there.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

from report import put_into, written

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
SIZES = (1_000, 10_000, 100_000, 1_000_000)
CASES = ("demo", "rennes", "lille", *(f"social-{size}" for size in SIZES))
MOST_REPEATS = 5
IMPORTS = "import simulation.model, simulation.experiments.runner"


def measure(name: str, years: int, seconds: float, territories: Path) -> dict[str, Any] | None:
    """Return the measurements of a case, repeated as often as the seconds allow, five at most."""
    command = [
        sys.executable, str(HERE / "measure.py"), name, "--territories", str(territories),
        "--years", str(years),
    ]  # fmt: skip
    found: dict[str, Any] | None = None
    began = time.monotonic()
    while found is None or len(found["runs"]) < MOST_REPEATS:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            print(f"{name}: {done.stderr.strip().splitlines()[-1]}", file=sys.stderr)
            return found
        one = json.loads(done.stdout)
        print(f"{name}: {one['runs'][0]['seconds']:.2f} s, {one['peak_mb']:.0f} MB", flush=True)
        if found is None:
            found = one
        else:
            found["runs"] += one["runs"]
            found["peak_mb"] = max(found["peak_mb"], one["peak_mb"])
        if time.monotonic() - began > seconds:
            break
    return found


def timed(command: list[str], **environment: str) -> float:
    """Return the processor seconds that a command takes, with what it starts."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        command, check=True, capture_output=True, env={**os.environ, **environment}, cwd=ROOT
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def starts() -> dict[str, float]:
    """Return seconds of the first run of the demo on a fresh machine, of a later one, of imports.

    A fresh machine has no compiled kernel and no compiled module.
    """
    with tempfile.TemporaryDirectory() as folder:
        out = str(Path(folder) / "out")
        cache = {
            "NUMBA_CACHE_DIR": str(Path(folder) / "kernels"),
            "PYTHONPYCACHEPREFIX": str(Path(folder) / "modules"),
            "PYTHONDONTWRITEBYTECODE": "",
        }
        run = [sys.executable, "-m", "simulation.cli", "run", "configs/demo.toml", "--out"]
        cold = timed([*run, out], **cache)
        warm = [timed([*run, f"{out}{i}"], **cache) for i in range(MOST_REPEATS)]
        imports = [timed([sys.executable, "-c", IMPORTS], **cache) for _ in range(MOST_REPEATS)]
    print(f"cold {cold:.1f} s, warm {median(warm):.2f} s, imports {median(imports):.2f} s")
    return {"cold": cold, "warm": median(warm), "imports": median(imports)}


def main() -> None:
    """Measure every case, keep what was found, and write the table where it is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", nargs="*", default=CASES, help=f"some of {', '.join(CASES)}")
    parser.add_argument("--years", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=60.0, help="after which no run begins")
    parser.add_argument("--territories", type=Path, default=ROOT / "territories")
    parser.add_argument("--kept", type=Path, default=ROOT / "runs" / "performance")
    parser.add_argument("--write", type=Path, help="Markdown file to write the tables into")
    chosen = parser.parse_args()
    found: dict[str, Any] = {}
    for name in chosen.cases:
        case = measure(name, chosen.years, chosen.seconds, chosen.territories)
        if case is not None:
            found[name] = case
    others = [json.loads(file.read_text()) for file in sorted(chosen.kept.glob("*.json"))]
    text = written(found, starts(), {other["key"]: other for other in others}, chosen.years)
    print(f"\n{text}")
    if chosen.write is not None:
        put_into(chosen.write, text)


if __name__ == "__main__":
    main()
