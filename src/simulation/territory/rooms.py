"""Rooms and surfaces of social dwellings, in agreement with each other."""

from __future__ import annotations

import numpy as np

from simulation.rng import Streams
from simulation.territory.description import SURFACES, Floats, Integers
from simulation.territory.homes_table import Residences, deal, sorted_positions

_HOUSE_PULL = 0.7  # houses have more rooms than flats of the same piece
_SURFACE_NOISE = 0.5  # rooms: how loosely surfaces follow rooms
_BOUNDS = np.array([(15, 45), (28, 65), (42, 90), (55, 115), (68, 160)], float)
"""Plausible living space by number of rooms, m² (assumption around RPLS means 31 to 96 m²)."""


def rooms_and_surfaces(
    residences: Residences, classes: dict[str, Integers], streams: Streams
) -> tuple[Integers, Floats]:
    """Return rooms (1 to 5) and surface (m²) of each dwelling, residence by residence.

    Within each piece, room counts are dealt at random with more rooms for houses; classes of
    surface are then dealt in the order of rooms, blurred.
    """
    piece = np.repeat(residences.piece, residences.n_dwellings)
    house = 1 - np.repeat(residences.is_collective, residences.n_dwellings)
    ids = np.arange(piece.size)
    pull = streams.uniform("territory.rooms", 0, ids) + _HOUSE_PULL * house
    rooms = np.empty(piece.size, np.int64)
    rooms[sorted_positions(piece, pull)] = deal(classes["rooms"]) + 1
    blur = rooms + _SURFACE_NOISE * (streams.uniform("territory.surface", 0, ids) - 0.5) * 2
    order = sorted_positions(piece, blur)
    surface_class = np.empty(piece.size, np.int64)
    surface_class[order] = deal(classes["surfaces"])
    low, high = np.array(SURFACES, float)[surface_class].T
    within = streams.uniform("territory.surface_within", 0, ids)
    bounds = _BOUNDS[rooms - 1]
    surface = np.clip(low + (high - low) * within, bounds[:, 0], bounds[:, 1])
    return rooms, np.round(surface, 1)
