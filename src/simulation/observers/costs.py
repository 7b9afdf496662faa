"""What policies and projects cost in the year."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from simulation.observers.tools import Columns
from simulation.state.schema import CostKind
from simulation.state.world import World

_CENTS = 100


def observe(world: World, keys: Sequence[str], projects: Sequence[str] = ()) -> Columns:
    """Return one row per payer and kind of cost of the year; euros.

    `policy` is the key of a policy or the name of a project, `position` that of the policy among
    those of the run, or −1 − that of the project.
    """
    events = world.ledger.events("costs")
    sums: dict[tuple[int, int], int] = {}
    for payer, kind, cents in zip(events["policy"], events["kind"], events["cents"], strict=True):
        sums[int(payer), int(kind)] = sums.get((int(payer), int(kind)), 0) + int(cents)
    found = sorted(sums)
    names = [keys[payer] if payer >= 0 else projects[-1 - payer] for payer, _ in found]
    return {
        "year": np.full(len(found), world.year),
        "position": np.array([payer for payer, _ in found], np.int64),
        "policy": np.array(names, dtype=str),
        "what": np.array([CostKind(kind).name.lower() for _, kind in found], dtype=str),
        "eur": np.array([sums[pair] / _CENTS for pair in found], np.float64),
    }
