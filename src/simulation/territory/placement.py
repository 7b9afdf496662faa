"""Which IRIS the dwellings of each QPV lie in.

No table says it: QPV and IRIS overlap, and share only the commune. Rule: inside the communes of
the QPV, dwellings go to the IRIS that look most like it (building periods, rent, collective share,
rooms, financing, poverty, words of the name), within each IRIS's stock, and so that what remains
of each IRIS can still have its published mean rent and poverty rate (see `programme`). A second
pass keeps each QPV in the parts of the commune where the first put most of it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

import numpy as np

from simulation.territory.description import Floats, Integers, Masks, Zones
from simulation.territory.programme import Pairs, solve_placement
from simulation.territory.settings import SynthesisSettings

_WEIGHTS = {"periods": 2.0, "collective": 1.0, "rooms": 1.0, "financing": 1.0}
_RENT_SCALE = 0.6  # €/m² that count as one unit of distance
_POVERTY_SCALE = 0.15
_CLIP = 4.0
_OTHER_NAME = 3.0
_OTHER_PART, _PART_OF_CODE = 8.0, 7
_SHORTEST_WORD = 4
_COMMON_WORDS = frozenset(
    re.findall(
        "[a-z]+",
        "nord sud est ouest centre ville bourg quartier grand grande petit petite haut haute bas "
        "basse saint sainte zone parc place avenue cite residence secteur hors mail ilot",
    )
)
_ROUNDING = 1e-6
_FEWEST, _ROOM = 60, 10.0
"""IRIS that a QPV may choose from at least, and their stock over its own: enough, and quick."""


@dataclass(frozen=True)
class Placement:
    """Dwellings of each QPV in each IRIS, and what could not be placed.

    Attributes
    ----------
    counts
        Shape (n_qpv, n_iris).
    rents
        Mean rent of each piece that the programme found feasible, €/m², same shape, 0 if empty.
    unplaced
        Dwellings that find no room in the communes of the QPV, shape (n_qpv,).
    """

    counts: Integers
    rents: Floats
    unplaced: Integers


def words(label: str) -> frozenset[str]:
    """Return the telling words of a place name, without accents, case or plural."""
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    return frozenset(
        word.rstrip("s")
        for word in re.findall("[a-z]+", plain)
        if len(word) >= _SHORTEST_WORD and word not in _COMMON_WORDS
    )


def distances(iris: Zones, qpv: Zones) -> Floats:
    """Return how unlike each QPV and each IRIS are, shape (n_qpv, n_iris); shares are filled."""
    total = np.zeros((len(qpv), len(iris)))
    for name, weight in _WEIGHTS.items():
        gaps = np.abs(qpv.shares[name][:, None, :] - iris.shares[name][None, :, :]).sum(axis=2)
        total += weight * gaps / 2
    for inside, around, scale in (
        (qpv.rent, iris.rent, _RENT_SCALE),
        (qpv.poverty, iris.poverty, _POVERTY_SCALE),
    ):
        total += np.minimum(np.abs(inside[:, None] - around[None, :]) / scale, _CLIP)
    iris_words = [words(label) for label in iris.labels]
    for row, label in enumerate(qpv.labels):
        mine = words(label)
        total[row] += [0.0 if mine & other else _OTHER_NAME for other in iris_words]
    return total


def place(iris: Zones, qpv: Zones, homes: Integers, settings: SynthesisSettings) -> Placement:
    """Return where the dwellings of every QPV lie.

    Parameters
    ----------
    iris, qpv
        Zones with every figure filled.
    homes
        Homes of each IRIS, shape (n_iris,).
    """
    flows, money = np.zeros((2, len(qpv), len(iris)))
    allowed = np.zeros(flows.shape, bool)
    for row, communes in enumerate(qpv.communes):
        allowed[row] = [of[0] in communes for of in iris.communes]
    if not allowed.any():
        return Placement(flows.astype(np.int64), money, qpv.dwellings.copy())
    share, distance = settings.qpv_social_share, distances(iris, qpv)
    q, i = np.nonzero(_nearest(distance, allowed, iris.dwellings, qpv.dwellings))
    flows[q, i], _ = solve_placement(iris, qpv, homes, share, Pairs(q, i, distance[q, i]))
    distance += _elsewhere(flows, iris)
    pairs = Pairs(q, i, distance[q, i])
    flows[q, i], money[q, i] = solve_placement(iris, qpv, homes, share, pairs)
    counts = _whole(flows, iris.dwellings, qpv.dwellings, allowed)
    some = flows > _ROUNDING
    rents = np.where(some, money / np.where(some, flows, 1.0), qpv.rent[:, None])
    return Placement(counts, np.where(counts > 0, rents, 0.0), qpv.dwellings - counts.sum(axis=1))


def _nearest(distance: Floats, allowed: Masks, capacity: Integers, wanted: Integers) -> Masks:
    """Keep the most alike IRIS of each QPV: enough of them, and of their stock, to choose from."""
    order = np.argsort(np.where(allowed, distance, np.inf), axis=1, kind="stable")
    stock = np.take_along_axis(np.where(allowed, capacity[None, :], 0), order, axis=1)
    held = np.cumsum(stock, axis=1)
    before = np.concatenate([np.zeros((len(order), 1)), held[:, :-1]], axis=1)
    near = before < _ROOM * wanted[:, None]
    near[:, :_FEWEST] = True
    kept = np.zeros_like(allowed)
    np.put_along_axis(kept, order, near, axis=1)
    return kept & allowed


def _elsewhere(flows: Floats, iris: Zones) -> Floats:
    """Return what being away from the bulk of the QPV costs, so that a QPV holds together.

    The first characters of an IRIS code name its part of the commune (grand quartier).
    """
    parts, part = np.unique([code[:_PART_OF_CODE] for code in iris.codes], return_inverse=True)
    by_part = np.zeros((len(flows), parts.size))
    for row, flow in enumerate(flows):
        by_part[row] = np.bincount(part, flow, parts.size)
    share = by_part / np.maximum(by_part.sum(axis=1, keepdims=True), 1.0)
    return np.asarray(_OTHER_PART * (1.0 - share[:, part]))


def _whole(flows: Floats, capacity: Integers, wanted: Integers, allowed: Masks) -> Integers:
    """Round flows to whole dwellings within each IRIS's stock and each QPV's count."""
    counts = np.floor(flows + _ROUNDING).astype(np.int64)
    placed = np.minimum(np.rint(flows.sum(axis=1)).astype(np.int64), wanted)
    for row in range(len(counts)):
        missing = int(placed[row] - counts[row].sum())
        order = np.lexsort((-capacity, -(flows[row] - counts[row])))
        for column in order[allowed[row][order]]:
            free = max(0, int(capacity[column] - counts[:, column].sum()))
            step = min(missing, free, 1 if counts[row, column] < flows[row, column] else free)
            counts[row, column] += step
            missing -= step
    return counts
