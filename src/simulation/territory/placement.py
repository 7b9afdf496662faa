"""Which IRIS the dwellings of each QPV lie in.

No table says it: QPV and IRIS overlap, and share only the commune. Rule: inside the communes of
the QPV, dwellings go to the IRIS that look most like it (building periods, rent, collective share,
rooms, poverty, words of the name), within each IRIS's stock, and so that what remains of each IRIS
can still have its published mean rent and poverty rate. It is a linear programme: least total
distance subject to these limits, with slack at a high price so that it always has a solution.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.optimize import linprog

from simulation.territory.description import Floats, Integers, Zones
from simulation.territory.settings import SynthesisSettings

_WEIGHTS = {"periods": 2.0, "collective": 1.0, "rooms": 1.0, "financing": 1.0}
_RENT_SCALE = 0.6  # €/m² that count as one unit of distance
_POVERTY_SCALE = 0.15
_CLIP = 4.0
_NAME_BONUS = 3.0
_SHORTEST_WORD = 4
_COMMON_WORDS = frozenset(
    ["nord", "sud", "est", "ouest", "centre", "ville", "bourg", "quartier", "grand", "grande", "petit", "petite", "haut", "haute", "bas", "basse", "saint", "sainte", "zone", "parc", "rue", "place", "avenue", "cite", "residence", "secteur", "hors", "mail", "ilot"]
)
_PIECE_RENT = (0.86, 1.14)  # rent of a piece of a QPV over the QPV's
_REMAINDER_RENT = (0.8, 1.3)  # what remains of an IRIS, over its first and third quartiles
_REMAINDER_POVERTY = (0.04, 0.55)
_QPV_HOUSEHOLD_SIZE = 1.1  # persons per home in QPV over those outside (INSEE, QPV 2018)
_PRICE_RENT, _PRICE_DEVIATION, _PRICE_POVERTY, _PRICE_UNPLACED = 40.0, 1.5, 20.0, 1e4


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
        Dwellings beyond what the communes of the QPV hold, shape (n_qpv,).
    """

    counts: Integers
    rents: Floats
    unplaced: Integers


def words(label: str) -> frozenset[str]:
    """Return the telling words of a place name, without accents or case."""
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    return frozenset(
        w.rstrip("s")
        for w in re.findall("[a-z]+", plain)
        if len(w) >= _SHORTEST_WORD and w not in _COMMON_WORDS
    )


def distances(iris: Zones, qpv: Zones) -> Floats:
    """Return how unlike each QPV and each IRIS are, shape (n_qpv, n_iris); shares are filled."""
    total = np.zeros((len(qpv), len(iris)))
    for name, weight in _WEIGHTS.items():
        gaps = np.abs(qpv.shares[name][:, None, :] - iris.shares[name][None, :, :]).sum(axis=2)
        total += weight * gaps / 2
    for a, b, scale in (
        (qpv.rent, iris.rent, _RENT_SCALE),
        (qpv.poverty, iris.poverty, _POVERTY_SCALE),
    ):
        total += np.clip(np.abs(a[:, None] - b[None, :]) / scale, 0.0, _CLIP)
    iris_words = [words(label) for label in iris.labels]
    for row, label in enumerate(qpv.labels):
        mine = words(label)
        same = np.array([bool(mine & other) for other in iris_words])
        total[row] += _NAME_BONUS * (1.0 - same)
    return total


def place(iris: Zones, qpv: Zones, homes: Integers, settings: SynthesisSettings) -> Placement:
    """Return where the dwellings of every QPV lie (see the module).

    Parameters
    ----------
    iris, qpv
        Zones with every figure filled.
    homes
        Homes of each IRIS, shape (n_iris,).
    """
    allowed = np.array(
        [[row[0] in of for row in iris.communes] for of in qpv.communes], bool
    ).reshape(len(qpv), len(iris))
    q, i = np.nonzero(allowed)
    if q.size == 0:
        empty = np.zeros((len(qpv), len(iris)))
        return Placement(empty.astype(np.int64), empty, qpv.dwellings.copy())
    programme = _Programme(iris, qpv, homes, settings, q.astype(np.int64), i.astype(np.int64))
    x, z = programme.solve()
    flows, money = np.zeros((2, len(qpv), len(iris)))
    flows[q, i], money[q, i] = x, z
    counts = _whole(flows, iris.dwellings, qpv.dwellings, allowed)
    rents = np.where(flows > 1e-6, money / np.maximum(flows, 1e-6), qpv.rent[:, None])
    return Placement(counts, np.where(counts > 0, rents, 0.0), qpv.dwellings - counts.sum(axis=1))


def _whole(flows: Floats, capacity: Integers, wanted: Integers, allowed: Floats) -> Integers:
    """Round flows to whole dwellings within each IRIS's stock and each QPV's count."""
    counts = np.floor(flows + 1e-6).astype(np.int64)
    placed = np.minimum(np.rint(flows.sum(axis=1)).astype(np.int64), wanted)
    for q in range(len(counts)):
        order = np.lexsort((-capacity, -(flows[q] - counts[q])))
        missing = int(placed[q] - counts[q].sum())
        for i in order[allowed[q][order]]:
            if missing <= 0:
                break
            room = min(missing, max(0, int(capacity[i] - counts[:, i].sum())))
            step = min(room, 1) if counts[q, i] < flows[q, i] else room
            counts[q, i] += step
            missing -= step
    return counts


