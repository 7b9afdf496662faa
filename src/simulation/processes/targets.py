"""Attribution targets: a smoothed tally each, and what it asks for while it is short.

A vacancy may be reserved to the group of a target, or the group may rank higher on it. A tally
begins with the attributions of the year before, as if the target had been watched all along.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulation.config.errors import InputError
from simulation.kernels.queue import N_QUARTILES
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
        if shortfall(world, target) <= 0.0:
            continue
        mask = sum(1 << (quartile - 1) for quartile in target.quartiles)
        inside = target.areas[world.dwellings.area[vacancies]]
        u = world.streams.uniform(f"reserve:{target.name}", world.month, vacancies)
        both = reserved & mask
        reserved = np.where(inside & (u < target.compliance) & (both > 0), both, reserved)
    return reserved


def pull(
    world: World, targets: tuple[Target, ...], vacancies: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Return the points that targets add to each legal quartile on each vacancy, shape (n, 4)."""
    points = np.zeros((vacancies.size, N_QUARTILES))
    for target in targets:
        behind = max(shortfall(world, target), 0.0)
        inside = target.areas[world.dwellings.area[vacancies]]
        counts = np.isin(np.arange(1, N_QUARTILES + 1), target.quartiles)
        points += target.pull * target.compliance * behind * np.outer(inside, counts)
    return points


def shortfall(world: World, target: Target) -> float:
    """Return the share that a target lacks, negative when it is passed; 0 before any letting."""
    counted, total = world.memory.tallies.get(target.name, (0.0, 0.0))
    return target.share - counted / total if total > 0 else 0.0


def active(world: World, context: Context) -> tuple[Target, ...]:
    """Return the targets of this month, refusing two of one name."""
    found: tuple[Target, ...] = context.levers.pull("targets", world) or ()
    names = [target.name for target in found]
    if len(set(names)) < len(names):
        raise InputError(
            "two policies set the same attribution target; keep one, or give them different names"
        )
    for target in found:
        if target.name not in world.memory.tallies:
            world.memory.tallies[target.name] = _counts(
                world, target, world.ledger_last_year.get("lettings")
            )
    return found


def update_tallies(world: World, targets: tuple[Target, ...]) -> None:
    """Add the month's attributions to each tally, which forgets over a year."""
    lettings = world.ledger.events_of("lettings", world.month)
    for target in targets:
        counted, total = world.memory.tallies.get(target.name, (0.0, 0.0))
        more_counted, more = _counts(world, target, lettings)
        world.memory.tallies[target.name] = (
            _MEMORY * counted + more_counted,
            _MEMORY * total + more,
        )


def _counts(
    world: World, target: Target, lettings: dict[str, NDArray[np.int64]] | None
) -> tuple[float, float]:
    """Return the lettings that count for a target, and all in its areas."""
    if lettings is None:
        return 0.0, 0.0
    inside = target.areas[world.dwellings.area[lettings["dwelling"]]]
    counts = np.isin(lettings["quartile"], target.quartiles)
    if target.counts_rehoused:
        counts |= lettings["channel"] == Channel.REHOUSING
    return float((inside & counts).sum()), float(inside.sum())
