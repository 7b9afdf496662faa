"""Pieces of territory: the meeting of one IRIS with one QPV, or with none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.territory.apportion import apportion
from simulation.territory.description import Floats, Integers

_ROUNDS = 60
_TINY = 1e-9


@dataclass(frozen=True)
class Pieces:
    """Where social dwellings are.

    Attributes
    ----------
    iris, qpv
        Rows of the two levels, -1 outside QPV, shape (n,).
    dwellings
        Social dwellings, shape (n,).
    private
        Private homes, shape (n,).
    area
        Row of the area that the piece belongs to, shape (n,).
    """

    iris: Integers
    qpv: Integers
    dwellings: Integers
    private: Integers
    area: Integers

    def __len__(self) -> int:
        return int(self.iris.size)

    def sum_by_iris(self, values: NDArray[Any], n: int) -> Floats:
        """Return sums over the pieces of each IRIS, shape (n, ...)."""
        return _sum(values, self.iris, n)

    def sum_by_qpv(self, values: NDArray[Any], n: int) -> Floats:
        """Return sums over the pieces of each QPV, shape (n, ...)."""
        inside = self.qpv >= 0
        return _sum(values[inside], self.qpv[inside], n)


def _sum(values: NDArray[Any], rows: Integers, n: int) -> Floats:
    out = np.zeros((n, *values.shape[1:]))
    np.add.at(out, rows, values)
    return out


def _ratio(wanted: Floats, got: Floats) -> Floats:
    return np.divide(wanted, got, out=np.ones_like(wanted), where=got > _TINY)


def spread_over_pieces(pieces: Pieces, iris_shares: Floats, qpv_shares: Floats) -> Integers:
    """Return the number of dwellings of each class in each piece, shape (pieces, classes).

    Iterative proportional fitting (Deming and Stephan 1940) to the distributions of the QPV, of
    the IRIS and to the piece sizes, ending on the sizes, then largest remainders.

    Parameters
    ----------
    iris_shares, qpv_shares
        Filled distributions, shapes (n_iris, classes) and (n_qpv, classes).
    """
    inside = pieces.qpv >= 0
    iris_wanted: Floats = (
        iris_shares * pieces.sum_by_iris(pieces.dwellings, len(iris_shares))[:, None]
    )
    table = iris_shares[pieces.iris] + _TINY
    if not inside.any():
        return apportion(table, pieces.dwellings)
    table[inside] *= qpv_shares[pieces.qpv[inside]] + _TINY
    qpv_wanted: Floats = qpv_shares * pieces.sum_by_qpv(pieces.dwellings, len(qpv_shares))[:, None]
    for _ in range(_ROUNDS):
        table *= (pieces.dwellings / np.maximum(table.sum(axis=1), _TINY))[:, None]
        factor = _ratio(qpv_wanted, pieces.sum_by_qpv(table, len(qpv_wanted)))
        table[inside] *= factor[pieces.qpv[inside]]
        table *= _ratio(iris_wanted, pieces.sum_by_iris(table, len(iris_wanted)))[pieces.iris]
    return apportion(table, pieces.dwellings)
