"""Social residences of each piece: period, financing, flats or houses, size, year."""

from __future__ import annotations

import numpy as np

from simulation.rng import Streams
from simulation.state.schema import Financing
from simulation.territory.description import PERIODS, Integers
from simulation.territory.homes_table import Residences, deal
from simulation.territory.pieces import Pieces
from simulation.territory.settings import SynthesisSettings

# Financing in the order in which it was invented: HLMO up to 1976, PLUS and the loans before it
# since 1977, PLAI since 1990, PLS since 2001; PLAI and PLS are mixed in the latest buildings.
_BY_AGE = (Financing.HLMO, Financing.PLUS, Financing.PLAI, Financing.PLS)
_MANY = 1000


def build_residences(
    pieces: Pieces, classes: dict[str, Integers], settings: SynthesisSettings, streams: Streams
) -> Residences:
    """Return the social residences, piece by piece.

    Old buildings take the old financing: dwellings of a piece sorted by period meet financings
    sorted by age. Each (period, financing, flats or houses) of a piece is cut into residences of
    about equal size.

    Parameters
    ----------
    classes
        Dwellings by piece and class, one table per distribution, see `spread_over_pieces`.
    """
    cells = _cells(pieces, classes, streams)
    n_cells = cells.shape[0]
    rows = np.arange(n_cells)
    small, large = np.where(
        cells[:, 3, None] == 1, settings.flats_per_residence, settings.houses_per_residence
    ).T
    usual = small + (large - small) * streams.uniform("territory.residence_size", 0, rows)
    count = cells[:, 4]
    n_residences = np.maximum(1, np.rint(count / usual)).astype(np.int64)
    cell = np.repeat(rows, n_residences)
    rank = np.arange(cell.size) - np.repeat(np.cumsum(n_residences) - n_residences, n_residences)
    size = count[cell] // n_residences[cell] + (rank < count[cell] % n_residences[cell])
    first, last = np.array(PERIODS).T
    draws = streams.uniform("territory.built_year", 0, np.arange(cell.size))
    period = cells[cell, 1]
    span = last[period] - first[period] + 1
    return Residences(
        piece=cells[cell, 0],
        financing=cells[cell, 2],
        period=period,
        built_year=first[period] + np.floor(draws * span).astype(np.int64),
        is_collective=cells[cell, 3],
        n_dwellings=size,
    )


def _cells(pieces: Pieces, classes: dict[str, Integers], streams: Streams) -> Integers:
    """Return rows of (piece, period, financing, collective, dwellings)."""
    piece = np.repeat(np.arange(len(pieces)), pieces.dwellings)
    ids = np.arange(piece.size)
    period = deal(classes["periods"])
    financing = deal(classes["financing"][:, list(_BY_AGE)])
    financing = np.asarray(_BY_AGE)[financing]
    recent = financing >= Financing.PLAI
    shuffle = np.where(recent, streams.uniform("territory.financing", 0, ids), 0.0)
    order = np.lexsort((shuffle, np.minimum(financing, int(Financing.PLAI)), piece))
    financing = financing[order]
    collective = deal(classes["collective"])
    block = streams.uniform("territory.houses", 0, piece, other=period * _MANY + financing)
    within = np.lexsort((block, piece))
    spread = np.empty(piece.size, np.int64)
    spread[within] = collective
    labels = np.column_stack([piece, period, financing, spread])
    found, counts = np.unique(labels, axis=0, return_counts=True)
    return np.column_stack([found, counts])


def assign_landlords(
    residences: Residences, pieces: Pieces, settings: SynthesisSettings, streams: Streams
) -> Integers:
    """Return the landlord of each social residence, shape (n,).

    Sizes follow Zipf's law; in each QPV one landlord, drawn in proportion to sizes, holds the
    dominant share of residences.
    """
    weights = 1.0 / np.arange(1, settings.n_landlords + 1) ** settings.landlord_skew
    ladder = np.cumsum(weights / weights.sum())
    ladder[-1] = 1.0
    ids = np.arange(residences.piece.size)
    drawn = np.searchsorted(ladder, streams.uniform("territory.landlord", 0, ids))
    qpv = pieces.qpv[residences.piece]
    dominant = np.searchsorted(
        ladder, streams.uniform("territory.dominant_landlord", 0, np.maximum(qpv, 0))
    )
    held = streams.uniform("territory.dominance", 0, ids) < settings.dominant_share
    return np.where((qpv >= 0) & held, dominant, drawn)
