"""Cut a territory into pieces and areas: QPV, and what remains of each IRIS."""

from __future__ import annotations

import numpy as np

from simulation.territory.description import Description, Floats, Integers
from simulation.territory.homes import spread_homes
from simulation.territory.pieces import Pieces
from simulation.territory.placement import Placement, place
from simulation.territory.settings import SynthesisSettings


def cut(description: Description, settings: SynthesisSettings) -> tuple[Pieces, Placement]:
    """Return the pieces and how the QPV were placed; the description is complete.

    Areas are the QPV and the remainders of the IRIS; they are numbered in the order of the IRIS
    codes, a QPV coming right after the IRIS that holds most of it.
    """
    iris, qpv = description.iris, description.qpv
    homes = spread_homes(iris.dwellings, iris.poverty, description.social_share, settings)
    placement = place(iris, qpv, homes, settings)
    inside_q, inside_i = np.nonzero(placement.counts)
    inside = placement.counts[inside_q, inside_i]
    private_inside = np.rint(inside * (1.0 / settings.qpv_social_share - 1.0)).astype(np.int64)
    private = homes - iris.dwellings
    private_left = private - np.bincount(inside_i, private_inside, len(iris)).astype(np.int64)
    private_inside = _fit_in(private_inside, inside_i, private_left)
    left = iris.dwellings - placement.counts.sum(axis=0)
    private_left = private - np.bincount(inside_i, private_inside, len(iris)).astype(np.int64)
    rest = np.nonzero(left + private_left)[0]
    none = np.full(rest.size, -1, np.int64)
    pieces = Pieces(
        iris=np.concatenate([inside_i, rest]),
        qpv=np.concatenate([inside_q, none]),
        dwellings=np.concatenate([inside, left[rest]]),
        private=np.concatenate([private_inside, private_left[rest]]),
        area=np.zeros(inside_i.size + rest.size, np.int64),
    )
    return _numbered(pieces, placement, len(qpv)), placement


def _fit_in(private_inside: Integers, iris: Integers, left: Integers) -> Integers:
    """Lower private homes of QPV pieces where the IRIS has not enough of them."""
    short = np.maximum(-left, 0)
    lowered = private_inside.copy()
    for row in np.nonzero(short)[0]:
        for piece in np.nonzero(iris == row)[0]:
            step = min(int(short[row]), int(lowered[piece]))
            lowered[piece] -= step
            short[row] -= step
    return lowered


def _numbered(pieces: Pieces, placement: Placement, n_qpv: int) -> Pieces:
    """Return the pieces sorted by area, with the row of their area."""
    main = placement.counts.argmax(axis=1) if n_qpv else np.zeros(0, np.int64)
    is_qpv = pieces.qpv >= 0
    host = np.where(is_qpv, main[pieces.qpv] if n_qpv else 0, pieces.iris)
    order = np.lexsort((pieces.iris, pieces.qpv, host))
    name = np.column_stack([host, pieces.qpv])[order]
    new = np.ones(len(order), bool)
    new[1:] = (name[1:] != name[:-1]).any(axis=1)
    return Pieces(
        iris=pieces.iris[order],
        qpv=pieces.qpv[order],
        dwellings=pieces.dwellings[order],
        private=pieces.private[order],
        area=np.cumsum(new) - 1,
    )


def area_of_qpv(pieces: Pieces, n_qpv: int) -> Integers:
    """Return the area of each QPV, -1 when nothing of it was placed, shape (n_qpv,)."""
    rows = np.full(n_qpv, -1, np.int64)
    inside = pieces.qpv >= 0
    rows[pieces.qpv[inside]] = pieces.area[inside]
    return rows


def weighted_by_area(pieces: Pieces, values: Floats, weights: Floats) -> Floats:
    """Return weighted means over the pieces of each area, 0 where there is no weight."""
    n = int(pieces.area.max()) + 1
    total = np.bincount(pieces.area, weights, n)
    return np.bincount(pieces.area, values * weights, n) / np.maximum(total, 1)
