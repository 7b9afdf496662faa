"""Attributions of the year by legal quartile, in and out of QPV, with both numerators.

`share` leaves rehoused households out of the numerator, as ANCOLS does; `share_with_rehoused`
counts them with the first quartile, as CCH L.441-1 does.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.observers.tools import (
    DAYS_PER_MONTH,
    N_QUARTILES,
    Columns,
    mean,
    sectors,
    share,
    table,
)
from simulation.state.schema import Channel
from simulation.state.world import World

_CENTS = 100
_SECTORS = ("qpv", "outside", "all")


def observe(world: World) -> Columns:
    """Return one row per sector and quartile; delays are those of files, the rehoused left out."""
    lettings = world.ledger.events("lettings")
    area = world.dwellings.area[lettings["dwelling"]]
    rehoused = lettings["channel"] == Channel.REHOUSING
    rows = []
    whole = by_group(world, np.zeros(area.size, np.int64), ["all"], "population")
    for mask in sectors(world).values():
        for quartile in range(1, N_QUARTILES + 1):
            group = mask[area] & (lettings["quartile"] == quartile)
            rows.append(
                {
                    "mean_income_eur_unit": mean(lettings["income_per_unit"][group]) / _CENTS,
                    "mean_wait_days": mean(lettings["wait_months"][group & ~rehoused])
                    * DAYS_PER_MONTH,
                }
            )
    del whole["population"]
    return {**whole, **table(rows)}


def observe_landlords(world: World) -> Columns:
    """Return one row per social landlord, sector and quartile."""
    residence = world.dwellings.residence[world.ledger.events("lettings")["dwelling"]]
    landlords = range(int(world.residences.landlord.max(initial=-1)) + 1)
    return by_group(world, world.residences.landlord[residence], landlords, "landlord")


def by_group(world: World, group: NDArray[Any], names: Sequence[Any], what: str) -> Columns:
    """Return one row per group, sector and quartile: leases, the rehoused, shares.

    Parameters
    ----------
    group
        Position of the group of each letting of the year, shape (lettings,).
    names
        What stands in the column `what`, by position.
    """
    lettings = world.ledger.events("lettings")
    qpv = world.areas.is_qpv[world.dwellings.area[lettings["dwelling"]]]
    rehoused = lettings["channel"] == Channel.REHOUSING
    leases = _cube(group, qpv, lettings["quartile"], len(names))
    moved = _cube(group[rehoused], qpv[rehoused], lettings["quartile"][rehoused], len(names))
    total = leases.sum(axis=2, keepdims=True)
    with_rehoused = leases.copy()
    with_rehoused[:, :, 0] += moved[:, :, 1:].sum(axis=2)
    shape = (len(names), len(_SECTORS), N_QUARTILES)
    of_group, of_sector, quartile = (axis.ravel() for axis in np.indices(shape))
    return {
        "year": np.full(of_group.size, world.year),
        what: np.array(names)[of_group] if len(names) else np.empty(0, np.int64),
        "sector": np.array(_SECTORS)[of_sector],
        "quartile": quartile + 1,
        "leases": leases.ravel(),
        "rehoused": moved.ravel(),
        "share": share(leases - moved, total).ravel(),
        "share_with_rehoused": share(with_rehoused, total).ravel(),
    }


def _cube(
    group: NDArray[Any], qpv: NDArray[np.bool_], quartile: NDArray[Any], n_groups: int
) -> NDArray[np.int64]:
    """Return lettings by group, sector and quartile, shape (n_groups, 3, 4)."""
    key = (group.astype(np.int64) * 2 + ~qpv) * N_QUARTILES + quartile - 1
    shape = (n_groups, 2, N_QUARTILES)
    found = np.bincount(key, minlength=int(np.prod(shape))).reshape(shape)
    return np.concatenate((found, found.sum(axis=1, keepdims=True)), axis=1)
