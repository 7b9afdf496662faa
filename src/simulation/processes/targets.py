"""Attribution targets: a smoothed tally each, and what it asks for while it is short.

A vacancy may be reserved to the group of a target, or the group may rank higher on it. A tally
begins with the attributions of the year before, as if the target had been watched all along. It
is one for the whole scope, or one for each area or residence.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.config.errors import InputError
from simulation.kernels.queue import EVERYBODY, N_PROFILES, profile
from simulation.policies.base import Target
from simulation.policies.groups import has_profile
from simulation.processes.context import Context
from simulation.state.schema import Channel
from simulation.state.world import MONTHS, World


def reserve(
    world: World,
    targets: tuple[Target, ...],
    vacancies: NDArray[np.int64],
    follows: float | NDArray[np.float64] = 1.0,
    open_to: NDArray[np.int64] | None = None,
) -> NDArray[np.int64]:
    """Return the bit mask of the profiles each vacancy is reserved to.

    Parameters
    ----------
    follows
        How far those who nominate follow targets, 0 to 1.
    open_to
        Profiles that each vacancy is open to already; everybody when left out.
    """
    reserved = np.full(vacancies.size, EVERYBODY, np.int64) if open_to is None else open_to
    for target in targets:
        if target.compliance > 0.0:
            watched = target.residences[world.dwellings.residence[vacancies]]
            world.ledger.touch(target.source, "targets", vacancies[watched])
        behind = shortfalls(world, target, vacancies) > 0.0
        if not behind.any():
            continue
        u = world.streams.uniform(f"reserve:{target.name}", world.month, vacancies)
        both = reserved & target.profiles
        chosen = behind & (u < target.compliance * follows) & (both > 0)
        reserved = np.where(chosen, both, reserved)
    return reserved


def pull(
    world: World,
    targets: tuple[Target, ...],
    vacancies: NDArray[np.int64],
    follows: float | NDArray[np.float64] = 1.0,
) -> NDArray[np.float64]:
    """Return the points that targets add to each profile on each vacancy, shape (n, 8)."""
    points = np.zeros((vacancies.size, N_PROFILES))
    for target in targets:
        behind = np.maximum(shortfalls(world, target, vacancies), 0.0)
        gain = target.pull * target.compliance * follows * behind
        points += np.outer(gain, has_profile(target.profiles))
    return points


def shortfalls(world: World, target: Target, vacancies: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the share that a target lacks where each vacancy lies, negative when it is passed.

    It is 0 before any letting, and outside the residences of the target.
    """
    counted, total = _tally(world, target)
    wanted = target.share
    if target.is_floored:
        wanted = max(wanted, world.memory.observed.get(target.name, 0.0))
    lacks = np.where(total > 0, wanted - counted / np.where(total > 0, total, 1.0), 0.0)
    residence = world.dwellings.residence[vacancies]
    return np.where(target.residences[residence], lacks[units_of(world, target, residence)], 0.0)


def active(world: World, context: Context) -> tuple[Target, ...]:
    """Return the targets of this month, refusing two of one name."""
    found: tuple[Target, ...] = context.levers.pull("targets", world) or ()
    names = [target.name for target in found]
    if len(set(names)) < len(names):
        raise InputError(
            "two policies set the same attribution target; keep one, or give them different names"
        )
    memory = world.memory
    for name in memory.tallies.keys() - set(names):
        del memory.tallies[name]
        memory.observed.pop(name, None)
    for target in found:
        begins = world.month == MONTHS * (target.since - world.start_year)
        if target.name not in memory.tallies or begins:
            last_year = counts_of(world, target, world.ledger_last_year.get("lettings"))
            memory.tallies.setdefault(target.name, last_year)
            counted, total = last_year.sum(axis=1)
            memory.observed[target.name] = float(counted / total) if total > 0 else 0.0
    return found


def update_tallies(world: World, targets: tuple[Target, ...]) -> None:
    """Add the month's attributions to each tally, which forgets over its memory."""
    lettings = world.ledger.events_of("lettings", world.month)
    for target in targets:
        kept = 1.0 - 1.0 / target.memory_months
        tally = kept * _tally(world, target) + counts_of(world, target, lettings)
        world.memory.tallies[target.name] = tally


def _tally(world: World, target: Target) -> NDArray[np.float64]:
    """Return the tally of a target, with room for what was built since, shape (2, units)."""
    tally = np.zeros((2, n_units_of(world, target)))
    known = world.memory.tallies.get(target.name)
    if known is not None:
        tally[:, : known.shape[1]] = known
    return tally


def n_units_of(world: World, target: Target) -> int:
    """Return how many counts a target has: one, or one for each area or residence."""
    return {"scope": 1, "area": len(world.areas), "residence": len(world.residences)}[target.per]


def units_of(world: World, target: Target, residence: NDArray[Any]) -> NDArray[np.int64]:
    """Return which count of a target each residence belongs to."""
    if target.per == "area":
        return np.asarray(world.residences.area[residence], np.int64)
    if target.per == "residence":
        return residence.astype(np.int64)
    return np.zeros(residence.size, np.int64)


def counts_of(
    world: World, target: Target, lettings: dict[str, NDArray[np.int64]] | None
) -> NDArray[np.float64]:
    """Return the lettings that count for a target, and all in its residences, shape (2, units)."""
    n_units = n_units_of(world, target)
    if lettings is None:
        return np.zeros((2, n_units))
    residence = world.dwellings.residence[lettings["dwelling"]]
    inside = target.residences[residence]
    groups = profile(lettings["quartile"], lettings["has_job"])
    counts = (target.profiles >> groups) & 1 > 0
    if target.counts_rehoused:
        counts |= lettings["channel"] == Channel.REHOUSING
    units = units_of(world, target, residence)
    counted, total = (
        np.bincount(units[some], minlength=n_units) for some in (inside & counts, inside)
    )
    return np.stack([counted, total]).astype(np.float64)
