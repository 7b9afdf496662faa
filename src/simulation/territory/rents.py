"""Rents of social dwellings: quartiles by IRIS, means by IRIS and by QPV.

Within each IRIS dwellings are ranked by a score (period, financing, size, residence, and a shift
for each piece of a QPV), and the rank goes through the published quartiles. Shifts are solved so
that pieces of QPV get their mean. Rents are then raked to the means of the QPV and of the IRIS,
ending on the IRIS.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

from simulation.rng import Streams
from simulation.territory.description import Floats, Integers, Zones
from simulation.territory.homes_table import Residences
from simulation.territory.pieces import Pieces

_BY_PERIOD = np.array([5.99, 5.15, 5.67, 6.63, 6.56, 6.72])
"""Rent by period outside Île-de-France, €/m² (computed from RPLS 2022, SDES)."""
_BY_FINANCING = np.array([0.0, 0.1, -0.4, 1.2])
"""Effect of HLMO, PLUS, PLAI and PLS beside the period, €/m² (assumption: rent ceilings)."""
_BY_ROOM = -0.15  # €/m² per room above three: small dwellings are dearer per m² (assumption)
_USUAL_ROOMS = 3
_QUARTERS = 4
_RESIDENCE_SPREAD, _DWELLING_SPREAD = 0.45, 0.15  # €/m² (assumption)
_LOWEST = (0.6, 0.9)  # lowest rent of an IRIS over its first quartile: bounds and start
_HIGHEST = (1.02, 1.8)  # highest rent over its third quartile: bounds
_FLOOR, _ROOF = 2.2, 30.0  # €/m²; homes for students go above 20
_ROUNDS, _STEP, _WIDEST = 25, 1.3, 6.0
_RAKES = 40
_TINY = 1e-9


@dataclass(frozen=True)
class RentTargets:
    """Published rents: quantiles by IRIS, means by IRIS and QPV, feasible means by piece.

    Attributes
    ----------
    iris, qpv
        Complete zones.
    pieces
        Mean rent of each piece of a QPV, NaN elsewhere, €/m², shape (n_pieces,).
    """

    iris: Zones
    qpv: Zones
    pieces: Floats


def rents_per_m2(
    residences: Residences,
    rooms: Integers,
    surface: Floats,
    pieces: Pieces,
    *,
    targets: RentTargets,
    streams: Streams,
) -> Floats:
    """Return the rent of each social dwelling, €/m²/month, shape (n,)."""
    piece = np.repeat(residences.piece, residences.n_dwellings)
    score = _score(residences, rooms, streams)
    knots = rent_knots(targets.iris)
    rent = _through_quartiles(score, pieces.iris[piece], knots)
    mixed = np.isin(pieces.iris[piece], pieces.iris[~np.isnan(targets.pieces)])
    if mixed.any():
        rent[mixed] = _with_shifts(
            score[mixed], piece[mixed], pieces, knots, surface=surface[mixed], wanted=targets.pieces
        )
    return rake(rent, surface, piece, pieces, targets)


def _score(residences: Residences, rooms: Integers, streams: Streams) -> Floats:
    rows = np.arange(residences.piece.size)
    base = _BY_PERIOD[residences.period] + _BY_FINANCING[residences.financing]
    base = base + _RESIDENCE_SPREAD * ndtri(streams.uniform("territory.rent_residence", 0, rows))
    ids = np.arange(rooms.size)
    noise = _DWELLING_SPREAD * ndtri(streams.uniform("territory.rent", 0, ids))
    return np.asarray(
        np.repeat(base, residences.n_dwellings) + _BY_ROOM * (rooms - _USUAL_ROOMS) + noise
    )


def rent_knots(zones: Zones) -> Floats:
    """Return rents at ranks 0, 1/4, 1/2, 3/4 and 1 whose broken line has the published mean.

    The mean of the line is (lowest + 2 (q1 + median + q3) + highest) / 8, which gives the sum of
    the two ends; the ends are bounded, the raking does the rest.
    """
    q = zones.quartiles
    ends = 2 * _QUARTERS * zones.rent - 2 * q.sum(axis=1)
    highest = np.clip(ends - _LOWEST[1] * q[:, 0], _HIGHEST[0] * q[:, 2], _HIGHEST[1] * q[:, 2])
    lowest = np.clip(ends - highest, _LOWEST[0] * q[:, 0], q[:, 0])
    return np.column_stack([lowest, q, highest])


def _through_quartiles(score: Floats, iris: Integers, knots: Floats) -> Floats:
    """Map ranks within the IRIS through the broken line; ranks count dwellings."""
    order = np.lexsort((score, iris))
    counts = np.bincount(iris, minlength=len(knots))
    start = np.cumsum(counts) - counts
    rank = np.empty(score.size)
    rank[order] = np.arange(score.size)
    position = (rank - start[iris] + 1 / 2) / counts[iris] * _QUARTERS
    left = np.minimum(position.astype(np.int64), _QUARTERS - 1)
    low, high = knots[iris, left], knots[iris, left + 1]
    return np.asarray(low + (high - low) * (position - left))


def _with_shifts(
    score: Floats,
    piece: Integers,
    pieces: Pieces,
    knots: Floats,
    *,
    surface: Floats,
    wanted: Floats,
) -> Floats:
    """Shift the scores of QPV pieces until each has its mean (damped fixed point)."""
    shift = np.zeros(len(pieces))
    aimed = ~np.isnan(wanted)
    iris = pieces.iris[piece]
    weight = np.bincount(piece, surface, len(pieces))
    rent = score
    for _ in range(_ROUNDS):
        rent = _through_quartiles(score + shift[piece], iris, knots)
        mean = np.bincount(piece, rent * surface, len(pieces)) / np.maximum(weight, _TINY)
        step = np.where(aimed, wanted - mean, 0.0) * _STEP
        shift = np.clip(shift + step, -_WIDEST, _WIDEST)
    return rent


def rake(
    rent: Floats, surface: Floats, piece: Integers, pieces: Pieces, targets: RentTargets
) -> Floats:
    """Scale rents to the means of QPV, then of IRIS, in turn; the IRIS come last and are exact."""
    n = len(pieces)
    rent = np.clip(rent, _FLOOR, _ROOF)
    area = np.bincount(piece, surface, n)
    money = np.bincount(piece, rent * surface, n)
    inside = pieces.qpv >= 0
    factor = np.ones(n)
    n_iris, n_qpv = len(targets.iris), len(targets.qpv)
    iris_area, qpv_area = pieces.sum_by_iris(area, n_iris), pieces.sum_by_qpv(area, n_qpv)
    for _ in range(_RAKES):
        if inside.any():
            got = pieces.sum_by_qpv(money * factor, n_qpv) / np.maximum(qpv_area, _TINY)
            ratio = targets.qpv.rent / np.maximum(got, _TINY)
            factor[inside] *= ratio[pieces.qpv[inside]]
        got = pieces.sum_by_iris(money * factor, n_iris) / np.maximum(iris_area, _TINY)
        factor *= (targets.iris.rent / np.maximum(got, _TINY))[pieces.iris]
    return np.asarray(rent * factor[piece])
