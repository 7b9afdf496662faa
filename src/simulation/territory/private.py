"""Private homes: one residence per piece and tenure, rooms, surfaces, market rents."""

from __future__ import annotations

import numpy as np
from scipy.special import ndtri

from simulation.rng import Streams
from simulation.state.schema import Financing
from simulation.territory.apportion import apportion
from simulation.territory.description import Floats, Integers
from simulation.territory.homes_table import Dwellings, Residences, deal, sorted_positions
from simulation.territory.pieces import Pieces

_ROOMS = {
    Financing.PRIVATE_RENTAL: (0.20, 0.31, 0.26, 0.14, 0.09),
    Financing.OWNER_OCCUPIED: (0.03, 0.09, 0.21, 0.28, 0.39),
}
"""T1 to T5+ by tenure (assumption after the census of large agglomerations)."""
_SURFACE = np.array([28.0, 45.0, 66.0, 86.0, 112.0])
_SURFACE_SPREAD = 0.12  # standard deviation of log surface (assumption)
_YEARS = (1910, 2021)
_RENT_SPREAD = 0.1  # standard deviation of log rent per m² within an area (assumption)
_SIZE_ELASTICITY = -0.25  # rents per m² fall with surface (assumption; observatoires des loyers)
_CHARGES = 1.0  # €/m²/month (assumption)
_COLLECTIVE_FROM = 0.5


def private_residences(pieces: Pieces, rental_shares: Floats, streams: Streams) -> Residences:
    """Return at most two private residences per piece: rented homes and owner-occupied ones.

    Parameters
    ----------
    rental_shares
        Rented homes / private homes of each piece, shape (n_pieces,).
    """
    split = apportion(np.column_stack([rental_shares, 1.0 - rental_shares]), pieces.private)
    piece = np.repeat(np.arange(len(pieces)), 2)
    tenure = np.tile([int(Financing.PRIVATE_RENTAL), int(Financing.OWNER_OCCUPIED)], len(pieces))
    count = split.ravel()
    kept = count > 0
    piece, tenure, count = piece[kept], tenure[kept], count[kept]
    draws = streams.uniform("territory.private_year", 0, piece, other=tenure)
    years = _YEARS[0] + np.floor(draws * (_YEARS[1] - _YEARS[0])).astype(np.int64)
    rented = tenure == Financing.PRIVATE_RENTAL
    return Residences(
        piece=piece,
        financing=tenure,
        period=np.zeros_like(piece),
        built_year=years,
        is_collective=(rented | (rental_shares[piece] >= _COLLECTIVE_FROM)).astype(np.int64),
        n_dwellings=count,
    )


def private_dwellings(
    residences: Residences, pieces: Pieces, area_rents: Floats, streams: Streams
) -> Dwellings:
    """Return private homes; owner-occupied ones have no rent.

    Parameters
    ----------
    area_rents
        Market rent of each area, €/m²/month.
    """
    n_residences = residences.piece.size
    row = np.repeat(np.arange(n_residences), residences.n_dwellings)
    ids = np.arange(row.size)
    mix = np.array([_ROOMS[Financing(int(tenure))] for tenure in residences.financing])
    counts = apportion(mix.reshape(n_residences, len(_SURFACE)), residences.n_dwellings)
    rooms = np.empty(row.size, np.int64)
    shuffle = streams.uniform("territory.private_rooms", 0, ids)
    rooms[sorted_positions(row, shuffle)] = deal(counts) + 1
    noise = ndtri(streams.uniform("territory.private_surface", 0, ids))
    surface = np.round(_SURFACE[rooms - 1] * np.exp(_SURFACE_SPREAD * noise), 1)
    piece = residences.piece[row]
    size_effect = (surface / _SURFACE[2]) ** _SIZE_ELASTICITY
    dispersion = np.exp(_RENT_SPREAD * ndtri(streams.uniform("territory.private_rent", 0, ids)))
    rented = residences.financing[row] == Financing.PRIVATE_RENTAL
    rent = np.where(rented, area_rents[pieces.area[piece]] * size_effect * dispersion, 0.0)
    return Dwellings(
        residence=row,
        piece=piece,
        rooms=rooms,
        surface=surface,
        rent=rent,
        charges=np.full(row.size, _CHARGES),
    )


def rental_shares(pieces: Pieces, central: Integers, centre: float, around: float) -> Floats:
    """Return rented homes / private homes by piece: higher in the central commune and in QPV."""
    return np.where(central.astype(bool) | (pieces.qpv >= 0), centre, around)
