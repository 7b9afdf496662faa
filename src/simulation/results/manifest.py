"""What a folder of results says of how it was made."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from simulation.config.load import digest, resolved
from simulation.config.scenario import Scenario
from simulation.results.provenance import git_state, input_files, software


def manifest_of(
    kind: str,
    scenarios: Sequence[tuple[Scenario, Sequence[Path]]],
    key: int,
    replicates: int,
    timings: Sequence[dict[str, Any]],
    seconds: float,
) -> dict[str, Any]:
    """Return what is needed to make a result again, and how long it took.

    Parameters
    ----------
    kind
        What was done, such as ``"run"``.
    scenarios
        Each scenario with the files that it was read from.
    timings
        One record per run: scenario, replicate, key, seconds.
    seconds
        Duration of the whole.
    """
    return {
        "kind": kind,
        "finished": datetime.now(UTC).isoformat(timespec="seconds"),
        "command": sys.argv,
        "key": key,
        "replicates": replicates,
        "scenarios": [
            {
                "name": scenario.name,
                "digest": digest(scenario),
                "inputs": input_files(list(files)),
                "resolved": resolved(scenario),
            }
            for scenario, files in scenarios
        ],
        "software": software(),
        "git": git_state(),
        "seconds": round(seconds, 3),
        "runs": list(timings),
    }
