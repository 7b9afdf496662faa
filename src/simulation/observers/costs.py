"""What policies and projects cost in the year, by what the money goes to."""

from __future__ import annotations

import numpy as np

from simulation.observers.tools import Columns, table
from simulation.state.schema import Spending
from simulation.state.world import World

_CENTS = 100.0


def observe(world: World, policies: tuple[str, ...], projects: tuple[str, ...]) -> Columns:
    """Return one row per policy or project and kind of spending, where there is any."""
    costs = world.ledger.events("costs")
    pairs = np.unique(np.stack((costs["source"], costs["what"])), axis=1).T
    rows = []
    for source, what in pairs:
        own = (costs["source"] == source) & (costs["what"] == what)
        is_project = bool(source < 0)
        position = int(-1 - source if is_project else source)
        rows.append(
            {
                "year": world.year,
                "position": position,
                "name": projects[position] if is_project else policies[position],
                "is_project": is_project,
                "what": Spending(int(what)).name.lower(),
                "eur": int(costs["cents"][own].sum()) / _CENTS,
            }
        )
    return table(rows)