class _Programme:
    """The linear programme; variables are x, z, e by pair, then u by QPV and s, t by IRIS.

    x dwellings, z = x × rent, e ≥ |z − x × rent of the QPV|, u unplaced, s and t slack of rent
    and poverty of what remains of the IRIS.
    """

    def __init__(
        self,
        iris: Zones,
        qpv: Zones,
        homes: Integers,
        settings: SynthesisSettings,
        q: Integers,
        i: Integers,
    ) -> None:
        self.iris, self.qpv, self.homes, self.settings = iris, qpv, homes, settings
        self.q, self.i = q, i
        self.n, self.n_qpv, self.n_iris = q.size, len(qpv), len(iris)

    def solve(self) -> tuple[Floats, Floats]:
        """Return x and z, shape (pairs,) each."""
        distance = distances(self.iris, self.qpv)[self.q, self.i]
        cost = np.concatenate(
            [
                distance,
                np.zeros(self.n),
                np.full(self.n, _PRICE_DEVIATION),
                np.full(self.n_qpv, _PRICE_UNPLACED),
                np.full(self.n_iris, _PRICE_RENT),
                np.full(self.n_iris, _PRICE_POVERTY),
            ]
        )
        upper, upper_right = self._inequalities()
        equal, equal_right = self._equalities()
        result = linprog(
            cost, A_ub=upper, b_ub=upper_right, A_eq=equal, b_eq=equal_right, method="highs"
        )
        if result.x is None:
            raise RuntimeError(f"placement of QPV found no solution: {result.message}")
        return result.x[: self.n], result.x[self.n : 2 * self.n]

    def _equalities(self) -> tuple[sparse.csr_array, Floats]:
        by_qpv = _incidence(self.q, self.n_qpv)
        nothing_pairs = sparse.csr_array((self.n_qpv, self.n))
        unplaced = sparse.eye_array(self.n_qpv)
        nothing = sparse.csr_array((self.n_qpv, 2 * self.n_iris))
        rent = sparse.diags_array(self.qpv.rent)
        rows = [
            [by_qpv, nothing_pairs, nothing_pairs, unplaced, nothing],
            [nothing_pairs, by_qpv, nothing_pairs, rent @ unplaced, nothing],
        ]
        right = np.concatenate([self.qpv.dwellings, self.qpv.dwellings * self.qpv.rent])
        return sparse.csr_array(sparse.block_array(rows)), right

    def _inequalities(self) -> tuple[sparse.csr_array, Floats]:
        by_iris = _incidence(self.i, self.n_iris)
        one, zero = sparse.eye_array(self.n), sparse.csr_array((self.n, self.n))
        none = sparse.csr_array((self.n_iris, self.n))
        slack, no_slack = (
            sparse.eye_array(self.n_iris),
            sparse.csr_array((self.n_iris, self.n_iris)),
        )
        tail = sparse.csr_array((self.n, self.n_qpv + 2 * self.n_iris))
        gap = sparse.csr_array((self.n_iris, self.n_qpv))
        rent = sparse.diags_array(self.qpv.rent[self.q])
        low, high = self._rent_bounds()
        rows = [
            [by_iris, none, none, gap, no_slack, no_slack],
            [-sparse.diags_array(low) @ by_iris, by_iris, none, gap, -slack, no_slack],
            [sparse.diags_array(high) @ by_iris, -by_iris, none, gap, -slack, no_slack],
            *self._poverty_rows(by_iris, none, gap, slack, no_slack),
        ]
        pair_rows = [
            [rent * _PIECE_RENT[0], -one, zero, tail],
            [-rent * _PIECE_RENT[1], one, zero, tail],
            [rent, -one, -one, tail],
            [-rent, one, -one, tail],
        ]
        stock = self.iris.dwellings
        poverty_right = self._poverty_right()
        right = np.concatenate(
            [
                stock,
                stock * (self.iris.rent - low),
                stock * (high - self.iris.rent),
                *poverty_right,
                np.zeros(4 * self.n),
            ]
        )
        table = sparse.vstack([sparse.block_array(rows), sparse.block_array(pair_rows)])
        return sparse.csr_array(table), right

    def _rent_bounds(self) -> tuple[Floats, Floats]:
        low = np.minimum(self.iris.quartiles[:, 0], self.iris.rent) * _REMAINDER_RENT[0]
        high = np.maximum(self.iris.quartiles[:, 2], self.iris.rent) * _REMAINDER_RENT[1]
        return low, high

    def _poverty_rows(self, by_iris, none, gap, slack, no_slack):  # type: ignore[no-untyped-def]
        per_dwelling = _QPV_HOUSEHOLD_SIZE / self.settings.qpv_social_share
        poor = by_iris @ sparse.diags_array(self.qpv.poverty[self.q] * per_dwelling)
        people = by_iris * per_dwelling
        low, high = _REMAINDER_POVERTY
        return [
            [poor - low * people, none, none, gap, no_slack, -slack],
            [high * people - poor, none, none, gap, no_slack, -slack],
        ]

    def _poverty_right(self) -> tuple[Floats, Floats]:
        low, high = _REMAINDER_POVERTY
        rate = np.clip(self.iris.poverty, low, high)
        return self.homes * (rate - low), self.homes * (high - rate)


def _incidence(rows: Integers, n: int) -> sparse.csr_array:
    return sparse.csr_array(
        (np.ones(rows.size), (rows, np.arange(rows.size))), shape=(n, rows.size)
    )
