"""What each policy touched in the year, lever by lever."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from simulation.observers.tools import Columns
from simulation.policies.base import LEVERS, Policy
from simulation.policies.levers import used
from simulation.state.world import World


def observe(world: World, policies: Sequence[Policy]) -> Columns:
    """Return one row per policy and lever: how many different entities it touched in the year.

    `position` is that of the policy in the run, `unit` says what is counted: dwellings, files…
    """
    pairs = [
        (position, policy.key, lever)
        for position, policy in enumerate(policies)
        for lever in used(type(policy))
        if LEVERS[lever].touches is not None
    ]
    touched = [world.ledger.touched(position, lever) for position, _, lever in pairs]
    return {
        "year": np.full(len(pairs), world.year),
        "position": np.array([position for position, _, _ in pairs], np.int64),
        "policy": np.array([key for _, key, _ in pairs], dtype=str),
        "lever": np.array([lever for _, _, lever in pairs], dtype=str),
        "unit": np.array([LEVERS[lever].touches for _, _, lever in pairs], dtype=str),
        "touched": np.array(touched, np.int64),
    }
