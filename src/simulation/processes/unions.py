"""Adults alone join each other: one moves in with the other, of like age and rather like wages."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulation.config.demography import Demography
from simulation.processes import benefits, quartiles
from simulation.processes.context import Context
from simulation.state import occupancy
from simulation.state.schema import Activity, Place, Reason
from simulation.state.world import World

OWNER = "demography"
_SUMMED = ("capacity", "earnings", "replacement")


def happen(world: World, context: Context, rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """Pair the households that seek a partner; return those that found none and go on seeking."""
    if not rows.size:
        return rows
    first, second, alone = pair(world, context.scenario.demography, rows)
    hosts, movers = _who_moves(world, first, second)
    _pool(world, hosts, movers)
    occupancy.merge(world, movers, hosts, Reason.UNION)
    benefits.settle(world, context, hosts)
    quartiles.assign(world, hosts)
    return alone


def pair(
    world: World, settings: Demography, rows: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return couples as two arrays of rows of one length, and the rows that are left.

    Within a band of ages they are ranked by a mix of wages and chance, and neighbours pair. The
    bands shift from month to month, so that nobody is always on the wrong side of a limit.
    """
    h = world.households
    shift = world.month % settings.age_gap
    band = (h.age[rows].astype(np.int64) + shift) // settings.age_gap
    u = world.streams.uniform("partner", world.month, h.id[rows])
    ranks = np.argsort(np.lexsort((u, h.capacity[rows]))) / rows.size
    likeness = settings.homogamy * ranks + (1.0 - settings.homogamy) * u
    order = np.lexsort((h.id[rows], likeness, band))
    rows, band = rows[order], band[order]
    starts = np.flatnonzero(np.concatenate(([True], band[1:] != band[:-1])))
    place = np.arange(rows.size) - np.repeat(starts, np.diff(np.append(starts, rows.size)))
    is_first = np.zeros(rows.size, bool)
    is_first[:-1] = (place[:-1] % 2 == 0) & (band[1:] == band[:-1])
    is_second = np.zeros(rows.size, bool)
    is_second[1:] = is_first[:-1]
    return rows[is_first], rows[is_second], rows[~is_first & ~is_second]


def _who_moves(
    world: World, first: NDArray[np.int64], second: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return hosts and movers: the couple lives in the home that is larger, if there is one."""
    h = world.households
    rooms = [
        np.where(
            h.place[rows] == int(Place.HOUSED),
            world.dwellings.rooms[np.maximum(h.dwelling[rows], 0)],
            0,
        )
        for rows in (first, second)
    ]
    first_hosts = (rooms[0] > rooms[1]) | ((rooms[0] == rooms[1]) & (h.id[first] < h.id[second]))
    return np.where(first_hosts, first, second), np.where(first_hosts, second, first)


def _pool(world: World, hosts: NDArray[np.int64], movers: NDArray[np.int64]) -> None:
    """Add the pay of both; the reference person is the one with a job, then with higher wages."""
    owned = world.households.owned(OWNER)
    works = (
        owned.activity[hosts] == int(Activity.JOB),
        owned.activity[movers] == int(Activity.JOB),
    )
    higher = owned.capacity[movers] > owned.capacity[hosts]
    takes_over = np.where(works[0] == works[1], higher, works[1])
    new = hosts[takes_over]
    for name in ("age", "activity", "shock"):
        getattr(owned, name)[new] = getattr(owned, name)[movers[takes_over]]
    for name in _SUMMED:
        getattr(owned, name)[hosts] += getattr(owned, name)[movers]
