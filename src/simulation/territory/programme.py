"""The linear programme that places the dwellings of QPV in IRIS.

Variables: by pair of QPV and IRIS, x dwellings, z = x × rent, e ≥ |z − x × rent of the QPV|, and
w = x × poverty; by QPV, u unplaced; by IRIS, s and t the slack of rent and of poverty of what
remains of the IRIS.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from simulation.territory.description import Floats, Integers, Zones

_PIECE_RENT = (0.85, 1.15)  # rent of a piece of a QPV over the QPV's
_REMAINDER_RENT = (0.8, 1.3)  # what remains of an IRIS, over its first and third quartiles
_PIECE_POVERTY = (0.7, 1.4)  # poverty of a piece of a QPV over the QPV's
_REMAINDER_POVERTY = (0.04, 0.6)
_QPV_HOUSEHOLD_SIZE = 1.1  # persons per home in QPV over those outside (INSEE, QPV 2018)
_PRICE_RENT, _PRICE_DEVIATION, _PRICE_POVERTY, _PRICE_UNPLACED = 40.0, 0.5, 20.0, 1e4


@dataclass(frozen=True)
class Pairs:
    """Pairs of a QPV and an IRIS that share a commune, and how unlike they are."""

    qpv: Integers
    iris: Integers
    distance: Floats


def solve_placement(
    iris: Zones, qpv: Zones, homes: Integers, qpv_social_share: float, pairs: Pairs
) -> tuple[Floats, Floats]:
    """Return dwellings and dwellings × rent of each pair, shape (n_pairs,) each.

    Least total distance such that every QPV is placed and keeps its mean rent, no IRIS holds more
    than its stock, and what remains of each IRIS has a plausible rent and poverty rate. Slack is
    allowed at a high price, so that there is always a solution.
    """
    n = pairs.qpv.size
    prices = (
        pairs.distance,
        np.zeros(n),
        np.full(n, _PRICE_DEVIATION),
        np.full(len(qpv), _PRICE_UNPLACED),
        np.full(len(iris), _PRICE_RENT),
        np.full(len(iris), _PRICE_POVERTY),
        np.zeros(n),
    )
    limits = (
        _stock(iris, pairs),
        *_rent_of_remainders(iris, pairs),
        *_poverty_of_remainders(iris, homes, qpv_social_share, pairs),
        *_rent_of_pieces(qpv, pairs),
        *_poverty_of_pieces(qpv, pairs),
    )
    totals = _totals(qpv, pairs)
    from scipy.optimize import linprog

    solver: Any = linprog
    result = solver(
        np.concatenate(prices),
        A_ub=_assemble([blocks for blocks, _ in limits], prices),
        b_ub=np.concatenate([right for _, right in limits]),
        A_eq=_assemble([blocks for blocks, _ in totals], prices),
        b_eq=np.concatenate([right for _, right in totals]),
        method="highs",
    )
    if result.x is None:
        raise RuntimeError(f"the placement of QPV found no solution: {result.message}")
    return result.x[:n], result.x[n : 2 * n]


_Rows = tuple[dict[int, Any], Floats]
"""Coefficients by block of variables (0 x, 1 z, 2 e, 3 u, 4 s, 5 t, 6 w), and right-hand side."""


def _assemble(rows: list[dict[int, Any]], prices: tuple[Floats, ...]) -> Any:
    from scipy import sparse

    table = []
    for blocks in rows:
        height = next(iter(blocks.values())).shape[0]
        empty = [sparse.csr_array((height, price.size)) for price in prices]
        table.append([blocks.get(block, empty[block]) for block in range(len(prices))])
    return sparse.csr_array(sparse.block_array(table))


def _incidence(rows: Integers, n: int) -> Any:
    from scipy import sparse

    ones, columns = np.ones(rows.size), np.arange(rows.size)
    return sparse.csr_array((ones, (rows, columns)), shape=(n, rows.size))


def _diagonal(values: Floats) -> Any:
    from scipy import sparse

    return sparse.diags_array(values)


def _totals(qpv: Zones, pairs: Pairs) -> tuple[_Rows, ...]:
    """Write that each QPV is placed, and that its mean rent and poverty are kept."""
    by_qpv, one = _incidence(pairs.qpv, len(qpv)), np.ones(len(qpv))
    return (
        ({0: by_qpv, 3: _diagonal(one)}, qpv.dwellings.astype(float)),
        ({1: by_qpv, 3: _diagonal(qpv.rent)}, qpv.dwellings * qpv.rent),
        ({6: by_qpv, 3: _diagonal(qpv.poverty)}, qpv.dwellings * qpv.poverty),
    )


def _stock(iris: Zones, pairs: Pairs) -> _Rows:
    return {0: _incidence(pairs.iris, len(iris))}, iris.dwellings.astype(float)


def _rent_of_remainders(iris: Zones, pairs: Pairs) -> tuple[_Rows, _Rows]:
    low = np.minimum(iris.quartiles[:, 0], iris.rent) * _REMAINDER_RENT[0]
    high = np.maximum(iris.quartiles[:, 2], iris.rent) * _REMAINDER_RENT[1]
    by_iris, slack = _incidence(pairs.iris, len(iris)), -_diagonal(np.ones(len(iris)))
    stock = iris.dwellings
    return (
        ({0: -_diagonal(low) @ by_iris, 1: by_iris, 4: slack}, stock * (iris.rent - low)),
        ({0: _diagonal(high) @ by_iris, 1: -by_iris, 4: slack}, stock * (high - iris.rent)),
    )


def _poverty_of_remainders(
    iris: Zones, homes: Integers, qpv_social_share: float, pairs: Pairs
) -> tuple[_Rows, _Rows]:
    low, high = _REMAINDER_POVERTY
    by_iris, slack = _incidence(pairs.iris, len(iris)), -_diagonal(np.ones(len(iris)))
    people = by_iris * (_QPV_HOUSEHOLD_SIZE / qpv_social_share)
    rate = np.clip(iris.poverty, low, high)
    return (
        ({0: -low * people, 6: people, 5: slack}, homes * (rate - low)),
        ({0: high * people, 6: -people, 5: slack}, homes * (high - rate)),
    )


def _rent_of_pieces(qpv: Zones, pairs: Pairs) -> tuple[_Rows, ...]:
    """Write that each piece has about the rent of its QPV, and what the deviation is."""
    one, nothing = _diagonal(np.ones(pairs.qpv.size)), np.zeros(pairs.qpv.size)
    rent = _diagonal(qpv.rent[pairs.qpv])
    return (
        ({0: rent * _PIECE_RENT[0], 1: -one}, nothing),
        ({0: -rent * _PIECE_RENT[1], 1: one}, nothing),
        ({0: rent, 1: -one, 2: -one}, nothing),
        ({0: -rent, 1: one, 2: -one}, nothing),
    )


def _poverty_of_pieces(qpv: Zones, pairs: Pairs) -> tuple[_Rows, ...]:
    """Write that each piece has about the poverty of its QPV."""
    one, nothing = _diagonal(np.ones(pairs.qpv.size)), np.zeros(pairs.qpv.size)
    rate = _diagonal(qpv.poverty[pairs.qpv])
    return (
        ({0: rate * _PIECE_POVERTY[0], 6: -one}, nothing),
        ({0: -rate * _PIECE_POVERTY[1], 6: one}, nothing),
    )
