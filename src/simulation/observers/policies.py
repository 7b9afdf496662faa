"""What each policy touched in the year."""

from __future__ import annotations

import numpy as np

from simulation.observers.tools import Columns
from simulation.state.world import World


def observe(world: World, keys: tuple[str, ...]) -> Columns:
    """Return one row per policy: how many dwellings, files or records its levers changed."""
    events = world.ledger.events("policies")
    touched = np.bincount(events["policy"], weights=events["touched"], minlength=len(keys)).astype(
        np.int64
    )
    return {
        "year": np.full(len(keys), world.year),
        "policy": np.array(keys, dtype=str),
        "touched": touched,
    }
