"""Make the final tables of a sweep from its parts, in an order that depends on the runs alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulation.experiments.parts import MEASURED, RUN, RUNS, TIMINGS
from simulation.experiments.stopping import PRECISION, precision_table
from simulation.experiments.sweep_folder import PLACES, SAMPLES, SweepFolder, read_part
from simulation.results.atomic import new_file
from simulation.results.manifest import manifest_of
from simulation.results.run_folder import write_manifest
from simulation.results.tables import SUFFIX, write_joined, write_table

if TYPE_CHECKING:
    import pandas as pd

_RUNS_AT_ONCE = 4096
"""Runs whose rows are held in memory together; the bytes of the tables depend on it."""


def finish(folder: SweepFolder) -> None:
    """Write each table whole, then the manifest, which says that the sweep is complete."""
    parts = {part: _range(part) for part in folder.parts}
    names = sorted({file.stem for part in parts for file in part.glob(f"*{SUFFIX}")})
    with folder.writing():
        for name in names:
            with new_file(folder.path / f"{name}{SUFFIX}") as path:
                write_joined(_chunks(parts, name, folder.plan.n_runs), path)
        if folder.plan.design.precision is not None:
            table = precision_table(folder.plan, folder.table(MEASURED))
            with new_file(folder.path / f"{PRECISION}{SUFFIX}") as path:
                write_table(table, path)
            names.append(PRECISION)
        write_manifest(folder.path, _manifest(folder), (SAMPLES, PLACES, *names))


def _range(part: Path) -> tuple[int, int]:
    numbers = read_part(part / f"{RUNS}{SUFFIX}")[RUN]
    return int(numbers.min()), int(numbers.max())


def _chunks(parts: dict[Path, tuple[int, int]], name: str, n_runs: int) -> Iterator[pd.DataFrame]:
    """Return the rows of a table, some runs at a time, in the order of the runs."""
    import pandas as pd

    for low in range(0, n_runs, _RUNS_AT_ONCE):
        high = low + _RUNS_AT_ONCE
        files = [
            part / f"{name}{SUFFIX}"
            for part, (first, last) in parts.items()
            if first < high and last >= low
        ]
        frames = [read_part(file) for file in files if file.is_file()]
        frames = [frame[(frame[RUN] >= low) & (frame[RUN] < high)] for frame in frames]
        frames = [frame for frame in frames if len(frame)]
        if frames:
            joined = pd.concat(frames, ignore_index=True)
            yield joined.sort_values(RUN, kind="stable", ignore_index=True)


def _manifest(folder: SweepFolder) -> dict[str, Any]:
    plan, times = folder.plan, folder.table(TIMINGS)
    seconds = 0.0 if times is None else float(times["seconds"].sum())
    scenarios = [(branch.scenario, ()) for branch in plan.branches]
    told = manifest_of("sweep", scenarios, plan.design.key, plan.replicates, [], seconds)
    inputs = {"inputs": folder.about["inputs"]}  # as they were when the sweep began
    return {**told, **inputs, "samples": plan.n_samples, "design": folder.about["design"]}
