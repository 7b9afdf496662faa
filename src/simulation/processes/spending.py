"""Money of policies and projects goes into the ledger."""

from __future__ import annotations

from typing import Any

import numpy as np

from simulation.state.schema import NOBODY, Spending
from simulation.state.world import World

_CENTS = 100


def spend(world: World, source: Any, what: Spending, eur: Any) -> None:
    """Write costs of one kind, € by source, shape (n,) or numbers; nobody's are left out."""
    sources, amounts = np.broadcast_arrays(np.atleast_1d(source), np.atleast_1d(eur))
    known = (sources != NOBODY) & (amounts != 0)
    world.ledger.record(
        "costs",
        month=world.month,
        source=sources[known],
        what=what,
        cents=np.round(amounts[known] * _CENTS),
    )
