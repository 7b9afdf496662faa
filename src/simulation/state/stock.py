"""The stock as it stands until something is built or sold: rows by sector, homes by area."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulation.state.world import World


@dataclass(frozen=True)
class Stock:
    """Dwellings by sector, those that were demolished among them.

    Attributes
    ----------
    social, private
        Rows, in rising order.
    homes, private_homes
        Dwellings, and private ones, by area, shape (areas,).
    social_rooms
        Rooms of the social ones, in the same order.
    """

    social: NDArray[np.int64]
    private: NDArray[np.int64]
    homes: NDArray[np.int64]
    private_homes: NDArray[np.int64]
    social_rooms: NDArray[np.int64]


def stock_of(world: World) -> Stock:
    """Return the stock; it is read anew once dwellings were added, or moved to the other sector.

    Only `occupancy.deliver` and `occupancy.sell` do that, and forget what is known.
    """
    found: Stock | None = world.memory.stock
    if found is None:
        d, n_areas = world.dwellings, len(world.areas)
        social, private = np.flatnonzero(d.is_social), np.flatnonzero(~d.is_social)
        found = world.memory.stock = Stock(
            social,
            private,
            np.bincount(d.area, minlength=n_areas),
            np.bincount(d.area[private], minlength=n_areas),
            d.rooms[social].astype(np.int64),
        )
        for column in vars(found).values():
            column.flags.writeable = False
    return found
