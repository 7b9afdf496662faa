"""Couples part: one stays in the home and keeps the identity, its tastes and its file."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.processes.careers import parts
from simulation.processes.context import Context
from simulation.processes.formation import leave_home
from simulation.state.schema import Reason
from simulation.state.world import World

OWNER = "demography"


def happen(world: World, context: Context, rows: NDArray[np.int64]) -> None:
    """Let one adult of each couple leave, either of them alike, with the children or without."""
    if not rows.size:
        return
    h, work = world.households, context.scenario.work
    settings = context.scenario.demography
    ids = h.id[rows]
    reference_stays = world.streams.uniform("who_stays", world.month, ids) * 2 < 1.0
    with_children = world.streams.uniform("children_leave", world.month, ids)
    takes = with_children >= settings.children_stay
    leaving: dict[str, NDArray[Any]] = {
        "adults": np.ones(rows.size, np.int64),
        "teenagers": np.where(takes, h.teenagers[rows], 0).astype(np.int64),
        "children": np.where(takes, h.children[rows], 0).astype(np.int64),
        "age": h.age[rows].astype(np.int64),
        **parts(world, work, rows, ~reference_stays),
    }
    staying = parts(world, work, rows, reference_stays)
    owned = h.owned(OWNER)
    for name, values in staying.items():
        getattr(owned, name)[rows] = values
    members = (leaving["adults"], leaving["teenagers"], leaving["children"])
    share = settings.separated_files
    leave_home(world, context, rows, Reason.SEPARATION, members, leaving, share)
