"""What each policy touched in the year, lever by lever."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from simulation.observers.tools import Columns
from simulation.policies.base import LEVERS, Policy
from simulation.policies.levers import used
from simulation.state.schema import DwellingStatus
from simulation.state.world import World

_HOLDS_DWELLINGS = ("residences", "areas", "landlords")
"""What is counted by the dwellings that it holds."""


def observe(world: World, policies: Sequence[Policy]) -> Columns:
    """Return one row per policy and lever: how many different entities it touched in the year.

    `position` is that of the policy in the run, `unit` says what is counted: dwellings, files
    (applications) or households. A residence or a landlord counts by its social dwellings, an area
    by all that stand in it.
    """
    pairs = [
        (position, policy.key, lever)
        for position, policy in enumerate(policies)
        for lever in used(type(policy))
        if LEVERS[lever].touches is not None
    ]
    touched = [_count(world, position, lever) for position, _, lever in pairs]
    return {
        "year": np.full(len(pairs), world.year),
        "position": np.array([position for position, _, _ in pairs], np.int64),
        "policy": np.array([key for _, key, _ in pairs], dtype=str),
        "lever": np.array([lever for _, _, lever in pairs], dtype=str),
        "unit": np.array([_unit(lever) for _, _, lever in pairs], dtype=str),
        "touched": np.array(touched, np.int64),
    }


def _unit(lever: str) -> str:
    touches = LEVERS[lever].touches or ""
    return "dwellings" if touches in _HOLDS_DWELLINGS else touches


def _count(world: World, position: int, lever: str) -> int:
    touches = LEVERS[lever].touches
    if touches not in _HOLDS_DWELLINGS:
        return world.ledger.touched(position, lever)
    rows = world.ledger.rows_touched(position, lever)
    return int(_in(world, touches, rows).sum()) if rows.size else 0


def _in(world: World, holder: str, rows: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return which dwellings lie in some residences, areas or stocks of landlords."""
    d = world.dwellings
    if holder == "areas":
        return np.asarray(np.isin(d.area, rows) & (d.status != DwellingStatus.DEMOLISHED))
    held = d.residence if holder == "residences" else world.residences.landlord[d.residence]
    return np.asarray(np.isin(held, rows) & d.is_social)
