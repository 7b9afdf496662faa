"""Kill workers and whole sweeps at random, resume, and compare with what nothing interrupted.

Each kill is one of: a worker process, the process that leads the sweep, or all of them at once, by
SIGKILL, at a random moment. The tables must be the same byte for byte; times of runs are left out.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

ROOT = Path(__file__).parents[2]
DESIGN = """
bases = ["{base}"]
replicates = 2

[overrides]
years = 1
spin_up_years = 1

[[arms]]
name = "as-is"

[[arms]]
name = "single-rent"
policies = [{{ name = "single_rent" }}]

[[uncertainties]]
name = "mobility.sensitivity"
low = 0.2
high = 1.0

[sampling]
samples = {samples}
seed = 7

[outputs]
tables = ["market"]
"""
SAME = ("runs", "measures", "market", "samples", "places")
HOW = ("worker", "leader", "all")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--samples", type=int, default=40)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--longest-wait", type=float, default=15.0, help="s before a kill")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(try_all(chosen, Path(folder)))


def try_all(chosen: argparse.Namespace, folder: Path) -> int:
    """Return 0 when every folder that was killed and resumed equals the one that was not."""
    draw = random.Random(chosen.seed)  # noqa: S311 - no secret
    design = folder / "design.toml"
    base = ROOT / "configs" / "demo.toml"
    design.write_text(DESIGN.format(base=base, samples=chosen.samples))
    whole = folder / "whole"
    print(f"without interruption: {ended(start('sweep', design, whole, chosen)):.0f} s", flush=True)
    kills, tried = dict.fromkeys(HOW, 0), 0
    while sum(kills.values()) < chosen.kills:
        tried += 1
        out = folder / f"killed{tried}"
        while not (out / "manifest.json").is_file():
            begun = (out / "sweep.json").is_file()
            running = start("resume" if begun else "sweep", design, out, chosen)
            left = chosen.kills - sum(kills.values())
            for how in kill_some(running, draw, left, chosen.longest_wait):
                kills[how] += 1
        wrong = different(whole, out)
        told = ", ".join(f"{n} of {how}" for how, n in kills.items())
        print(f"sweep {tried} complete; kills so far: {told}; {wrong or 'same tables'}", flush=True)
        if wrong:
            return 1
    return 0


def start(
    command: str, design: Path, out: Path, chosen: argparse.Namespace
) -> subprocess.Popen[bytes]:
    words = [str(design), "--out", str(out)] if command == "sweep" else [str(out)]
    line = [sys.executable, "-m", "simulation.cli", command, *words]
    return subprocess.Popen(
        [*line, "--workers", str(chosen.workers)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def ended(running: subprocess.Popen[bytes]) -> float:
    begin = time.perf_counter()
    if running.wait() != 0:
        raise SystemExit(f"the sweep ended with code {running.returncode}")
    return time.perf_counter() - begin


def kill_some(
    running: subprocess.Popen[bytes], draw: random.Random, left: int, longest: float
) -> list[str]:
    """Kill now and then until the sweep is dead or done; return how each kill was made."""
    made: list[str] = []
    while running.poll() is None:
        with contextlib.suppress(subprocess.TimeoutExpired):
            running.wait(draw.uniform(0.5, longest) if len(made) < left else None)
        if running.poll() is not None or len(made) >= left:
            break
        how = draw.choice(HOW)
        if kill(running, how, draw):
            made.append(how)
        if how != "worker":
            running.wait()
    return made


def kill(running: subprocess.Popen[bytes], how: str, draw: random.Random) -> bool:
    if how == "worker":
        children = psutil.Process(running.pid).children(recursive=True)
        workers = [child for child in children if "spawn_main" in " ".join(child.cmdline())]
        if not workers:
            return False
        draw.choice(workers).kill()
    elif how == "leader":
        running.kill()
    else:
        os.killpg(running.pid, signal.SIGKILL)
    return True


def different(whole: Path, out: Path) -> str:
    names = [
        name
        for name in SAME
        if (whole / f"{name}.parquet").read_bytes() != (out / f"{name}.parquet").read_bytes()
    ]
    return f"DIFFERENT tables: {', '.join(names)}" if names else ""


if __name__ == "__main__":
    main()
