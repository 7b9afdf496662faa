"""What policies and projects cost in the year, by what the money goes to."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from simulation.observers.tools import Columns
from simulation.state.schema import Spending
from simulation.state.world import World

_CENTS = 100


def observe(world: World, policies: Sequence[str], projects: Sequence[str] = ()) -> Columns:
    """Return one row per policy or project and kind of spending, where there is any; euros."""
    costs = world.ledger.events("costs")
    sums: dict[tuple[int, int], int] = {}
    for source, what, cents in zip(costs["source"], costs["what"], costs["cents"], strict=True):
        key = (int(source), int(what))
        sums[key] = sums.get(key, 0) + int(cents)
    found = sorted(sums)
    names = [policies[s] if s >= 0 else projects[-1 - s] for s, _ in found]
    return {
        "year": np.full(len(found), world.year),
        "position": np.array([s if s >= 0 else -1 - s for s, _ in found], np.int64),
        "name": np.array(names, dtype=str),
        "is_project": np.array([s < 0 for s, _ in found], bool),
        "what": np.array([Spending(what).name.lower() for _, what in found], dtype=str),
        "eur": np.array([sums[pair] / _CENTS for pair in found], np.float64),
    }
