"""The social stock: residences, dwellings, rents, in the order of the pieces."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulation.rng import Streams
from simulation.territory.charges import charges_per_m2
from simulation.territory.description import CATEGORIES, Description, Integers
from simulation.territory.homes_table import Dwellings, Residences
from simulation.territory.pieces import Pieces, spread_over_pieces
from simulation.territory.placement import Placement
from simulation.territory.rents import RentTargets, rents_per_m2
from simulation.territory.residences import assign_landlords, build_residences
from simulation.territory.rooms import rooms_and_surfaces
from simulation.territory.settings import SynthesisSettings


@dataclass(frozen=True)
class Stock:
    """Residences of a sector, their landlords (-1 for private ones), their dwellings."""

    residences: Residences
    landlords: Integers
    dwellings: Dwellings


def build_social_stock(
    description: Description,
    pieces: Pieces,
    placement: Placement,
    settings: SynthesisSettings,
    streams: Streams,
) -> Stock:
    """Return the social stock of a complete description cut into pieces."""
    classes = {
        name: spread_over_pieces(
            pieces, description.iris.shares[name], description.qpv.shares[name]
        )
        for name in CATEGORIES
    }
    residences = build_residences(pieces, classes, settings, streams)
    rooms, surface = rooms_and_surfaces(residences, classes, streams)
    wanted = np.full(len(pieces), np.nan)
    inside = pieces.qpv >= 0
    wanted[inside] = placement.rents[pieces.qpv[inside], pieces.iris[inside]]
    targets = RentTargets(description.iris, description.qpv, wanted)
    row = np.repeat(np.arange(residences.piece.size), residences.n_dwellings)
    dwellings = Dwellings(
        residence=row,
        piece=residences.piece[row],
        rooms=rooms,
        surface=surface,
        rent=rents_per_m2(residences, rooms, surface, pieces, targets=targets, streams=streams),
        charges=charges_per_m2(residences, settings.charges, streams)[row],
    )
    landlords = assign_landlords(residences, pieces, settings, streams)
    return Stock(residences, landlords, dwellings)
