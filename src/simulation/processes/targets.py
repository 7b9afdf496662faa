"""Attribution targets: a smoothed tally each, and the vacancies reserved while it is short."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulation.config.errors import InputError
from simulation.policies.base import Target
from simulation.processes.context import Context
from simulation.state.schema import Channel
from simulation.state.world import MONTHS, World

_EVERYBODY = 0b1111
_MEMORY = 1.0 - 1.0 / MONTHS


def reserve(
    world: World, targets: tuple[Target, ...], vacancies: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return the quartiles each vacancy is reserved to, bit q − 1 for quartile q."""
    reserved = np.full(vacancies.size, _EVERYBODY, np.int64)
    for target in targets:
        counted, total = world.memory.tallies.get(target.name, (0.0, 0.0))
        if total > 0 and counted >= target.share * total:
            continue
        mask = sum(1 << (quartile - 1) for quartile in target.quartiles)
        inside = target.areas[world.dwellings.area[vacancies]]
        u = world.streams.uniform(f"reserve:{target.name}", world.month, vacancies)
        both = reserved & mask
        reserved = np.where(inside & (u < target.compliance) & (both > 0), both, reserved)
    return reserved


def active(world: World, context: Context) -> tuple[Target, ...]:
    """Return the targets of this month, refusing two of one name."""
    found: tuple[Target, ...] = context.levers.pull("targets", world) or ()
    names = [target.name for target in found]
    if len(set(names)) < len(names):
        raise InputError(
            "two policies set the same attribution target; keep one, or give them different names"
        )
    return found


def update_tallies(world: World, targets: tuple[Target, ...]) -> None:
    """Add the month's attributions to each tally, which forgets over a year."""
    lettings = world.ledger.events_of("lettings", world.month)
    area = world.dwellings.area[lettings["dwelling"]]
    quartile = lettings["quartile"]
    rehoused = lettings["channel"] == Channel.REHOUSING
    for target in targets:
        inside = target.areas[area]
        counts = np.isin(quartile, target.quartiles)
        if target.counts_rehoused:
            counts |= rehoused
        counted, total = world.memory.tallies.get(target.name, (0.0, 0.0))
        world.memory.tallies[target.name] = (
            _MEMORY * counted + float((inside & counts).sum()),
            _MEMORY * total + float(inside.sum()),
        )
