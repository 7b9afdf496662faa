"""Tables under construction: residences and dwellings, social first, then private."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulation.territory.description import Floats, Integers


@dataclass(frozen=True)
class Residences:
    """Residences of one sector, one row each, columns of shape (n,).

    `piece` is the piece of territory that the residence lies in, `period` its class in
    `description.PERIODS`.
    """

    piece: Integers
    financing: Integers
    period: Integers
    built_year: Integers
    is_collective: Integers
    n_dwellings: Integers


@dataclass(frozen=True)
class Dwellings:
    """Dwellings of one sector; `residence` is a row of its residences.

    `rooms` 1 to 5, `surface` m², `rent` and `charges` €/m²/month.
    """

    residence: Integers
    piece: Integers
    rooms: Integers
    surface: Floats
    rent: Floats
    charges: Floats


def sorted_positions(groups: Integers, keys: Floats) -> Integers:
    """Return positions that sort by group, then by key, shape (n,)."""
    return np.lexsort((keys, groups))


def deal(counts: Integers) -> Integers:
    """Return class numbers repeated by their counts, row after row.

    Parameters
    ----------
    counts
        Shape (groups, classes); the result has as many values as their sum.
    """
    classes = np.broadcast_to(np.arange(counts.shape[1]), counts.shape)
    return np.repeat(classes.ravel(), counts.ravel())
